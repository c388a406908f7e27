"""The power fails in the middle of an edit: the file opens, holds every acknowledged edit, and undo still works."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.workbench.killing import kill_while_editing


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    random = Random(20260101)
    path = tmp_path / "killed.remit"
    found = [kill_while_editing(path, random) for _ in range(8)]
    assert sum(each.acknowledged for each in found) > 50
    assert found[-1].undone == 5
