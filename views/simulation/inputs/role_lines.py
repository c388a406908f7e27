"""Roles as lines: how many hold each, their time, what an hour costs, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.authority.force import day_words
from models.authority.words import some_of
from models.changes import ChangeSet
from models.commands.capacity import capacity_of, set_capacities
from models.document import Document
from models.escalation import Capacity
from models.simulation.assumptions import Assumptions
from models.teams import Role
from views.simulation.inputs.asked import Asked
from views.simulation.inputs.reading import figure, read_choice, read_figure, tr
from views.valuetable import Cell, Column, Line
from views.valuetable.table import Typed

_BUSY = 0.85


def role_columns(document: Document) -> tuple[Column, ...]:
    """Return what is known of a role, column by column."""
    calendars = tuple(calendar.name for calendar in document.calendars)
    currency = document.workspace.currency
    return (
        Column("holders", tr("Holders"), tr("people"), 9, hint=tr("How many people hold the role at once.")),
        Column(
            "hours_a_week",
            tr("Hours a week"),
            tr("hours"),
            14,
            hint=tr("The time that each holder has for decisions."),
        ),
        Column("calendar", tr("Calendar"), "", 22, False, calendars, tr("When they work."), 15),
        Column("cost_an_hour", tr("Cost an hour"), currency, 12, hint=tr("What an hour of one holder costs.")),
        Column(
            "load",
            tr("Asked a week"),
            "",
            28,
            figure=False,
            hint=tr("Hours of work a week that the decisions bring, of those that all its holders have."),
            least=22,
        ),
    )


def role_lines(document: Document, assumptions: Assumptions, on: date, asked: Mapping[str, Asked] | None) -> list[Line]:
    """Return a line for each role; `asked` is None while that is worked out."""
    return [
        Line(role.id, role.name, _cells(document, role, assumptions, on, asked), aside=role.purpose)
        for role in document.roles
    ]


def _cells(
    document: Document, role: Role, assumptions: Assumptions, on: date, asked: Mapping[str, Asked] | None
) -> tuple[Cell, ...]:
    row = capacity_of(document, role.id)
    return (
        _holders(document, role, row, assumptions, on),
        _hours(row, assumptions),
        _calendar(document, row),
        _cost(document, row),
        _load(role, asked),
    )


def _holders(document: Document, role: Role, row: Capacity | None, assumptions: Assumptions, on: date) -> Cell:
    if row is not None and row.holders is not None:
        return Cell(figure(row.holders), figure(row.holders))
    from models.authority.holders import holders_are_kept, holders_of
    from models.simulation.compiling.desks import desk_of

    desk = desk_of(document, role.id, assumptions, on)
    text = figure(desk.holders)
    if role.kind == "body":
        return Cell(text, tone="muted", why=tr("A body meets as one."))
    if role.kind == "runtime":
        return Cell(text, assumed=True, why=tr("Assumed: who it is turns out case by case."))
    if desk.holders_assumed:
        return Cell(text, assumed=True, why=tr("Assumed: nobody is entered as holding it."))
    names = [document.people[holder.person].name for holder in holders_of(document, role.id, on)]
    counted = tr("Counted from those who hold it on {day}: {names}.")
    named = some_of(names, most=5) if holders_are_kept(document) else ""
    return Cell(text, tone="muted", why=counted.format(day=day_words(on), names=named))


def _hours(row: Capacity | None, assumptions: Assumptions) -> Cell:
    if row is not None and row.hours_a_week is not None:
        number = figure(row.hours_a_week)
        return Cell(f"{number} h", number)
    usual = figure(assumptions.hours_a_week)
    return Cell(f"{usual} h", assumed=True, why=tr("Assumed for every role of which nobody has said it."))


def _calendar(document: Document, row: Capacity | None) -> Cell:
    calendar = document.calendars.get(row.calendar) if row is not None else None
    if calendar is not None:
        return Cell(calendar.name, calendar.name)
    return Cell(tr("Office hours"), assumed=True, why=tr("Assumed: eight hours a day from Monday to Friday."))


def _cost(document: Document, row: Capacity | None) -> Cell:
    if row is not None and row.cost_an_hour is not None:
        number = figure(row.cost_an_hour)
        return Cell(f"{number} {document.workspace.currency}", number)
    return Cell(tr("none"), assumed=True, why=tr("Without a cost, its work costs nothing in a run."))


def _load(role: Role, asked: Mapping[str, Asked] | None) -> Cell:
    if asked is None:
        return Cell("…", editable=False)
    found = asked.get(role.id)
    if found is None:
        return Cell(tr("no part in a decision"), assumed=True, editable=False)
    tone = "error" if found.overloaded else "warning" if found.share >= _BUSY else "text"
    words = tr("{asked} of {available} h").format(
        asked=figure(round(found.hours, 1)), available=figure(round(found.available, 1))
    )
    why = ""
    if found.overloaded:
        why = tr("What waits for it grows without end.")
    elif found.share > 1:
        why = tr("More than it has; only what deadlines and the answers of others take away lets it keep up.")
    return Cell(words, why=why, bar=found.share, tone=tone, editable=False)


def take_roles(document: Document, typed: Typed) -> ChangeSet:
    """Return the one edit that typed cells make. Raises Unreadable and EditRefused."""
    cells: dict[str, dict[str, object]] = {}
    calendars = {calendar.name: calendar.id for calendar in document.calendars}
    for (role, key), text in typed.items():
        fields = cells.setdefault(role, {})
        if key == "calendar":
            fields[key] = read_choice(text, calendars, tr("calendar"))
        elif key == "holders":
            number = read_figure(text, tr("how many people hold the role"))
            fields[key] = int(number) if number is not None and number == int(number) else number
        elif key == "hours_a_week":
            fields[key] = read_figure(text, tr("hours a week"))
        else:
            fields[key] = read_figure(text, tr("what an hour costs"))
    return set_capacities(document, cells)
