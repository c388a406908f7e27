"""The navigation rail: where one is, and everywhere one can go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from views import tokens
from views.shell.buttons import tip
from views.shell.rail_item import RailItem

_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class Rail(QWidget):
    """Places from top to bottom. Ctrl+1 to Ctrl+9 go to the first nine; the arrows move within the rail."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Navigation"))
        self._items: dict[str, RailItem] = {}
        self._collapsed = False
        self._group = QButtonGroup(self)
        self._head = QVBoxLayout()
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_S, 12, tokens.SPACE_S, 12)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addLayout(self._places)
        column.addStretch(1)
        column.addLayout(self._foot)

    def add_place(self, key: str, icon: str, text: str) -> RailItem:
        """Append a place; the first nine get the shortcuts Ctrl+1 to Ctrl+9."""
        item = RailItem(icon, text, checkable=True)
        item.set_collapsed(self._collapsed)
        self._items[key] = item
        self._group.addButton(item)
        self._places.addWidget(item)
        item.clicked.connect(lambda: self.chosen.emit(key))
        number = len(self._items)
        if number <= 9:
            keys = QKeySequence(f"Ctrl+{number}")
            item.set_tip(tip(text, keys))
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(lambda: self.chosen.emit(key))
        return item

    def add_space(self) -> None:
        """Leave a gap between two groups of places."""
        self._places.addSpacing(12)

    def add_command(self, icon: str, text: str, shortcut: str = "") -> RailItem:
        """Append a command at the foot of the rail, such as search or settings; connect to `clicked`."""
        item = RailItem(icon, text)
        item.set_tip(tip(text, shortcut or None))
        item.set_collapsed(self._collapsed)
        self._foot.addWidget(item)
        return item

    def set_head(self, widget: QWidget) -> None:
        """Put a widget above the places, such as the button with the name of the file."""
        self._head.addWidget(widget)

    def set_current(self, key: str) -> None:
        """Mark a place as the one shown. Nothing is emitted."""
        self._items[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the place that is marked, empty when none is."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def focus_current(self) -> None:
        """Give the focus to the place shown, without a ring: nobody has pressed a key yet."""
        current = self._group.checkedButton()
        if current is not None:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_badge(self, key: str, count: int, meaning: str = "") -> None:
        """Show a count beside a place, 0 for none; `meaning` is read aloud, such as "2 errors"."""
        self._items[key].set_badge(count, meaning)

    def collapsed(self) -> bool:
        """Return whether only the icons are shown."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Show only the icons, or icons and texts."""
        if collapsed != self._collapsed:
            self._collapsed = collapsed
            for item in self.findChildren(RailItem):
                item.set_collapsed(collapsed)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = self.findChildren(RailItem)
        focused = self.focusWidget()
        if event.key() in _FORWARD and isinstance(focused, RailItem) and focused in items:
            ordered = sorted(items, key=lambda item: item.mapTo(self, QRect().topLeft()).y())
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            ordered[(ordered.index(focused) + step) % len(ordered)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
