"""The first run on a computer compiles the simulator, once: half a minute in which nothing moves, so it is said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.background import Task
from views.shell.progress import ProgressLine

_READYING = -1.0
"""The share of work done that says that it has not begun."""


def tell_if_first(task: Task) -> None:
    """Let the page know where the simulator has yet to be compiled. For the work, in its thread."""
    from models.simulation.run import is_ready

    if not is_ready():
        task.report(_READYING)


def advance(line: ProgressLine, share: float, steps: int, text: str) -> None:
    """Show how far the work is, or that the simulator is being made ready."""
    if share < 0.0:
        text = QCoreApplication.translate(
            "readying", "Making the simulator ready for this computer, once; that takes about half a minute …"
        )
    line.advance(max(0, round(share * steps)), text)
