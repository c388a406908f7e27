"""What is wrong around a file rather than in it: a full disk, no file at all, an owner who has just let go."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.changes import EditRefused
from models.commands import teams
from tests.conftest import ROOT
from workbench import lock
from workbench.failures import FileProblem
from workbench.lock import FileLock
from workbench.session import Session

# No file may grow any further, which SQLite cannot tell from a disk without room.
ON_A_FULL_DISK = """
import sys
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit

from models.changes import EditRefused
from models.commands import teams
from workbench.session import Session

path, plenty = Path(sys.argv[1]), (-1, -1)
with Session.open(path) as session:
    setrlimit(RLIMIT_FSIZE, (0, -1))
    try:
        session.execute(teams.add_role, "Lost")
    except EditRefused as refused:
        print(refused)
    print([role.name for role in session.document.roles])
    setrlimit(RLIMIT_FSIZE, plenty)
    session.execute(teams.add_role, "Board")
setrlimit(RLIMIT_FSIZE, (0, -1))
with Session.open(path) as session:
    print(session.read_only, session.notice)
    print([role.name for role in session.document.roles])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "acme.remit"
    with Session.create(file) as session:
        session.execute(teams.add_role, "CEO")
    return file


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can pretend that a disk is full")
def test_a_full_disk_loses_nothing_and_is_no_damage(path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, str(path)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.stderr == ""
    refused, before, opened, after = ran.stdout.splitlines()
    assert "was not saved, and nothing has changed" in refused
    assert before == "['CEO']"
    assert opened.startswith("True acme.remit cannot be written (")
    assert opened.endswith("so it is open for reading only.")
    assert after == "['CEO', 'Board']"
    with Session.open(path) as session:
        assert not session.read_only
        assert session.can_undo() == "Add the role “Board”"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "acme.remit"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="device or a pipe"):
        Session.open(pipe)


def test_looking_at_a_damaged_file_leaves_nothing_beside_it(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(FileProblem, match="is damaged"):
        Session.open(path, read_only=True)
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_never_goes_over_a_file_that_is_being_edited(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.remit"
    with Session.open(path) as session, Session.create(other) as edited:
        for target in (path, other):
            with pytest.raises(FileProblem, match="is being edited by"):
                session.save_copy(target, force=True)
        session.execute(teams.add_role, "Board")
        edited.execute(teams.add_role, "Chair")
    with Session.open(path) as session, Session.open(other) as edited:
        assert [role.name for role in session.document.roles] == ["CEO", "Board"]
        assert [role.name for role in edited.document.roles] == ["Chair"]
    assert sorted(tmp_path.iterdir()) == [path, other]


def test_a_copy_over_a_file_does_not_take_the_log_of_the_old_one(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.remit"
    script = "import os, sys; from pathlib import Path; from models.commands import teams;"
    script += "from workbench.session import Session; s = Session.create(Path(sys.argv[1]));"
    script += "s.execute(teams.add_role, 'Old'); os._exit(9)"
    subprocess.run([sys.executable, "-c", script, str(target)], cwd=ROOT, check=False)
    assert target.with_name("target.remit-wal").exists()
    with Session.open(path) as session:
        session.save_copy(target, force=True)
    with Session.open(target) as copy:
        assert [role.name for role in copy.document.roles] == ["CEO"]


@pytest.mark.skipif(sys.platform == "win32", reason="a lock keeps its name here")
def test_a_lock_that_lost_its_name_while_it_was_taken_is_taken_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FileLock(path)
    taken = threading.Event()
    take = lock._take

    def let_go_first(file: object) -> None:
        if not taken.is_set():
            taken.set()
            first.release()
        take(file)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(lock, "_take", let_go_first)
    second = FileLock(path)
    monkeypatch.undo()
    try:
        with pytest.raises(lock.Locked):
            FileLock(path)
    finally:
        second.release()


def test_a_file_that_is_only_read_has_nothing_to_undo(path: Path) -> None:
    with Session.open(path, read_only=True) as session:
        assert (session.can_undo(), session.can_redo()) == (None, None)
        with pytest.raises(EditRefused, match="reading only"):
            session.undo()
