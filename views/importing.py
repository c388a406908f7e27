"""The preview of an import: what was read, what was not and why, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from views import tokens
from views.shell.buttons import Button
from views.shell.fields import ToggleField
from views.shell.labels import Text


@dataclass(frozen=True)
class Preview:
    """What an import would bring, in words."""

    name: str
    counts: str
    read: int
    unread: Sequence[tuple[str, str, str]] = ()
    assumed: Sequence[tuple[str, str]] = ()
    conditions: Sequence[str] = field(default=())


class ImportPreview(QWidget):
    """Shown beside the page. `accepted`, `declined`, and `conditions_changed` when footnotes should be read anew."""

    accepted = Signal()
    declined = Signal()
    conditions_changed = Signal(bool)

    def __init__(self, preview: Preview, *, as_conditions: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Import {name}").format(name=preview.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L)
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(Text(self.tr("Import"), "title"))
        column.addWidget(Text(preview.name, "muted", wrap=True))
        column.addWidget(Text(preview.counts, "body", wrap=True))
        column.addWidget(Text(self._cells(preview), "body", wrap=True))
        if preview.conditions:
            column.addWidget(self._conditions(preview, as_conditions))
        if preview.unread:
            column.addWidget(Text(self.tr("Not read"), "heading"))
            column.addWidget(_lines([f"{address}  “{text}”: {why}" for address, text, why in preview.unread]), 2)
        if preview.assumed:
            column.addWidget(Text(self.tr("Assumed"), "heading"))
            column.addWidget(_lines([f"{address}  {text}" for address, text in preview.assumed]), 1)
        if not preview.unread and not preview.assumed:
            column.addStretch(1)
        self.accept = Button(self.tr("Import"), kind="primary", icon="import", on_click=self.accepted.emit)
        decline = Button(self.tr("Cancel"), kind="quiet", on_click=self.declined.emit)
        row = QHBoxLayout()
        row.addWidget(self.accept)
        row.addWidget(decline)
        row.addStretch(1)
        column.addLayout(row)

    def _cells(self, preview: Preview) -> str:
        total = preview.read + len(preview.unread)
        if not preview.unread:
            return self.tr("All {total} filled cells were read.").format(total=total)
        return self.tr("{read} of {total} filled cells were read.").format(read=preview.read, total=total)

    def _conditions(self, preview: Preview, as_conditions: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        toggle = ToggleField(self.tr("Read these footnotes as conditions"))
        toggle.reset(as_conditions)
        toggle.committed.connect(lambda on: self.conditions_changed.emit(bool(on)))
        column.addWidget(toggle)
        for condition in preview.conditions:
            column.addWidget(Text(condition, "small", wrap=True))
        return box


def _lines(texts: Sequence[str]) -> QListWidget:
    shown = QListWidget()
    shown.setWordWrap(True)
    shown.setAlternatingRowColors(False)
    for text in texts:
        item = QListWidgetItem(text)
        item.setToolTip(text)
        shown.addItem(item)
    return shown
