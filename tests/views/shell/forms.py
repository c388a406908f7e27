"""A form to try a field in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from views.shell.fields import Field


class Form(QWidget):
    """A form with one field and another place for the focus to go."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.elsewhere = QLineEdit()
        self.given: list[object] = []
        field.committed.connect(self.given.append)
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.elsewhere)


Show = Callable[[Field], Form]
