"""Holders: whether those who decide are there to do it, together, in time, and as roles rather than people."""

import re
from collections.abc import Iterator, Mapping

from models.authority.attainment import is_attainable, is_joint
from models.authority.deciding import too_few
from models.authority.expressions import Expression, OneRole, Vote
from models.authority.force import day_words
from models.authority.grants import Delegation
from models.authority.holders import holders_are_kept, vacant_roles
from models.authority.paths import hours_words
from models.authority.rules import Rule, Step
from models.authority.words import case_words, expression_words, number_words, role_words, rule_name, some_of
from models.decisions import Decision
from models.findings.base import Check, Found, Place
from models.findings.survey import Reading, Survey
from models.findings.witness import case_of
from models.teams import Role

_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Dame|Herr|Frau|Monsieur|Madame)\.?\s+\w", re.IGNORECASE)
# "J. Weber", "J. P. Weber", "Weber, J.": letters with a full stop beside one name.
_INITIALS = re.compile(r"^(?:(?:[^\W\d_]\.\s*)+[^\W\d_][\w’'-]+|[^\W\d_][\w’'-]+,\s*(?:[^\W\d_]\.\s*)+)$")


def decisions_named(rows: Mapping[str, Decision]) -> str:
    """Return the decisions of some rows, the first of them by name."""
    return some_of([f"“{name}”" for name in dict.fromkeys(row.name for row in rows.values())])


