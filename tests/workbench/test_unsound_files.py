"""Files that are not sound: refused in one sentence, and left as they were."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from models.authority.rules import Edition, FlagCondition, Rule
from models.commands import rows, teams
from models.decisions import Decision, Dimension
from workbench.failures import FileProblem
from workbench.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "acme.remit"
    with Session.create(file) as session:
        session.execute(teams.add_role, "CEO")
        session.execute(teams.add_role, "CFO")
    return file


def _raw(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _text(path: Path) -> None:
    path.write_text("Dear board, the matrix is in the attachment." * 9)


def _foreign(path: Path) -> None:
    path.unlink()
    _raw(path, "CREATE TABLE t (x)")


def _missing(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _trigger(path: Path) -> None:
    _raw(path, "CREATE TRIGGER evil AFTER INSERT ON role BEGIN DELETE FROM role; END")


def _view(path: Path) -> None:
    _raw(path, "CREATE VIEW evil AS SELECT load_extension('x')")


def _strange_table(path: Path) -> None:
    _raw(path, "CREATE TABLE evil (x)")


def _table_gone(path: Path) -> None:
    _raw(path, "PRAGMA foreign_keys = OFF", "DROP TABLE booking")


def _column_gone(path: Path) -> None:
    _raw(path, "ALTER TABLE booking RENAME COLUMN reason TO motive")


def _dangling(path: Path) -> None:
    _raw(path, "PRAGMA foreign_keys = OFF", "UPDATE role SET reports_to = 'role-nobody' WHERE name = 'CFO'")


def _dangling_condition(path: Path) -> None:
    with Session.open(path) as session:
        for row in (
            Dimension(id="dimension-1", name="In plan", key="in_plan", kind="flag", lower=None),
            Edition(id="edition-1", name="2026"),
            Decision(id="decision-1", name="Lease", dimensions=("dimension-1",)),
            Rule(
                id="rule-1",
                edition="edition-1",
                decision="decision-1",
                box=(FlagCondition(dimension="dimension-1", value=True),),
            ),
        ):
            session.execute(rows.add_row, row)
    _raw(path, "UPDATE rule SET box = replace(box, 'dimension-1', 'dimension-nowhere')")


def _broken_json(path: Path) -> None:
    _raw(path, "UPDATE role SET members = '[\"role-' WHERE name = 'CFO'")


def _smuggled_json(path: Path) -> None:
    # Two values in one cell would shift every later row by one if columns were simply joined.
    _raw(path, "UPDATE role SET members = '[],[]' WHERE name = 'CFO'")


def _wrong_value(path: Path) -> None:
    _raw(path, "UPDATE role SET kind = 'emperor' WHERE name = 'CFO'")


def _loop(path: Path) -> None:
    _raw(path, "UPDATE role SET reports_to = id WHERE name = 'CFO'")


def _deep_json(path: Path) -> None:
    _raw(path, f"UPDATE role SET members = '{'[' * 5000}{']' * 5000}' WHERE name = 'CFO'")


def _damaged_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 3] = b"\x00" * 4096
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "spoil",
    [
        *(_empty, _truncated, _text, _foreign, _missing, _folder, _trigger, _view, _strange_table, _table_gone),
        *(
            _dangling_condition,
            _column_gone,
            _dangling,
            _broken_json,
            _smuggled_json,
            _wrong_value,
            _loop,
            _deep_json,
            _damaged_page,
        ),
    ],
)
def test_a_file_that_is_not_sound_is_refused_in_one_sentence_and_left_alone(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileProblem) as refusal:
        Session.open(path)
    said = str(refusal.value)
    assert str(path) in said
    assert said.endswith(".")
    assert "\n" not in said
    if before is not None:
        assert path.read_bytes() == before
    leftovers = {file.name for file in path.parent.iterdir()} - {path.name}
    assert not leftovers, "the lock or a log was left behind"


def test_a_value_that_does_not_fit_is_named_with_its_row(path: Path) -> None:
    _wrong_value(path)
    with pytest.raises(FileProblem, match="role: the kind of “CFO” does not fit"):
        Session.open(path)


@pytest.mark.parametrize("edge", ["9" * 30, "10.5", "NaN"])
def test_a_limit_that_nobody_can_count_is_named_with_its_row(path: Path, edge: str) -> None:
    _dangling_condition(path)
    band = f'[{{"kind":"band","dimension":"dimension-1","band":{{"lower":null,"upper":{edge}}}}}]'
    _raw(path, f"UPDATE rule SET box = '{band}'")
    with pytest.raises(FileProblem, match="row: the box of “rule-1” does not fit"):
        Session.open(path)
