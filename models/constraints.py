"""Whether an edit is allowed: what must hold in every document, whatever the screen or the command line asks."""

from collections.abc import Callable, Iterable
from typing import Any

from models.authority.expressions import MOST_NESTED, deeper_than
from models.authority.grants import Delegation
from models.authority.rules import BandCondition, ClassCondition, Condition, Edition, FlagCondition, Rule
from models.changes import ChangeSet, EditRefused, name_of
from models.decisions import Decision, Dimension, Place, Rate, Section
from models.document import TYPES, Document
from models.entity import Entity, references, referred_tables
from models.escalation import Capacity, MixShare, Scenario, Volume, WorkCalendar
from models.quantities import CURRENCIES
from models.strategy import Quarter
from models.teams import Absence, Charter, Holding, Role, Team
from models.workspace import WORKSPACE_ID, Workspace

_MOST_PASSED_ON = 50


def check(document: Document, changes: ChangeSet) -> None:
    """Look at what the changes put into the document, as it stands after them.

    Raises EditRefused with one plain sentence for the first thing that may not be.
    """
    deleted = {(change.entity, change.id) for change in changes.changes if change.after is None}
    for change in changes.changes:
        if change.after is not None:
            check_row(document, change.after, change.before)
    for table, row_id in deleted:
        _nobody_mentions(document, table, row_id)


def check_row(document: Document, row: Entity, before: Entity | None = None) -> None:
    """Look at one row of a document; only at what differs in it, where it is given as it was. Raises EditRefused."""
    check_mentions(document, row, before)
    check_rules(document, row)
    for rule in _SENSE.get(type(row), ()):
        rule(document, row)


def check_mentions(document: Document, row: Entity, before: Entity | None = None) -> None:
    """Look whether the rows are there that a row names. Raises EditRefused."""
    for reference in references(row, before):
        if reference.id not in document.table(reference.table):
            what = TYPES[reference.table].what()
            field = reference.field.replace("_", " ")
            raise EditRefused(
                f"The {row.what()} “{name_of(row)}” names a {what} under “{field}” that is not in the file."
            )


def check_rules(document: Document, row: Entity) -> None:
    """Look whether a row keeps the rules of its kind; all rows name only what is there. Raises EditRefused."""
    for rule in _RULES.get(type(row), ()):
        rule(document, row)


def _nobody_mentions(document: Document, table: str, row_id: str) -> None:
    for name, row_type in TYPES.items():
        if table not in referred_tables(row_type):
            continue
        for row in document.table(name):
            if any(reference.id == row_id for reference in references(row)):
                raise EditRefused(f"The {row.what()} “{name_of(row)}” still needs what would be deleted.")


def _one_workspace(document: Document, row: Workspace) -> None:
    if row.id != WORKSPACE_ID:
        raise EditRefused("A file describes one organisation.")


def _role(document: Document, row: Role) -> None:
    _unique(document.roles, row, "name", "role")
    _no_loop(document.roles, row, "reports_to", "reports to itself in the end")
    _no_group_loop(document, row)


def _no_group_loop(document: Document, row: Role) -> None:
    seen: set[str] = set()
    level = list(row.members)
    while level:
        if row.id in level:
            raise EditRefused(f"The group “{row.name}” would contain itself.")
        seen.update(level)
        level = [m for r in level for m in document.roles[r].members if m not in seen]


def _team(document: Document, row: Team) -> None:
    _unique(document.teams, row, "name", "team")
    _no_loop(document.teams, row, "parent", "lies inside itself in the end")


def _section(document: Document, row: Section) -> None:
    _no_loop(document.sections, row, "parent", "lies inside itself in the end")


def _place(document: Document, row: Place) -> None:
    _no_loop(document.places, row, "parent", "lies inside itself in the end")


def _dimension(document: Document, row: Dimension) -> None:
    _unique(document.dimensions, row, "key", "dimension")
    if row.lower is not None and row.upper is not None and row.upper <= row.lower:
        raise EditRefused(f"The domain of “{row.name}” ends before it begins.")
    if row.kind == "classes" and not row.classes:
        raise EditRefused(f"“{row.name}” needs at least one class.")
    for rule in document.rules:
        for condition in rule.box:
            if condition.dimension == row.id:
                _fits(row, condition, name_of(rule))


