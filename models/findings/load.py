"""Load: roles that too much hangs on, too many who are heard, and single people without whom decisions stop."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from models.authority.expressions import roles_in
from models.authority.procedures import deciding_steps
from models.authority.rules import Right, Rule
from models.authority.words import listed, number_words, role_words, rule_name, some_of
from models.entity import references
from models.findings.absences import stopping
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.findings.volumes import heavy_loads


def _overloaded(survey: Survey) -> Iterator[Found]:
    yield from _decides_most(survey)
    yield from heavy_loads(survey)


def _decides_most(survey: Survey) -> Iterator[Found]:
    """Yield the roles that have a say in more of the deciding rows than one role should."""
    for role, share in _above_share(survey, "approve", "deciding_share"):
        yield Found(
            (Place("role", role),),
            f"{role_words(survey.document, role)} decides in {share} is too much for one role.",
            "Give some of them to a role that is nearer to the work.",
            subject=f"{role}|rows",
        )


def _above_share(survey: Survey, right: Right, limit: str) -> Iterator[tuple[str, str]]:
    """Yield the roles that have a right in more of the deciding rows than a limit allows, and the share in words."""
    most, fewest = setting(survey.document, limit), setting(survey.document, "rows_for_shares")
    rows = sum(reading.deciding_rows for reading in survey.readings.values())
    if rows < fewest:
        return
    for role, count in _parts(survey, right).items():
        if count > most * rows:
            share = f"{number_words(count)} of {number_words(rows)} rows, which is {_percent(count / rows)}"
            yield role, f"{share}; more than {_percent(most)}"


def _parts(survey: Survey, right: Right) -> Counter[str]:
    """Return in how many rows in force each role has a right."""
    return Counter(chain.from_iterable(reading.parts.get(right, ()) for reading in survey.readings.values()))


def _agreeing(survey: Survey, reading: Reading) -> Iterator[Found]:
    most = setting(survey.document, "most_agreeing")
    for rule, roles in _crowded(reading, ("agree", "veto"), most):
        yield Found(
            (Place("rule", rule.id, "procedure"),),
            f"{number_words(len(roles)).capitalize()} roles can stop “{reading.decision.name}” (row "
            f"{rule_name(survey.document, rule)}) before it is decided: {_names(survey, roles)}.",
            f"Keep at most {number_words(int(most))}, and consult the others.",
        )


def _consulted(survey: Survey, reading: Reading) -> Iterator[Found]:
    most = setting(survey.document, "most_consulted")
    for rule, roles in _crowded(reading, ("consult",), most):
        yield Found(
            (Place("rule", rule.id, "procedure"),),
            f"{number_words(len(roles)).capitalize()} roles are consulted on “{reading.decision.name}” (row "
            f"{rule_name(survey.document, rule)}): {_names(survey, roles)}.",
            "Consult those who know something that the decider does not, and inform the others.",
        )


def _asked_often(survey: Survey) -> Iterator[Found]:
    """Yield the roles that are consulted in more of the deciding rows than one role should be."""
    for role, share in _above_share(survey, "consult", "consulted_share"):
        yield Found(
            (Place("role", role),),
            f"{role_words(survey.document, role)} is consulted in {share} is too much for one role.",
            "Consult it where it matters, and write down for the rest what it would have said.",
            subject=f"{role}|consulted",
        )


def _informed(survey: Survey, reading: Reading) -> Iterator[Found]:
    most = setting(survey.document, "most_informed")
    for rule, roles in _crowded(reading, ("notify",), most):
        yield Found(
            (Place("rule", rule.id, "procedure"),),
            f"{number_words(len(roles)).capitalize()} roles are informed of “{reading.decision.name}” (row "
            f"{rule_name(survey.document, rule)}): {_names(survey, roles)}.",
            "Inform those who act on it; others can look it up.",
        )


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _crowded(reading: Reading, rights: tuple[Right, ...], most: float) -> Iterator[tuple[Rule, list[str]]]:
    """Yield the rows in force in which more roles have one of some rights than should, with these roles."""
    # Of nearly all decisions so few are heard in all rows together that no row need be looked at.
    if sum(len(reading.parts.get(right, ())) for right in rights) <= most:
        return
    for rule in reading.rules:
        steps = [step for step in rule.procedure if step.right in rights]
        roles = list(dict.fromkeys(role for step in steps for role in roles_in(step.who)))
        if len(roles) > most:
            yield rule, roles


def _names(survey: Survey, roles: Iterable[str]) -> str:
    return listed([role_words(survey.document, role) for role in roles])


def _unheard(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield a decision that concerns several teams and of which the others hear nothing, before or after."""
    document, decision = survey.document, reading.decision
    heard = any(step.right in ("consult", "notify") for rule in reading.rules for step in rule.procedure)
    if heard or not any(deciding_steps(rule.procedure) for rule in reading.rules):
        return
    acting = (role for rule in reading.rules for step in rule.procedure for role in roles_in(step.who))
    teams = (document.roles[role].team for role in (*decision.requesters, *acting))
    names = [
        f"“{document.teams[team].name}”" for team in dict.fromkeys((decision.owner_team, *teams)) if team is not None
    ]
    if len(names) > 1:
        yield Found(
            (Place("decision", decision.id), *(Place("rule", rule.id, "procedure") for rule in reading.rules)),
            f"“{decision.name}” concerns {listed(names)}, but nobody is consulted on it or informed of it.",
            "Say who is heard before, or who hears of it afterwards.",
            subject=decision.id,
        )


