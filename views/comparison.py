"""What people changed in an exported workbook: ticked line by line, then taken over in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from views import tokens
from views.shell.buttons import Button
from views.shell.labels import Text


@dataclass(frozen=True)
class Changed:
    """One difference in words. `problem` says why it cannot be taken over; empty where it can."""

    address: str
    what: str
    before: str
    after: str
    problem: str = ""


class ComparisonPreview(QWidget):
    """Shown beside the page. `accepted` gives the addresses that are ticked; `declined` closes it.

    Where the file has changed since the workbook was written (`stale`) nothing is ticked at first: the workbook's
    older texts would undo those changes.
    """

    accepted = Signal(frozenset)
    declined = Signal()

    def __init__(
        self, name: str, differences: Sequence[Changed], *, stale: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Changes in {name}").format(name=name))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L)
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(Text(self.tr("Changes in the workbook"), "title", wrap=True))
        column.addWidget(Text(name, "muted", wrap=True))
        if stale:
            older = self.tr(
                "This file has changed since the workbook was written. Tick only what somebody changed there."
            )
            column.addWidget(Text(older, "body", wrap=True))
        self.boxes: dict[str, QCheckBox] = {}
        column.addWidget(self._list(differences, ticked=not stale), 1)
        self.accept = Button("", kind="primary", icon="import", on_click=self._accept)
        decline = Button(self.tr("Cancel"), kind="quiet", on_click=self.declined.emit)
        row = QHBoxLayout()
        row.addWidget(self.accept)
        row.addWidget(decline)
        row.addStretch(1)
        column.addLayout(row)
        self._count()

    def ticked(self) -> frozenset[str]:
        """Return the addresses of the differences that are ticked."""
        return frozenset(address for address, box in self.boxes.items() if box.isChecked())

    def _list(self, differences: Sequence[Changed], *, ticked: bool) -> QScrollArea:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, tokens.SPACE_S, 0)
        lines.setSpacing(tokens.SPACE_M)
        for difference in differences:
            lines.addLayout(self._line(difference, ticked=ticked))
        lines.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Changes to take over"))
        area.setWidget(inside)
        return area

    def _line(self, difference: Changed, *, ticked: bool) -> QHBoxLayout:
        before, after = (text or self.tr("nothing") for text in (difference.before, difference.after))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(f"{before} → {after}", "muted" if difference.problem else "strong", wrap=True))
        words.addWidget(Text(f"{difference.address} · {difference.what}", "small", wrap=True))
        if difference.problem:
            why = self.tr("Not taken over: {why}.").format(why=difference.problem)
            words.addWidget(Text(why, "small", wrap=True))
        box = QCheckBox()
        box.setAccessibleName(f"{difference.address}, {difference.what}: {before} → {after}")
        box.setEnabled(not difference.problem)
        if not difference.problem:
            box.setChecked(ticked)
            self.boxes[difference.address] = box
            box.toggled.connect(self._count)
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_S)
        line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _count(self) -> None:
        number = len(self.ticked())
        self.accept.setText(self.tr("Take over {n}").format(n=number) if number else self.tr("Take over"))
        self.accept.setEnabled(number > 0)

    def _accept(self) -> None:
        self.accepted.emit(self.ticked())
