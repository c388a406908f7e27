"""Edits of waivers: accepting a finding, with the reason and until when, and no longer."""

from datetime import date

from models.authority.force import day_words
from models.cases import Waiver
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document
from models.ids import fresh


def waive(
    document: Document, key: str, reason: str, until: date | None = None, by: str | None = None, *, on: date
) -> ChangeSet:
    """Accept a finding by its key, such as "F62:team-a"; a waiver of it that is there already is changed.

    Until its last day, or for good, it is then left out of the list. Raises EditRefused where no reason is given, or
    an end before the day `on`.
    """
    finding, _, subject = key.partition(":")
    if not reason.strip():
        raise EditRefused("Say why this finding is accepted; a waiver needs a reason.")
    if until is not None and until < on:
        raise EditRefused(f"The waiver would have ended on {day_words(until)}; choose {day_words(on)} or a later day.")
    edit = Edit(document)
    known = waiver_of(document, key)
    if known is None:
        known = edit.create(Waiver(id=fresh("waiver"), finding=finding, subject=subject, reason=reason))
    edit.set(known, reason=reason, until=until, by=by)
    return edit.done(f"Waive the finding {finding}")


def unwaive(document: Document, waiver: str) -> ChangeSet:
    """Take a waiver back: its finding is listed again. Raises EditRefused when it is gone."""
    row = find(document, "waiver", waiver)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"No longer waive the finding {row.finding}")


def waiver_of(document: Document, key: str) -> Waiver | None:
    """Return the waiver of a finding, by the finding's key, expired ones included."""
    finding, _, subject = key.partition(":")
    return next((row for row in document.waivers.by("finding", finding) if row.subject == subject), None)
