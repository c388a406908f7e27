"""Separation: who asks, recommends, decides, signs and carries out should not be one person alone."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from models.authority.expressions import roles_in
from models.authority.facts import currency_of
from models.authority.grants import Separation
from models.authority.holders import holders_are_kept, holders_of
from models.authority.rules import BandCondition, Right, Rule
from models.authority.words import case_words, listed, number_words, role_words, rule_name, some_of
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.findings.witness import case_of, case_within
from models.quantities import UNLIMITED, Band, group
from models.teams import Role

# Rights by which somebody else has to say yes as well.
_SECOND_EYES: tuple[Right, ...] = ("endorse", "agree", "veto", "ratify")


def _alone(survey: Survey, one: str, other: str) -> str:
    """Return in words that two roles are in one hand; nothing where a second person can act.

    A role is in one hand unless several people hold it; two roles are if the same one person holds both.
    """
    document = survey.document
    held = survey.holders(one), survey.holders(other)
    if one == other:
        several = document.roles[one].kind in ("group", "body") if held[0] is None else len(held[0]) > 1
        return "" if several else role_words(document, one)
    if held[0] is None or held[0] != held[1] or len(held[0]) != 1:
        return ""
    person = document.people[next(iter(held[0]))].name
    return f"{person}, as {role_words(document, one)} and {role_words(document, other)},"


def _own_request(survey: Survey, reading: Reading) -> Iterator[Found]:
    decision = reading.decision
    for rule, decider in reading.sole:
        for requester in decision.requesters:
            who = _alone(survey, requester, decider)
            if who:
                example = case_of(survey, reading, rule)
                yield Found(
                    (Place("rule", rule.id, "procedure"), Place("decision", decision.id, "requesters")),
                    f"{who} may ask for “{decision.name}” and alone approves it "
                    f"(row {rule_name(survey.document, rule)}).",
                    "Let somebody else approve what this role asks for, or have a second role approve.",
                    subject=rule.id,
                    case=case_words(survey.document, example) if example else None,
                    example=example,
                )


def _own_part(right: Right, does: str, fix: str) -> Callable[[Survey, Reading], Iterator[Found]]:
    """Return a check that finds rows in which one person alone decides and has another part as well."""

    def find(survey: Survey, reading: Reading) -> Iterator[Found]:
        kept, decision = holders_are_kept(survey.document), reading.decision
        for rule, decider in reading.sole:
            doing = {role for step in rule.procedure if step.right == right for role in roles_in(step.who)}
            who = _alone(survey, decider, next(iter(doing))) if len(doing) == 1 else ""
            grave = right == "perform" and decision.sensitive
            # That one role is both accountable and responsible is common; that one person is needs a look.
            if who and (right != "perform" or grave or kept):
                example = case_of(survey, reading, rule)
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"{who} alone approves “{decision.name}” and {does} (row {rule_name(survey.document, rule)}).",
                    fix,
                    severity="error" if grave else None,
                    case=case_words(survey.document, example) if example else None,
                    example=example,
                )

    return find


def _held_together(survey: Survey) -> Iterator[Found]:
    """Yield the people who hold two roles that are to be kept apart, or two such parts in one row."""
    document = survey.document
    if not holders_are_kept(document):
        return
    for pair in document.separations:
        holders = ({h.person: h for h in holders_of(document, role, survey.on)} for role in (pair.one, pair.other))
        one, other = holders
        shared = one.keys() & other.keys()
        # Where they are apart within one case only, a second holder can take one of the two parts.
        within_a_case = pair.dynamic or pair.one_right or pair.other_right
        several = len(one) > 1 or len(other) > 1
        if within_a_case and (several or not _rows_with_both(survey, pair)):
            continue
        for person in sorted(shared, key=lambda found: one[found].name):
            roles = listed([role_words(document, role) for role in (pair.one, pair.other)])
            why = f" ({pair.reason.rstrip('.')})" if pair.reason else ""
            yield Found(
                (Place("separation", pair.id), Place("role", pair.one), Place("role", pair.other)),
                f"{one[person].name} holds {roles}, which are to be kept apart{why}.",
                "Give one of the two roles to somebody else.",
                subject=f"{pair.id}|{person}",
            )


def _rows_with_both(survey: Survey, pair: Separation) -> bool:
    """Return whether a row gives both roles a part, of the right that is meant if one is."""
    for rules in survey.rules.values():
        for rule in rules:
            parts = {(role, step.right) for step in rule.procedure for role in roles_in(step.who)}
            if all(
                any(role == wanted and right in (None, has) for role, has in parts)
                for wanted, right in ((pair.one, pair.one_right), (pair.other, pair.other_right))
            ):
                return True
    return False


def _signs_too(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the rows by which one person alone approves and signs large amounts, and nobody else has to say yes."""
    document, decision = survey.document, reading.decision
    money = [row for row in map(document.dimensions.get, decision.dimensions) if row and row.kind == "money"]
    limit = setting(document, "four_eyes_amount")
    for rule, decider in reading.sole if money else ():
        signing = {role for step in rule.procedure if step.right == "sign" for role in roles_in(step.who)}
        others = {role for step in rule.procedure if step.right in _SECOND_EYES for role in roles_in(step.who)}
        who = _alone(survey, decider, next(iter(signing))) if len(signing) == 1 else ""
        if not who or others - {decider} - signing:
            continue
        for dimension in money:
            above = int(Fraction(str(limit)) / Fraction(dimension.step)) + 1
            box = BandCondition(dimension=dimension.id, band=Band(lower=above, upper=UNLIMITED))
            example = case_within(survey, reading, [box], rule)
            if example is not None:
                amount = f"{group(Decimal(repr(limit)))} {currency_of(document, dimension)}"
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"{who} alone approves and signs “{decision.name}” above {amount} (row "
                    f"{rule_name(document, rule)}).",
                    "Let another role sign, or have a second one approve.",
                    case=case_words(document, example),
                    example=example,
                )
                break


