"""Roles that only a case tells: the requester's manager, the head of a function, on call, somebody of another team."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.authority.facts import Case
from models.authority.force import day_words, in_time
from models.authority.holders import Holder, absences_of
from models.authority.power import line_above
from models.document import Document
from models.teams import Role

# What a case has to say before it can be told who acts.
REQUESTER = "requester"
SUBJECT = "subject"


@dataclass(frozen=True)
class Resolved:
    """Who a runtime role is in a case: roles whose holders act, or people.

    `asks` is what the case has to say first; `problem` why it is nobody although everything is said.
    """

    roles: tuple[str, ...] = ()
    people: tuple[Holder, ...] = ()
    asks: str = ""
    problem: str = ""


def resolved(document: Document, role: Role, case: Case, on: date) -> Resolved:
    """Return who a runtime role is in a case on a day."""
    match role.resolver:
        case "requester":
            return _requester(document, role, case)
        case "requester_manager":
            return _of(document, role, case, on, REQUESTER, manager=True)
        case "requester_head":
            return _of(document, role, case, on, REQUESTER, manager=False)
        case "subject_head":
            return _of(document, role, case, on, SUBJECT, manager=False)
        case "other_team":
            return _other_team(document, role, case, on)
        case "on_call":
            return _on_call(document, role, on)
        case None:
            return Resolved(asks="role")


def _requester(document: Document, role: Role, case: Case) -> Resolved:
    if case.requester is not None:
        return Resolved(people=_named(document, (case.requester,), role))
    if case.requesting_role is not None:
        return Resolved((case.requesting_role,))
    return Resolved(asks=REQUESTER)


def _of(document: Document, role: Role, case: Case, on: date, whom: str, *, manager: bool) -> Resolved:
    """Return the manager, or the head of the function, of whoever asks or whom the case is about."""
    person = case.requester if whom == REQUESTER else case.subject
    own: tuple[str, ...]
    if whom == REQUESTER and case.requesting_role is not None:
        own = (case.requesting_role,)
        name = document.roles[case.requesting_role].name
    elif person is not None:
        own = roles_held(document, person, on)
        name = document.people[person].name
    else:
        return Resolved(asks=whom)
    if not own:
        return Resolved(problem=f"{name} holds no role on {day_words(on)}")
    if manager:
        above = [reports_to for each in own if (reports_to := document.roles[each].reports_to) is not None]
        return _those(above, f"{name} reports to nobody")
    heads = [head for each in own if (head := _head(document, each)) is not None]
    return _those(heads, f"nobody in the line above {name} heads a function")


def _those(roles: Iterable[str], problem: str) -> Resolved:
    found = tuple(dict.fromkeys(roles))
    return Resolved(found) if found else Resolved(problem=problem)


def _head(document: Document, role: str) -> str | None:
    """Return the nearest role from this one upward that heads a function."""
    return next((each for each in (role, *line_above(document, role)) if document.roles[each].heads_function), None)


def roles_held(document: Document, person: str, on: date) -> tuple[str, ...]:
    """Return the positions that a person holds on a day; seats on bodies and rosters are none."""
    held = (h.role for h in document.holdings.by("person", person) if in_time(h.starts, h.ends, on))
    return tuple(dict.fromkeys(role for role in held if document.roles[role].kind in ("position", "group")))


def _other_team(document: Document, role: Role, case: Case, on: date) -> Resolved:
    if case.requester is None and case.requesting_role is None:
        return Resolved(asks=REQUESTER)
    teams = dict(_teams(document, on))
    if not teams:
        return Resolved(asks="team")
    own = {team for person, found in teams.items() if person == case.requester for team in found}
    if case.requesting_role is not None and (team := document.roles[case.requesting_role].team) is not None:
        own.add(team)
    if not own:
        return Resolved(problem="whoever asks is on no team")
    others = [person for person, found in teams.items() if not found & own and not absences_of(document, person, on)]
    problem = "" if others else "there is nobody on another team"
    return Resolved(people=_named(document, others, role), problem=problem)


def _teams(document: Document, on: date) -> Iterator[tuple[str, set[str]]]:
    """Yield the people who are on teams on a day, as members or in a role of the team, with these teams."""
    found: dict[str, set[str]] = {}
    for membership in document.memberships:
        if in_time(membership.starts, membership.ends, on):
            found.setdefault(membership.person, set()).add(membership.team)
    for holding in document.holdings:
        team = document.roles[holding.role].team
        if team is not None and in_time(holding.starts, holding.ends, on):
            found.setdefault(holding.person, set()).add(team)
    yield from found.items()


def _on_call(document: Document, role: Role, on: date) -> Resolved:
    """Return who is on the roster: the holdings of the role itself."""
    roster = document.holdings.by("role", role.id)
    if not roster:
        return Resolved(asks="roster")
    people = [holding.person for holding in roster if in_time(holding.starts, holding.ends, on)]
    there = [person for person in people if not absences_of(document, person, on)]
    problem = "" if there else f"nobody is on its roster on {day_words(on)}"
    return Resolved(people=_named(document, there, role), problem=problem)


def _named(document: Document, people: Iterable[str], role: Role) -> tuple[Holder, ...]:
    return tuple(Holder(person, document.people[person].name, role.id) for person in dict.fromkeys(people))
