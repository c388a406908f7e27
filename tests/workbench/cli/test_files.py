"""New files, what is in them, and taking edits back, from the command line."""

from pathlib import Path

from tests.workbench.cli.running import refused, remit, remit_from_scratch


def test_a_new_file_names_its_organisation_and_can_be_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    made = remit("new", file, "--name", "Acme", "--currency", "usd", "--json")
    assert made.code == 0, made
    assert made.json() == {"schema": "remit.new/1", "file": str(file), "name": "Acme", "currency": "USD"}
    assert [path.name for path in tmp_path.iterdir()] == ["acme.remit"]

    shown = remit("info", file, "--json").json()
    assert shown["organisation"] == "Acme"
    assert shown["currency"] == "USD"
    assert [step["label"] for step in shown["latest"]] == ["Add the organisation “Acme”"]
    assert "Acme" in remit("info", file).out


def test_a_file_that_is_there_is_overwritten_only_when_told_so(tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    assert remit("new", file, "--name", "First").code == 0
    before = file.read_bytes()
    assert "--force" in refused(remit("new", file, "--name", "Second"))
    assert file.read_bytes() == before
    assert remit("new", file, "--name", "Second", "--force").code == 0
    assert remit("info", file, "--json").json()["organisation"] == "Second"


def test_a_new_file_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    assert "XYZ" in refused(remit("new", tmp_path / "a.remit", "--currency", "XYZ"))
    assert "folder" in refused(remit("new", tmp_path / "nowhere" / "a.remit"))
    assert "folder" in refused(remit("new", tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_edits_are_taken_back_and_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    remit("new", file, "--name", "Acme")
    assert "Took back “Add the organisation “Acme””" in remit("undo", file).out
    nothing = remit("undo", file, "--json")
    assert (nothing.code, nothing.json()["label"]) == (1, None)
    assert remit("redo", file).code == 0
    assert remit("info", file, "--json").json()["organisation"] == "Acme"


def test_a_backup_is_a_whole_file(tmp_path: Path) -> None:
    file, copy = tmp_path / "acme.remit", tmp_path / "copy.remit"
    remit("new", file, "--name", "Acme")
    assert remit("backup", file, "--to", copy).code == 0
    assert remit("info", copy, "--json").json()["organisation"] == "Acme"
    assert "--force" in refused(remit("backup", file, "--to", copy))
    dated = Path(remit("backup", file, "--json").json()["copy"])
    assert dated.parent == tmp_path
    assert dated.is_file()


def test_the_program_itself_answers_as_its_commands_do(tmp_path: Path) -> None:
    made = remit_from_scratch("new", tmp_path / "acme.remit", "--json")
    assert (made.code, made.json()["currency"], made.err) == (0, "EUR", "")
    assert "acme" in remit_from_scratch("info", tmp_path / "acme.remit").out
    assert "there already" in refused(remit_from_scratch("new", tmp_path / "acme.remit"))
    assert "opens the window" in remit_from_scratch("--help").out


def test_what_is_typed_wrongly_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert "chekc" in refused(remit("chekc"))
    assert "FILE" in refused(remit("info"))
    assert "--help" in refused(remit("new", tmp_path / "a.remit", "--fiscal-start-month", "13"))
    assert "--nonsense" in refused(remit("info", "--nonsense", tmp_path / "a.remit"))
    assert "2025-12-31" in refused(remit("decide", tmp_path / "a.remit", "Anything", "--on", "soon"))
    assert "missing.remit" in refused(remit(tmp_path / "missing.remit"))
