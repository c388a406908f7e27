"""One of several, and yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from views import icons
from views.shell.fields.base import Field


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: the value that is handed over and the text that is shown."""

    value: object
    text: str
    icon: str = ""


class ChoiceField(Field):
    """One of a few choices; with `optional`, also none (None).

    A choice from the open list counts at once; stepping with the arrows or by a first letter counts on Enter or when
    the focus leaves, so that walking through a list is one edit and not ten. `shown` is what one has come to.
    """

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice] = (),
        value: object = None,
        *,
        optional: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._choices: list[Choice] = []
        self._optional = optional
        self.combo = _CalmCombo()
        self.combo.activated.connect(self._activated)
        self.combo.stepped.connect(self._on_edited)
        self._install(self.combo)
        self.set_choices(choices)
        self.reset(value)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the value stays, even where it is not among them."""
        none = [Choice(None, self.tr("None"))] if self._optional else []
        shown = [*none, *choices]
        if shown == self._choices:
            return
        self._choices = shown
        self.combo.clear()
        for choice in self._choices:
            if choice.icon:
                self.combo.addItem(icons.icon(choice.icon), choice.text)
            else:
                self.combo.addItem(choice.text)
        self._show(self._value)

    def shown(self) -> object:
        """Return the value of the choice that is seen, whether it counts already or not."""
        return self._read()

    def _activated(self) -> None:
        if self.combo.from_list:
            self._on_edited()
            self.commit()

    def _show(self, value: object) -> None:
        values = [choice.value for choice in self._choices]
        self.combo.setCurrentIndex(values.index(value) if value in values else -1)

    def _read(self) -> object:
        index = self.combo.currentIndex()
        return self._choices[index].value if index >= 0 else self._value

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return self.dirty()


class _CalmCombo(QComboBox):
    """A combo box that the wheel does not change while one scrolls the page. `stepped` comes with another by key."""

    stepped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.from_list = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def showPopup(self) -> None:
        self.from_list = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.from_list = False
        before = self.currentIndex()
        super().keyPressEvent(event)
        # Qt says nothing where it is found by its first letter.
        if self.currentIndex() != before:
            self.stepped.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Qt cuts a text off in the middle of a letter; three dots say that there is more of it.
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        icon = self.iconSize().width() + 4 if not option.currentIcon.isNull() else 0
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room - icon - 2)
        option.currentText = text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ToggleField(Field):
    """Yes or no; counts at once. The value is a `bool`."""

    def __init__(self, label: str, value: bool = False, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self.label.hide()
        self.box = QCheckBox(label)
        self.box.clicked.connect(self._clicked)
        self._install(self.box)
        self.reset(value)

    def _clicked(self) -> None:
        self._on_edited()
        self.commit()

    def _show(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def _read(self) -> object:
        return self.box.isChecked()
