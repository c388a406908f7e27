"""What tests of pages do to them: click, type, press, look up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.views import sample
from views.bridge import Bridge
from views.shell.fields import Field
from workbench.session import Session

KEY = Qt.Key
_FAR = 30_000
"""Where no window is: what an earlier test pointed at is forgotten there."""


class TodayBridge(Bridge):
    """A bridge on whose day the sample was made."""

    def today(self) -> date:
        return sample.TODAY


@contextmanager
def sample_bridge(folder: Path, *, filled: bool = True) -> Iterator[tuple[Session, TodayBridge]]:
    """Yield a session on the sample, or on an empty file, and its bridge."""
    path = folder / "sample.remit"
    if filled:
        path.write_bytes(_sample_file())
        session = Session.open(path)
    else:
        session = Session.create(path)
    try:
        yield session, TodayBridge(session)
    finally:
        session.close()


@cache
def _sample_file() -> bytes:
    """Return the sample as a file: built once, then copied for each test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.remit"
        sample.session_with(path, sample.fill).close()
        return path.read_bytes()


@contextmanager
def shown(qtbot: QtBot, page: QWidget, width: int = 1280, height: int = 800) -> Iterator[None]:
    """Show a page as the active window, and have it gone afterwards. Nobody points at anything of it yet."""
    QCursor.setPos(_FAR, _FAR)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    yield
    page.hide()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def control(field: Field) -> QWidget:
    """Return the widget of a field that takes the keys."""
    found = field.focusProxy()
    assert found is not None
    return found


def click(qtbot: QtBot, widget: QWidget, place: QPoint | None = None) -> None:
    """Click a widget, text edits inside their viewport."""
    viewport = getattr(widget, "viewport", None)
    target = viewport() if viewport is not None else widget
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place or target.rect().center())
    QApplication.processEvents()


def type_into(qtbot: QtBot, field: Field, text: str, *, clear: bool = True) -> QWidget:
    """Click into a field and type; return what took the keys."""
    widget = control(field)
    click(qtbot, widget)
    if clear:
        qtbot.keyClick(widget, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(widget, KEY.Key_Delete)
    qtbot.keyClicks(widget, text)
    return widget


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key, with what follows from it."""
    qtbot.keyClick(widget, key, modifiers or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def steps(session: Session) -> list[str]:
    """Return the labels of the edits in the journal, newest first."""
    return [step.label for step in session.history()]
