"""Delegations: grants that end, that go in circles, or that give more than the giver has."""

from collections.abc import Iterator

from models.authority.expressions import roles_in
from models.authority.facts import Case
from models.authority.force import day_words
from models.authority.geometry import Region, TooIntricate, uncovered
from models.authority.grants import Delegation
from models.authority.power import line_above
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import BandCondition, Rule
from models.authority.spaces import Space, space_of
from models.authority.words import case_words, listed, role_words, rule_name, some_of
from models.decisions import Decision
from models.findings.base import Check, Found, Place
from models.findings.circles import circles
from models.findings.coverage import MATRIX
from models.findings.holders import decisions_named, ended_grants
from models.findings.settings import setting
from models.findings.survey import Survey


def _live(survey: Survey) -> list[Delegation]:
    """Return the delegations that are in force or yet to come."""
    return [
        grant
        for grant in survey.document.delegations
        if (grant.ends is None or grant.ends >= survey.on)
        and (grant.revoked_on is None or grant.revoked_on > survey.on)
    ]


def _called(survey: Survey, grant: Delegation) -> str:
    document = survey.document
    return f"from {role_words(document, grant.from_role)} to {role_words(document, grant.to_role)}"


def _relied_on(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for role, rows in survey.vacancies.items():
        for grant in ended_grants(survey, role)[-1:]:
            ended = day_words(grant.revoked_on or grant.ends or survey.on)
            how = "was revoked" if grant.revoked_on else "ended"
            yield Found(
                (Place("delegation", grant.id, "ends"), Place("role", role)),
                f"Nobody holds {role_words(document, role)}, and its delegation to "
                f"{role_words(document, grant.to_role)} {how} on {ended}, which leaves cases of "
                f"{decisions_named(rows)} undecided.",
                "Renew the delegation, or name a holder.",
                subject=role,
            )


def _ending(survey: Survey) -> Iterator[Found]:
    days = setting(survey.document, "delegation_days")
    for grant in _live(survey):
        begun = grant.starts is None or grant.starts <= survey.on
        if begun and grant.ends is not None and (grant.ends - survey.on).days <= days:
            yield Found(
                (Place("delegation", grant.id, "ends"),),
                f"The delegation {_called(survey, grant)} ends on {day_words(grant.ends)}.",
                "Renew it, or see that whoever decides from then on knows.",
            )


def _too_wide(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for grant in _live(survey):
        outside = []
        for decision in _decisions(survey, grant):
            held = [rule for rule in survey.rules[decision.id] if _holds(survey, grant.from_role, rule)]
            if not held and not _received(survey, grant, decision.id):
                outside.append(decision)
            example = _beyond(survey, grant, decision, held) if held else None
            if example is not None:
                case = case_words(document, example)
                yield Found(
                    (Place("delegation", grant.id, "limits"), *(Place("rule", rule.id, "box") for rule in held)),
                    f"The delegation {_called(survey, grant)} goes further than what "
                    f"{role_words(document, grant.from_role)} itself may decide of “{decision.name}”.",
                    "Lower its limits to those of the rows that the delegator decides.",
                    subject=f"{grant.id}|{decision.id}",
                    case=case,
                    example=example,
                )
        if outside:
            names = some_of([f"“{decision.name}”" for decision in outside])
            yield Found(
                (Place("delegation", grant.id, "decisions"),),
                f"{role_words(document, grant.from_role)} delegates {names} to {role_words(document, grant.to_role)}, "
                f"but has no power to decide {'it' if len(outside) == 1 else 'them'}.",
                "Let a role delegate that decides it, or take it out of the delegation.",
            )


def _decisions(survey: Survey, grant: Delegation) -> list[Decision]:
    """Return the decisions that a delegation names, and that the matrix knows."""
    return [survey.document.decisions[name] for name in grant.decisions if survey.rules.get(name)]


def _holds(survey: Survey, role: str, rule: Rule) -> bool:
    """Return whether a role decides by a row, or stands above one who does."""
    return role in survey.paths.power.enough(frozenset(deciders(rule.procedure)))


def _received(survey: Survey, grant: Delegation, decision: str) -> list[Delegation]:
    """Return the delegations by which the giver of another has what it gives."""
    return [
        other
        for other in _live(survey)
        if other.to_role == grant.from_role and (not other.decisions or decision in other.decisions)
    ]


def _beyond(survey: Survey, grant: Delegation, decision: Decision, held: list[Rule]) -> Case | None:
    """Return a case that a delegation covers but no row that the delegator decides, smaller cases included."""
    if not grant.limits and not grant.places:
        return None
    limits = Rule(id=grant.id, edition="", decision=decision.id, box=grant.limits, places=grant.places)
    rules = (*survey.rules[decision.id], limits)
    space = space_of(survey.document, decision.id, rules, survey.on)
    mine = {rule.id for rule in held}
    covered = [_downward(space, piece.region) for piece in space.pieces if piece.row in mine]
    try:
        left = [r for p in space.pieces if p.row == grant.id for r in uncovered(p.region, covered)]
    except TooIntricate:
        return None
    return space.example(left[0]) if left else None


def _downward(space: Space, region: Region) -> Region:
    """Return a region with all smaller amounts: who may decide the large may delegate the small."""
    return tuple((1 << mask.bit_length()) - 1 if run else mask for mask, run in zip(region, space.runs, strict=True))


def _not_permitted(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for grant in _live(survey):
        for above, depth in _chain(survey, grant):
            if above.may_sub_delegate and (not above.depth or depth <= above.depth):
                continue
            how = "may not be passed on" if not above.may_sub_delegate else "may not be passed on so far"
            yield Found(
                (Place("delegation", grant.id), Place("delegation", above.id, "may_sub_delegate")),
                f"{role_words(document, grant.from_role)} passes on to {role_words(document, grant.to_role)} what "
                f"{role_words(document, above.from_role)} delegated to it; that delegation {how}.",
                "Let the first delegator delegate it directly, or allow it to be passed on.",
                subject=grant.id,
            )
            break


def _chain(survey: Survey, grant: Delegation) -> Iterator[tuple[Delegation, int]]:
    """Yield the delegations that one hangs on, upward, with how many steps lie between.

    One that does not name its parent hangs on what its giver was given, where it gives what it has not itself.
    """
    seen = {grant.id}
    at, depth = grant, 0
    while True:
        above = survey.document.delegations.get(at.parent)
        if above is None:
            given = [
                other
                for decision in _decisions(survey, at)
                if not any(_holds(survey, at.from_role, rule) for rule in survey.rules[decision.id])
                for other in _received(survey, at, decision.id)
            ]
            above = given[0] if given else None
        if above is None or above.id in seen:
            return
        depth += 1
        seen.add(above.id)
        yield above, depth
        at = above


def _reserved(survey: Survey) -> Iterator[Found]:
    """Yield reserved matters that a lower role decides, by a row or by delegation."""
    document = survey.document
    for reading in survey.readings.values():
        decision = reading.decision
        if decision.reserved is None:
            continue
        kind = "by law" if decision.reserved == "by_law" else "by choice"
        for rule in reading.rules:
            steps = deciding_steps(rule.procedure)
            tops = [role for step in steps for role in roles_in(step.who) if not line_above(document, role)]
            lower = [role_words(document, role) for role in deciders(rule.procedure) if role not in tops]
            if steps and not tops:
                yield Found(
                    (Place("rule", rule.id, "procedure"), Place("decision", decision.id, "reserved")),
                    f"“{decision.name}” is reserved {kind}, yet by the row {rule_name(document, rule)} "
                    f"{listed(lower)} {'decides' if len(lower) == 1 else 'decide'} it.",
                    "Let the highest body decide it, or lift the reservation.",
                    subject=rule.id,
                )
        for grant in _live(survey):
            named = decision.id in grant.decisions
            if named or (not grant.decisions and _decides(reading.rules, grant)):
                yield Found(
                    (Place("delegation", grant.id, "decisions"), Place("decision", decision.id, "reserved")),
                    f"“{decision.name}” is reserved {kind}, yet it is delegated {_called(survey, grant)}.",
                    "Take it out of the delegation.",
                    subject=f"{grant.id}|{decision.id}",
                )


def _decides(rules: tuple[Rule, ...], grant: Delegation) -> bool:
    return any(grant.from_role in deciders(rule.procedure) for rule in rules)


def _open_ended(survey: Survey) -> Iterator[Found]:
    for grant in _live(survey):
        lacking = [] if grant.ends else ["an end"]
        lacking += [] if grant.reason.strip() else ["a reason"]
        if grant.kind != "standing" and lacking:
            fields = ["ends"] * (not grant.ends) + ["reason"] * (not grant.reason.strip())
            kind = "temporary" if grant.kind == "temporary" else "acting"
            yield Found(
                tuple(Place("delegation", grant.id, name) for name in fields),
                f"The {kind} delegation {_called(survey, grant)} is without {listed(lacking, 'or')}.",
                f"Enter {listed(lacking)}, or make it a standing one.",
            )


def _circles(survey: Survey) -> Iterator[Found]:
    for loop in circles(_live(survey)):
        names = [role_words(survey.document, grant.from_role) for grant in (*loop, loop[0])]
        yield Found(
            tuple(Place("delegation", grant.id, "to_role") for grant in loop),
            f"Delegations go in a circle: {' → '.join(names)}.",
            "End one of them.",
        )


def _splittable(survey: Survey) -> Iterator[Found]:
    """Yield decisions that come up often, whose decider hangs on the amount, and whose amounts are not added up."""
    document = survey.document
    often = setting(document, "often_a_quarter")
    for volume in document.volumes:
        decision = document.decisions[volume.decision]
        if volume.cases_a_quarter < often or decision.aggregation_days or decision.aggregation_cap:
            continue
        for dimension in _decided_by_amount(survey, decision.id):
            yield Found(
                (Place("decision", decision.id, "aggregation_days"),),
                f"“{decision.name}” comes up {volume.cases_a_quarter:g} times a quarter and is decided by "
                f"{document.dimensions[dimension].name}, case by case, so that a large one can be divided into small "
                "ones.",
                "Say over how many days, and for what, amounts count together.",
                subject=decision.id,
            )
            break


def _decided_by_amount(survey: Survey, decision: str) -> Iterator[str]:
    """Yield the money dimensions by whose limits different roles decide."""
    for dimension in survey.document.dimensions:
        if dimension.kind == "money":
            by = {
                deciders(rule.procedure)
                for rule in survey.rules[decision]
                if any(isinstance(c, BandCondition) and c.dimension == dimension.id for c in rule.box)
            }
            if len(by) > 1:
                yield dimension.id


_READ = frozenset(
    (
        *("delegation", "role", "decision", "edition", "rule", "person"),
        *("dimension", "place", "instrument", "rate", "workspace"),
    )
)

CHECKS = (
    Check(
        "F52",
        "Delegation over but relied on",
        "error",
        "What was decided by it is decided by nobody now.",
        _READ | {"holding", "absence"},
        _relied_on,
    ),
    Check("F53", "Delegation ends soon", "information", "Then somebody else decides.", _READ, _ending),
    Check("F54", "Delegation wider than held", "error", "Nobody can give more than they have.", _READ, _too_wide),
    Check(
        "F55",
        "Passed on without leave",
        "error",
        "What is delegated may be passed on only where that is allowed.",
        _READ,
        _not_permitted,
    ),
    Check("F56", "Reserved matter decided below", "error", "A reserved matter stays where it is.", _READ, _reserved),
    Check(
        "F57",
        "Delegation without end or reason",
        "warning",
        "What was meant for a time becomes the rule.",
        _READ,
        _open_ended,
    ),
    Check("F58", "Delegations in a circle", "error", "In the end nobody has it.", _READ, _circles),
    Check(
        "F59",
        "Limit that splitting evades",
        "warning",
        "Total value governs, not the size of each part.",
        MATRIX | {"volume"},
        _splittable,
    ),
)
