"""Start to first paint of the sample, against an empty window with pydantic and sqlite3 imported."""

import atexit
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.bench.harness import Ratio
from tests.conftest import ROOT
from workbench.samples import build

# The process ends as soon as its window has been painted: what follows is no part of starting.
_LEAVE = "\nimport os\nos._exit(0)"
_EMPTY = """
import sqlite3, pydantic
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1360, 860)
window.show()
app.processEvents()
"""
_SAMPLE = """
import sys
from pathlib import Path
from views import theme
from workbench.app import application
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window
settings = Settings(Path(sys.argv[2]))
session = Session.open(Path(sys.argv[1]))
app = application()
theme.apply(app, "system")
window = Window(session, settings)
window.show()
app.processEvents()
"""


def benches() -> list[Ratio]:
    """Return the ratio; each side is a process of its own, imports and all."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    sample = Path(folder.name) / "sample.remit"
    build(sample, date.today())
    arguments = [str(sample), str(Path(folder.name) / "settings.json")]
    # As on a user's machine, modules have been compiled before; the bytecode goes where it disturbs nobody.
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(Path(folder.name) / "cache"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return [
        Ratio(
            "start to first paint of the sample, against an empty window",
            _process(_SAMPLE, arguments, environment),
            _process(_EMPTY, arguments, environment),
            1.5,
            pairs=11,
        )
    ]


def _process(script: str, arguments: list[str], environment: dict[str, str]) -> Callable[[], float]:
    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", script + _LEAVE, *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
        )
        return time.perf_counter() - begun

    return run
