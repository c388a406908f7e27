"""The heading that a file gives before it is opened: right for ours, harmless for anybody's."""

import sqlite3
from pathlib import Path

import pytest

from models.commands import rows
from models.workspace import Workspace
from workbench.glance import organisation
from workbench.session import Session


def test_the_organisation_is_named_and_nothing_appears_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "acme.remit"
    with Session.create(path) as session:
        session.execute(rows.add_row, Workspace(name="Acme\nLtd"))
    assert organisation(path) == "Acme Ltd"
    assert [found.name for found in tmp_path.iterdir()] == ["acme.remit"]


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE workspace (title)",
        "CREATE TABLE workspace (name)",
        "CREATE TABLE workspace (name); INSERT INTO workspace VALUES (x'ff'), (5)",
        "CREATE TABLE workspace (name); INSERT INTO workspace VALUES (CAST(x'ff' AS TEXT))",
        """CREATE VIEW workspace AS WITH RECURSIVE n(name) AS (SELECT 1 UNION ALL SELECT name + 1 FROM n)
        SELECT max(name) AS name FROM n""",
    ],
)
def test_a_file_that_is_none_of_ours_goes_by_its_own_name(tmp_path: Path, made: str) -> None:
    path = tmp_path / "strange.remit"
    with sqlite3.connect(path) as db:
        db.executescript(made)
    db.close()
    assert organisation(path) == "strange"


def test_what_is_no_database_goes_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "odd.remit"
    assert organisation(path) == "odd"
    path.write_bytes(b"SQLite format 3\x00 and then nothing")
    assert organisation(path) == "odd"