def _vacant(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for role, rows in survey.vacancies.items():
        if ended_grants(survey, role):
            continue
        row = next(iter(rows))
        example = case_of(survey, survey.readings[rows[row].id], document.rules[row])
        yield Found(
            (Place("role", role), *(Place("rule", row, "procedure") for row in rows)),
            f"Nobody holds {role_words(document, role)} on {day_words(survey.on)}, which leaves cases of "
            f"{decisions_named(rows)} undecided.",
            "Name a holder, an acting holder or a substitute, or delegate it.",
            subject=role,
            case=case_words(document, example) if example else None,
            example=example,
        )


def ended_grants(survey: Survey, role: str) -> list[Delegation]:
    """Return the delegations from a role that are over, the latest last."""
    over = []
    for grant in survey.document.delegations.by("from_role", role):
        if grant.revoked_on is not None and grant.revoked_on <= survey.on:
            over.append((grant.revoked_on, grant.id, grant))
        elif grant.ends is not None and grant.ends < survey.on:
            over.append((grant.ends, grant.id, grant))
    return [grant for *_, grant in sorted(over, key=lambda each: each[:2])]


def _unattainable(survey: Survey, reading: Reading) -> Iterator[Found]:
    document = survey.document
    people = survey.people(reading.decision.id)
    for rule, step, _ in reading.deciding:
        if not is_joint(step.who) or vacant_roles(step.who, people) or is_attainable(step.who, people):
            continue
        wants = expression_words(document, step.who, step.right)
        example = case_of(survey, reading, rule)
        yield Found(
            (Place("rule", rule.id, "procedure"),),
            f"By the row {rule_name(document, rule)} of “{reading.decision.name}” {wants}, but "
            f"{too_few(document, step.who, people, survey.on)}.",
            "Name further holders, or ask for fewer approvals.",
            case=case_words(document, example) if example else None,
            example=example,
        )


def _cannot_meet(survey: Survey) -> Iterator[Found]:
    """Yield the bodies that never have a quorum, whatever they decide, and those that report too seldom."""
    document = survey.document
    for role in document.roles:
        members = _members(survey, role)
        if role.kind == "body" and role.quorum and members is not None and role.quorum > members:
            yield Found(
                (Place("role", role.id, "quorum"),),
                f"{role.name} is quorate with {_members_words(role.quorum)}, but has {_members_words(members)} on "
                f"{day_words(survey.on)}.",
                "Name further members, or lower the quorum.",
                subject=f"{role.id}|quorum",
            )
    for route in document.urgent_routes:
        body = document.roles.get(route.ratified_by)
        days = route.ratify_within_days
        if body is not None and body.meets_every_days and days is not None and body.meets_every_days > days:
            yield Found(
                (Place("urgent_route", route.id, "ratify_within_days"), Place("role", body.id, "meets_every_days")),
                f"By the urgent route “{route.name}” {body.name} ratifies within {_days(days)}, but it meets every "
                f"{_days(body.meets_every_days)}.",
                "Give it until its next meeting, or let a chair or another role ratify.",
                subject=f"{route.id}|cycle",
            )


def _too_late(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the rows that ask for votes of a body that cannot be held, or not in time."""
    for rule in reading.rules:
        for step in rule.procedure:
            timed = step.hours is not None or step.within_days is not None
            for who in _bodies(step.who) if timed or not isinstance(step.who, OneRole) else ():
                why = _no_quorum(survey, who) if isinstance(who, Vote) else None
                why = why or _meets_too_seldom(survey, step, who)
                if why:
                    yield _no_meeting(survey, reading, rule, who, *why)


def _bodies(who: Expression) -> Iterator[OneRole | Vote]:
    if isinstance(who, OneRole | Vote):
        yield who
        return
    for part in who.parts:
        yield from _bodies(part)


def _no_quorum(survey: Survey, vote: Vote) -> tuple[str, str] | None:
    """Return why a vote never has its quorum, and what to do; None where it can, or where the body never has one."""
    document = survey.document
    body = document.roles[vote.body]
    quorum = vote.quorum or body.quorum
    excluded = {person for role in vote.excluded for person in survey.holders(role) or ()}
    members = _members(survey, body, frozenset(excluded))
    everybody = _members(survey, body)
    if quorum is None or members is None or members >= quorum:
        return None
    if body.quorum == quorum and everybody is not None and everybody < quorum and body.kind == "body":
        return None
    left = "" if members == everybody else " who may vote"
    there = f"there {'is' if members == 1 else 'are'} {number_words(members)}{left} on {day_words(survey.on)}"
    needs = f"needs {_members_words(quorum)} of {body.name} for a quorum, but {there}"
    return needs, "Name further members, or lower the quorum."


def _meets_too_seldom(survey: Survey, step: Step, who: OneRole | Vote) -> tuple[str, str] | None:
    """Return why a body does not meet in time for a step, and what to do."""
    body = survey.document.roles[who.body if isinstance(who, Vote) else who.role]
    cycle = body.meets_every_days if body.kind == "body" else None
    notice = who.minimum_days if isinstance(who, Vote) else 0
    hours, days = step.hours, step.within_days
    fix = "Give it until its next meeting, or let a chair or another role act in between."
    if hours is not None and notice * 24 > hours:
        unit = "day’s" if notice == 1 else "days’"
        return f"gives {body.name} {hours_words(hours)}, but its vote needs {notice} {unit} notice", fix
    if cycle is not None and hours is not None and cycle * 24 > hours:
        return f"gives {body.name} {hours_words(hours)}, but it meets every {_days(cycle)}", fix
    if cycle is not None and days is not None and step.right in ("approve", "ratify", "endorse") and cycle > days:
        return f"gives {body.name} {_days(days)}, but it meets every {_days(cycle)}", fix
    return None


def _no_meeting(survey: Survey, reading: Reading, rule: Rule, who: OneRole | Vote, why: str, fix: str) -> Found:
    body = who.body if isinstance(who, Vote) else who.role
    example = case_of(survey, reading, rule)
    return Found(
        (Place("rule", rule.id, "procedure"), Place("role", body)),
        f"The row {rule_name(survey.document, rule)} of “{reading.decision.name}” {why}.",
        fix,
        subject=f"{rule.id}|{body}",
        case=case_words(survey.document, example) if example else None,
        example=example,
    )


def _members(survey: Survey, role: Role, without: frozenset[str] = frozenset()) -> int | None:
    """Return how many people sit on a body, some left out; None where the file does not say who does.

    A file that keeps no holders may still name the roles that are members.
    """
    if holders_are_kept(survey.document):
        return len((survey.holders(role.id) or frozenset()) - without)
    return len(role.members) or None


def _members_words(count: int) -> str:
    return f"{number_words(count)} member{'' if count == 1 else 's'}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _people_as_roles(survey: Survey) -> Iterator[Found]:
    """Yield the roles that take part in rows in force and are called as a person is."""
    document = survey.document
    people = {_plain(person.name): person.name for person in document.people}
    for row in document.roles:
        if row.kind in ("body", "group", "runtime"):
            continue
        holders = survey.holders(row.id)
        if _plain(row.name) in people:
            why = f"“{row.name}” is a person, not a role"
        elif _TITLED.search(row.name) or (_INITIALS.search(row.name) and (holders is None or len(holders) < 2)):
            why = f"“{row.name}” looks like a person’s name"
        elif holders and len(holders) == 1 and _is_part(row.name, document.people[next(iter(holders))].name):
            why = f"“{row.name}” is what its only holder, {document.people[next(iter(holders))].name}, is called"
        else:
            continue
        decisions = _taking_part(survey, row.id)
        if decisions:
            yield Found(
                (Place("role", row.id, "name"), *(Place("decision", decision) for decision in decisions)),
                f"{why}, yet has a part in {decisions_named(decisions)}.",
                "Call the role by its position, and name the person as its holder.",
                subject=row.id,
            )


def _taking_part(survey: Survey, role: str) -> dict[str, Decision]:
    """Return the decisions in whose rows in force a role has a part."""
    return {
        name: reading.decision
        for name, reading in survey.readings.items()
        if any(role in roles for roles in reading.parts.values())
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_part(name: str, person: str) -> bool:
    """Return whether a name is made of words of a person's name only: "Jonas", "Weber"."""
    return set(_plain(name).split()) <= set(_plain(person).split())


_MATRIX = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))
_HELD = _MATRIX | {"holding", "person", "absence", "delegation"}

CHECKS = (
    Check("F18", "Decider vacant", "error", "A role without a holder decides nothing.", _HELD, _vacant),
    Check(
        "F19",
        "Joint approval out of reach",
        "error",
        "It needs more different people than there are.",
        _HELD,
        each=_unattainable,
    ),
    Check(
        "F21",
        "Committee cannot meet",
        "warning",
        "What a body cannot meet for waits for its next meeting.",
        _HELD | {"urgent_route"},
        _cannot_meet,
        each=_too_late,
    ),
    Check(
        "F24",
        "Person named instead of a role",
        "warning",
        "When that person leaves, the matrix names nobody.",
        _HELD,
        _people_as_roles,
    ),
)
