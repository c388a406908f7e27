"""Edits of versions of a matrix: begin a draft, publish it with approver and dates, withdraw, discard."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from models.authority.editions import counterparts, edition_words, next_version, predecessor_of
from models.authority.force import day_words
from models.authority.rules import Edition
from models.changes import Change, ChangeSet, Edit, EditRefused, in_order
from models.commands.rows import find, last_position
from models.document import Document
from models.entity import Entity
from models.ids import fresh

_ID = re.compile(r"[\w-]+")


def draft_of(document: Document, edition: str, version: str | None = None) -> ChangeSet:
    """Begin a draft beside a matrix, with a copy of each of its rows, notes and waivers.

    Raises EditRefused where that is a draft itself.
    """
    row: Edition = find(document, "edition", edition)
    if row.status == "draft":
        raise EditRefused(f"{edition_words(row)} is a draft already.")
    draft = row.changed(
        id=fresh("edition"),
        version=next_version(document, row) if version is None else version,
        status="draft",
        replaces=row.id,
        position=last_position(document, "edition"),
        **dict.fromkeys(("approved_on", "effective", "expires", "review_on")),
    )
    ids = {row.id: draft.id}
    copies: list[Entity] = [draft]
    for rule in document.rules.by("edition", row.id):
        ids[rule.id] = fresh("rule")
        copies.append(rule.model_copy(update={"id": ids[rule.id], "edition": draft.id}))
    for note in document.notes:
        if note.edition == row.id or note.rule in ids:
            names = {"edition": ids.get(note.edition or "", note.edition), "rule": ids.get(note.rule or "", note.rule)}
            copies.append(note.model_copy(update={"id": fresh("note"), **names}))
    for waiver in document.waivers:
        subject = _renamed(waiver.subject, ids)
        if subject != waiver.subject:
            copies.append(waiver.model_copy(update={"id": fresh("waiver"), "subject": subject}))
    changes = in_order(Change(copy.table, copy.id, None, copy) for copy in copies)
    return ChangeSet(f"Begin a draft of {edition_words(row)}", changes)


def publish(
    document: Document,
    draft: str,
    by: str | None,
    approved_on: date | None,
    effective: date | None,
    review_on: date | None = None,
) -> ChangeSet:
    """Have a draft be in force from a day on, approved by a body (a role) on a day.

    What it replaces stays the answer for the days before: it expires on the eve. Cases of the library that expect one
    of its rows expect the row that took its place. Raises EditRefused when something is missing or makes no sense.
    """
    row: Edition = find(document, "edition", draft)
    name = edition_words(row)
    if row.status != "draft":
        raise EditRefused(f"{name} is no draft; only a draft can be published.")
    if by is None:
        raise EditRefused(f"Say which body approved {name}; it cannot be published without.")
    if approved_on is None:
        raise EditRefused(f"Say on which day {name} was approved; it cannot be published without.")
    if effective is None:
        raise EditRefused(f"Say from which day {name} is in force; it cannot be published without.")
    if not document.rules.by("edition", row.id):
        raise EditRefused(f"{name} has no rows; there is nothing to publish.")
    if effective < approved_on:
        later, earlier = day_words(approved_on), day_words(effective)
        raise EditRefused(f"{name} cannot be in force from {earlier}, before it was approved on {later}.")
    if review_on is not None and review_on < effective:
        later, earlier = day_words(effective), day_words(review_on)
        raise EditRefused(f"{name} cannot be reviewed on {earlier}, before it is in force on {later}.")
    body = find(document, "role", by)
    before = predecessor_of(document, row)
    edit = Edit(document)
    if before is not None:
        _end(edit, before, row, effective)
    edit.set(
        row,
        status="in_force",
        approving_body=body.id,
        approved_on=approved_on,
        effective=effective,
        expires=None,
        review_on=review_on or row.review_on,
        replaces=before.id if before is not None else None,
    )
    if before is not None:
        _expect_successors(edit, before, row, effective)
    return edit.done(f"Publish {name}, in force from {day_words(effective)}")


def _end(edit: Edit, before: Edition, draft: Edition, effective: date) -> None:
    """Have the matrix that a draft replaces expire on the eve, unless it does so earlier."""
    earliest = before.effective or date.min
    if effective <= earliest:
        raise EditRefused(
            f"{edition_words(draft)} has to be in force from a later day than {day_words(earliest)}, "
            f"from which {edition_words(before)}, which it replaces, is."
        )
    eve = _eve(effective)
    if before.expires is None or before.expires > eve:
        edit.set(before, expires=eve)


def _expect_successors(edit: Edit, before: Edition, after: Edition, effective: date) -> None:
    document = edit.document
    successors = {old.id: rule for rule, old in counterparts(document, after.id, before.id).items()}
    for case in document.library_cases:
        successor = successors.get(case.expected_rule or "")
        if successor is not None and (case.on is None or case.on >= effective):
            edit.set(case, expected_rule=successor)


def withdraw(document: Document, edition: str, on: date) -> ChangeSet:
    """Have a matrix be in force no longer from a day on, with nothing in its place.

    For earlier days it still answers. One that was not in force by then never will be, and what it would have
    replaced goes on. Raises EditRefused for drafts and for what is over already.
    """
    row: Edition = find(document, "edition", edition)
    name = edition_words(row)
    if row.status == "draft":
        raise EditRefused(f"{name} is a draft; discard it instead.")
    if row.status == "withdrawn":
        raise EditRefused(f"{name} is withdrawn already.")
    if row.expires is not None and row.expires < on:
        raise EditRefused(f"{name} is over since {day_words(row.expires)}.")
    for later in document.editions.by("replaces", row.id):
        if later.status == "in_force":
            raise EditRefused(f"{name} is replaced by {edition_words(later)}; withdraw that first.")
    edit = Edit(document)
    if row.effective is None or on > row.effective:
        edit.set(row, expires=_eve(on))
    else:
        edit.set(row, status="withdrawn")
        before = document.editions.get(row.replaces)
        if before is not None and before.expires == _eve(row.effective):
            edit.set(before, expires=None)
    return edit.done(f"Withdraw {name}")


def _eve(day: date) -> date:
    """Return the day before. Raises EditRefused where there is none."""
    if day == date.min:
        raise EditRefused("There is no day before the first of January of the year 1.")
    return day - timedelta(days=1)


def discard(document: Document, draft: str) -> ChangeSet:
    """Delete a draft with its rows, notes and waivers. Raises EditRefused where it is no draft."""
    row: Edition = find(document, "edition", draft)
    if row.status != "draft":
        raise EditRefused(f"{edition_words(row)} is no draft; only a draft can be discarded.")
    ids = {row.id, *(rule.id for rule in document.rules.by("edition", row.id))}
    edit = Edit(document)
    for waiver in document.waivers:
        if ids.intersection(_ids_in(waiver.subject)):
            edit.delete(waiver)
    edit.delete(row)
    return edit.done(f"Discard the draft {edition_words(row)}")


def _ids_in(subject: str) -> Iterator[str]:
    yield from _ID.findall(subject)


def _renamed(subject: str, ids: Mapping[str, str]) -> str:
    """Return the subject of a finding with other rows in it; several are told in the order of their ids."""
    parts = []
    for part in subject.split("|"):
        old = part.split("+")
        new = [_ID.sub(lambda found: ids.get(found[0], found[0]), each) for each in old]
        parts.append("+".join(sorted(new) if old == sorted(old) else new))
    return "|".join(parts)
