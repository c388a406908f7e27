"""Escalation: paths that go round in circles, end too early, or do not go up."""

from collections.abc import Collection, Iterator
from math import inf

from models.authority.expressions import roles_in
from models.authority.paths import Path, trigger_words
from models.authority.power import line_above
from models.authority.procedures import deciders, deciding_steps
from models.authority.proof import Coverage
from models.authority.rules import Right, Rule
from models.authority.words import case_words, listed, number_words, role_words, rule_name
from models.document import Document
from models.escalation import EscalationLink, Trigger
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Survey

_HEARD: frozenset[Right] = frozenset(("recommend", "consult", "endorse", "agree", "veto", "approve"))
_QUARRELS: tuple[Trigger, ...] = ("disagreement", "conflict_of_interest", "novelty")
_ALL: tuple[Trigger, ...] = ("disagreement", "conflict_of_interest", "novelty", "time_out", "absence")


def _cycles(survey: Survey) -> Iterator[Found]:
    document = survey.document
    triggers: set[Trigger] = {"limit"}
    for link in document.escalation_links:
        triggers.update(link.triggers)
    found: set[frozenset[str]] = set()
    for trigger in sorted(triggers):
        for decision, starts in _starts(survey):
            for path in survey.paths.circles(decision, starts, trigger):
                loop = _loop(path)
                if frozenset(loop) not in found:
                    found.add(frozenset(loop))
                    yield _cycle(document, path, loop)


def _starts(survey: Survey) -> Iterator[tuple[str | None, list[str]]]:
    """Yield where paths can begin: at every role for any decision, then at those that decide a decision.

    Without links only the reporting line can turn back, and the first of these finds that.
    """
    yield None, [role.id for role in survey.document.roles]
    special = {link.from_role for link in survey.document.escalation_links if link.decision or link.section}
    if len(survey.document.escalation_links):
        for decision in survey.rules:
            yield decision, [*survey.paths.ladder(decision).reached, *sorted(special)]


def _loop(path: Path) -> tuple[str, ...]:
    """Return the roles of a path that ends in a circle from the one that it comes back to."""
    roles = path.roles
    return roles[roles.index(roles[-1]) : -1]


def _cycle(document: Document, path: Path, loop: tuple[str, ...]) -> Found:
    names = [role_words(document, role) for role in (*loop, loop[0])]
    decision = document.decisions.get(path.decision)
    of = f" of “{decision.name}”" if decision else ""
    links = {hop.link for hop in path.hops if hop.link and hop.from_role in loop}
    return Found(
        (
            *(Place("escalation_link", link, "to_role") for link in sorted(links)),
            *(Place("role", role) for role in loop),
        ),
        f"Escalation{of} for {trigger_words(path.trigger)} goes in a circle: {' → '.join(names)}.",
        "Let the last role of the circle pass cases to one that has not seen them.",
        subject="+".join(sorted(loop)),
    )


def _dead_ends(survey: Survey) -> Iterator[Found]:
    """Yield cases above a limit that reach nobody who can decide them, and those that a drawn path leads astray."""
    drawn = {link.from_role for link in survey.document.escalation_links if link.triggers != ("limit",)}
    for coverage in survey.coverages:
        decision = coverage.decision.id
        ladder = survey.paths.ladder(decision)
        for path in survey.paths.paths_that_fail(decision, ladder.reached):
            yield _dead_end(survey, coverage, path, ladder.largest)
        for rule in coverage.rules.values() if drawn else ():
            for role, triggers in _occasions(rule, drawn).items():
                for trigger in triggers:
                    if survey.paths.link(decision, role, trigger) is None:
                        continue
                    path = survey.paths.path_from(decision, role, trigger, (rule,))
                    if path.end == "dead_end":
                        yield _dead_end(survey, coverage, path, (rule,))


def _occasions(rule: Rule, among: Collection[str]) -> dict[str, tuple[Trigger, ...]]:
    """Return what can send a case of a row on from each of some roles.

    Somebody has to stand in for those who decide; anybody who is heard can disagree, and then somebody has to
    decide over their heads.
    """
    found: dict[str, tuple[Trigger, ...]] = {}
    if deciding_steps(rule.procedure):
        for step in rule.procedure:
            if step.right in _HEARD:
                for role in roles_in(step.who):
                    if role in among:
                        found[role] = _ALL if step.right == "approve" else found.get(role, _QUARRELS)
    return found


def _dead_end(survey: Survey, coverage: Coverage, path: Path, rules: Collection[Rule]) -> Found:
    document, decision = survey.document, coverage.decision
    wanted = {rule.id for rule in rules}
    example = next((coverage.space.example(p.region) for p in coverage.space.pieces if p.row in wanted), None)
    names = " → ".join(role_words(document, role) for role in path.roles)
    last = role_words(document, path.roles[-1])
    start = role_words(document, path.start)
    if path.trigger == "limit":
        what = f"A case of “{decision.name}” above the limit of {start}"
    elif path.trigger == "novelty":
        what = f"A novel case of “{decision.name}” at {start}"
    else:
        what = f"On {trigger_words(path.trigger)} at {start}, a case of “{decision.name}”"
    able = listed([role_words(document, role) for role in _able(rules)], "or")
    return Found(
        (
            Place("decision", decision.id),
            Place("role", path.roles[-1]),
            *(Place("escalation_link", hop.link) for hop in path.hops[-1:] if hop.link),
        ),
        f"{what} goes {names} and no further, but {last} cannot decide it."
        if path.hops
        else f"{what} goes nowhere: no link, no larger row and no reporting line leads on from there.",
        f"Add an escalation link from {last} to a role that can decide it{f', such as {able}' if able else ''}.",
        subject=f"{decision.id}|{path.start}",
        case=case_words(document, example) if example else None,
        example=example,
    )


