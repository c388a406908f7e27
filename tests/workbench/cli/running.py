"""The command line as a person runs it: in a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging"))),
    "PYTHONIOENCODING": "utf-8",
    "NO_COLOR": "1",
}


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return its answer as JSON."""
        return json.loads(self.out)


def remit(*arguments: object, folder: Path | None = None) -> Ran:
    """Run `remit` with these arguments: forked off a process that has its imports behind it, where that can be."""
    if not hasattr(os, "fork"):
        return remit_from_scratch(*arguments, folder=folder)
    with tempfile.TemporaryDirectory() as spot:
        out, err = Path(spot) / "out", Path(spot) / "err"
        argv = [str(argument) for argument in arguments]
        request = {"argv": argv, "cwd": str(folder or ROOT), "out": str(out), "err": str(err)}
        ready = _ready()
        assert ready.stdin is not None
        assert ready.stdout is not None
        ready.stdin.write(json.dumps(request) + "\n")
        ready.stdin.flush()
        code = int(ready.stdout.readline())
        return Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def remit_from_scratch(*arguments: object, folder: Path | None = None) -> Ran:
    """Run `remit` with these arguments as an installed program is run."""
    ran = subprocess.run(
        [sys.executable, "-m", "remit", *(str(argument) for argument in arguments)],
        cwd=folder or ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@cache
def _ready() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.workbench.cli.ready"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(process.communicate, "")
    return process


def refused(ran: Ran) -> str:
    """Return the one sentence of a command that was not carried out: exit code 2 and nothing else said."""
    assert ran.code == 2, ran
    assert ran.out == "", ran
    sentence = ran.err.removesuffix("\n")
    assert sentence, ran
    assert "\n" not in sentence, ran
    assert "Traceback" not in sentence, ran
    assert sentence[-1] in ".?!", ran
    return sentence
