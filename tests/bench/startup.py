"""Start to first paint of the sample, and to its page, against an empty window with pydantic and sqlite3 imported."""

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

# The process ends where the promise ends: what follows is no part of it.
_EMPTY = """
import os, sqlite3, pydantic
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1360, 860)
window.show()
app.processEvents()
os._exit(0)
"""
_SAMPLE = """
import gc, os, sys
from pathlib import Path
gc.disable()  # as workbench.cli does
from workbench.app import application, start
from workbench.settings import Settings
app = application()
window = start(app, Settings.load(), Path(sys.argv[1]))
"""
_FIRST_PAINT = """
window.painted.disconnect()
window.painted.connect(lambda: os._exit(0))
app.exec()
"""
_LIVE = """
def attached():
    app.processEvents()
    os._exit(0)
window.attached.connect(attached)
app.exec()
"""


def benches() -> list[Ratio]:
    """Return the ratios; each side is a process of its own, imports and all."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    sample = Path(folder.name) / "sample.remit"
    build(sample, date.today())
    arguments = [str(sample)]
    # As on a user's machine, modules have been compiled before; the bytecode goes where it disturbs nobody.
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": folder.name,
        "PYTHONPYCACHEPREFIX": str(Path(folder.name) / "cache"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    empty = _process(_EMPTY, arguments, environment)
    return [
        Ratio(
            "start to first paint of the sample, against an empty window",
            _process(_SAMPLE + _FIRST_PAINT, arguments, environment),
            empty,
            1.5,
            pairs=11,
        ),
        Ratio(
            "start to the sample checked and its page painted, against an empty window",
            _process(_SAMPLE + _LIVE, arguments, environment),
            empty,
            3.0,
            pairs=11,
        ),
    ]


def _process(script: str, arguments: list[str], environment: dict[str, str]) -> Callable[[], float]:
    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
        )
        return time.perf_counter() - begun

    return run
