"""Several at once: chips that are added by typing and taken away one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QToolButton, QWidget

from views import icons
from views.shell.accessibility import announce
from views.shell.fields.base import Field, Unreadable
from views.shell.fields.choice import Choice
from views.shell.fields.number import Box
from views.shell.flow import FlowLayout


class TagsField(Field):
    """Values in the order in which they were added; each one added or removed counts at once.

    Give `choices` to choose from; with `free` any text may be added and stands for itself.
    The value is a `tuple`.
    """

    def __init__(
        self,
        label: str,
        value: Iterable[object] = (),
        *,
        choices: Sequence[Choice] = (),
        free: bool = False,
        placeholder: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._choices, self._free = list(choices), free
        self._tags: list[object] = []
        self._chips: list[QToolButton] = []
        self._names = QStringListModel(self)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder or self.tr("Add …"))
        self.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self._on_edited)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._picked)
        self._completer.setWidget(self.edit)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self.edit.textEdited.connect(self._offer)
        self._box = Box()
        self._box.watch(self.edit)
        self._flow = FlowLayout(self._box, spacing=6)
        self._flow.setContentsMargins(10, 7, 10, 7)
        self._flow.addWidget(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self._box.setSizePolicy(policy)
        self._install(self._box, self.edit)
        self.reset(tuple(value))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the chips there are stay."""
        self._choices = list(choices)
        self._rebuild()

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setVisible(not read_only)
        for chip in self._chips:
            chip.setEnabled(not read_only)

    def dirty(self) -> bool:
        return bool(self.edit.text().strip()) or tuple(self._tags) != self._value

    def _framed(self) -> QWidget:
        return self._box

    def _show(self, value: object) -> None:
        self._tags = list(value) if isinstance(value, tuple) else []
        self.edit.clear()
        self._rebuild()

    def _read(self) -> object:
        text = self.edit.text().strip()
        if not text:
            return tuple(self._tags)
        found = self._find(text)
        if found is None:
            raise Unreadable(self.tr("“{text}” is not among the choices.").format(text=text))
        return (*self._tags, found.value) if found.value not in self._tags else tuple(self._tags)

    def _find(self, text: str) -> Choice | None:
        wanted = text.casefold()
        exact = [choice for choice in self._choices if choice.text.casefold() == wanted]
        if exact:
            return exact[0]
        if self._free:
            return Choice(text, text)
        partial = [choice for choice in self._choices if wanted in choice.text.casefold()]
        return partial[0] if len(partial) == 1 else None

    def _offer(self, text: str) -> None:
        self._completer.setCompletionPrefix(text.strip())
        if text.strip() and self._completer.completionCount():
            self._completer.complete(self._box.rect())
        else:
            self._popup.hide()

    def _picked(self, text: str) -> None:
        self.edit.setText(text)
        self.commit()

    def _rebuild(self) -> None:
        names = {choice.value: choice.text for choice in self._choices}
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for index, tag in enumerate(self._tags):
            chip = self._chip(tag, names.get(tag, str(tag)))
            self._chips.append(chip)
            self._flow.insert_widget(index, chip)
        self._names.setStringList([choice.text for choice in self._choices if choice.value not in self._tags])
        self._box.updateGeometry()

    def _chip(self, tag: object, text: str) -> QToolButton:
        chip = QToolButton(self._box)
        chip.setProperty("role", "chip")
        chip.setText(text.replace("&", "&&"))
        chip.setIcon(icons.icon("close"))
        chip.setLayoutDirection(_mirrored(self.layoutDirection()))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        side = round(self.fontMetrics().height() * 0.8)
        chip.setIconSize(QSize(side, side))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleName(self.tr("Remove {name}").format(name=text))
        chip.setToolTip(self.tr("Remove {name}").format(name=text))
        chip.clicked.connect(lambda: self._remove(tag))
        return chip

    def _remove(self, tag: object) -> None:
        self.edit.setFocus()
        self._tags = [other for other in self._tags if other != tag]
        announce(self, self.tr("Removed"))
        self.commit()

    def _handles(self, event: QEvent) -> bool:
        backspace = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if backspace and event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._tags:  # type: ignore[attr-defined]
            self._remove(self._tags[-1])
            return True
        return super()._handles(event)


def _mirrored(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """The cross comes after the text."""
    left = Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft if direction == left else left
