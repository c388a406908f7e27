"""Changes: what an edit does to a document, as data that can be stored, undone and shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from models.document import TYPES, Document
from models.entity import Entity, Reference, reference_fields, references, referred_tables, released

Row = TypeVar("Row", bound=Entity)

_RANK = {name: rank for rank, name in enumerate(TYPES)}


class EditRefused(Exception):
    """An edit that may not happen; the message is one plain sentence for the person who tried."""


@dataclass(frozen=True)
class Change:
    """One row put in (no before), exchanged, or taken out (no after)."""

    entity: str
    id: str
    before: Entity | None
    after: Entity | None

    def inverted(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.entity, self.id, self.after, self.before)


@dataclass(frozen=True)
class ChangeSet:
    """What one edit changed, with a label in words. The order is create, set, delete; parents before children."""

    label: str
    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverted(self) -> "ChangeSet":
        """Return the change set that takes this one back."""
        return ChangeSet(self.label, in_order(change.inverted() for change in self.changes))

    def touches(self, *entities: str) -> bool:
        """Return whether a row of one of these tables changed."""
        return any(change.entity in entities for change in self.changes)

    def ids(self, entity: str) -> frozenset[str]:
        """Return the ids of the rows of a table that changed."""
        return frozenset(change.id for change in self.changes if change.entity == entity)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes in the order in which a database with foreign keys takes them."""
    found = list(changes)
    if len(found) < 2:
        return tuple(found)
    created = [c for c in found if c.before is None]
    changed = [c for c in found if c.before is not None and c.after is not None]
    deleted = [c for c in found if c.after is None]
    depth = _depths([c.after for c in created if c.after] + [c.before for c in deleted if c.before])
    created.sort(key=lambda c: (_RANK[c.entity], depth[c.id], c.id))
    deleted.sort(key=lambda c: (-_RANK[c.entity], -depth[c.id], c.id))
    return (*created, *changed, *deleted)


def _depths(rows: list[Entity]) -> dict[str, int]:
    """Return how many rows of its own table, among these, stand above each (a section inside a section has 1)."""
    by_id = {row.id: row for row in rows}
    depths: dict[str, int] = {}

    def depth(row: Entity, seen: frozenset[str]) -> int:
        if row.id in depths:
            return depths[row.id]
        own = [n for n, ref in reference_fields(type(row)).items() if ref.table == row.table]
        above = [by_id[up] for n in own if (up := getattr(row, n)) in by_id and up not in seen and up != row.id]
        depths[row.id] = max((depth(up, seen | {row.id}) + 1 for up in above), default=0)
        return depths[row.id]

    for row in rows:
        depth(row, frozenset())
    return depths


def apply(document: Document, changes: ChangeSet) -> Document:
    """Return the document after the changes.

    Raises EditRefused when a row is not as the changes expect it, so that nothing is overwritten unseen.
    """
    rows: dict[str, dict[str, Entity | None]] = {}
    for change in changes.changes:
        if document.table(change.entity).get(change.id) != change.before:
            what = TYPES[change.entity].what()
            raise EditRefused(f"“{changes.label}” does not fit any more: the {what} has changed since.")
        rows.setdefault(change.entity, {})[change.id] = change.after
    return document.with_rows(rows)


