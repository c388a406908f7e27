"""The quarter that is shown, and going to another one."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from models.document import Document
from models.strategy import Quarter
from views.shell.buttons import Button
from views.strategy import words


class QuarterButton(Button):
    """Names the quarter; its menu lists the others. `chosen` comes with an id, the rest with what to do."""

    chosen = Signal(str)
    draft_asked = Signal()
    begin_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__("", icon="calendar")
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def show_quarter(self, document: Document, quarter: Quarter, *, read_only: bool) -> None:
        """Show a quarter, and offer every other one."""
        self.setText(words.quarter_name(quarter))
        self.setAccessibleName(self.tr("Quarter {name}").format(name=self.text()))
        self._menu.clear()
        group = QActionGroup(self._menu)
        for other in in_order(document):
            action = self._menu.addAction(words.quarter_name(other))
            action.setCheckable(True)
            action.setChecked(other.id == quarter.id)
            action.triggered.connect(lambda _checked=False, one=other.id: self.chosen.emit(one))
            group.addAction(action)
        if read_only:
            return
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Draft the next quarter"), self.draft_asked.emit)
        if quarter.status == "draft":
            self._menu.addAction(
                self.tr("Begin {name} as the current quarter").format(name=quarter.name), self.begin_asked.emit
            )
        self._menu.addAction(self.tr("Delete {name}").format(name=quarter.name), self.delete_asked.emit)


def in_order(document: Document) -> list[Quarter]:
    """Return the quarters from the latest back."""
    return sorted(document.quarters, key=lambda quarter: (quarter.starts, quarter.id), reverse=True)


def first_shown(document: Document) -> Quarter | None:
    """Return the current quarter, or else the latest; None where there is none."""
    ordered = in_order(document)
    return next((quarter for quarter in ordered if quarter.status == "current"), ordered[0] if ordered else None)


def day_after_all(document: Document) -> date:
    """Return the first day after every quarter there is."""
    return max(quarter.ends for quarter in document.quarters) + timedelta(days=1)
