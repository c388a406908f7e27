"""What the map shows: the paths of one decision or of all, which kinds of ways, and how near."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.document import Document
from views import tokens
from views.escalation.view import MapView
from views.shell.buttons import IconButton
from views.shell.chips import Chips
from views.shell.fields import Choice, ChoiceField

_WIDEST = 340
_NEARER = 1.2


class MapControls(QWidget):
    """`filtered` comes when the paths of another decision are wanted, `kinds_chosen` with the kinds that are on."""

    filtered = Signal()
    kinds_chosen = Signal()

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = ChoiceField(self.tr("Paths of"), [Choice(None, self.tr("All decisions"))])
        self.filter.setMaximumWidth(_WIDEST)
        self.filter.committed.connect(lambda _value: self.filtered.emit())
        self.kinds = Chips(self.tr("What the map shows"))
        self._values = ("matrix", "lines", "words")
        names = (self.tr("Implied by the matrix"), self.tr("Reporting lines"), self.tr("Words on links"))
        choices = [Choice(value, name) for value, name in zip(self._values, names, strict=True)]
        self.kinds.show_choices(choices, ("matrix", "lines"))
        self.kinds.chosen.connect(lambda _on: self.kinds_chosen.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_M)
        line.addWidget(self.filter, 2)
        line.addWidget(self.kinds, 3, Qt.AlignmentFlag.AlignBottom)
        for icon, name, run in (
            ("remove", self.tr("Smaller (Ctrl+-)"), partial(view.zoom_by, 1 / _NEARER)),
            ("add", self.tr("Larger (Ctrl++)"), partial(view.zoom_by, _NEARER)),
            ("view", self.tr("All of it (Ctrl+0)"), view.fit),
        ):
            line.addWidget(IconButton(icon, name, on_click=run), 0, Qt.AlignmentFlag.AlignBottom)

    def follow(self, document: Document) -> None:
        """Offer the decisions that there are now."""
        names = [Choice(row.id, row.name) for row in document.decisions]
        self.filter.set_choices([Choice(None, self.tr("All decisions")), *names])
        if self.filter.value() not in document.decisions:
            self.filter.reset(None)

    def decision(self) -> str | None:
        """Return the decision whose paths are wanted; None for all."""
        value = self.filter.value()
        return str(value) if value else None

    def show_all(self) -> None:
        """Want the paths of all decisions again."""
        if self.decision() is not None:
            self.filter.reset(None)
            self.filtered.emit()

    def kinds_on(self) -> frozenset[str]:
        """Return which of "matrix", "lines" and "words" are shown."""
        return frozenset(v for v, button in zip(self._values, self.kinds.buttons, strict=True) if button.isChecked())
