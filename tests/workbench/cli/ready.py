"""A process that has the command line imported and forks for every command: each runs in a process of its own still.

Reads requests (argv, cwd, out, err) as lines of JSON and answers each with the exit code.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from typing import Any

NEEDED = (
    "exporters.workbook.writer",
    "exporters.docx",
    "models.authority.routing",
    "models.findings",
    "workbench.commandline.running",
    "workbench.importers.own_workbook",
    "workbench.importers.xlsx",
)


def serve() -> None:
    """Answer requests until there are no more."""
    for name in NEEDED:
        import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(_run(json.loads(line)))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(request: dict[str, Any]) -> int:
    from workbench.cli import main

    os.chdir(request["cwd"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, where in ((0, nothing), (1, _create(request["out"])), (2, _create(request["err"]))):
        os.dup2(where, number)
    try:
        code = main(request["argv"])
    except BaseException:  # noqa: BLE001  # what Python itself would do with it: say where, and fail
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _create(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


if __name__ == "__main__":
    serve()