def _able(rules: Collection[Rule]) -> tuple[str, ...]:
    """Return the roles that decide by some rows, each once."""
    return tuple(dict.fromkeys(role for rule in rules for role in deciders(rule.procedure)))


def _not_upward(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        why = _why_not_upward(survey, link) if "limit" in link.triggers else ""
        if why:
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{role_words(document, link.from_role)} passes cases above its limit to "
                f"{role_words(document, link.to_role)}, but {why}.",
                "Let the link lead to a role with more authority.",
            )


def _untimed(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        if link.hours is None:
            yield Found(
                (Place("escalation_link", link.id, "hours"),),
                f"{role_words(document, link.from_role)} passes cases to {role_words(document, link.to_role)} "
                "without a time limit.",
                "Say within how many hours.",
            )


def _same_people(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        people = survey.holders(link.from_role)
        if link.from_role != link.to_role and people and people == survey.holders(link.to_role):
            names = listed(sorted(document.people[person].name for person in people))
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{role_words(document, link.from_role)} passes cases to {role_words(document, link.to_role)}, but "
                f"{names} {'holds' if len(people) == 1 else 'hold'} both.",
                "Let the link lead to a role that somebody else holds.",
            )


def _skipped(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        line = line_above(document, link.from_role)
        between = line[: line.index(link.to_role)] if link.to_role in line else ()
        if between and not link.reason:
            names = listed([role_words(document, role) for role in between])
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{role_words(document, link.from_role)} passes cases to {role_words(document, link.to_role)} past "
                f"{names}, to whom it reports.",
                "Say why as the reason of the link, or let it lead to the next level.",
            )


def _long_chains(survey: Survey) -> Iterator[Found]:
    document = survey.document
    most = setting(document, "longest_chain")
    for decision, rules in survey.rules.items():
        for rule in rules:
            stages = {step.stage for step in rule.procedure if step.right in ("endorse", "agree", "approve", "ratify")}
            if len(stages) > most:
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"The row {rule_name(document, rule)} of “{document.decisions[decision].name}” needs "
                    f"{number_words(len(stages))} approvals, one after the other.",
                    "Let some of them run side by side, or trust one of them to decide.",
                )


def _why_not_upward(survey: Survey, link: EscalationLink) -> str:
    """Return in words why the role that a link leads to has no more authority, or nothing where it may have."""
    document = survey.document
    lower, upper = document.roles[link.from_role], document.roles[link.to_role]
    if lower.id == upper.id:
        return "that is the same role"
    if lower.id in line_above(document, upper.id):
        return f"{upper.name} reports to {lower.name}"
    if lower.level is not None and upper.level is not None and upper.level <= lower.level:
        return f"{upper.name} is on {'the same' if upper.level == lower.level else 'a lower'} level"
    for decision in survey.rules:
        if link.decision not in (None, decision):
            continue
        reached = survey.paths.ladder(decision).reached
        if reached.get(upper.id, inf) < reached.get(lower.id, 0):
            return f"{upper.name} decides only smaller cases of “{document.decisions[decision].name}”"
    return ""


_LINKS = frozenset(("escalation_link", "role"))
_GRAPH = frozenset(
    (
        *("escalation_link", "role", "rule", "edition", "decision", "section"),
        *("dimension", "place", "instrument", "rate", "workspace"),
    )
)

CHECKS = (
    Check("F31", "Escalation cycle", "error", "A case that comes back is never decided.", _GRAPH, _cycles),
    Check("F32", "Dead end", "error", "A path has to end with somebody who can decide.", _GRAPH, _dead_ends),
    Check(
        "F33",
        "Escalation does not go up",
        "error",
        "A case goes up because more authority is needed.",
        _GRAPH,
        _not_upward,
    ),
    Check(
        "F34",
        "Same person on two hops",
        "warning",
        "The case comes back to the same person.",
        _LINKS | {"holding", "person", "absence"},
        _same_people,
    ),
    Check(
        "F35",
        "No time limit on a hop",
        "warning",
        "A case without a time limit can wait for ever.",
        _LINKS,
        _untimed,
    ),
    Check(
        "F36",
        "Chain of approvals too long",
        "warning",
        "Every approval adds its wait and takes away some of the responsibility.",
        _GRAPH,
        _long_chains,
    ),
    Check(
        "F37",
        "Skips a level",
        "information",
        "Whoever is passed over does not learn what their people cannot decide.",
        _LINKS,
        _skipped,
    ),
)
