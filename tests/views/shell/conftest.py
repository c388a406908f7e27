"""Fields, shown to be typed into."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.shell.forms import Form, Show
from views.shell.fields import Field


@pytest.fixture
def show(qtbot: QtBot, dressed: QApplication) -> Show:
    """Shows a field in a form, with the focus in it."""
    forms: list[Form] = []

    def build(field: Field) -> Form:
        form = Form(field)
        forms.append(form)
        qtbot.addWidget(form)
        form.show()
        qtbot.waitExposed(form)
        form.activateWindow()
        field.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return form

    return build
