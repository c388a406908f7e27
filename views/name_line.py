"""A quiet line that completes among known names; any other name is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from views.inplace import AddLine


class NameLine(AddLine):
    """`committed` comes with the name, typed or picked."""

    def __init__(self, label: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(label, placeholder, parent)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setPopup(QListView())
        completer.activated.connect(self._picked)
        self.edit.setCompleter(completer)

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these names."""
        if list(names) != self._names.stringList():
            self._names.setStringList(list(names))

    def _picked(self, name: str) -> None:
        self.edit.setText(name)
        self.commit()
