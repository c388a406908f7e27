"""The menu of the strip at the foot: the gravest findings, each with its fixes, waiving it and the way to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from views import icons
from views.findings.fixer import Fixer, FixMenu, menu_text
from views.findings.rows import SHOWN
from views.findings.watch import FindingsWatch

MOST_LISTED = 10
# So that a menu of fixes finds room beside it.
_SHARE = 0.4


class FindingsMenu(QMenu):
    """`chosen(key)` asks to go to a finding, `waiving(key)` to ask why it is accepted."""

    chosen = Signal(str)
    waiving = Signal(str)

    def __init__(self, watch: FindingsWatch, fixer: Fixer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._watch = watch
        self._fixer = fixer
        self._submenus: list[QObject] = []

    def open_above(self, button: QWidget) -> None:
        """List what is found now, above a button."""
        self._fill()
        self.popup(button.mapToGlobal(QPoint(0, -self.sizeHint().height())))

    def _fill(self) -> None:
        self.clear()
        for menu in self._submenus:
            menu.deleteLater()
        self._submenus = []
        rank = list(SHOWN)
        found = sorted(self._watch.findings, key=lambda finding: rank.index(finding.severity))
        for finding in found[:MOST_LISTED]:
            more = (
                (self.tr("Waive …"), partial(self.waiving.emit, finding.key)),
                (self.tr("Show this finding"), partial(self.chosen.emit, finding.key)),
            )
            menu = FixMenu(self._fixer, self, more)
            menu.show_of(finding)
            menu.setTitle(menu_text(self, f"{finding.name}: {finding.sentence}", _SHARE))
            menu.menuAction().setToolTip(finding.sentence)
            severity = SHOWN[finding.severity]
            menu.setIcon(icons.icon(severity, severity))
            self.addMenu(menu)
            self._submenus.append(menu)
