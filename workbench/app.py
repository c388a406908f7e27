"""Starts the application: only what the first paint needs is imported here."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from views import icons, theme
from workbench.failures import FileProblem
from workbench.glance import organisation, read_header
from workbench.settings import Settings
from workbench.window import Window
from workbench.window.warming import Warming


def application() -> QApplication:
    """Return the one QApplication, made and named if there is none yet."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    app.setApplicationName("Remit")
    app.setApplicationDisplayName("Remit")
    app.setDesktopFileName("remit")
    app.setWindowIcon(icons.icon("app"))
    if QLocale.system().language() == QLocale.Language.C:
        # The plain locale of servers groups no thousands, and money without them is misread.
        QLocale.setDefault(QLocale("en_GB"))
    return app


def run(path: Path | None = None) -> int:
    """Open a file, else the last one, else the sample; return the exit code.

    Raises FileProblem where there is no display, or where `path` is no Remit file. One that turns out to be
    damaged is told of in the window, which is on the screen before a file is read.
    """
    _need_a_display()
    if path is not None:
        read_header(path)
    app = application()
    window = start(app, Settings.load(), path)
    code = app.exec()
    del window  # nobody else has held it
    return code


def start(app: QApplication, settings: Settings, path: Path | None = None) -> Window:
    """Return the window, on its way to the screen; once it is there it opens its file."""
    theme.apply(app, settings.mode, settings.zoom)  # type: ignore[arg-type]  # unknown modes fall back to the system
    window = Window(settings, _expected(settings, path))
    window.painted.connect(lambda: _open(window, path))
    window.show()
    return window


def _open(window: Window, path: Path | None) -> None:
    window.files.open_first(path)
    if not gc.isenabled():
        # The command has switched it off for the start; what there is by now stays and need not be searched again.
        gc.freeze()
        gc.enable()
    Warming(window).start()


def _expected(settings: Settings, path: Path | None) -> str:
    """Return what the organisation in the file that will be opened is called, empty where that is not known yet."""
    if path is None:
        path = next((found for item in settings.recent if (found := Path(item)).exists()), None)
    return organisation(path) if path is not None else ""


def _need_a_display() -> None:
    """Raise FileProblem where Qt would only abort the process."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted):
        raise FileProblem("There is no display to open the window on; run “remit demo” or another command instead.")
