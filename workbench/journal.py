"""The journal: every edit of a file, in the file, so that it can be undone after a crash and looked up after years."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from models.changes import Change, ChangeSet, in_order
from workbench.rows import from_json, to_json

_REMEMBERED = 500
# The history is only shown: what is damaged in it is no reason not to open a file.
_COLUMNS = "id, CAST(label AS BLOB), CAST(at AS BLOB), CAST(who AS BLOB), state"


@dataclass(frozen=True)
class Step:
    """One edit as the journal shows it. `state` is done, undone, or abandoned (undone, then edited over)."""

    id: int
    label: str
    at: datetime
    who: str
    state: str


class Journal:
    """Reads and writes the journal; its caller owns the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        # What this session recorded needs no reading back; its images are compared with the document all the same.
        self._recent: OrderedDict[int, ChangeSet] = OrderedDict()

    def record(self, changes: ChangeSet, who: str) -> int:
        """Add an edit and return its number. What had been undone before it can no longer be redone."""
        self._db.execute("UPDATE journal_step SET state = 'abandoned' WHERE state = 'undone'")
        at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        step = self._db.execute(
            "INSERT INTO journal_step (label, at, who, state) VALUES (?, ?, ?, 'done')",
            (changes.label, at, who),
        ).lastrowid
        assert step is not None
        numbers = count(1)
        self._db.executemany(
            "INSERT INTO journal_change VALUES (?, ?, ?, ?, ?, ?)",
            ((step, next(numbers), c.entity, c.id, to_json(c.before), to_json(c.after)) for c in changes.changes),
        )
        self._recent[step] = changes
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return step

    def next_undo(self) -> Step | None:
        """Return the latest edit in force."""
        return self._step("state = 'done' ORDER BY id DESC")

    def next_redo(self) -> Step | None:
        """Return the edit that was undone last."""
        return self._step("state = 'undone' ORDER BY id")

    def mark(self, step: Step, state: str) -> None:
        """Say that an edit is done or undone."""
        self._db.execute("UPDATE journal_step SET state = ? WHERE id = ?", (state, step.id))

    def changes(self, step: Step) -> ChangeSet:
        """Return what an edit changed. Raises ValueError, KeyError or sqlite3.Error where the journal is damaged."""
        if step.id in self._recent:
            return self._recent[step.id]
        found = self._db.execute(
            "SELECT entity, row, before, after FROM journal_change WHERE step = ? ORDER BY number", (step.id,)
        )
        return ChangeSet(
            step.label,
            in_order(Change(e, i, from_json(e, before), from_json(e, after)) for e, i, before, after in found),
        )

    def steps(self, limit: int = 1000) -> Iterable[Step]:
        """Return the latest edits, newest first."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM journal_step ORDER BY id DESC LIMIT ?", (limit,))
        return [_as_step(row) for row in rows]

    def _step(self, where: str) -> Step | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM journal_step WHERE {where} LIMIT 1").fetchone()
        return _as_step(row) if row else None


def _as_step(row: tuple[int, bytes, bytes, bytes, str]) -> Step:
    label, at, who = (text.decode(errors="replace") for text in row[1:4])
    return Step(row[0], label, _time(at), who, row[4])


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
