"""Places in their trees, instruments by rank, exchange rates, and the chosen one in fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QWidget

from models.authority.places import KINDS
from models.authority.words import capital
from models.changes import ChangeSet
from models.commands.grounds import (
    add_instrument,
    add_place,
    add_rate,
    delete_instrument,
    delete_place,
    delete_rate,
    instruments_by_rank,
    places_in_trees,
    rates_by_pair,
)
from models.decisions import PlaceKind
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.matrix.grounds.currency import NewRate
from views.matrix.grounds.forms import GroundForm, InstrumentForm, PlaceForm, RateForm
from views.matrix.grounds.words import instrument_line, place_line, rate_line, rate_words
from views.matrix.inspector.pieces import column, scrolling
from views.shell.beside import side_by_side
from views.shell.buttons import Button
from views.shell.labels import Text
from views.shell.section import Section
from views.shell.two_lines import Line, TwoLineList

_TABLES = ("place", "instrument", "rate")
_DELETE = {"place": delete_place, "instrument": delete_instrument, "rate": delete_rate}
# So many things of a list are seen before it scrolls.
_SEEN = {"place": 8, "instrument": 4, "rate": 4}


class GroundsPart(QWidget):
    """Edits places, instruments and exchange rates."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table, self._id = "place", ""
        self._kind: PlaceKind = "entity"
        self.places = TwoLineList(self.tr("Places"))
        self.instruments = TwoLineList(self.tr("Instruments"))
        self.rates = TwoLineList(self.tr("Exchange rates"))
        self.lists = dict(zip(_TABLES, (self.places, self.instruments, self.rates), strict=True))
        self.place_form = PlaceForm(bridge, self.tr("Delete this place"))
        self.instrument_form = InstrumentForm(bridge, self.tr("Delete this instrument"))
        self.rate_form = RateForm(bridge, self.tr("Delete this exchange rate"))
        forms: tuple[GroundForm, ...] = (self.place_form, self.instrument_form, self.rate_form)
        self.forms = dict(zip(_TABLES, forms, strict=True))
        self.new_place = AddLine(self.tr("Add a place"), self.tr("Add a place …"))
        self.new_instrument = AddLine(self.tr("Add an instrument"), self.tr("Add an instrument …"))
        self.new_rate = NewRate(self._add_rate)
        self._choose_kind = Button("", kind="quiet", on_click=self._offer_kinds)
        self._menu = QMenu(self._choose_kind)
        for kind in KINDS:
            self._menu.addAction(capital(kind)).triggered.connect(lambda _on=False, kind=kind: self.begin_place(kind))
        self._say_kind()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        place_line = QWidget()
        row = QHBoxLayout(place_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_XS)
        row.addWidget(self.new_place, 1)
        row.addWidget(self._choose_kind, 0, Qt.AlignmentFlag.AlignTop)
        self._adders = {"place": place_line, "instrument": self.new_instrument, "rate": self.new_rate}
        left = QWidget()
        lines = column(left, tokens.SPACE_L)
        lines.setContentsMargins(0, 0, tokens.SPACE_M, 0)
        headings = (self.tr("Places"), self.tr("Instruments"), self.tr("Exchange rates"))
        for table, heading in zip(_TABLES, headings, strict=True):
            section = Section(heading)
            section.body.setSpacing(tokens.SPACE_XS)
            section.add(self.lists[table])
            section.add(self._adders[table])
            lines.addWidget(section)
        lines.addStretch(1)
        self._forms = QStackedWidget()
        self._no_form = Text(
            self.tr(
                "Rows can be limited to places, come from an instrument, and be met by amounts in other currencies."
            ),
            "muted",
            wrap=True,
        )
        self._no_form.setAlignment(Qt.AlignmentFlag.AlignTop)
        for form in (*self.forms.values(), self._no_form):
            self._forms.addWidget(form)
        self._area = scrolling(left, self)
        column(self).addWidget(side_by_side(self._area, self._forms, wide_left=True))

    def _connect(self) -> None:
        for table, listed in self.lists.items():
            listed.chosen.connect(lambda row, table=table: self._choose(table, row))
            listed.clicked.connect(
                lambda index, table=table, listed=listed: self._choose(table, listed.lines.id_at(index.row()))
            )
            listed.delete_asked.connect(lambda row, table=table: self._delete(table, row))
            self.forms[table].delete_asked.connect(lambda row, table=table: self._delete(table, row))
        self.new_place.committed.connect(self._add_place)
        self.new_instrument.committed.connect(self._add_instrument)
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
        """Let each list be as high as what is in it, up to a few things; an empty one is not there."""
        for table, listed in self.lists.items():
            count = listed.lines.rowCount()
            high = listed.sizeHintForRow(0) if count else 0
            listed.setFixedHeight(high * min(count, _SEEN[table]) + 2)
            listed.setVisible(count > 0)

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*_TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        document = self._bridge.document
        self.places.lines.show_lines(
            [Line(p.id, p.name, place_line(document, p), depth=depth) for p, depth in places_in_trees(document)]
        )
        self.instruments.lines.show_lines(
            [Line(row.id, row.name, instrument_line(row)) for row in instruments_by_rank(document)]
        )
        self.rates.lines.show_lines([Line(row.id, rate_words(row), rate_line(row)) for row in rates_by_pair(document)])
        for adder in self._adders.values():
            adder.setVisible(not self._bridge.read_only)
        self.new_rate.offer(next((row.unit for row in document.dimensions if row.kind == "money"), ""), self._today())
        self._fit_lists()
        self._show_chosen()

    def _today(self) -> date:
        return self._bridge.today()

    def _show_chosen(self) -> None:
        document = self._bridge.document
        if self._id not in document.table(self._table):
            first = [(table, listed) for table, listed in self.lists.items() if listed.lines.rowCount()]
            # What is next in the same list comes before the first of another one.
            first.sort(key=lambda found: found[0] != self._table)
            self._table, self._id = (first[0][0], first[0][1].lines.id_at(0)) if first else ("place", "")
        shown: QWidget = self._no_form
        if self._id:
            self.forms[self._table].show_row(document.table(self._table)[self._id])
            shown = self.forms[self._table]
        ignored, preferred = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for form in (*self.forms.values(), self._no_form):
            policy = preferred if form is shown else ignored
            form.setSizePolicy(policy, policy)
        self._forms.setCurrentWidget(shown)
        for table, listed in self.lists.items():
            if self._id and table == self._table:
                listed.choose(self._id)
            else:
                listed.clear_choice()

    def _choose(self, table: str, row: str) -> None:
        if (table, row) != (self._table, self._id):
            self._table, self._id = table, row
            self._show_chosen()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a field of a place, an instrument or an exchange rate; return whether there is such."""
        if table not in _TABLES or row_id not in self._bridge.document.table(table):
            return False
        self.refresh()
        self._choose(table, row_id)
        self._area.ensureWidgetVisible(self.lists[table])
        self.forms[table].field(field).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Give the focus to the list in which something is chosen; to the line for a new place where nothing is."""
        target = self.lists[self._table] if self._id else self.new_place
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- edits

    def begin_place(self, kind: PlaceKind) -> None:
        """Choose the kind of the next place, and go to the line where its name is typed."""
        self._kind = kind
        self._say_kind()
        self.new_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_kind(self) -> None:
        self._choose_kind.setText(f"{self._kind} ▾")
        self._choose_kind.setAccessibleName(self.tr("Kind of the new place: {kind}").format(kind=self._kind))

    def _offer_kinds(self) -> None:
        self._menu.popup(self._choose_kind.mapToGlobal(self._choose_kind.rect().bottomLeft()))

    def _add_place(self, name: object) -> None:
        self._named(self.new_place, "place", add_place, name, self._kind)

    def _add_instrument(self, name: object) -> None:
        self._named(self.new_instrument, "instrument", add_instrument, name)

    def _named(self, line: AddLine, table: str, command: object, name: object, *more: object) -> None:
        if not name:
            return
        refused = self._begun(table, command, name, *more)
        if refused:
            line.refuse("", refused)
        else:
            line.reset("")

    def _add_rate(self, source: str, target: str, on: date, rate: Decimal) -> str:
        return self._begun("rate", add_rate, source, target, on, rate)

    def _begun(self, table: str, command: object, *args: object) -> str:
        """Begin something and show it; return why it was refused, or nothing."""
        before = {row.id for row in self._bridge.document.table(table)}
        refused = self._bridge.attempt(command, *args)  # type: ignore[arg-type]  # one of the commands named above
        for row in self._bridge.document.table(table) if not refused else ():
            if row.id not in before:
                self._choose(table, row.id)
        return refused

    def _delete(self, table: str, row: str) -> None:
        self._choose(table, row)
        self.forms[table].refuse(self._bridge.attempt(_DELETE[table], row))
