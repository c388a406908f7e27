"""The scenarios of the file: what each changes in words, and which are compared."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.changes import ChangeSet, EditRefused
from models.commands.scenarios import (
    add_scenario,
    apply_scenario,
    copy_scenario,
    delete_scenario,
    drop_changes,
    move_scenario,
    rename_scenario,
    set_note,
    stand_on,
    try_in,
)
from models.document import Document
from models.escalation import Scenario
from models.scenarios.applying import applied, chain_of, underneath
from models.scenarios.wording import Told, told
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import AddLine, InPlaceText
from views.shell.beside import show_right, side_by_side
from views.shell.buttons import Button, IconButton
from views.shell.chips import Chips
from views.shell.fields import Choice, ChoiceField, commit_all
from views.shell.labels import Text
from views.shell.layouts import clear, column, scrolling
from views.shell.section import Section
from views.shell.two_lines import Line, TwoLineList
from views.simulation.scenarios.adding import Adding
from views.simulation.scenarios.picks import Command

_SEEN = 8
# So many letters of a name stand on a chip.
_LETTERS = 20


class ScenariosPart(QWidget):
    """Edits the scenarios. `compare_asked` comes with the ids of those that somebody wants side by side."""

    compare_asked = Signal(list)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._left_out: set[str] = set()
        self.list = TwoLineList(self.tr("Scenarios"))
        self.list.let_move(True)
        self.list.chosen.connect(self._choose)
        self.list.delete_asked.connect(self._delete)
        self.list.pushed.connect(self._push)
        self.list.moved.connect(self._move)
        self.new_scenario = AddLine(self.tr("Add a scenario"), self.tr("Add a scenario …"))
        self.new_scenario.committed.connect(self._add)
        self.nothing = Text(
            self.tr(
                "A scenario tries changes without making them: another threshold, a deputy, more hours, an absence. "
                "Name one, say what it changes, and compare."
            ),
            "muted",
            wrap=True,
        )
        self.chips = Chips(self.tr("Scenarios to compare"))
        self.chips.chosen.connect(self._set_compared)
        self.compare = Button(self.tr("Compare"), kind="primary", icon="view", on_click=self._ask)
        self._make_form()
        self._lay_out()
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self._opened)

    def _make_form(self) -> None:
        self.form = QWidget()
        self._fields = Form(self._bridge, self._change, self)
        self.name = InPlaceText(self.tr("Name"), type_role="title", breaks=False, required=True)
        self.note = InPlaceText(self.tr("Note"), placeholder=self.tr("What it is for …"), type_role="muted")
        self.base = ChoiceField(self.tr("Stands on"))
        self._fields.bind("name", self.name)
        self._fields.bind("note", self.note)
        self._fields.bind("base", self.base, lambda row: row.base or "", lambda value: {"base": value or None})
        self.copy = IconButton("copy", self.tr("Copy this scenario"), on_click=self._copy)
        self.delete = IconButton("delete", self.tr("Delete this scenario"), on_click=lambda: self._delete(self._id))
        self.apply = Button(self.tr("Apply to the file"), kind="plain", icon="check", on_click=self._apply)
        self.said = Text("", "muted", wrap=True)
        self.said.hide()
        self._changes = Section(self.tr("What it changes"))
        self._changes.body.setSpacing(tokens.SPACE_XS)
        self.lines = column(spacing=tokens.SPACE_XS)
        self._changes.add(self.lines)
        self.adding = Adding(self._bridge)
        self.adding.picked.connect(self._try)

    def _lay_out(self) -> None:
        left = QWidget()
        lines = column(left, tokens.SPACE_S)
        lines.setContentsMargins(0, 0, tokens.SPACE_M, 0)
        for part in (self.list, self.nothing, self.new_scenario):
            lines.addWidget(part)
        self._comparing = Section(self.tr("Compare"), self.tr("Those that are ticked, with the file as it is."))
        self._comparing.add(self.chips)
        row = QHBoxLayout()
        row.addWidget(self.compare)
        row.addStretch(1)
        self._comparing.add(row)
        lines.addSpacing(tokens.SPACE_M)
        lines.addWidget(self._comparing)
        lines.addStretch(1)
        whole = column(self.form, tokens.SPACE_L)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        for button in (self.copy, self.delete):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        top = column(spacing=tokens.SPACE_XS)
        top.addLayout(head)
        top.addWidget(self.note)
        whole.addLayout(top)
        whole.addWidget(self._changes)
        applying = QHBoxLayout()
        applying.addWidget(self.apply)
        applying.addWidget(self.said, 1)
        applying.addStretch(0)
        whole.addLayout(applying)
        whole.addWidget(self.adding)
        whole.addWidget(self.base)
        whole.addStretch(1)
        self.split = side_by_side(scrolling(left, self), self.form)
        column(self).addWidget(self.split)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit_list()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document, writable = self._bridge.document, not self._bridge.read_only
        self.list.lines.show_lines([_line(document, row) for row in document.scenarios])
        self._fit_list()
        self.nothing.setVisible(not len(document.scenarios))
        self.new_scenario.setVisible(writable)
        self._comparing.setVisible(bool(len(document.scenarios)))
        compared = self.compared()
        self.chips.show_choices([Choice(row.id, _short(row.name)) for row in document.scenarios], compared)
        for row, chip in zip(document.scenarios, self.chips.buttons, strict=True):
            chip.setAccessibleName(row.name)
            chip.setToolTip(row.name)
        self.compare.setEnabled(bool(compared))
        if self._id not in document.scenarios:
            self._id = next((row.id for row in document.scenarios), "")
            if self._id:
                self._fields.reset(document.scenarios[self._id])
        self._show_chosen()

    def _fit_list(self) -> None:
        count = self.list.lines.rowCount()
        high = self.list.sizeHintForRow(0) if count else 0
        self.list.setFixedHeight(high * min(count, _SEEN) + 2)
        self.list.setVisible(count > 0)

    def _show_chosen(self) -> None:
        document, writable = self._bridge.document, not self._bridge.read_only
        row = document.scenarios.get(self._id)
        show_right(self.split, row is not None)
        if row is None:
            return
        self.list.choose(row.id)
        self._offer_bases(document, row)
        self._fields.show(row)
        self._fields.set_read_only(not writable)
        for part in (self.copy, self.delete, self.apply, self.adding):
            part.setVisible(writable)
        self.apply.setEnabled(bool(row.changes) or row.base is not None)
        self._show_changes(document, row, writable)

    def _offer_bases(self, document: Document, row: Scenario) -> None:
        below = [other for other in document.scenarios if row not in _chain(document, other.id)]
        self.base.set_choices(
            [Choice("", self.tr("The file as it is")), *(Choice(each.id, each.name) for each in below)]
        )
        self.base.setVisible(len(document.scenarios) > 1)

    def _show_changes(self, document: Document, row: Scenario, writable: bool) -> None:
        problem = ""
        try:
            below = underneath(document, row.id)
            self.adding.offer(applied(document, row.id))
        except EditRefused as reason:
            problem, below = str(reason), document
            self.adding.offer(document)
        clear(self.lines)
        changes = told(below, row)
        for each in changes:
            self.lines.addWidget(self._told(each, writable))
        self._changes.set_hint(problem or ("" if changes else self.tr("Nothing yet; pick beneath what it tries.")))

    def _told(self, change: Told, writable: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(change.words, wrap=True), 1)
        if writable:
            name = self.tr("Take out: {change}").format(change=change.words)
            drop = IconButton("close", name, on_click=lambda: self._drop(change))
            row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def scenario(self) -> str:
        """Return the scenario that is shown, or nothing."""
        return self._id

    def compared(self) -> list[str]:
        """Return the scenarios that are to be compared, in their order; at first all of them."""
        return [row.id for row in self._bridge.document.scenarios if row.id not in self._left_out]

    def _choose(self, scenario: str) -> None:
        if scenario != self._id:
            self._fields.commit()
            self._id = scenario
            row = self._bridge.document.scenarios.get(scenario)
            if row is not None:
                self._fields.reset(row)
            self._say("")
            self.adding.say("")
            self._show_chosen()

    def _follow(self, changes: ChangeSet) -> None:
        # What was said about the edit before holds no more, and it may just have been undone.
        self._say("")
        # A scenario is told over the file, so that any edit may change its words.
        if changes and self.isVisible():
            self.refresh()

    def _opened(self) -> None:
        self._id, self._left_out = "", set()
        if self.isVisible():
            self.refresh()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a scenario; return whether there is such."""
        if table != "scenario" or row_id not in self._bridge.document.scenarios:
            return False
        self.refresh()
        self._choose(row_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the list, or to where the first scenario is named."""
        target: QWidget = self.list if self._id else self.new_scenario
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> bool:
        """Hand over what is being typed about a scenario; a change that is being picked is none yet."""
        return self._fields.commit() and commit_all(self.new_scenario)

    # ---- edits

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        ((field, value),) = fields.items()
        command = {"name": rename_scenario, "note": set_note, "base": stand_on}[field]
        return command(document, self._id, value)

    def _add(self, name: object) -> None:
        if not name:
            return
        before = {row.id for row in self._bridge.document.scenarios}
        refused = self._bridge.attempt(add_scenario, str(name))
        if refused:
            self.new_scenario.refuse("", refused)
            return
        self.new_scenario.reset("")
        self._go_to_new(before)

    def _copy(self) -> None:
        before = {row.id for row in self._bridge.document.scenarios}
        self._say(self._bridge.attempt(copy_scenario, self._id))
        self._go_to_new(before)

    def _go_to_new(self, before: set[str]) -> None:
        for row in self._bridge.document.scenarios:
            if row.id not in before:
                self._choose(row.id)

    def _delete(self, scenario: str) -> None:
        self._bridge.execute(delete_scenario, scenario)

    def _push(self, scenario: str, step: int) -> None:
        ids = [row.id for row in self._bridge.document.scenarios]
        at = ids.index(scenario) + step
        if 0 <= at < len(ids):
            behind = at + (1 if step > 0 else 0)
            self._bridge.execute(move_scenario, scenario, ids[behind] if behind < len(ids) else None)

    def _move(self, scenario: str, at: int) -> None:
        ids = [row.id for row in self._bridge.document.scenarios]
        before = ids[at] if at < len(ids) else None
        if before != scenario:
            self._bridge.execute(move_scenario, scenario, before)

    def _try(self, command: Command) -> None:
        reason = self._bridge.attempt(try_in, self._id, command)
        if reason:
            self.adding.say(reason)
        else:
            self.adding.added()

    def _drop(self, change: Told) -> None:
        self._say(self._bridge.attempt(drop_changes, self._id, change.keys))

    def _apply(self) -> None:
        refused = self._bridge.attempt(apply_scenario, self._id)
        self._say(refused or self.tr("Applied to the file. Undo takes it back."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    # ---- comparing

    def _set_compared(self, on: object) -> None:
        kept = set(on) if isinstance(on, tuple) else set()
        self._left_out = {row.id for row in self._bridge.document.scenarios} - kept
        self.compare.setEnabled(bool(self.compared()))

    def _ask(self) -> None:
        if self.commit():
            self.compare_asked.emit(self.compared())


def _chain(document: Document, scenario: str) -> tuple[Scenario, ...]:
    try:
        return chain_of(document, scenario)
    except EditRefused:
        return ()


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _line(document: Document, row: Scenario) -> Line:
    try:
        count = len(told(underneath(document, row.id), row))
        applied(document, row.id)
        warning = ""
    except EditRefused as reason:
        count, warning = len(row.changes), str(reason)
    words = f"{count} change{'s' if count != 1 else ''}" if count else "no change yet"
    base = document.scenarios.get(row.base)
    return Line(row.id, row.name, f"{words}, over “{base.name}”" if base is not None else words, warning)
