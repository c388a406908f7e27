"""The check-ins of an outcome target, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.document import Document
from models.targets import CheckIn
from views import tokens
from views.shell.buttons import IconButton
from views.shell.labels import Text
from views.strategy import words


class Readings(QWidget):
    """A line for each check-in; `delete_asked` comes with the id of one."""

    delete_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: tuple[CheckIn, ...] = ()
        self._unit = ""

    def show_readings(self, document: Document, outcome: str, *, read_only: bool) -> None:
        """Show the check-ins of an outcome target."""
        unit = document.outcomes[outcome].unit
        found = tuple(sorted(document.check_ins.by("outcome", outcome), key=lambda reading: reading.on, reverse=True))
        if (found, unit) == (self._shown, self._unit):
            return
        self._shown, self._unit = found, unit
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for reading in found:
            self._column.addWidget(self._line(reading, read_only))
        self.setVisible(bool(found))

    def _line(self, reading: CheckIn, read_only: bool) -> QWidget:
        locale = self.locale()
        said = self.tr("{value} on {day}").format(
            value=words.with_unit(words.number(reading.value, locale), self._unit), day=words.day(reading.on, locale)
        )
        if reading.confidence is not None:
            said += self.tr(" · confidence {share}").format(share=words.percent(reading.confidence, locale))
        line = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Text(said, "body", wrap=True))
        if reading.note:
            texts.addWidget(Text(reading.note, "small", wrap=True))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_XS)
        row.addLayout(texts, 1)
        if not read_only:
            name = self.tr("Delete the check-in of {day}").format(day=words.day(reading.on, locale))
            delete = IconButton("delete", name, on_click=lambda: self.delete_asked.emit(reading.id))
            row.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        return line
