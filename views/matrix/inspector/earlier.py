"""What was spent before and counts together with a case: lines of an amount and a day, added as they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.authority.circumstances import read_earlier
from models.authority.facts import CaseError, Earlier
from models.decisions import Decision
from models.document import Document
from views import tokens
from views.matrix.inspector.around import Written
from views.matrix.inspector.pieces import column
from views.shell.buttons import Button, IconButton
from views.shell.fields import DateField, LineField
from views.shell.fields.base import MessageLine
from views.shell.fields.date import read_day
from views.shell.labels import Text


class _Amount(LineField):
    """An amount of which is told beneath the whole line, where there is room for a sentence."""

    def __init__(self, label: str, text: str, placeholder: str, beneath: QVBoxLayout) -> None:
        self._whole = beneath
        super().__init__(label, text, placeholder=placeholder)

    def _beneath(self) -> MessageLine:
        if self._line is None:
            self._line = MessageLine(self)
            self._whole.addWidget(self._line)
        return self._line


class EarlierLine(QWidget):
    """One amount and the day on which it was spent, if that is known."""

    def __init__(self, written: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text, day = written
        whole = column(self, tokens.SPACE_XS)
        self.amount = _Amount(self.tr("Earlier amount"), text, self.tr("amount"), whole)
        self.day = DateField(self.tr("Spent on"), day)
        for field in (self.amount, self.day):
            field.label.hide()
        self.remove = IconButton("close", self.tr("Remove this amount"))
        self.remove.setProperty("role", "compact")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.amount, 1)
        row.addWidget(self.day, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)

    def read(self, document: Document, decision: Decision, on: date) -> Earlier | None:
        """Return what stands there, or None for nothing or nothing that can be read, which says so beneath."""
        self.amount.clear_message()
        text, day = self.amount.text().strip(), self.day.text().strip()
        if not text:
            return None
        when = read_day(day, self.locale()) if day else None
        if day and when is None:
            return None
        try:
            return read_earlier(document, decision, text, when, on)
        except CaseError as error:
            self.amount.set_message(str(error), "warning")
            return None


class EarlierAmounts(QWidget):
    """`changed` comes with each keystroke, `settled` once the person has done with a field."""

    changed = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[EarlierLine] = []
        self._touched: EarlierLine | None = None
        heading = Text(self.tr("What was spent before, and when"), "label")
        self.setAccessibleName(heading.text())
        self._body = column(spacing=tokens.SPACE_XS)
        self.add = Button(self.tr("Add an earlier amount"), kind="quiet", icon="add", on_click=self._begin)
        whole = column(self, tokens.SPACE_XS)
        whole.addWidget(heading)
        whole.addLayout(self._body)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_amounts(self, amounts: Iterable[Written]) -> None:
        """Show other amounts."""
        while self.lines:
            self._drop(self.lines[-1])
        for written in amounts:
            self._put(written)

    def given(self) -> bool:
        """Return whether anything is written there."""
        return any(line.amount.text().strip() for line in self.lines)

    def read(self, document: Document, decision: Decision, on: date) -> tuple[Earlier, ...]:
        """Return the amounts; one that cannot be read says why beneath, and is left out."""
        found = (line.read(document, decision, on) for line in self.lines)
        return tuple(earlier for earlier in found if earlier is not None)

    def touched(self) -> LineField | None:
        """Return the amount that was changed last."""
        line = self._touched if self._touched in self.lines else next(iter(self.lines), None)
        return line.amount if line is not None else None

    def _begin(self) -> None:
        self._put(("", None)).amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, written: Written) -> EarlierLine:
        line = EarlierLine(written)
        for field in (line.amount, line.day):
            field.edited.connect(partial(self._tell, line))
            field.committed.connect(partial(self._take, line))
        line.remove.clicked.connect(partial(self._remove, line))
        self.lines.append(line)
        self._body.addWidget(line)
        return line

    def _tell(self, line: EarlierLine, *_: object) -> None:
        self._touched = line
        self.changed.emit()

    def _take(self, line: EarlierLine, *_: object) -> None:
        self._tell(line)
        self.settled.emit()

    def _remove(self, line: EarlierLine, *_: object) -> None:
        at = self.lines.index(line)
        self._drop(line)
        # The focus stays where the line was, and is not lost with it.
        after = self.lines[min(at, len(self.lines) - 1)].remove if self.lines else self.add
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self.settled.emit()

    def _drop(self, line: EarlierLine) -> None:
        self.lines.remove(line)
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()