def _own_interest(survey: Survey) -> Iterator[Found]:
    """Yield the matrices by which a role decides alone and nothing says who does where it has a stake itself."""
    document = survey.document
    alone = {role.id for role in document.roles if _is_one_person_without_superior(survey, role)}
    for edition in survey.editions if alone else ():
        roles: dict[str, dict[str, Rule]] = {}
        for reading in survey.readings.values():
            firsts: dict[str, Rule] = {}
            for rule, role in reading.sole:
                if role in alone and rule.edition == edition.id:
                    firsts.setdefault(role, rule)
            for role, rule in firsts.items():
                if _has_no_other(survey, reading, role):
                    roles.setdefault(role, {})[reading.decision.id] = rule
        if not roles:
            continue
        rules = [rule for found in roles.values() for rule in found.values()]
        example = case_of(survey, survey.readings[rules[0].decision], rules[0])
        names = some_of([role_words(document, role) for role in roles])
        count = number_words(len({rule.decision for rule in rules}))
        one = len(roles) == 1
        yield Found(
            (*(Place("role", role) for role in roles), *(Place("rule", rule.id, "procedure") for rule in rules)),
            f"{names} {'decides' if one else 'decide'} {count} decision{'s' if count != 'one' else ''} alone, and "
            f"nothing says who does where {'it has an interest of its own' if one else 'they have a stake in it'}.",
            "Add an escalation link for a conflict of interest, or say to whom the role reports.",
            subject=edition.id,
            case=case_words(document, example) if example else None,
            example=example,
        )


def _is_one_person_without_superior(survey: Survey, role: Role) -> bool:
    if role.kind in ("body", "runtime") or role.reports_to:
        return False
    return bool(_alone(survey, role.id, role.id))


def _has_no_other(survey: Survey, reading: Reading, role: str) -> bool:
    """Return whether a case in which a role has an interest goes to nobody."""
    return survey.paths.next_hop(reading.decision.id, role, "conflict_of_interest") is None


_MATRIX = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))
_DUTIES = _MATRIX | {"holding", "person", "absence", "delegation"}

CHECKS = (
    Check("F25", "Approver is requester", "error", "Nobody else looks at the request.", _DUTIES, each=_own_request),
    Check(
        "F26",
        "Approver is performer",
        "warning",
        "Nobody else sees what was done.",
        _DUTIES,
        each=_own_part("perform", "carries it out", "Let another role carry it out, or have a second one approve."),
    ),
    Check(
        "F27",
        "Approves own recommendation",
        "warning",
        "A recommendation to oneself is none.",
        _DUTIES,
        each=_own_part("recommend", "recommends it", "Let another role recommend, or leave the recommendation out."),
    ),
    Check(
        "F28",
        "Separated duties in one hand",
        "error",
        "Two pairs of eyes are meant to see it.",
        _DUTIES | {"separation"},
        _held_together,
    ),
    Check(
        "F29",
        "Approves and signs alone",
        "warning",
        "A large amount wants a second pair of eyes.",
        _DUTIES,
        each=_signs_too,
    ),
    Check(
        "F30",
        "No route for a conflict of interest",
        "information",
        "Nobody should decide in their own cause.",
        _DUTIES | {"escalation_link", "section"},
        _own_interest,
    ),
)