def _decision(document: Document, row: Decision) -> None:
    used = {c.dimension for rule in document.rules.by("decision", row.id) for c in rule.box}
    missing = used - set(row.dimensions)
    if missing:
        name = document.dimensions[missing.pop()].name
        raise EditRefused(f"Rows of “{row.name}” have a condition on “{name}”; take it out of them first.")


def _rule(document: Document, row: Rule) -> None:
    seen: set[str] = set()
    decision = document.decisions[row.decision]
    for condition in row.box:
        dimension = document.dimensions[condition.dimension]
        if dimension.id in seen:
            raise EditRefused(f"A row of “{decision.name}” has two conditions on “{dimension.name}”.")
        if dimension.id not in decision.dimensions:
            raise EditRefused(f"“{decision.name}” is not described by “{dimension.name}”; add the dimension first.")
        seen.add(dimension.id)
        _fits(dimension, condition, decision.name)
    _in_time(row, "starts", "ends", f"A row of “{decision.name}”")
    for step in row.procedure:
        if deeper_than(MOST_NESTED, step.who):
            raise EditRefused(
                f"In a row of “{decision.name}” groups lie inside groups more than {MOST_NESTED} deep; "
                "make a role of kind group for the inner ones."
            )


def _fits(dimension: Dimension, condition: Condition, where: str) -> None:
    match condition:
        case BandCondition():
            fits = dimension.kind in ("money", "number", "percent")
        case FlagCondition():
            fits = dimension.kind == "flag"
        case ClassCondition():
            fits = dimension.kind == "classes" and set(condition.among) <= set(dimension.classes)
    if not fits:
        raise EditRefused(f"A condition of “{where}” does not fit the dimension “{dimension.name}”.")


def _edition(document: Document, row: Edition) -> None:
    _no_loop(document.editions, row, "replaces", "replaces itself in the end")


def _charter(document: Document, row: Charter) -> None:
    if any(other.id != row.id for other in document.charters.by("team", row.team)):
        raise EditRefused(f"“{document.teams[row.team].name}” has a charter already.")


def _quarter(document: Document, row: Quarter) -> None:
    _in_time(row, "starts", "ends", f"“{row.name}”")


def _dated(document: Document, row: Holding | Absence) -> None:
    _in_time(row, "starts", "ends", f"The {row.what()}")


def _in_time(row: Entity, starts: str, ends: str, who: str) -> None:
    first, last = getattr(row, starts), getattr(row, ends)
    if first is not None and last is not None and last < first:
        raise EditRefused(f"{who} ends before it starts.")


def _unique(rows: Iterable[Any], row: Entity, field: str, what: str) -> None:
    mine = getattr(row, field).casefold()
    if any(getattr(other, field).casefold() == mine and other.id != row.id for other in rows):
        raise EditRefused(f"There is already a {what} called “{getattr(row, field)}”.")


def _no_loop(rows: Any, row: Entity, field: str, complaint: str) -> None:
    seen = {row.id}
    above = getattr(row, field)
    while above is not None:
        if above in seen:
            raise EditRefused(f"“{name_of(row)}” {complaint}; choose another one.")
        seen.add(above)
        above = getattr(rows[above], field)


def _delegation(document: Document, row: Delegation) -> None:
    if row.from_role == row.to_role and row.to_person is None:
        name = document.roles[row.from_role].name
        raise EditRefused(f"{name} cannot delegate to itself; choose another role, or a person who acts for it.")
    _in_time(row, "starts", "ends", "The delegation")
    _not_passed_on_for_ever(document, row)
    for condition in row.limits:
        dimension = document.dimensions[condition.dimension]
        _fits(dimension, condition, f"the delegation from {document.roles[row.from_role].name}")
        _known_currency(condition)


def _not_passed_on_for_ever(document: Document, row: Delegation) -> None:
    """Refuse a chain that nobody could follow; one that comes back to itself is a finding."""
    seen, above = {row.id}, row.parent
    while above is not None and above not in seen:
        if len(seen) > _MOST_PASSED_ON:
            name = document.roles[row.from_role].name
            raise EditRefused(
                f"The delegation from {name} is passed on more than {_MOST_PASSED_ON} times; delegate it directly."
            )
        seen.add(above)
        above = document.delegations[above].parent


def _scenario(document: Document, row: Scenario) -> None:
    _unique(document.scenarios, row, "name", "scenario")


