"""What tests of the screen share: the dressed application, British numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from views import theme


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, with the locale of the texts."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, "light")
    QLocale.setDefault(before)
