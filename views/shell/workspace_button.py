"""The name of the open file at the head of the rail, with the menu of what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from views.shell.rail_item import RailItem


class WorkspaceButton(RailItem):
    """Opens a menu: new, open, recent files, import, export."""

    def __init__(self, name: str, menu: QMenu, icon: str = "remit", parent: QWidget | None = None) -> None:
        super().__init__(icon, name, trailing="chevron-down", role="strong", parent=parent)
        self.menu = menu
        self.clicked.connect(self._open)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another name."""
        self.setText(name)
        self.setAccessibleName(self.tr("{name}, file menu").format(name=name))
        self.set_tip(name)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