def _scenario_base(document: Document, row: Scenario) -> None:
    _no_loop(document.scenarios, row, "base", "stands on itself in the end")


def _measured(document: Document, row: Dimension) -> None:
    if row.kind == "money" and row.unit:
        _currency(row.unit)


def _limits(document: Document, row: Rule) -> None:
    for condition in row.box:
        _known_currency(condition)


def _known_currency(condition: Condition) -> None:
    if isinstance(condition, BandCondition) and condition.currency is not None:
        _currency(condition.currency)


def _rate(document: Document, row: Rate) -> None:
    for code in (row.source, row.target):
        _currency(code)


def _currency(code: str) -> None:
    if code not in CURRENCIES:
        raise EditRefused(f"“{code}” is not a currency; use a three-letter code such as USD or EUR.")


def _capacity(document: Document, row: Capacity) -> None:
    if any(other.id != row.id for other in document.capacities.by("role", row.role)):
        raise EditRefused(f"The time of “{document.roles[row.role].name}” is known already; change that.")


def _volume(document: Document, row: Volume) -> None:
    name = document.decisions[row.decision].name
    if any(other.id != row.id for other in document.volumes.by("decision", row.decision)):
        raise EditRefused(f"How often “{name}” comes up is known already; change that.")
    if (row.rework_probability or 0) + (row.refusal_probability or 0) > 1:
        raise EditRefused(f"More cases of “{name}” would be sent back or refused than there are; lower one of the two.")
    if row.arrivals == "scheduled" and row.every_days is None:
        raise EditRefused(f"Say every how many days “{name}” comes up.")
    if row.arrivals == "recorded" and not row.recorded:
        raise EditRefused(f"A list of the moments at which “{name}” comes up needs at least one.")
    for part in row.mix:
        for share in part.shares:
            _mixed(document.dimensions[share.dimension], share, name)


def _mixed(dimension: Dimension, share: MixShare, where: str) -> None:
    measured = dimension.kind in ("money", "number", "percent")
    fits = (
        (share.band is None or measured)
        and (not share.classes or (dimension.kind == "classes" and set(share.classes) <= set(dimension.classes)))
        and (share.flag is None or dimension.kind == "flag")
    )
    if not fits:
        raise EditRefused(f"A part of the mix of “{where}” does not fit the dimension “{dimension.name}”.")
    if share.band is not None and share.band.empty:
        raise EditRefused(f"A part of the mix of “{where}” has no “{dimension.name}” at all; give it a wider band.")


def _calendar(document: Document, row: WorkCalendar) -> None:
    _unique(document.calendars, row, "name", "calendar")
    if len(row.hours) != 7:
        raise EditRefused(f"The calendar “{row.name}” has the hours of {len(row.hours)} days; a week has seven.")
    if not any(row.hours):
        raise EditRefused(f"Nobody would ever work by the calendar “{row.name}”; leave one day of the week.")
    if row.opens_at + max(row.hours) > 24:
        raise EditRefused(f"A day of the calendar “{row.name}” would end after midnight; shorten it, or open earlier.")


def _absence(document: Document, row: Absence) -> None:
    if row.substitute == row.person:
        raise EditRefused(f"{document.people[row.person].name} cannot stand in while away; choose somebody else.")


# What an edit may not bring about, but a file that holds it is opened all the same: findings tell of it.
_SENSE: dict[type[Entity], tuple[Callable[[Document, Any], None], ...]] = {
    Delegation: (_delegation,),
    Dimension: (_measured,),
    Rule: (_limits,),
    Rate: (_rate,),
    Capacity: (_capacity,),
    Volume: (_volume,),
    WorkCalendar: (_calendar,),
    Absence: (_absence,),
    Scenario: (_scenario,),
}

_RULES: dict[type[Entity], tuple[Callable[[Document, Any], None], ...]] = {
    Workspace: (_one_workspace,),
    Role: (_role,),
    Team: (_team,),
    Section: (_section,),
    Place: (_place,),
    Dimension: (_dimension,),
    Decision: (_decision,),
    Rule: (_rule,),
    Edition: (_edition,),
    Charter: (_charter,),
    Quarter: (_quarter,),
    Holding: (_dated,),
    Absence: (_dated,),
    Scenario: (_scenario_base,),
}
