"""Looks for fixes off the GUI thread, lists them in menus, and carries one out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from views.background import Task
from views.bridge import Bridge

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.findings.catalogue import Checker
    from models.fixes import Fix


class Fixer(QObject):
    """`found(finding, fixes)` follows `look`; `fixed(label)` a fix that was carried out."""

    found = Signal(object, object)
    fixed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._checker: Checker | None = None
        self._task: Task | None = None
        self._next: Finding | None = None

    def look(self, finding: Finding) -> None:
        """Look for the fixes of a finding; one that is asked for later comes first."""
        if self._task is not None:
            self._next = finding
            return
        document, today = self._bridge.document, self._bridge.today()

        def work(_task: Task) -> object:
            from models.findings.catalogue import Checker
            from models.fixes import fixes_for

            # What one finding taught of the document helps to try the fixes of the next.
            self._checker = self._checker or Checker()
            return finding, fixes_for(document, finding, today, self._checker)

        self._task = Task(work)
        self._task.done.connect(self._took)
        self._task.start()

    def busy(self) -> bool:
        """Return whether it is looking."""
        return self._task is not None

    def carry_out(self, fix: Fix) -> bool:
        """Do what a fix says; return whether it was done."""
        done = self._bridge.execute(fix.command) is not None
        if done:
            self.fixed.emit(fix.label)
        return done

    def _took(self, answer: object) -> None:
        self._task = None
        assert isinstance(answer, tuple)
        self.found.emit(*answer)
        if self._next is not None:
            finding, self._next = self._next, None
            self.look(finding)


class FixMenu(QMenu):
    """The fixes of a finding, looked for when the menu is about to show; `more` stands under them, as text and deed."""

    def __init__(
        self, fixer: Fixer, parent: QWidget | None = None, more: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._fixer = fixer
        self._more = more
        self._finding: Finding | None = None
        fixer.found.connect(self._list)
        self.aboutToShow.connect(self._look)

    def show_of(self, finding: Finding | None) -> None:
        """List the fixes of this finding from now on."""
        self._finding = finding

    def _look(self) -> None:
        self._say(self.tr("Looking for fixes …"))
        if self._finding is not None:
            self._fixer.look(self._finding)

    def _list(self, finding: Finding, fixes: tuple[Fix, ...]) -> None:
        if self._finding is None or finding.key != self._finding.key or not self.isVisible():
            return
        if not fixes:
            self._say(self.tr("No single edit is sure to end this and nothing else."))
            return
        self.clear()
        for fix in fixes:
            action = self.addAction(menu_text(self, fix.label.removesuffix(".")))
            action.setToolTip(fix.label)
            action.triggered.connect(partial(self._carry_out, fix))
        self._add_more()
        if not self._more:
            self.setActiveAction(self.actions()[0])

    def _carry_out(self, fix: Fix, _checked: bool = False) -> None:
        self._fixer.carry_out(fix)

    def _say(self, text: str) -> None:
        self.clear()
        self.addAction(text).setEnabled(False)
        self._add_more()

    def _add_more(self) -> None:
        if self._more:
            self.addSeparator()
        for text, deed in self._more:
            self.addAction(text).triggered.connect(lambda _checked=False, deed=deed: deed())


def menu_text(menu: QMenu, text: str, share: float = 0.88) -> str:
    """Return a text for a menu: no wider than a share of the window, and with no letter underlined by chance."""
    parent = menu.parentWidget()
    width = max(280, round((parent.window() if parent is not None else menu).width() * share))
    return menu.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width).replace("&", "&&")
