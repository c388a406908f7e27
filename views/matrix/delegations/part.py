"""Who may act for whom: delegations over their days, urgent routes, separated duties, and the chosen one in fields."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from models.authority.words import role_words
from models.changes import ChangeSet
from models.commands.delegations import add_delegation, add_separation, add_urgent_route, set_delegation
from models.commands.rows import delete_row
from views import tokens
from views.bridge import Bridge
from views.matrix.delegations.beside import PairForm, RouteForm, pair_words, route_words
from views.matrix.delegations.form import DelegationForm
from views.matrix.delegations.states import in_chains, state_of, what_words
from views.matrix.delegations.two_roles import TwoRoles
from views.matrix.inspector.pieces import column
from views.name_line import NameLine
from views.shell.beside import side_by_side
from views.shell.labels import Text
from views.shell.section import Section
from views.shell.two_lines import Line, TwoLineList
from views.timeline import Timeline
from views.timeline.row import Row

_TABLES = ("delegation", "urgent_route", "separation")
_WATCHED = (*_TABLES, "role", "decision", "dimension", "place", "person", "tier")


class DelegationsPart(QWidget):
    """Edits the delegations, urgent routes and separated duties."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table, self._id = "delegation", ""
        self.timeline = Timeline(self.tr("Delegations over time"))
        self.routes = TwoLineList(self.tr("Urgent routes"))
        self.pairs = TwoLineList(self.tr("Separated duties"))
        self.form, self.route_form, self.pair_form = DelegationForm(bridge), RouteForm(bridge), PairForm(bridge)
        self.new_grant = TwoRoles(bridge, (self.tr("Delegate from"), self.tr("to")), self._delegate)
        self.new_pair = TwoRoles(bridge, (self.tr("Keep apart"), self.tr("and")), self._keep_apart)
        self.nothing = Text(
            self.tr("Nothing is delegated. A delegation lets one role decide for another, within limits and days."),
            "muted",
            wrap=True,
        )
        self.new_route = NameLine(
            self.tr("Decides when there is no time"), self.tr("Who decides when there is no time …")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        lines = column(left, tokens.SPACE_M)
        for heading, listed, adder, stretch in (
            (self.tr("Delegations"), self.timeline, self.new_grant, 1),
            (self.tr("Urgent routes"), self.routes, self.new_route, 0),
            (self.tr("Separated duties"), self.pairs, self.new_pair, 0),
        ):
            section = Section(heading)
            section.body.setSpacing(tokens.SPACE_XS)
            section.body.addWidget(listed, stretch)
            if listed is self.timeline:
                section.add(self.nothing)
            section.add(adder)
            lines.addWidget(section, stretch)
        # The room that the chart does not want is left beneath, not spread between the headings.
        lines.addStretch(0)
        self._forms = QStackedWidget()
        self._no_form = Text(self.tr("Name who delegates, and to whom."), "muted")
        self._no_form.setAlignment(Qt.AlignmentFlag.AlignTop)
        for form in (self.form, self.route_form, self.pair_form, self._no_form):
            self._forms.addWidget(form)
        column(self).addWidget(side_by_side(left, self._forms, wide_left=True))

    def _connect(self) -> None:
        self.timeline.chosen.connect(lambda grant: self._choose("delegation", grant))
        self.timeline.days_moved.connect(self._move)
        self.timeline.opened.connect(lambda _grant: self.form.ends.setFocus(Qt.FocusReason.OtherFocusReason))
        self.timeline.delete_asked.connect(lambda grant: self._delete("delegation", grant))
        for table, listed in (("urgent_route", self.routes), ("separation", self.pairs)):
            listed.chosen.connect(lambda row, table=table: self._choose(table, row))
            listed.clicked.connect(
                lambda index, table=table, listed=listed: self._choose(table, listed.lines.id_at(index.row()))
            )
            listed.delete_asked.connect(lambda row, table=table: self._delete(table, row))
        self.form.delete_asked.connect(lambda grant: self._delete("delegation", grant))
        self.form.passed_on.connect(lambda grant: self._choose("delegation", grant))
        self.new_route.committed.connect(self._add_route)
        self._bridge.changed.connect(self._follow)
        self._bridge.opened.connect(self.refresh)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit_lists()

    def _fit_lists(self) -> None:
        """Let each list be as high as what is in it, up to three things."""
        for listed in (self.routes, self.pairs):
            count = listed.lines.rowCount()
            high = listed.sizeHintForRow(0) if count else 0
            listed.setFixedHeight(high * min(count, 3) + (2 if count else 0))

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document, today, read_only = self._bridge.document, self._bridge.today(), self._bridge.read_only
        rows = [
            Row(
                grant,
                depth,
                state_of(document, grant, today),
                role_words(document, grant.from_role),
                role_words(document, grant.to_role),
                what_words(document, grant),
            )
            for grant, depth in in_chains(document)
        ]
        self.timeline.show_rows(rows, today, read_only=read_only)
        self.timeline.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.routes.lines.show_lines([Line(r.id, r.name, route_words(document, r)) for r in document.urgent_routes])
        self.pairs.lines.show_lines(
            [
                Line(
                    pair.id,
                    f"{role_words(document, pair.one)} · {role_words(document, pair.other)}",
                    pair.reason or pair_words(document, pair),
                )
                for pair in document.separations
            ]
        )
        names = [role.name for role in document.roles]
        for adder in (self.new_grant, self.new_pair):
            adder.offer(names)
            adder.setVisible(not read_only)
        self.new_route.set_names(names)
        self.new_route.setVisible(not read_only)
        self._fit_lists()
        self._show_chosen()

    def _show_chosen(self) -> None:
        document = self._bridge.document
        if self._id not in document.table(self._table):
            found = next(iter(self.timeline.rows), None)
            self._table, self._id = "delegation", found.span.id if found is not None else ""
        if (grant := document.delegations.get(self._id)) is not None:
            self.form.show_grant(grant)
            self.timeline.choose(grant.id)
            self._turn(self.form)
        elif (route := document.urgent_routes.get(self._id)) is not None:
            self.route_form.show_route(route)
            self._turn(self.route_form)
        elif (pair := document.separations.get(self._id)) is not None:
            self.pair_form.show_pair(pair)
            self._turn(self.pair_form)
        else:
            self._turn(self._no_form)
        for table, listed in (("urgent_route", self.routes), ("separation", self.pairs)):
            if self._table == table:
                listed.choose(self._id)
            else:
                listed.clear_choice()
        if self._table != "delegation":
            self.timeline.choose("")

    def _turn(self, form: QWidget) -> None:
        """Show a form; the others take no room."""
        ignored, preferred = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for each in (self.form, self.route_form, self.pair_form, self._no_form):
            policy = preferred if each is form else ignored
            each.setSizePolicy(policy, policy)
        self._forms.setCurrentWidget(form)

    def _choose(self, table: str, row: str) -> None:
        if (table, row) != (self._table, self._id):
            self._table, self._id = table, row
            self._show_chosen()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a delegation, an urgent route or separated duties; return whether there is such."""
        if table not in _TABLES or row_id not in self._bridge.document.table(table):
            return False
        self.refresh()
        self._choose(table, row_id)
        if table == "delegation":
            target: QWidget = self.form.field(field)
        else:
            target = self.routes if table == "urgent_route" else self.pairs
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the chart."""
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- edits

    def _move(self, grant: str, side: str, day: date) -> None:
        self._bridge.execute(set_delegation, grant, **{side: day})

    def _delegate(self, one: str, other: str) -> str:
        return self._begun("delegation", add_delegation, one, other, self._bridge.today())

    def _keep_apart(self, one: str, other: str) -> str:
        return self._begun("separation", add_separation, one, other)

    def _add_route(self, name: object) -> None:
        if not name:
            return
        wanted = str(name).casefold()
        role = next((role.id for role in self._bridge.document.roles if role.name.casefold() == wanted), None)
        if role is None:
            self.new_route.refuse("", self.tr("There is no role “{name}”.").format(name=name))
            return
        refused = self._begun("urgent_route", add_urgent_route, role)
        if refused:
            self.new_route.refuse("", refused)
        else:
            self.new_route.reset("")

    def _begun(self, table: str, command: object, *args: object) -> str:
        """Begin something and show it; return why it was refused, or nothing."""
        before = {row.id for row in self._bridge.document.table(table)}
        refused = self._bridge.attempt(command, *args)  # type: ignore[arg-type]  # one of the commands named above
        for row in self._bridge.document.table(table) if not refused else ():
            if row.id not in before:
                self._choose(table, row.id)
        return refused

    def _delete(self, table: str, row: str) -> None:
        self._bridge.execute(delete_row, table, row)
