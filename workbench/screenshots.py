"""Pictures of every page, in the looks and sizes that people work in: `python -m workbench.screenshots FOLDER`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from views import theme
from workbench.app import application
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window, pages

_PATIENCE = 120.0


@dataclass(frozen=True)
class Look:
    """How the window is when its picture is taken."""

    name: str
    size: QSize
    mode: str = "light"
    zoom: float = 1.0


LOOKS = (
    Look("light", QSize(1440, 900)),
    Look("dark", QSize(1440, 900), "dark"),
    Look("small", QSize(1024, 768)),
    Look("full-hd", QSize(1920, 1080)),
    Look("large-text", QSize(1440, 900), zoom=1.5),
)


def picture_all(session: Session, folder: Path, looks: tuple[Look, ...] = LOOKS) -> Iterator[Path]:
    """Take a picture of each page in each look and yield where it is. The session is closed at the end."""
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as nowhere:
        window = Window(Settings(Path(nowhere) / "settings.json"))
        window.attach(session)
        window.show()
        _settle(app, lambda: window.watch.checked)
        _fill(app, window)
        for look in looks:
            theme.apply(app, look.mode, look.zoom)  # type: ignore[arg-type]  # one of the modes
            window.resize(look.size)
            for key in pages.KEYS:
                window.frame.show_page(key)
                _settle(app)
                path = folder / f"{key}-{look.name}.png"
                window.grab().save(str(path))
                yield path
        window.close()


def _fill(app: QApplication, window: Window) -> None:
    """Give the pages something to show: a run of the simulation, a row in the matrix."""
    from views.escalation import EscalationPage
    from views.simulation import SimulationPage

    ways = window.frame.show_page("escalation")
    assert isinstance(ways, EscalationPage)
    _settle(app, lambda: not ways.busy())
    page = window.frame.page("simulation")
    assert isinstance(page, SimulationPage)
    page.run()
    _settle(app, lambda: not page.busy())
    rule = next((row for row in window.session.document.rules if row.box), None)
    if rule is not None:
        window.go_to("rule", rule.id)


def _settle(app: QApplication, ready: object = None) -> None:
    """Let the window do what it has to do until it is ready, or until patience ends."""
    end = time.monotonic() + _PATIENCE
    app.processEvents()
    while callable(ready) and not ready() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)
    for _ in range(5):
        app.processEvents()


def main() -> int:
    """Take pictures of the sample, or of the file named after the folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    with tempfile.TemporaryDirectory() as scratch:
        if len(sys.argv) > 2:
            session = Session.open(Path(sys.argv[2]), read_only=True)
        else:
            from workbench.samples import sample_file

            session = Session.open(sample_file(Path(scratch), date.today()))
        for path in picture_all(session, folder):
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
