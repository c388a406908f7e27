"""Starts the application: only what the first paint needs is imported here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from views import icons, theme
from workbench.failures import FileProblem
from workbench.session import Session
from workbench.settings import Settings, data_folder
from workbench.window import Window


def application() -> QApplication:
    """Return the one QApplication, made and named if there is none yet."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
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
    """Open a file, else the last one, else the sample; return the exit code. Raises FileProblem for `path` itself."""
    _need_a_display()
    settings = Settings.load()
    session = Session.open(path) if path is not None else _last(settings)
    app = application()
    theme.apply(app, settings.mode, settings.zoom)  # type: ignore[arg-type]  # unknown modes fall back to the system
    window = Window(session, settings)
    window.show()
    return app.exec()


def _need_a_display() -> None:
    """Raise FileProblem where Qt would only abort the process."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted):
        raise FileProblem("There is no display to open the window on; run “remit demo” or another command instead.")


def _last(settings: Settings) -> Session:
    for item in list(settings.recent):
        try:
            return Session.open(Path(item))
        except FileProblem:
            settings.forget(item)
    from workbench.samples import sample_file

    return Session.open(sample_file(data_folder()))
