"""What tests of the screen share: the dressed application, British numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from views import theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the application of the tests is started with."""
    return ["remit", *theme.ARGUMENTS]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, with the locale of the texts."""
    # Widgets of the test before wait for an event loop to be deleted; until then each theme would dress them, too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    _in_light(qapp)
    yield qapp
    _in_light(qapp)
    QLocale.setDefault(before)


def _in_light(app: QApplication) -> None:
    """Dress the application, which takes long with many widgets about, unless it is dressed so already."""
    now = theme.notifier()
    if (now.mode, now.zoom) != ("light", 1.0) or not app.styleSheet():
        theme.apply(app, "light")
