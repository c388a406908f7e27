"""Getting ready for what comes next, while nobody is doing anything: a page then opens as soon as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QTimer

# Each step is short enough to go unnoticed, and in the pause after it whatever the person does comes first.
_BEFORE_MS, _BETWEEN_MS = 600, 40
_CLASSES = 8
_MODULES = (
    "views.teams",
    "views.matrix",
    "views.findings.page",
    "views.simulation",
    "views.shell.command_palette",
    "workbench.window.found",
    "workbench.window.transfers",
)


class Warming(QObject):
    """Imports what the other pages need, and has PySide make its classes, which it puts off until one is named."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = _steps()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin in a moment."""
        self._timer.start(_BEFORE_MS)

    def step(self) -> bool:
        """Do the next little thing; return whether there was one."""
        step = next(self._steps, None)
        if step is not None:
            step()
        return step is not None

    def _go_on(self) -> None:
        if self.step():
            self._timer.start(_BETWEEN_MS)


def _steps() -> Iterator[Callable[[], object]]:
    names = [name for name in dir(QtWidgets) if name.startswith("Q")]
    for first in range(0, len(names), _CLASSES):
        yield partial(_name, names[first : first + _CLASSES])
    for module in _MODULES:
        yield partial(import_module, module)


def _name(classes: list[str]) -> None:
    for name in classes:
        getattr(QtWidgets, name)
