"""One open file: durable at once, one writer, sound or refused, and copied before it is upgraded."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from models.changes import ChangeSet, EditRefused
from models.commands import rows, teams
from models.document import TYPES, Document
from tests.conftest import ROOT
from workbench import migrations, schema, store
from workbench.failures import FileProblem
from workbench.glance import APPLICATION_ID, read_header
from workbench.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "acme.remit"
    with Session.create(file) as session:
        session.execute(teams.add_role, "CEO")
        session.execute(teams.add_role, "CFO")
    return file


# One row of each kind that has been given more to say since the first version, as that version kept it.
_FIRST_ROWS: dict[str, dict[str, object]] = {
    "scheme": {"id": "s", "name": "RACI", "letters": "[]", "position": 1.0},
    "tier": {"id": "t", "name": "Team", "rank": 1, "criteria": "", "four_eyes": 0, "position": 1.0},
    "role": {
        "id": "r",
        "name": "Head",
        "kind": "position",
        **dict.fromkeys(("short", "column_group", "purpose", "accountabilities", "note"), ""),
        "members": "[]",
        "position": 1.0,
    },
    "decision": {
        "id": "d",
        "name": "Hire",
        **dict.fromkeys(("description", "examples", "clause", "see_document", "note", "private_note"), ""),
        **dict.fromkeys(("sensitive", "includes_tax"), 0),
        **dict.fromkeys(("dimensions", "requesters"), "[]"),
        "includes_options": 1,
        "position": 1.0,
    },
    "library_case": {
        "id": "c",
        "name": "A hire",
        "decision": "d",
        "facts": "[]",
        **dict.fromkeys(("expected", "note"), ""),
        "position": 1.0,
    },
}


def _raw(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _role(session: Session, name: str) -> str:
    return next(role.id for role in session.document.roles if role.name == name)


def test_an_edit_is_in_the_file_when_execute_returns(path: Path) -> None:
    with Session.open(path) as session:
        session.execute(teams.add_role, "Board")
        seen = subprocess.run(
            [
                *(sys.executable, "-c"),
                (
                    "import sqlite3, sys; c = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True);"
                    "print(c.execute('SELECT count(*) FROM role').fetchone()[0])"
                ),
                str(path),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        assert seen.stdout.strip() == "3"


def test_undo_and_redo_survive_closing(path: Path) -> None:
    with Session.open(path) as session:
        assert session.can_undo() == "Add the role “CFO”"
        session.undo()
    with Session.open(path) as session:
        assert [role.name for role in session.document.roles] == ["CEO"]
        assert session.can_redo() == "Add the role “CFO”"
        session.redo()
        assert [role.name for role in session.document.roles] == ["CEO", "CFO"]


def test_a_new_edit_leaves_what_was_undone_in_the_journal_but_out_of_reach(path: Path) -> None:
    with Session.open(path) as session:
        session.undo()
        session.execute(teams.add_role, "Board")
        assert session.can_redo() is None
        assert [(step.label, step.state) for step in session.history()] == [
            ("Add the role “Board”", "done"),
            ("Add the role “CFO”", "abandoned"),
            ("Add the role “CEO”", "done"),
        ]


def test_one_notice_follows_one_edit(path: Path) -> None:
    heard: list[ChangeSet] = []
    with Session.open(path) as session:
        session.listen(heard.append)
        session.execute(teams.add_team, "Harbour")
        assert [change.entity for change in heard[0].changes] == ["team", "charter"]
        session.undo()
        assert [change.entity for change in heard[1].changes] == ["charter", "team"]
        assert len(heard) == 2


def test_a_refused_edit_changes_nothing_anywhere(path: Path) -> None:
    with Session.open(path) as session:
        before, steps = session.document, list(session.history())
        with pytest.raises(EditRefused):
            session.execute(teams.add_role, "cfo")
        with pytest.raises(EditRefused, match="does not fit"):
            session.execute(rows.set_fields, "role", _role(session, "CEO"), level="high")
        assert session.document is before
        assert list(session.history()) == steps


def test_a_number_too_large_for_the_file_is_refused(path: Path) -> None:
    with Session.open(path) as session:
        before = session.document
        with pytest.raises(EditRefused, match="nothing has changed"):
            session.execute(rows.set_fields, "role", _role(session, "CEO"), level=2**70)
        assert session.document is before
        session.execute(rows.set_fields, "role", _role(session, "CEO"), level=3)


def test_an_undo_that_does_not_fit_the_file_is_refused(path: Path) -> None:
    _raw(path, "UPDATE role SET short = 'X' WHERE name = 'CFO'")
    with Session.open(path) as session:
        with pytest.raises(EditRefused, match="has changed since"):
            session.undo()
        assert session.document.roles[_role(session, "CFO")].short == "X"


def test_a_broken_journal_entry_is_refused_in_words(path: Path) -> None:
    _raw(path, """UPDATE journal_change SET entity = 'sqlite_master; DROP TABLE role' WHERE step = 2""")
    with Session.open(path) as session, pytest.raises(EditRefused, match="its entry in the journal is damaged"):
        session.undo()


@pytest.mark.parametrize("column", ["after", "entity"])
def test_a_journal_entry_that_is_no_text_is_refused_in_words(path: Path, column: str) -> None:
    _raw(path, f"UPDATE journal_change SET {column} = CAST(x'ff' AS TEXT)")
    with Session.open(path) as session, pytest.raises(EditRefused, match="its entry in the journal is damaged"):
        session.undo()


def test_a_history_that_is_damaged_is_shown_as_far_as_it_can_be(path: Path) -> None:
    _raw(path, "UPDATE journal_step SET label = CAST(x'41ff' AS TEXT), at = 'lately' WHERE id = 2")
    with Session.open(path) as session:
        assert session.can_undo() == "A\ufffd"
        assert [step.label for step in session.history()] == ["A\ufffd", "Add the role “CEO”"]
        session.undo()
        assert [role.name for role in session.document.roles] == ["CEO"]


def test_a_schema_that_is_no_text_is_told_as_damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'CREATE TABLE "role"', b'CREATE T\x90BLE "role"'))
    for read_only in (True, False):
        with pytest.raises(FileProblem, match="is damaged"):
            Session.open(path, read_only=read_only)


def test_whatever_goes_wrong_while_writing_leaves_no_edit_half_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with Session.open(path) as session:
        with monkeypatch.context() as patch:
            patch.setattr(store, "write", broken)
            with pytest.raises(ZeroDivisionError):
                session.execute(teams.add_role, "Board")
        session.execute(teams.add_role, "Chair")
        assert [role.name for role in session.document.roles] == ["CEO", "CFO", "Chair"]


def test_closing_leaves_one_file(path: Path) -> None:
    with Session.open(path) as session:
        session.execute(teams.add_role, "Board")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_second_opener_reads_and_is_told_who_writes(path: Path) -> None:
    with Session.open(path) as first, Session.open(path) as second:
        assert second.read_only
        assert "is being edited by" in second.notice
        assert second.document == first.document
        with pytest.raises(EditRefused, match="is being edited by"):
            second.execute(teams.add_role, "Board")
        assert second.can_undo() is None
    with Session.open(path) as third:
        assert not third.read_only


def test_the_lock_of_a_process_that_died_is_free(path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from workbench.session import Session;"
    script += "Session.open(Path(sys.argv[1])); os._exit(9)"
    died = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT)
    assert died.returncode == 9
    with Session.open(path) as session:
        assert not session.read_only


def test_a_file_whose_maker_died_at_once_is_whole(tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from workbench.session import Session;"
    script += "from models.commands import teams; s = Session.create(Path(sys.argv[1]));"
    script += "s.execute(teams.add_role, 'CEO'); os._exit(9)"
    path = tmp_path / "young.remit"
    died = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT)
    assert died.returncode == 9
    with Session.open(path) as session:
        assert [role.name for role in session.document.roles] == ["CEO"]


def test_a_new_file_can_be_read_by_somebody_else_at_once(tmp_path: Path) -> None:
    with Session.create(tmp_path / "young.remit"), Session.open(tmp_path / "young.remit") as second:
        assert "is being edited by" in second.notice


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    there = tmp_path / "precious.remit"
    there.write_text("precious")
    with pytest.raises(FileProblem, match="is there already"):
        Session.create(there)
    with pytest.raises(FileProblem, match="cannot be written"):
        Session.create(tmp_path / "no such folder" / "new.remit")
    assert there.read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["precious.remit"]


def test_a_newer_file_opens_for_reading_with_a_plain_message(path: Path) -> None:
    _raw(path, f"PRAGMA user_version = {migrations.CURRENT + 1}")
    with Session.open(path) as session:
        assert session.read_only
        assert "made by a newer Remit" in session.notice
        assert len(session.document.roles) == 2


def test_a_newer_file_with_more_in_it_shows_what_this_one_knows(path: Path) -> None:
    _raw(path, f"PRAGMA user_version = {migrations.CURRENT + 1}", "CREATE TABLE tomorrow (x)")
    with Session.open(path) as session:
        assert "made by a newer Remit" in session.notice
        assert len(session.document.roles) == 2


def test_a_newer_file_that_cannot_be_read_says_what_to_do(path: Path) -> None:
    _raw(path, f"PRAGMA user_version = {migrations.CURRENT + 1}", "ALTER TABLE role RENAME COLUMN level TO rank")
    with pytest.raises(FileProblem, match="install the newer one"):
        Session.open(path)


def test_an_older_file_that_may_only_be_read_is_shown_as_it_would_be(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(database: Any) -> None:
        database.execute("UPDATE role SET short = 'new' WHERE name = 'CFO'")

    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, add))
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    before = path.read_bytes()
    with Session.open(path, read_only=True) as session:
        assert [role.short for role in session.document.roles] == ["", "new"]
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write everything")
def test_a_file_that_may_not_be_written_opens_for_reading(path: Path) -> None:
    path.chmod(0o444)
    with Session.open(path) as session:
        assert session.read_only
        assert "may not be written" in session.notice


def test_an_older_file_is_copied_before_it_is_upgraded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, lambda _database: None))
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    with Session.open(path) as session:
        assert len(session.document.roles) == 2
    copies = [file for file in path.parent.iterdir() if file != path]
    assert len(copies) == 1
    assert copies[0].name.startswith(f"acme.v{migrations.CURRENT - 1}-")
    assert read_header(copies[0]).version == migrations.CURRENT - 1
    assert read_header(path).version == migrations.CURRENT


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_database: object) -> None:
        raise sqlite3.OperationalError("no room")

    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, fail))
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    with pytest.raises(FileProblem, match="no room"):
        Session.open(path)
    assert read_header(path).version == migrations.CURRENT - 1


def _structure(connection: sqlite3.Connection) -> dict[str, set[tuple[object, ...]]]:
    """The tables with their columns and what those refer to, and the indexes; the order of columns does not matter."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if kind == "index":
            found[name] = {(sql,)}
            continue
        columns = {row[1:] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        refers = {row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
        found[name] = columns | refers | {("strict", sql.rstrip().endswith(("STRICT", "STRICT, WITHOUT ROWID")))}
    return found


def test_the_schema_of_a_new_file_is_what_the_entities_say(tmp_path: Path) -> None:
    file = tmp_path / "new.remit"
    Session.create(file).close()
    wanted = sqlite3.connect(":memory:")
    for statement in schema.create_all():
        wanted.execute(statement)
    with closing(sqlite3.connect(file)) as made, closing(wanted):
        assert _structure(made) == _structure(wanted)


def test_a_file_of_the_first_version_is_read_with_what_is_new_left_empty(path: Path) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        migrations._STEPS[0](Database(connection))
        connection.execute("PRAGMA application_id = " + str(APPLICATION_ID))
        connection.execute("PRAGMA user_version = 1")
        for table, values in _FIRST_ROWS.items():
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))
        connection.commit()
    with Session.open(path) as session:
        document = session.document
        assert read_header(path).version == migrations.CURRENT
        assert document.tiers["t"].conditions == ()
        assert document.schemes["s"].family == "own"
        assert document.roles["r"].heads_function is False
        assert document.library_cases["c"].absent == ()
        assert document.library_cases["c"].urgent is False
        session.execute(rows.set_fields, "tier", "t", criteria="Up to a day's work")
        assert session.document.tiers["t"].criteria == "Up to a day's work"


def test_an_empty_file_gives_an_empty_document(tmp_path: Path) -> None:
    with Session.create(tmp_path / "new.remit") as session:
        assert session.document == Document()
        assert set(TYPES) == {row_type.table for row_type in TYPES.values()}
