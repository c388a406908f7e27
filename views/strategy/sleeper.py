"""Cards that wake: painted until somebody points at them or comes by key, then made of widgets that edit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from views.strategy.draggable import Draggable
from views.strategy.face import Face


class Sleeper(Draggable):
    """A card with a face. Subclasses build the body that takes its place; both have the same height."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(role, parent)
        self._face = Face()
        self._body: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def awake(self) -> bool:
        """Return whether the card is made of widgets."""
        return self._body is not None

    def wake(self) -> None:
        """Become editable."""
        if self._body is not None:
            return
        self._body = self._make_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        self._body.show()
        chain_focus(self, self._body)
        column.activate()
        self.update()

    def set_face(self, face: Face, spoken: str) -> None:
        """Show a face while asleep; `spoken` says all of it to a screen reader."""
        self.setAccessibleDescription(spoken)
        if face != self._face:
            self._face = face
            if not self.awake():
                self.updateGeometry()
                self.update()

    def _make_body(self) -> QWidget:
        raise NotImplementedError

    # ---- size and look while asleep

    def hasHeightForWidth(self) -> bool:
        return super().hasHeightForWidth() if self.awake() else True

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.awake() else self._face.height(width)

    def sizeHint(self) -> QSize:
        if self.awake():
            return super().sizeHint()
        # Layouts go by the height for a width; before there is a width to go by, any height will do.
        return QSize(240, self._face.height(self.width()) if self.isVisible() else 120)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self.awake() else QSize(100, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.awake():
            painter = QPainter(self)
            self._face.paint(painter, self.rect())
            painter.end()

    # ---- what wakes it

    def enterEvent(self, event: QEnterEvent) -> None:
        self.wake()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.wake()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wake()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and not self.awake():
            self.updateGeometry()


def chain_focus(before: QWidget, inside: QWidget) -> None:
    """Let Tab go from a widget through all that stands inside another one: what is made late comes last otherwise."""
    window = inside.window()
    for widget in inside.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if tabbed and widget.window() is window:
            QWidget.setTabOrder(before, widget)
            before = widget
