"""The list of findings: rows that wrap, and under the chosen one what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from views.findings.row_actions import RowActions
from views.findings.rows import FindingDelegate


class FindingsList(QListView):
    """A list whose rows wrap to its width, with `doing` inside the row that is chosen."""

    def __init__(self, model: QAbstractItemModel, doing: RowActions) -> None:
        super().__init__()
        self._doing = doing
        self.setModel(model)
        self._delegate = FindingDelegate(self, self._room)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        doing.setParent(self.viewport())
        doing.resized.connect(self.lay_again)

    def lay_again(self, *_: object) -> None:
        """Give every row the height that it needs now."""
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._place()
        self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    def _room(self) -> int:
        return self._doing.wanted_height() if not self._doing.isHidden() else 0

    def _place(self) -> None:
        """Put what can be done where the chosen row leaves room for it."""
        index = self.currentIndex()
        if index.isValid() and not self._doing.isHidden():
            self._doing.setGeometry(self._delegate.place_for(self.visualRect(index), self._doing.wanted_height()))
            self._doing.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter activates on every platform; on some Qt leaves it to double clicks.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
