"""The escalation page: the map, what is chosen on it, who may be away, and one case walked through it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.commands.escalation import add_link, delete_link, lead_elsewhere
from models.escalation import Trigger
from models.walk.parts import Walk
from models.walk.walking import likely_path
from views import theme, tokens
from views.bridge import Bridge
from views.escalation.beside import Beside
from views.escalation.controls import MapControls
from views.escalation.found import Findings, Worked
from views.escalation.legend import Legend
from views.escalation.painting import Shown
from views.escalation.picture import picture_of
from views.escalation.stage import Stage
from views.escalation.walk_map import WalkMap
from views.escalation.words import way_words
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.page import Page
from views.undo_offer import offer_undo

_SIDE = 340
_READS = (
    *("role", "rule", "decision", "edition", "escalation_link", "section"),
    *("holding", "person", "absence", "delegation", "library_case"),
)
_STEPS: dict[str, int] = {"Space": 1, "Right": 1, "Left": -1}


class EscalationPage(Page):
    """Shows roles and the ways between them, and edits the links.

    `place_asked` comes with a table and an id that another page shows.
    """

    place_asked = Signal(str, str)

    def __init__(self, bridge: Bridge, findings: Findings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Escalation"), scrolls=False, parent=parent)
        self._bridge = bridge
        # What is to be chosen as soon as it is on the map.
        self._wanted = ""
        self._seen_document: object = None
        self._seen_mirrored = False
        self.worked = Worked(bridge, findings, self)
        self.worked.network_found.connect(self._show_network)
        self.worked.marks_found.connect(self._show_marks)
        self.worked.absences_found.connect(self._show_away)
        self.map = WalkMap(self.tr("Map of roles and ways"))
        self.stage = Stage()
        self.beside = Beside(bridge, self.worked)
        self.desk = self.beside.desk
        self._make_header()
        self._lay_out()
        self._connect()
        bridge.changed.connect(self._file_changed)
        bridge.opened.connect(self._file_opened)
        theme.notifier().changed.connect(self._redraw)

    # ---- how it is made

    def _make_header(self) -> None:
        self.draw_button = Button(
            self.tr("Draw a link"), kind="plain", icon="link", on_click=lambda: self.ask_link(self.map.role)
        )
        self.walk_button = Button(self.tr("Walk a case"), kind="primary", icon="play", on_click=self.ask_case)
        self.add_action(self.draw_button)
        self.add_action(self.walk_button)

    def _lay_out(self) -> None:
        self.controls = MapControls(self.map)
        self.controls.filtered.connect(self._filter)
        self.controls.kinds_chosen.connect(self._show_marks)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(self.map, 1)
        self.legend = Legend()
        column.addWidget(self.legend)
        column.addWidget(self.stage)
        self.stage.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.beside)
        split.setStretchFactor(0, 1)
        split.setSizes([2 * _SIDE, _SIDE])
        self._with_map = QWidget()
        whole = QVBoxLayout(self._with_map)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SPACE_M)
        whole.addWidget(self.controls)
        whole.addWidget(split, 1)
        self.nothing = EmptyState(
            "escalation",
            self.tr("No roles yet. Once a matrix has roles, this is the map of where their cases go."),
            action=self.tr("Go to the matrix"),
            action_icon="matrix",
            on_action=lambda: self.place_asked.emit("", ""),
        )
        self.states = QStackedWidget()
        self.states.addWidget(self._with_map)
        self.states.addWidget(self.nothing)
        self.add(self.states, 1)

    def _connect(self) -> None:
        self.map.tell_role = self._tell_role
        self.map.tell_way = self._tell_way
        self.map.role_chosen.connect(self._chosen)
        self.map.way_chosen.connect(self._chosen)
        self.map.link_drawn.connect(self.draw)
        self.map.link_led.connect(self._lead)
        self.map.link_asked.connect(self.ask_link)
        self.map.delete_asked.connect(self._delete)
        self.beside.link.delete_asked.connect(self._delete)
        self.beside.new_link.drawn.connect(self.draw)
        self.beside.role.link_asked.connect(self.ask_link)
        self.beside.role.way_followed.connect(self._go_to_way)
        self.beside.role.role_followed.connect(partial(self.place_asked.emit, "role"))
        self.beside.way.draw_asked.connect(self.draw)
        for panel in (self.beside.role, self.beside.way):
            panel.decision_followed.connect(partial(self.place_asked.emit, "decision"))
        self.beside.away.role_followed.connect(self._go_to_role)
        self.beside.away.person_followed.connect(partial(self.place_asked.emit, "person"))
        self.desk.begun.connect(self.begin)
        self.desk.decision_chosen.connect(self._case_decision)
        self.stage.stepped.connect(lambda walk, forward: self.map.show_walk(walk, forward=forward))
        self.stage.ended.connect(self.leave_case)
        self._keys: list[QShortcut] = []
        for keys in ("Space", "Right", "Left", "Escape", *(str(number) for number in range(1, 10))):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setEnabled(False)
            shortcut.activated.connect(partial(self._step_by_key, keys))
            self._keys.append(shortcut)

    # ---- following the file

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._seen_document is not self._bridge.document or mirrored != self._seen_mirrored:
            self._follow()

    def _file_changed(self, changes: ChangeSet) -> None:
        if not changes.touches(*_READS) or not self.isVisible():
            return
        self._follow()
        if self.stage.walk is not None:
            self.messages.say(
                self.tr("The file has changed since this case came up."),
                "info",
                action=self.tr("Begin again"),
                on_action=self._begin_again,
            )

    def _file_opened(self) -> None:
        self.leave_case()
        self.controls.filter.reset(None)
        self.messages.dismiss()
        self.map.choose_role("")
        if self.isVisible():
            self._follow()
        else:
            self._seen_document = None

    def _follow(self) -> None:
        document = self._bridge.document
        self._seen_document = document
        self._seen_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.states.setCurrentWidget(self._with_map if len(document.roles) else self.nothing)
        fixed = self._bridge.read_only
        self.map.read_only = fixed
        self.draw_button.setEnabled(not fixed and len(document.roles) > 1)
        self.walk_button.setEnabled(len(document.decisions) > 0)
        self.controls.follow(document)
        self.desk.follow()
        self.worked.ask(self.controls.decision())
        self._show_panel()

    def busy(self) -> bool:
        """Return whether something about the map is being worked out."""
        return self.worked.busy()

    def _filter(self) -> None:
        self.map.fit()
        self.worked.ask(self.controls.decision())

    def _show_network(self) -> None:
        self._redraw()
        self._choose_wanted()
        self._show_panel()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted in self.map.picture.edges:
            self.map.choose_way(wanted)
        elif wanted in self.map.picture.nodes:
            self.map.choose_role(wanted)
        else:
            self._wanted = wanted

    def _redraw(self) -> None:
        network = self.worked.network
        if network is None:
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        document, today = self.worked.document, self._bridge.today()
        self.map.show_picture(picture_of(document, network, today, self.worked.places, mirrored=mirrored))
        self._show_marks()

    def _show_marks(self) -> None:
        on = self.controls.kinds_on()
        marks = self.worked.marks
        self.map.show_as(Shown("words" in on, "matrix" in on, "lines" in on, marks))
        self._show_panel()

    def _show_away(self) -> None:
        self.beside.show_away()
        self._show_panel()

    # ---- what is chosen

    def _tell_role(self, role: str) -> str:
        node = self.map.picture.nodes.get(role)
        if node is None:
            return ""
        mark = (self.worked.marks or {}).get(role)
        count = len(mark.sentences) if mark is not None else 0
        more = self.tr("{n} findings").format(n=count) if count > 1 else self.tr("1 finding") if count else ""
        return ", ".join(part for part in (node.name, node.second, more) if part)

    def _tell_way(self, key: str) -> str:
        edge = self.map.picture.edges.get(key)
        return way_words(self._bridge.document, edge.way) if edge is not None else ""

    def _chosen(self, _key: str) -> None:
        self._turn_to(None)

    def _go_to_role(self, role: str) -> None:
        self.map.choose_role(role)
        self.map.setFocus()

    def _go_to_way(self, key: str) -> None:
        self.map.choose_way(key)
        self.map.setFocus()

    def _turn_to(self, panel: QWidget | None) -> None:
        """Show a panel that somebody asked for, or the one about what is chosen."""
        self.beside.ask(panel)
        self._show_panel()

    def _show_panel(self) -> None:
        self.beside.follow(self.map.role, self.map.picture.edges.get(self.map.way))

    # ---- edits

    def ask_link(self, role: str) -> None:
        """Ask for the end of a link from a role, to be chosen from a list."""
        self._turn_to(self.beside.new_link)
        self.beside.new_link.begin(role)

    def draw(self, from_role: str, to_role: str) -> None:
        """Draw a link, for the decision whose paths are shown or for all."""
        triggers: tuple[Trigger, ...] = ("limit",)
        changes = self._try(add_link, from_role, to_role, triggers, self.controls.decision())
        if changes is not None:
            self._wanted = changes.changes[0].id
            self.beside.ask(None)
            self.map.setFocus()

    def _lead(self, link: str, end: str, role: str) -> None:
        if end == "from":
            self._try(lead_elsewhere, link, from_role=role)
        else:
            self._try(lead_elsewhere, link, to_role=role)

    def _delete(self, link: str) -> None:
        changes = self._try(delete_link, link)
        if changes is not None:
            offer_undo(self.messages, self._bridge, changes.label + ".")
            self.map.setFocus()

    def _try(self, command: object, *args: object, **fields: object) -> ChangeSet | None:
        """Carry out a command; where it is refused say why, here where it was tried."""
        made: list[ChangeSet] = []

        def keep(changes: ChangeSet) -> None:
            made.append(changes)

        self._bridge.changed.connect(keep)
        reason = self._bridge.attempt(command, *args, **fields)  # type: ignore[arg-type]  # a command and its arguments
        self._bridge.changed.disconnect(keep)
        if reason:
            self.messages.say(reason, "warning")
            return None
        self.messages.dismiss()
        return made[-1] if made else None

    # ---- a case

    def ask_case(self) -> None:
        """Ask which case is to be walked."""
        if self.controls.decision() is not None:
            self.desk.choose(self.controls.decision() or "")
        self._turn_to(self.desk)
        self.desk.start_button.setFocus()
        self.beside.reveal(self.desk, self.desk.start_button)

    def _case_decision(self, decision: str) -> None:
        if self.controls.decision() != decision:
            self.controls.show_all()

    def begin(self, walk: Walk) -> None:
        """Put a case on the stage."""
        for shortcut in self._keys:
            shortcut.setEnabled(True)
        self._make_room(stage=True)
        self.map.follow_closely(likely_path(walk))
        self.stage.begin(walk)
        self.map.setFocus()

    def _make_room(self, *, stage: bool) -> None:
        """Show the stage beneath the map, or what else stands around it."""
        for widget in (self.beside, self.controls, self.legend):
            widget.setVisible(not stage)
        self.stage.setVisible(stage)

    def _begin_again(self) -> None:
        if self.stage.walk is not None:
            walk = self.desk.walk_again(self.stage.walk)
            if walk.history:
                self.begin(walk)
            else:
                self.leave_case()
                self.messages.say(walk.ending, "warning")

    def leave_case(self) -> None:
        """Take the case off the stage."""
        for shortcut in self._keys:
            shortcut.setEnabled(False)
        self.stage.leave()
        self._make_room(stage=False)
        self.map.show_walk(None)
        self._turn_to(None)

    def _step_by_key(self, keys: str) -> None:
        if keys == "Escape":
            self.leave_case()
        elif keys.isdigit():
            self.stage.take(int(keys))
        elif (_STEPS[keys] > 0) == (keys == "Space" or self.layoutDirection() != Qt.LayoutDirection.RightToLeft):
            self.stage.go_on()
        else:
            self.stage.go_back()

    # ---- for the window

    def take_focus(self) -> None:
        if self.states.currentWidget() is self.nothing:
            self.nothing.take_focus()
        else:
            self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        if table not in ("role", "escalation_link") or row_id not in self._bridge.document.table(table):
            return False
        self.leave_case()
        self.controls.show_all()
        self._wanted = row_id
        self._choose_wanted()
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
