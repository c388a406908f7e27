"""One edit to durable, and one undo, against the same rows written with bare sqlite3 in one transaction."""

import atexit
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from models.commands import matrix, rows
from tests.bench.harness import Ratio
from tests.workbench.edits import Editor
from workbench import store
from workbench.session import Session

_EDITS = 200


def benches() -> list[Ratio]:
    """Return the ratios: each call makes as many edits as one needs to see past the clock."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    session = Session.create(Path(folder.name) / "edits.remit")
    editor = Editor(session, seed=7)
    while len(session.document.rules) < 100:
        editor.step()
    bare = _Bare(session, Path(folder.name) / "bare.remit")
    outcome = next(iter(session.document.outcomes)).id
    rule, role = next(iter(session.document.rules)).id, next(iter(session.document.roles)).id
    numbers = count()

    def type_into_a_field() -> None:
        for _ in range(_EDITS):
            session.execute(rows.set_fields, "outcome", outcome, name=f"A name {next(numbers)}")

    def type_into_the_grid() -> None:
        for _ in range(_EDITS // 2):
            session.execute(matrix.set_cell, rule, role, "A")
            session.execute(matrix.set_cell, rule, role, "RC")

    def take_back() -> None:
        for _ in range(_EDITS):
            session.undo()

    def bring_back() -> None:
        for _ in range(_EDITS):
            session.redo()

    return [
        Ratio("one edit of a field to durable, against bare sqlite3", type_into_a_field, bare.edits("outcome"), 3),
        Ratio("one edit of a cell to durable, against bare sqlite3", type_into_the_grid, bare.edits("rule"), 3),
        Ratio("one undo to durable, against bare sqlite3", take_back, bare.moves("undone"), 3),
        Ratio("one redo to durable, against bare sqlite3", bring_back, bare.moves("done"), 3),
    ]


class _Bare:
    """Writes the same rows as a session, with nothing around it."""

    def __init__(self, session: Session, path: Path) -> None:
        session.save_copy(path)
        self._session = session
        self._db = store.connect(path, read_only=False)
        self._steps = count(10**6)

    def edits(self, table: str) -> Callable[[], None]:
        """Return a call that writes one row, its step and its images, once for each edit."""
        statement, values, image = self._images(table)

        def run() -> None:
            for _ in range(_EDITS):
                step = next(self._steps)
                self._db.execute("BEGIN IMMEDIATE")
                self._db.execute(statement, values)
                self._db.execute("INSERT INTO journal_step VALUES (?, 'label', 'now', 'me', 'done')", (step,))
                self._db.execute(
                    "INSERT INTO journal_change VALUES (?, 1, ?, ?, ?, ?)", (step, table, values[-1], image, image)
                )
                self._db.execute("COMMIT")

        return run

    def moves(self, state: str) -> Callable[[], None]:
        """Return a call that writes one row back and marks its step, once for each undo."""
        statement, values, _ = self._images("rule")
        steps: Iterator[int] = count(10**6)

        def run() -> None:
            for _ in range(_EDITS):
                self._db.execute("BEGIN IMMEDIATE")
                self._db.execute(statement, values)
                self._db.execute("UPDATE journal_step SET state = ? WHERE id = ?", (state, next(steps)))
                self._db.execute("COMMIT")

        return run

    def _images(self, table: str) -> tuple[str, tuple[object, ...], str]:
        row = next(iter(self._session.document.table(table)))
        columns = [name for (_, name, *_) in self._db.execute(f'PRAGMA table_info("{table}")')]
        values = self._db.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row.id,)).fetchone()
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        return f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values, row.id), row.model_dump_json()
