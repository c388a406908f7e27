"""Bad input on the command line: one plain sentence, exit code 2, nothing written, nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.workbench.cli.running import ENVIRONMENT, refused, remit

READING = (("info",), ("check",), ("decide", "Anything"), ("export", "--json-text", "out.json"))


def run_on(file: Path, command: tuple[str, ...]) -> str:
    """Return the sentence with which a command refuses a file."""
    return refused(remit(command[0], file, *command[1:], folder=file.parent))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for command in (*READING, ("undo",), ("simulate",), ("backup",)):
        assert "missing.remit" in run_on(tmp_path / "missing.remit", command)
    assert "missing.xlsx" in refused(remit("import", tmp_path / "missing.xlsx"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no database at all, but long enough to be looked at" * 4, "not a Remit file"),
        (b"SQLite format 3\x00", "not a Remit file"),
    ],
)
def test_what_is_no_database_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "odd.remit"
    file.write_bytes(content)
    for command in (("info",), ("undo",)):
        assert said in run_on(file, command)
    assert [path.name for path in tmp_path.iterdir()] == ["odd.remit"]
    assert file.read_bytes() == content


def test_a_truncated_file_is_told(northlight: Path) -> None:
    content = northlight.read_bytes()
    northlight.write_bytes(content[: len(content) // 2])
    for command in (("info",), ("check",), ("undo",)):
        assert "damaged" in run_on(northlight, command)
    assert len(northlight.read_bytes()) == len(content) // 2


def test_a_database_of_another_program_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.remit"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE t (x)")
    assert "another program" in run_on(file, ("info",))


def _trigger(db: sqlite3.Connection) -> None:
    db.execute("CREATE TRIGGER sneaky AFTER INSERT ON role BEGIN DELETE FROM rule; END")


def _view(db: sqlite3.Connection) -> None:
    db.execute("CREATE VIEW sneaky AS SELECT * FROM role")


def _dangling(db: sqlite3.Connection) -> None:
    db.execute("UPDATE decision SET section = 'section-nowhere' WHERE section IS NOT NULL")


def _broken_json(db: sqlite3.Connection) -> None:
    db.execute("UPDATE rule SET procedure = '[{' WHERE rowid = 1")


def _strange_json(db: sqlite3.Connection) -> None:
    db.execute("""UPDATE rule SET procedure = '[{"right": "rule the world", "who": {}}]' WHERE rowid = 1""")


def _deep_json(db: sqlite3.Connection) -> None:
    db.execute("UPDATE rule SET procedure = ? WHERE rowid = 1", ("[" * 100_000,))


@pytest.mark.parametrize("harm", [_trigger, _view, _dangling, _broken_json, _strange_json, _deep_json])
def test_a_hostile_file_is_not_opened(northlight: Path, harm: Callable[[sqlite3.Connection], None]) -> None:
    with sqlite3.connect(northlight, isolation_level=None) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        harm(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    for command in (("info",), ("undo",)):
        said = run_on(northlight, command)
        assert "damaged" in said or "did not put there" in said
    assert [path.name for path in northlight.parent.iterdir() if "lock" in path.name] == []


@pytest.fixture
def held(northlight: Path) -> Iterator[Path]:
    """A file that another process has open for editing."""
    code = (
        "import sys; from pathlib import Path; from workbench.session import Session\n"
        "session = Session.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(northlight)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    yield northlight
    other.communicate("")


def test_a_file_that_somebody_edits_is_read_but_not_written(held: Path, tmp_path: Path) -> None:
    assert remit("info", held).code == 0
    assert remit("export", held, "--json-text", tmp_path / "out.json").code == 0
    assert remit("backup", held, "--to", tmp_path / "copy.remit").code == 0
    for command in (("undo", held), ("new", held, "--force")):
        said = refused(remit(*command))
        assert "is being edited by" in said
    assert "Northlight" in remit("info", held).out


def test_looking_at_a_file_leaves_nothing_beside_it(northlight: Path) -> None:
    beside = {path.name for path in northlight.parent.iterdir()}
    for command in (("info",), ("check", "--fail-on", "never")):
        assert remit(command[0], northlight, *command[1:]).code == 0
    assert {path.name for path in northlight.parent.iterdir()} == beside == {"northlight.remit"}


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission here")
def test_a_file_that_may_not_be_written_is_read(northlight: Path) -> None:
    northlight.chmod(0o444)
    assert remit("info", northlight).code == 0
    if os.access(northlight, os.W_OK):
        pytest.skip("this user may write everything")
    assert "may not be written" in refused(remit("undo", northlight))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("Opertion",), "no decision “Opertion”"),
        (("Buy goods or services", "coffee=1"), "no dimension “coffee”"),
        (("Buy goods or services", "amount=5000XYZ"), "“XYZ”"),
        (("Buy goods or services", "amount=5000 NOK"), "no exchange rate from NOK to EUR"),
        (("Buy goods or services", "amount=much"), "is not an amount"),
        (("Buy goods or services", "amount=-5"), "cannot be -5"),
        (("Buy goods or services", "amount"), "amount=5000USD"),
        (("Buy goods or services", "amount=1EUR", "amount=2EUR"), "given twice"),
        (("Buy goods or services", "--place", "Atlantis"), "no place “Atlantis”"),
        (("Sign a contract", "term=3 kilos"), "kilos"),
        (("Renew a credit-scoring model", "risk=tiny"), "not a class"),
        (("Buy goods or services", "--on", "31.12.2025"), "2025-12-31"),
    ],
)
def test_what_a_case_cannot_be_is_told(northlight_file: Path, asked: tuple[str, ...], said: str) -> None:
    assert said in refused(remit("decide", northlight_file, *asked))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("This is no workbook.")


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook either")


def _no_table(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["Shopping", "list"])
    book.save(path)


def _cut_off(path: Path) -> None:
    _no_table(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("make", [_empty, _text, _archive, _no_table, _cut_off])
def test_what_is_no_matrix_is_told_and_nothing_is_written(tmp_path: Path, make: Callable[[Path], None]) -> None:
    sheet = tmp_path / "sheet.xlsx"
    make(sheet)
    assert "sheet.xlsx" in refused(remit("import", sheet, "--to", tmp_path / "new.remit"))
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.xlsx"]


def test_an_import_that_fails_leaves_the_file_as_it_was(northlight: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("a,b\n1,2\n")
    before = northlight.read_bytes()
    refused(remit("import", sheet, "--into", northlight))
    refused(remit("import", sheet, "--to", northlight))
    assert northlight.read_bytes() == before


def test_nothing_is_written_over_what_is_read(northlight: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Decision,CEO,CFO\nLease,A,C\n")
    link = tmp_path / "link.csv"
    link.symlink_to(sheet)
    kept = sheet.read_bytes(), northlight.read_bytes()
    for command in (
        ("import", sheet, "--to", sheet),
        ("import", link, "--to", sheet),
        ("import", sheet, "--to", tmp_path / "." / "sheet.csv"),
        ("backup", northlight, "--to", northlight),
        ("export", northlight, "--xlsx", northlight),
        ("export", northlight, "--json-text", northlight),
    ):
        assert "choose another name" in refused(remit(*command, "--force"))
    assert (sheet.read_bytes(), northlight.read_bytes()) == kept


def test_an_export_that_cannot_be_written_leaves_nothing(northlight_file: Path, tmp_path: Path) -> None:
    assert "--xlsx" in refused(remit("export", northlight_file))
    assert "folder" in refused(remit("export", northlight_file, "--xlsx", tmp_path / "nowhere" / "out.xlsx"))
    assert "Frog" in refused(remit("export", northlight_file, "--charters", tmp_path / "a.docx", "--team", "Frog"))
    (tmp_path / "out.xlsx").write_text("mine")
    assert "--force" in refused(remit("export", northlight_file, "--xlsx", tmp_path / "out.xlsx"))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_charters_of_no_team_keep_the_other_exports_from_being_written(tmp_path: Path) -> None:
    assert remit("new", tmp_path / "acme.remit").code == 0
    command = ("export", tmp_path / "acme.remit", "--xlsx", tmp_path / "out.xlsx", "--charters", tmp_path / "out.docx")
    assert "no teams" in refused(remit(*command))
    assert [path.name for path in tmp_path.iterdir()] == ["acme.remit"]


def test_a_pipe_that_closes_early_is_no_trouble(northlight_file: Path) -> None:
    ran = subprocess.Popen(
        [sys.executable, "-m", "remit", "check", str(northlight_file)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert ran.stdout is not None
    assert ran.stderr is not None
    ran.stdout.close()
    assert ran.stderr.read() == b""
    ran.stderr.close()
    assert ran.wait() == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files here")
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for odd in (pipe, Path("/dev/zero")):
        assert "a device or a pipe" in refused(remit("info", odd))
        assert "a device or a pipe" in refused(remit("import", odd))
    assert remit("new", tmp_path / "a.remit").code == 0
    assert "no file" in refused(remit("backup", tmp_path / "a.remit", "--to", pipe, "--force"))
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", ".", "x" * 10_000, "x" * 251 + ".remit"])
def test_a_name_that_no_file_can_have_is_told_shortly(tmp_path: Path, name: str) -> None:
    said = refused(remit("new", name, folder=tmp_path))
    assert ".part" not in said
    assert len(said) < 500
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 501, "\udcff"])
def test_a_name_that_no_organisation_can_have_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "sheet.csv").write_text("Decision,CEO,CFO\nLease,A,C\nLoan,C,A\n")
    for command in (("new", "a.remit"), ("import", "sheet.csv", "--to", "a.remit")):
        assert "name of this organisation" in refused(remit(*command, "--name", name, folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


def test_accepting_single_cells_of_a_workbook_that_is_none_of_ours_is_told(northlight: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Decision,CEO,CFO\nLease,A,C\nLoan,C,A\n")
    before = northlight.read_bytes()
    assert "--accept" in refused(remit("import", sheet, "--into", northlight, "--accept", "B2"))
    assert northlight.read_bytes() == before


@pytest.mark.parametrize("assumed", ["cases_a_quarter=inf", "minutes_to_decide=1e300", "holders=99999999999999999999"])
def test_an_assumption_beyond_all_measure_is_told(northlight_file: Path, assumed: str) -> None:
    assert assumed.partition("=")[0].replace("_", " ") in refused(
        remit("simulate", northlight_file, "--assume", assumed)
    )


@pytest.mark.parametrize("option", ["--by", "--about", "--keep", "--place", "--absent", "--earlier"])
@pytest.mark.parametrize("nothing", ["", " "])
def test_an_option_with_nothing_behind_it_is_not_passed_over(northlight_file: Path, option: str, nothing: str) -> None:
    before = northlight_file.read_bytes()
    assert "\n" not in refused(remit("decide", northlight_file, "Goods or services", option, nothing))
    assert northlight_file.read_bytes() == before


@pytest.mark.parametrize("digits", [30, 400, 5_000])
def test_an_amount_beyond_all_measure_is_told(northlight_file: Path, digits: int, tmp_path: Path) -> None:
    most = "9" * digits
    for extra in ((f"amount={most}", "--json"), ("amount=5", "--earlier", most), (f"amount={most}", "--what-changes")):
        assert f"has {digits} digits" in refused(remit("decide", northlight_file, "Goods or services", *extra))
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"Decision,Amount,CEO,CFO\nLease,Up to €{most},A,\nLease,>€{most},,A\n")
    assert "Lease" in refused(remit("import", sheet, "--to", tmp_path / "a.remit"))
    assert not (tmp_path / "a.remit").exists()


def test_an_interrupt_is_no_failure_to_explain(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench import cli
    from workbench.commandline import running

    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "run", interrupted)
    assert cli.main(["check", "acme.remit"]) == 130


def test_a_command_that_is_interrupted_says_so(
    northlight_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from workbench.commandline import running, simulate

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate, "run", interrupted)
    assert running.run(["simulate", str(northlight_file)]) == 130
    assert capsys.readouterr().err == "Stopped before it was done.\n"
