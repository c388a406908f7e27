"""Edits of teams, their members, charters, roles and those who hold them."""

from datetime import date, timedelta

from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.commands.rows import find, last_position
from models.document import Document
from models.ids import fresh
from models.teams import Charter, Holding, Membership, Person, Role, Team


def add_team(document: Document, /, name: str, **fields: object) -> ChangeSet:
    """Add a team with an empty charter."""
    edit = Edit(document)
    team = Team(id=fresh("team"), name=name, position=last_position(document, "team"))
    edit.create(team.changed(**fields) if fields else team)
    edit.create(Charter(id=fresh("charter"), team=team.id))
    return edit.done(f"Add the team “{team.name}”")


def set_charter(document: Document, /, team: str, **fields: object) -> ChangeSet:
    """Change fields of a team's charter, beginning one where there is none."""
    row = find(document, "team", team)
    edit = Edit(document)
    mine = document.charters.by("team", team)
    charter = mine[0] if mine else edit.create(Charter(id=fresh("charter"), team=team))
    edit.set(charter, **fields)
    named = ", ".join(field.replace("_", " ") for field in fields)
    return edit.done(f"Change the {named} in the charter of “{row.name}”")


def add_member(document: Document, team: str, person: str, allocation: float = 100, part: str = "") -> ChangeSet:
    """Put a person, by name, on a team; somebody not known yet becomes known. Raises EditRefused when on it already."""
    row = find(document, "team", team)
    edit = Edit(document)
    known = person_called(document, person) or edit.create(Person(id=fresh("person"), name=person))
    if any(m.person == known.id for m in document.memberships.by("team", team)):
        raise EditRefused(f"{known.name} is on “{row.name}” already.")
    member = Membership(id=fresh("member"), team=team, person=known.id, part=part)
    edit.create(member.changed(allocation=allocation))
    return edit.done(f"Put {known.name} on “{row.name}”")


def person_called(document: Document, name: str) -> Person | None:
    """Return the first person of that name, whatever its capitals."""
    wanted = name.strip().casefold()
    return next((person for person in document.people if person.name.casefold() == wanted), None)


def add_role(document: Document, /, name: str, **fields: object) -> ChangeSet:
    """Add a role behind the others."""
    edit = Edit(document)
    role = Role(id=fresh("role"), name=name, position=last_position(document, "role"))
    edit.create(role.changed(**fields) if fields else role)
    return edit.done(f"Add the role “{role.name}”")


def hold_role(
    document: Document, role: str, person: str, starts: date | None = None, ends: date | None = None
) -> ChangeSet:
    """Have a person, by name, hold a role from a day until a day."""
    row = find(document, "role", role)
    edit = Edit(document)
    known = person_called(document, person) or edit.create(Person(id=fresh("person"), name=person))
    edit.create(Holding(id=fresh("holding"), role=role, person=known.id, starts=starts, ends=ends))
    return edit.done(f"Have {known.name} hold “{name_of(row)}”")


def set_holders(document: Document, role: str, people: tuple[str, ...], on: date) -> ChangeSet:
    """Have exactly these people, by name, hold a role from a day on.

    Who held it before and does so no longer held it until the day before, so that questions about earlier days keep
    their answer; who would have begun on that day or later never did.
    """
    row = find(document, "role", role)
    edit = Edit(document)
    wanted = [person_called(document, name) or name for name in dict.fromkeys(people)]
    keep = {person.id for person in wanted if isinstance(person, Person)}
    held = set()
    for holding in document.holdings.by("role", role):
        if holding.ends is not None and holding.ends < on:
            continue
        if holding.person in keep:
            held.add(holding.person)
        elif holding.starts is not None and holding.starts >= on:
            edit.delete(holding)
        else:
            edit.set(holding, ends=on - timedelta(days=1))
    for who in wanted:
        person = who if isinstance(who, Person) else edit.create(Person(id=fresh("person"), name=who))
        if person.id not in held:
            edit.create(Holding(id=fresh("holding"), role=role, person=person.id, starts=on))
    return edit.done(f"Change who holds “{row.name}”")


def give_role(document: Document, team: str, name: str) -> ChangeSet:
    """Have a role, by name, belong to a team; one that is not known yet becomes known."""
    row = find(document, "team", team)
    wanted = name.strip().casefold()
    known = next((role for role in document.roles if role.name.casefold() == wanted), None)
    if known is None:
        return add_role(document, name, team=team)
    edit = Edit(document)
    edit.set(known, team=team)
    return edit.done(f"Have the role “{known.name}” belong to “{row.name}”")
