"""A hundred kills in the middle of a stream of edits; no acknowledged edit may be lost."""

import tempfile
from pathlib import Path
from random import Random

from tests.bench.harness import Proof
from tests.workbench.killing import kill_while_editing

_KILLS = 100
_FILES = 10


def benches() -> list[Proof]:
    """Return the proof."""
    return [Proof(f"{_KILLS} kills at random moments: every acknowledged edit is there, and undo works", _kill)]


def _kill() -> str:
    random = Random(1)
    acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(_KILLS):
            path = Path(folder) / f"killed-{number % _FILES}.remit"
            acknowledged += kill_while_editing(path, random).acknowledged
    assert acknowledged > 10 * _KILLS, "too few edits were made to prove anything"
    return f"{_KILLS} kills, {acknowledged} acknowledged edits, none lost"