def _concentrated(survey: Survey) -> Iterator[Found]:
    """Yield the role that alone decides too much of the two highest tiers."""
    document = survey.document
    most, fewest = setting(document, "top_share"), setting(document, "decisions_for_shares")
    ranks = sorted({tier.rank for tier in document.tiers})
    if len(ranks) < 3:
        return
    tiers = {tier.id for tier in document.tiers if tier.rank in ranks[-2:]}
    top = [reading for reading in survey.readings.values() if reading.decision.tier in tiers and reading.deciding]
    if len(top) < fewest:
        return
    alone = Counter(role for reading in top for role in {role for _, role in reading.sole})
    for role, count in alone.items():
        if count > most * len(top):
            yield Found(
                (Place("role", role),),
                f"{role_words(document, role)} alone decides {number_words(count)} of the {number_words(len(top))} "
                f"decisions of the two highest tiers, which is {_percent(count / len(top))}; more than "
                f"{_percent(most)} is too much for one role.",
                "Give some of them to another role, or have a second one decide with it.",
                subject=role,
            )


def _single_points(survey: Survey) -> Iterator[Found]:
    """Yield the people without whom decisions stop: the absence test, one person away at a time."""
    fewest = setting(survey.document, "stopped_decisions")
    stopped: dict[str, dict[str, list[str]]] = {}
    for name, those in survey.gathered(stopping, _ABSENCE).items():
        for person, role in those:
            stopped.setdefault(person, {}).setdefault(role, []).append(name)
    for person, by_role in stopped.items():
        decisions = dict.fromkeys(decision for found in by_role.values() for decision in found)
        if len(decisions) >= fewest:
            yield _stop(survey, person, list(by_role), list(decisions))


def _stop(survey: Survey, person: str, roles: list[str], stopped: list[str]) -> Found:
    document = survey.document
    names = some_of([f"“{document.decisions[name].name}”" for name in stopped])
    return Found(
        (
            *(Place("role", role) for role in roles),
            *(Place("decision", name) for name in stopped),
        ),
        f"While {document.people[person].name} is away, {number_words(len(stopped))} "
        f"decision{'s' if len(stopped) != 1 else ''} stop{'s' if len(stopped) == 1 else ''}: {names}. Nobody else "
        f"acts as {listed([role_words(document, role) for role in roles])}, and cases do not go on to anybody.",
        "Name a second holder, delegate for the time of an absence, or say to whom cases go then.",
        subject=person,
    )


def _orphans(survey: Survey) -> Iterator[Found]:
    document = survey.document
    used = set(survey.roles_in_rules)
    for name in ("delegation", "escalation_link", "edition", "tier", "urgent_route", "outcome"):
        used.update(ref.id for row in document.table(name) for ref in references(row) if ref.table == "role")
    used.update(member for role in document.roles if role.id in used for member in role.members)
    for role in document.roles:
        if role.id not in used and role.team is None:
            yield Found(
                (Place("role", role.id),),
                f"{role.name} has no part in any decision and belongs to no team.",
                "Give it a part, set its team, or delete it.",
            )


_ROWS = frozenset(("edition", "rule", "decision", "role", "workspace"))
_HELD = _ROWS | {"holding", "person", "absence", "delegation"}
# What tells, beside the decision itself, whether it can be taken while somebody is away.
_ABSENCE = (_HELD | {"escalation_link", "section"}) - {"decision", "rule"}

CHECKS = (
    Check(
        "F40",
        "Overloaded role",
        "warning",
        "What waits for one role waits long.",
        _HELD
        | {"volume", "capacity", "escalation_link", "section", "dimension", "place", "rate", "tier", "calendar"}
        | {"team", "urgent_route", "instrument"},
        _overloaded,
    ),
    Check(
        "F41",
        "Too many who must agree",
        "warning",
        "Each of them can stop it, and none of them answers for it.",
        _ROWS,
        each=_agreeing,
    ),
    Check(
        "F42",
        "Too many consulted",
        "warning",
        "Every opinion costs time, and the tenth adds little.",
        _ROWS,
        _asked_often,
        each=_consulted,
    ),
    Check("F43", "Too many informed", "information", "News for everybody is read by nobody.", _ROWS, each=_informed),
    Check(
        "F44",
        "Nobody heard across teams",
        "information",
        "The other team learns of it when it is too late.",
        _ROWS | {"team"},
        each=_unheard,
    ),
    Check(
        "F45",
        "Role without a part",
        "warning",
        "People ask it in vain.",
        _ROWS | {"delegation", "escalation_link", "tier", "urgent_route", "outcome"},
        _orphans,
    ),
    Check(
        "F46",
        "Too much in one hand",
        "warning",
        "What one role alone decides, nobody else learns to decide.",
        _ROWS | {"tier"},
        _concentrated,
    ),
    Check(
        "F47",
        "Single point of stop",
        "warning",
        "One illness, and these cases wait.",
        _HELD | {"escalation_link", "section"},
        _single_points,
    ),
)
