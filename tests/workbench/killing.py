"""Kills an editing process at a random moment and looks at what is left of its file."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from workbench.session import Session


@dataclass(frozen=True)
class Aftermath:
    """What a kill left behind."""

    acknowledged: int
    held: int
    undone: int


def kill_while_editing(path: Path, random: Random, most: int = 60) -> Aftermath:
    """Let a process edit a file, kill it at a random moment after a random number of edits and check the file.

    Raises AssertionError when the file does not open, lost an edit that was acknowledged, or cannot be undone.
    """
    if not path.exists():
        Session.create(path).close()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.workbench.stream", str(path), str(random.randrange(10**9))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    assert first == b"ready\n", process.stderr.read().decode()
    # Counted in edits and not in seconds, so that a busy machine proves as much; then a moment within the next edit.
    heard = [process.stdout.readline() for _ in range(random.randrange(most))]
    time.sleep(random.uniform(0.0, 0.004))
    os.kill(process.pid, signal.SIGKILL)
    # Not `communicate`, which reads past what `readline` has buffered, and so would lose an edit's word.
    said, complaints = process.stdout.read(), process.stderr.read()
    process.wait()
    process.stdout.close()
    process.stderr.close()
    assert complaints == b"", complaints.decode()
    lines = (b"".join(heard) + said).decode().splitlines()
    acknowledged = [line for line in lines if line.count(" ") == 1 and line.split()[1] in ("done", "undone")]
    return _look(path, acknowledged)


def _look(path: Path, acknowledged: list[str]) -> Aftermath:
    with Session.open(path) as session:
        assert not session.read_only, session.notice
        steps = list(session.history())
        if acknowledged:
            newest = int(acknowledged[-1].split()[0])
            # The journal holds the acknowledged edit, and at most the one whose word was cut off by the kill.
            assert newest <= steps[0].id <= newest + 1
        before = session.document
        undone = 0
        while undone < 5 and session.undo() is not None:
            undone += 1
        for _ in range(undone):
            assert session.redo() is not None
        assert session.document == before
    return Aftermath(len(acknowledged), len(steps), undone)