class Edit:
    """Collects what a command does, over the document as it then stands; `done` gives the change set.

    Several changes of one row become one, and a change that comes to nothing is left out.
    """

    def __init__(self, document: Document) -> None:
        self._start = document
        self._touched: dict[tuple[str, str], None] = {}
        self.document = document

    def create(self, row: Row) -> Row:
        """Put a row in. Raises EditRefused when its id is taken."""
        if row.id in self.document.table(row.table):
            raise EditRefused(f"There is already a {row.what()} with the identifier {row.id}.")
        self._put(row.table, row.id, row)
        return row

    def set(self, row: Row, **fields: object) -> Row:
        """Change fields of a row. Raises EditRefused, naming the field, when a value does not fit."""
        current = self.document.table(row.table).get(row.id)
        if current is None:
            raise EditRefused(f"The {row.what()} is no longer in the file.")
        try:
            changed: Row = current.changed(**fields)
        except ValidationError as error:
            raise EditRefused(sentence_of(error)) from None
        self._put(row.table, row.id, changed)
        return changed

    def delete(self, row: Entity) -> None:
        """Take a row out, with all that cannot be without it; what only mentions it lets go of it.

        Raises EditRefused when something that must not change needs the row.
        """
        doomed = self._with_dependents(row)
        ids = set(doomed)
        letting_go: dict[str, Entity] = {}
        for table in {gone.table for gone in doomed.values()}:
            for user, uses in _users(self.document, table, ids):
                if user.id in doomed:
                    continue
                if any(ref.on_delete == "refuse" for ref in uses):
                    raise EditRefused(
                        f"The {row.what()} “{name_of(row)}” is still used by {self._called(user)}; "
                        "take it out there first."
                    )
                letting_go[user.id] = user
        for user in letting_go.values():
            self._put(user.table, user.id, released(user, ids))
        for gone in doomed.values():
            self._put(gone.table, gone.id, None)

    def _with_dependents(self, row: Entity) -> dict[str, Entity]:
        doomed: dict[str, Entity] = {}
        level: dict[str, Entity] = {row.id: row}
        while level:
            doomed.update(level)
            below: dict[str, Entity] = {}
            for table in {gone.table for gone in level.values()}:
                for user, uses in _users(self.document, table, set(level)):
                    if user.id not in doomed and any(r.on_delete == "cascade" and not r.deep for r in uses):
                        below[user.id] = user
            level = below
        return doomed

    def _called(self, row: Entity) -> str:
        """Return words for a row that may have no name of its own: a row of the matrix goes by its decision."""
        decision = self.document.decisions.get(getattr(row, "decision", None))
        return f"a {row.what()} of “{decision.name}”" if decision else f"the {row.what()} “{name_of(row)}”"

    def _put(self, table: str, row_id: str, row: Entity | None) -> None:
        self._touched[table, row_id] = None
        self.document = self.document.with_rows({table: {row_id: row}})

    def done(self, label: str) -> ChangeSet:
        """Return what was collected as one change set."""
        return _between(self._start, self.document, self._touched, label)


def difference(before: Document, after: Document, label: str) -> ChangeSet:
    """Return the changes that lead from one document to the other."""
    rows = [
        (name, row.id)
        for name in TYPES
        if before.table(name) is not after.table(name)
        for row in (*after.table(name), *(old for old in before.table(name) if old.id not in after.table(name)))
    ]
    return _between(before, after, rows, label)


def _between(before: Document, after: Document, rows: Iterable[tuple[str, str]], label: str) -> ChangeSet:
    changes = (Change(name, i, before.table(name).get(i), after.table(name).get(i)) for name, i in rows)
    return ChangeSet(label, in_order(change for change in changes if change.before != change.after))


def _users(document: Document, table: str, ids: set[str]) -> Iterator[tuple[Entity, list[Reference]]]:
    """Yield each row that mentions rows of a table, with how it does."""
    for name, row_type in TYPES.items():
        if table not in referred_tables(row_type):
            continue
        for row in document.table(name):
            uses = [ref for ref in references(row) if ref.id in ids]
            if uses:
                yield row, uses


def name_of(row: Entity) -> str:
    """Return what people call a row."""
    return str(getattr(row, "name", "") or getattr(row, "label", "") or getattr(row, "text", "") or row.what())


def sentence_of(error: ValidationError) -> str:
    """Return a validation error as one plain sentence that names the field and what row it belongs to."""
    first = error.errors()[0]
    place = next((str(part) for part in first["loc"]), "value").replace("_", " ")
    what = next((t.what() for t in TYPES.values() if t.__name__ == error.title), "row")
    return f"The {place} of this {what} does not fit: {first['msg'][:1].lower()}{first['msg'][1:]}."


def in_one_step(label: str, document: Document, *steps: Callable[[Document], ChangeSet]) -> ChangeSet:
    """Return several edits as one step, each seeing what the one before did."""
    current = document
    for step in steps:
        current = apply(current, step(current))
    return difference(document, current, label)
