"""The command `remit`: decides whether it opens the window or runs a command, before anything heavy is imported."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = (
    "new",
    "info",
    "import",
    "diff",
    "check",
    "fix",
    "decide",
    "walk",
    "absences",
    "may",
    "cases",
    "certify",
    "draft",
    "publish",
    "withdraw",
    "discard",
    "scheme",
    "simulate",
    "calibrate",
    "scenarios",
    "compare",
    "search",
    "export",
    "undo",
    "redo",
    "backup",
    "demo",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out what a command line asks for and return the exit code.

    0 is done, 1 the answer is no, 2 not done, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if _asks_for_window(given):
            return _window(Path(given[0]) if given else None)
        from workbench.commandline.running import run

        return run(given)
    except KeyboardInterrupt:
        return 130


def _asks_for_window(given: list[str]) -> bool:
    """Return whether there is no command: nothing at all, or one file. A lone wrong word is a mistyped command."""
    if "_REMIT_COMPLETE" in os.environ:
        return False
    if not given:
        return True
    first = given[0]
    if len(given) > 1 or first.startswith("-") or first in COMMANDS:
        return False
    return "." in first or os.sep in first or Path(first).exists()


def _window(path: Path | None) -> int:
    from workbench.failures import FileProblem

    if path is not None and not path.exists():
        return _failed(f"There is no file {path}.")
    # Nothing that the start makes is garbage, and to look for some again and again would take a twentieth of it.
    gc.disable()
    try:
        from workbench.app import run

        return run(path)
    except FileProblem as problem:
        return _failed(str(problem))
    except ImportError as missing:
        return _failed(f"The window cannot start, because a library of the system is missing: {missing}.")


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
