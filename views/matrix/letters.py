"""Beneath the grid: which letters the matrix is shown in, what they mean, and other letters to choose."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.authority.conversion import losses
from models.authority.rules import Edition
from models.authority.schemes import PRESETS, preset_of
from models.changes import ChangeSet
from models.commands.schemes import begin_own_letters, key_of, scheme_for, schemes_of, show_in
from views import tokens
from views.bridge import Bridge
from views.matrix.legend import Legend
from views.matrix.own_letters import OwnLetters
from views.matrix.scheme_question import SchemeQuestion
from views.matrix.sheet import Sheet
from views.shell.buttons import Button

Say = Callable[[str, bool], object]
Go = Callable[[str, str], object]


class Letters(QWidget):
    """The legend with the choice of a scheme beside it; what a choice would lose stands above it until answered.

    `say` tells the person in a sentence what happened, and whether it can be undone; `go` leads to a cell by row and
    role.
    """

    def __init__(self, bridge: Bridge, sheet: Sheet, say: Say, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._sheet, self._say = bridge, sheet, say
        self.legend = Legend()
        self.chooser = Button("", kind="link", icon="chevron-down", on_click=self.offer)
        self.chooser.setProperty("flush", "true")
        self.menu = QMenu(self)
        self._go = go
        self._open: SchemeQuestion | OwnLetters | None = None
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_L)
        line.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.legend, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_S)
        self._column.addLayout(line)
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self._close)

    # Few people ever change the letters, so what that takes is made when it is first wanted.

    @cached_property
    def question(self) -> SchemeQuestion:
        """What a scheme would lose, and what to do."""
        made = SchemeQuestion(self._bridge, self._say, self._go)
        made.answered.connect(self._closed)
        made.hide()
        self._column.insertWidget(0, made)
        return made

    @cached_property
    def editor(self) -> OwnLetters:
        """The editor of letters of one's own."""
        made = OwnLetters(self._bridge)
        made.closed.connect(self._closed)
        made.hide()
        self._column.insertWidget(0, made)
        return made

    def explain(self) -> None:
        """Show what the letters of the sheet mean, and how they are called."""
        edition, scheme = self._sheet.grid.edition, self._sheet.grid.scheme
        rules = self._bridge.document.rules.by("edition", edition.id) if edition else ()
        self.legend.show_letters(self._sheet.grid.letters, rules)
        known = preset_of(scheme)
        name = known.name if known is not None else scheme.name if scheme is not None else ""
        self.chooser.setText(name)
        self.chooser.setAccessibleName(self.tr("Letters: {name}").format(name=name))
        self.chooser.setToolTip(known.strictly if known is not None else self.tr("Letters of your own"))
        self.chooser.setEnabled(edition is not None and not self._bridge.read_only)

    # ---- choosing

    def offer(self) -> None:
        """Open the menu of schemes."""
        self.fill_menu()
        corner = self.chooser.mapToGlobal(QPoint(0, 0))
        self.menu.popup(corner - QPoint(0, self.menu.sizeHint().height()))

    def fill_menu(self) -> None:
        """Make the menu anew: the schemes that people know, those of the file, and letters of one's own."""
        self.menu.clear()
        group = QActionGroup(self.menu)
        scheme = self._sheet.grid.scheme
        now = key_of(scheme)
        for at, (key, name) in enumerate(schemes_of(self._bridge.document)):
            if at == len(PRESETS):
                self.menu.addSeparator()
            action = self.menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == now)
            action.triggered.connect(lambda _checked=False, key=key: self.choose(key))
            group.addAction(action)
        self.menu.addSeparator()
        own = scheme is not None and preset_of(scheme) is None
        edit = self.menu.addAction(self.tr("Change these letters …") if own else self.tr("Own letters …"))
        edit.triggered.connect(lambda _checked=False: self.edit())

    def choose(self, key: str) -> None:
        """Show the matrix in a scheme: at once where it can show everything, else after asking."""
        edition = self._edition()
        self._close()
        if edition is None or key == key_of(self._sheet.grid.scheme):
            return
        document = self._bridge.document
        found = losses(document, edition, scheme_for(document, key))
        if found:
            self.question.ask(edition.id, key)
            self._show(self.question)
        elif self._bridge.execute(show_in, edition.id, key) is not None:
            told = self.tr("Shown in {name}: every part has its letter.").format(name=found.scheme)
            self._say(" ".join((told, *found.strictness)), True)

    def edit(self) -> None:
        """Open the editor of the matrix's own letters, beginning them where it has none."""
        edition, scheme = self._edition(), self._sheet.grid.scheme
        self._close()
        if edition is None:
            return
        if scheme is None or preset_of(scheme) is not None:
            changes = self._bridge.execute(begin_own_letters, edition.id, self.tr("Own letters"))
            if changes is None:
                return
        shown = self._bridge.document.editions[edition.id].scheme
        if shown is not None:
            self.editor.show_scheme(shown)
            self._show(self.editor)

    def _edition(self) -> Edition | None:
        edition = self._sheet.grid.edition
        return self._bridge.document.editions.get(edition.id) if edition is not None else None

    # ---- following

    def _show(self, part: SchemeQuestion | OwnLetters) -> None:
        self._open = part
        part.show()
        part.take_focus()

    def _close(self) -> None:
        if self._open is not None:
            self._open.hide()
            self._open = None

    def _closed(self) -> None:
        self._close()
        self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, changes: ChangeSet) -> None:
        part, edition = self._open, self._edition()
        if part is None or not changes.touches("rule", "scheme", "edition", "role"):
            return
        moved_on = edition is None or (
            edition.scheme != part.scheme if isinstance(part, OwnLetters) else changes.touches("edition")
        )
        if moved_on:
            self._close()
        else:
            part.refresh()
