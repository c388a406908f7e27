"""The command line as a person runs it: in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


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
    """Run `remit` with these arguments."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "packaging")))
    ran = subprocess.run(
        [sys.executable, "-m", "remit", *(str(argument) for argument in arguments)],
        cwd=folder or ROOT,
        env=os.environ | {"PYTHONPATH": paths, "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


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
