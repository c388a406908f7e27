"""The matrix page: the grid, what its letters mean, and the inspector beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.authority.rules import Rule
from models.changes import ChangeSet
from models.commands.teams import add_role
from models.document import Document
from views import icons, tokens
from views.bridge import Bridge
from views.matrix.grid import MatrixGrid
from views.matrix.inspector.panel import Inspector
from views.matrix.letters import Letters
from views.matrix.parts_bar import ROWS, PartsBar
from views.matrix.versions.desk import Versions
from views.matrix.welcome import Welcome
from views.shell.buttons import Button, IconButton
from views.shell.page import Page
from views.undo_offer import offer_undo

_FILTER_PAUSE_MS = 120
_LEGEND_PAUSE_MS = 250
# In characters: below this width the inspector stays closed until it is asked for.
_ROOM_FOR_BOTH = 140


class MatrixPage(Page):
    """Who decides what. `import_asked` comes when the person wants to bring in a matrix from a file."""

    import_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Matrix"), scrolls=False, parent=parent)
        self.versions = Versions(bridge, self)
        self._bridge = bridge = self.versions.looking
        self._chosen, self._back = False, False
        self.grid = MatrixGrid(bridge)
        self.letters = Letters(bridge, self.grid.sheet, self._say, self._go_to_cell)
        self.legend = self.letters.legend
        self._explain_soon = QTimer(self, singleShot=True, interval=_LEGEND_PAUSE_MS)
        self._explain_soon.timeout.connect(self._explain)
        self.filter = QLineEdit()
        self._pause = QTimer(self, singleShot=True, interval=_FILTER_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.grid.narrow(self.filter.text()))
        self._make_actions()
        self._stack = QStackedWidget(self)
        self.parts = PartsBar(bridge, self._stack, self)
        self.parts.turned.connect(lambda _key: self._name_things())
        self.parts.rule_chosen.connect(lambda row: self.focus_place("rule", row))
        self.content.setSpacing(tokens.SPACE_M)
        # The parts and the versions share a line where there is room for both.
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(tokens.SPACE_M)
        self._top.addWidget(self.parts)
        self.add(self._top)
        self.add(self._stack, 1)
        self.welcome = Welcome(self.import_asked.emit, self.grid.rows.add_decision)
        self._stack.addWidget(self.welcome)
        self._lay_out_workbench()
        self.grid.said.connect(self._say)
        self.versions.said.connect(self._say)
        self.versions.turned.connect(self._turned)
        self.versions.opened.connect(self._make_room)
        self.versions.decision_chosen.connect(lambda decision: self.focus_place("decision", decision))
        bridge.changed.connect(self._follow)
        bridge.opened.connect(self._opened)
        self._opened()

    def _make_actions(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter rows"))
        self.filter.setAccessibleName(self.tr("Filter rows"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(self.fontMetrics().averageCharWidth() * 26)
        self.filter.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self.add_action(self.filter)
        self._add_role = Button(self.tr("Add role"), kind="quiet", icon="role", on_click=self.add_role)
        self.add_action(self._add_role)
        self._inspect = IconButton("inspector", self.tr("Inspector"), shortcut="Ctrl+Shift+I")
        self._inspect.setCheckable(True)
        self._inspect.setChecked(True)
        self._inspect.toggled.connect(self._show_inspector)
        self._add_decision = Button(
            self.tr("Add decision"), kind="primary", icon="add", on_click=self.grid.rows.add_decision
        )
        self.add_action(self._add_decision)
        self.add_action(self._inspect)

    def _lay_out_workbench(self) -> None:
        # From the outside in: whatever moves to another parent is styled anew with all that it holds.
        whole = QWidget(self._stack)
        self._stack.addWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, whole)
        self.splitter.setChildrenCollapsible(False)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.letters)
        self.versions.lay_out(self.grid, self.splitter)
        self._version_place = QWidget(self)
        place = QVBoxLayout(self._version_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.versions.bar)
        self._top.addWidget(self._version_place, 1)
        self.inspector = Inspector(self._bridge, self.grid, self.splitter)
        self.inspector.row_chosen.connect(lambda row: self.focus_place("rule", row))
        self.inspector.case_chosen.connect(self.ask_kept)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.grid.left.connect(self._leave_grid)

    def _leave_grid(self) -> None:
        self._show_inspector(True)
        self.inspector.take_focus()

    def _show_inspector(self, shown: bool) -> None:
        if shown:
            self.parts.turn(ROWS)
        self._chosen = True
        self._reveal_inspector(shown)
        if not shown:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self) -> None:
        """Follow another version of the matrix."""
        self._name_things()
        self._explain()
        self.inspector.show_focus()

    def _make_room(self, panel: bool) -> None:
        """Let the inspector and the panel of versions take turns beside the grid."""
        if panel and not self.inspector.isHidden():
            self._back, self._chosen = True, True
            self._reveal_inspector(False)
        elif not panel and self._back:
            self._reveal_inspector(True)

    def _reveal_inspector(self, shown: bool) -> None:
        if shown:
            self._back = False
            self.versions.close_panel()
        self.inspector.setVisible(shown)
        self._inspect.blockSignals(True)
        self._inspect.setChecked(shown)
        self._inspect.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_the_line()
        if not self._chosen:
            self._reveal_inspector(self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH)

    def _share_the_line(self) -> None:
        room = self.width() - 2 * tokens.SPACE_XL
        wanted = self.parts.sizeHint().width() + self._top.spacing() + self.versions.bar.sizeHint().width()
        side, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(side if wanted <= room else under)

    def ask(self) -> None:
        """Turn to the question who decides a case of the focused decision, or else of the first."""
        self._focus_some_decision()
        self._show_inspector(True)
        self.inspector.ask()

    def _focus_some_decision(self) -> None:
        """Put the focus on the next decision where it is on none."""
        sheet, at = self.grid.sheet, self.grid.selection.row
        if sheet.rows and sheet.decision_at(at) is None:
            first = (row for row in range(at, len(sheet.rows)) if sheet.decision_at(row) is not None)
            self.grid.go_to(next(first, at), self.grid.selection.column)

    def ask_kept(self, case: str) -> None:
        """Ask a case of the library again."""
        kept = self._bridge.document.library_cases.get(case)
        if kept is not None and self.focus_place("decision", kept.decision):
            self._show_inspector(True)
            self.inspector.ask_kept(case)

    def show_cases(self, case: str = "") -> None:
        """Turn to the case library, and to a case of it."""
        self._focus_some_decision()
        self._show_inspector(True)
        self.inspector.show_cases(case)

    # ---- what is shown

    def _opened(self) -> None:
        self.filter.clear()
        self._pause.stop()
        self._name_things()
        self._explain()

    def _explain(self) -> None:
        self.letters.explain()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("section", "decision", "edition", "role", "rule", "scheme"):
            self._name_things()
            self._explain_soon.start()

    def _name_things(self) -> None:
        document = self._bridge.document
        self.set_title(self.tr("Matrix"), self._described(document))
        empty = not len(document.decisions) and not len(document.sections)
        rows = self.parts.key() == ROWS
        if rows:
            self._stack.setCurrentIndex(0 if empty else 1)
        else:
            self._stack.setCurrentWidget(self.parts.part(self.parts.key()))
        self.parts.setVisible(not (rows and empty))
        self._version_place.setVisible(rows and not empty)
        self._share_the_line()
        for widget in (self.filter, self._add_role, self._add_decision, self._inspect):
            widget.setVisible(rows and not empty)
        writable = not self._bridge.read_only
        self._add_role.setEnabled(writable)
        self._add_decision.setEnabled(writable)
        self.welcome.set_writable(writable)

    def _described(self, document: Document) -> str:
        edition = self.grid.sheet.grid.edition
        if edition is None:
            return ""
        counts = [
            self._counted(len(document.decisions), self.tr("decision"), self.tr("decisions")),
            self._counted(len(self._rows_of(edition.id)), self.tr("row"), self.tr("rows")),
            self._counted(len(document.roles), self.tr("role"), self.tr("roles")),
        ]
        return f"{edition.name} · {', '.join(counts)}"

    def _rows_of(self, edition: str) -> tuple[Rule, ...]:
        return self._bridge.document.rules.by("edition", edition)

    @staticmethod
    def _counted(number: int, one: str, several: str) -> str:
        return f"{number:,} {one if number == 1 else several}"

    def _say(self, text: str, undoable: bool) -> None:
        if undoable:
            offer_undo(self.messages, self._bridge, text)
        else:
            self.messages.say(text, "info")

    # ---- what a person does

    def add_role(self) -> None:
        """Add a role behind the others and begin to type its name."""
        if not self.grid.editing.commit():
            return
        changes = self._bridge.execute(add_role, self.tr("New role"))
        for role in changes.ids("role") if changes else ():
            self.grid.editing.begin_head(self.grid.sheet.column_of(role))

    def take_focus(self) -> None:
        if self.parts.key() != ROWS:
            self.parts.take_focus()
        elif self._stack.currentIndex():
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.welcome.take_focus()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a section, decision, row, role or footnote; `field` may be the id of a role, for one cell."""
        self.versions.look_at_place(table, row_id)
        sheet = self.grid.sheet
        if self.parts.focus_place(table, row_id, field):
            return True
        self.parts.turn(ROWS)
        if table == "note" and (note := sheet.document.notes.get(row_id)) is not None:
            if note.rule is not None:
                return self.focus_place("rule", note.rule, note.role or "")
            return note.role is not None and self.focus_place("role", note.role)
        if table == "library_case":
            self.show_cases(row_id)
            return row_id in self._bridge.document.library_cases
        if table == "edition":
            self._show_inspector(True)
            self.inspector.show_matrix(field)
            return True
        if sheet.wanted and sheet.find(row_id) is None and table != "role":
            self.filter.clear()
            self._pause.stop()
            self.grid.narrow("")
        if table == "role":
            row, column = self.grid.selection.row, sheet.column_of(row_id)
            return bool(column) and self._go(row, column)
        at = sheet.find(row_id)
        return at is not None and self._go(at, sheet.column_of(field))

    def _go_to_cell(self, rule: str, role: str) -> None:
        self.focus_place("rule", rule, role)

    def _go(self, row: int, column: int) -> bool:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.grid.go_to(row, column) or not self.grid.sheet.rows

    def commit(self) -> bool:
        return self.grid.editing.commit() and super().commit()
