"""Edits of the case library: keep a case with its answer, accept what the matrix answers now, rename, delete."""

from collections.abc import Iterable
from datetime import date

from models.authority.casebook import expectation, library_case
from models.authority.circumstances import case_of
from models.authority.facts import Case, CaseError
from models.authority.routing import route
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find, last_position
from models.document import Document
from models.ids import fresh


def save_case(document: Document, name: str, case: Case, today: date, on: date | None = None) -> ChangeSet:
    """Keep a case in the library under a name, with what the matrix answers now as the expected answer.

    `on` is the day that the case is about; None if it is about whichever day it is run on, and is answered as of
    `today`. Raises EditRefused when another case has that name already.
    """
    edit = Edit(document)
    name = _free_name(document, name)
    row = library_case(document, fresh("case"), name, case, on)
    expected = expectation(route(document, case, on or today), on)
    edit.create(row.changed(position=last_position(document, "library_case"), **expected))
    return edit.done(f"Keep the case “{name}”")


def accept_answers(document: Document, cases: Iterable[str], today: date) -> ChangeSet:
    """Take what the matrix answers now as the answer that some cases expect, in one step.

    Raises EditRefused when one of them cannot be read any more.
    """
    edit = Edit(document)
    names = []
    for case_id in cases:
        row = find(document, "library_case", case_id)
        try:
            case = case_of(document, row, row.on or today)
        except CaseError as unreadable:
            raise EditRefused(f"The case “{row.name}” can no longer be read: {unreadable}") from None
        edit.set(row, **expectation(route(document, case, row.on or today), row.on))
        names.append(row.name)
    what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} cases"
    return edit.done(f"Accept the answer to {what}")


def rename_case(document: Document, case: str, name: str) -> ChangeSet:
    """Rename a case. Raises EditRefused when another one has that name already."""
    row = find(document, "library_case", case)
    edit = Edit(document)
    edit.set(row, name=_free_name(document, name, case))
    return edit.done(f"Rename the case “{row.name}”")


def delete_cases(document: Document, cases: Iterable[str]) -> ChangeSet:
    """Delete cases from the library in one step."""
    edit = Edit(document)
    names = []
    for case in cases:
        row = find(document, "library_case", case)
        edit.delete(row)
        names.append(row.name)
    what = f"the case “{names[0]}”" if len(names) == 1 else f"{len(names)} cases"
    return edit.done(f"Delete {what}")


def _free_name(document: Document, name: str, own: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise EditRefused("Give the case a name.")
    if any(row.name.casefold() == name.casefold() and row.id != own for row in document.library_cases):
        raise EditRefused(f"There is already a case called “{name}”; choose another name.")
    return name
