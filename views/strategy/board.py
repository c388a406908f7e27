"""The board: a column for each theme, its outcome targets beneath, those without a theme last."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from models.changes import ChangeSet
from models.document import Document
from models.targets import CheckIn
from views import tokens
from views.bridge import Bridge
from views.inplace import AddLine
from views.strategy.carrying import Carrying
from views.strategy.columns import NoTheme, column_width
from views.strategy.draggable import Draggable
from views.strategy.outcome_card import OutcomeCard
from views.strategy.outcome_list import OutcomeList
from views.strategy.theme_card import ThemeCard

_GAP = tokens.SPACE_L


class Board(QScrollArea):
    """Shows one quarter. What people ask for comes as signals; the page turns them into commands."""

    add_theme_asked = Signal(str)
    add_outcome_asked = Signal(object, str)
    move_theme_asked = Signal(str, object)
    move_outcome_asked = Signal(str, object, object)
    delete_asked = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._quarter = ""
        self._heads: dict[str, ThemeCard] = {}
        self._lists: dict[str | None, OutcomeList] = {}
        self._cards: dict[str, OutcomeCard] = {}
        self._order: list[str | None] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerWidget(QWidget())
        # Asked for its own, Qt hands out a widget that PySide has not seen, and to find out of which class it might be,
        # PySide makes every class of widget there is, which takes longer than the whole board.
        self._view = QWidget()
        self.setViewport(self._view)
        content = QWidget()
        content.setObjectName("content")
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(tokens.SPACE_M)
        self._grid.setRowStretch(1, 1)
        self.setWidget(content)
        self._content = content
        # Whatever is put on the board is born there: to move a widget to another parent styles it all anew.
        self._no_theme = NoTheme(content)
        self.new_theme = AddLine(self.tr("Add theme"), self.tr("Name of the new theme"), content)
        self.new_theme.committed.connect(self._theme_named)
        self.new_theme.hide()
        self._carrying = Carrying(self, content, self._mark, self._drop)

    # ---- what it shows

    def show_quarter(self, quarter: str) -> None:
        """Show a quarter as it is now, with all its themes and outcome targets."""
        self._quarter = quarter
        heads, cards = set(self._heads), set(self._cards)
        self._arrange()
        # What has just come is shown already.
        for theme in heads & set(self._heads):
            self._show_theme(theme)
        for outcome in cards & set(self._cards):
            self._show_outcome(outcome)

    def follow(self, changes: ChangeSet) -> None:
        """Repaint what the changes name and nothing else."""
        self._arrange()
        everywhere = changes.touches("role", "team", "decision")
        outcomes = changes.ids("outcome") | {
            row.outcome
            for change in changes.changes
            for row in (change.before, change.after)
            if isinstance(row, CheckIn)
        }
        for theme in self._heads:
            if everywhere or theme in changes.ids("theme"):
                self._show_theme(theme)
        for outcome in self._cards:
            if everywhere or outcome in outcomes:
                self._show_outcome(outcome)

    def theme_card(self, theme: str) -> ThemeCard | None:
        """Return the card of a theme, or None."""
        return self._heads.get(theme)

    def outcome_card(self, outcome: str) -> OutcomeCard | None:
        """Return the card of an outcome target, or None."""
        return self._cards.get(outcome)

    def outcome_list(self, theme: str | None) -> OutcomeList | None:
        """Return the outcome targets of a theme, or of none."""
        return self._lists.get(theme)

    def themes(self) -> list[str]:
        """Return the ids of the themes shown, from the left."""
        return [theme for theme in self._order if theme is not None]

    def begin_theme(self) -> None:
        """Open the line in which a new theme is named."""
        self.new_theme.show()
        self._place_columns()
        self.new_theme.setFocus()
        self.ensureWidgetVisible(self.new_theme)

    def _show_theme(self, theme: str) -> None:
        card = self._heads[theme]
        card.show_theme(self._bridge.document)
        card.set_read_only(self._bridge.read_only)

    def _show_outcome(self, outcome: str) -> None:
        card = self._cards[outcome]
        card.show_outcome(self._bridge.document)
        card.set_read_only(self._bridge.read_only)

    # ---- columns and cards come and go

    def _arrange(self) -> None:
        document = self._bridge.document
        themes = [theme.id for theme in document.themes.by("quarter", self._quarter)]
        wanted = _by_theme(document, self._quarter)
        order: list[str | None] = [*themes, *([None] if None in wanted or not themes else [])]
        focused = self.focusWidget() if self.isAncestorOf(self.focusWidget()) else None
        for theme in themes:
            if theme not in self._heads:
                self._add_head(theme)
        for column in order:
            if column not in self._lists:
                self._add_list(column)
        for column in order:
            cards = [self._card(outcome, self._lists[column]) for outcome in wanted.get(column, [])]
            self._lists[column].set_cards(cards)
        shown = {outcome for outcomes in wanted.values() for outcome in outcomes}
        for outcome in [one for one in self._cards if one not in shown]:
            self._cards[outcome].retire()
            _discard(self._cards.pop(outcome))
        for theme in [one for one in self._heads if one not in themes]:
            self._heads[theme].retire()
            _discard(self._heads.pop(theme))
        for column in [one for one in self._lists if one not in order]:
            _discard(self._lists.pop(column))
        if order != self._order:
            self._order = order
            self._place_columns()
        if focused is not None and focused.isVisible() and not focused.hasFocus():
            focused.setFocus()

    def _place_columns(self) -> None:
        for index, column in enumerate(self._order):
            head = self._heads[column] if column is not None else self._no_theme
            self._grid.addWidget(head, 0, index)
            self._grid.addWidget(self._lists[column], 1, index)
            if head.isHidden():
                head.show()
        self._no_theme.setVisible(None in self._order and len(self._order) > 1)
        after = len(self._order)
        self._grid.addWidget(self.new_theme, 0, after, Qt.AlignmentFlag.AlignTop)
        for index in range(self._grid.columnCount()):
            self._grid.setColumnStretch(index, 0)
        self._grid.setColumnStretch(after + 1, 1)
        self._fit()

    def _fit(self) -> None:
        count = len(self._order) + (not self.new_theme.isHidden())
        width = column_width(self._view.width(), count, _GAP, self.fontMetrics().averageCharWidth())
        for widget in (*self._heads.values(), *self._lists.values(), self._no_theme, self.new_theme):
            widget.setFixedWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add_head(self, theme: str) -> None:
        card = ThemeCard(self._bridge, theme, self._content)
        card.delete_asked.connect(lambda: self.delete_asked.emit("theme", theme))
        card.pushed.connect(lambda columns, _rows: self._push_theme(theme, columns))
        self._carrying.watch(card)
        self._heads[theme] = card
        self._show_theme(theme)

    def _add_list(self, theme: str | None) -> None:
        column = OutcomeList(theme, self._content)
        column.add_asked.connect(lambda name: self.add_outcome_asked.emit(theme, name))
        column.add_place.setVisible(not self._bridge.read_only)
        self._lists[theme] = column

    def _card(self, outcome: str, parent: QWidget) -> OutcomeCard:
        if outcome not in self._cards:
            card = OutcomeCard(self._bridge, outcome, parent)
            card.delete_asked.connect(self.delete_asked)
            card.pushed.connect(lambda columns, rows: self._push_outcome(outcome, columns, rows))
            self._carrying.watch(card)
            self._cards[outcome] = card
            self._show_outcome(outcome)
        return self._cards[outcome]

    def _theme_named(self, name: object) -> None:
        if name:
            self.new_theme.reset("")
            self.new_theme.hide()
            self.add_theme_asked.emit(str(name))

    # ---- moving by keyboard

    def _push_theme(self, theme: str, columns: int) -> None:
        themes = self.themes()
        at = themes.index(theme) + columns
        if columns and 0 <= at < len(themes):
            rest = [one for one in themes if one != theme]
            self.move_theme_asked.emit(theme, rest[at] if at < len(rest) else None)

    def _push_outcome(self, outcome: str, columns: int, rows: int) -> None:
        here = next(column for column in self._order if outcome in self._lists[column].ids())
        if rows:
            ids = self._lists[here].ids()
            at = ids.index(outcome) + rows
            if 0 <= at < len(ids):
                rest = [one for one in ids if one != outcome]
                self.move_outcome_asked.emit(outcome, here, rest[at] if at < len(rest) else None)
            return
        columns_there: list[str | None] = [*self.themes(), None]
        at = columns_there.index(here) + columns
        if 0 <= at < len(columns_there):
            self.move_outcome_asked.emit(outcome, columns_there[at], None)

    # ---- moving by hand

    def _column_at(self, x: int) -> int:
        for index, column in enumerate(self._order):
            if x < self._lists[column].geometry().right() + _GAP // 2:
                return index
        return len(self._order) - 1

    def _mark(self, card: Draggable, point: QPoint) -> QRect | None:
        if isinstance(card, ThemeCard):
            at, _ = self._theme_place(card, point)
            heads = [self._heads[theme].geometry() for theme in self.themes()]
            left = heads[at].left() if at < len(heads) else heads[-1].right() + _GAP
            return QRect(left - _GAP // 2 - 1, heads[0].top(), 3, heads[0].height())
        if not isinstance(card, OutcomeCard):
            return None
        column, index, _ = self._outcome_place(card, point)
        shown = self._lists[column]
        top = shown.cards[index].y() if index < len(shown.cards) else shown.add_place.y()
        return QRect(shown.x(), shown.y() + top - tokens.SPACE_XS - 1, shown.width(), 3)

    def _theme_place(self, card: ThemeCard, point: QPoint) -> tuple[int, str | None]:
        """Return the place among the themes as they stand, and the theme in front of which it lies."""
        themes = self.themes()
        at = sum(point.x() > self._heads[theme].geometry().center().x() for theme in themes)
        behind = [theme for theme in themes[at:] if theme != card.theme_id]
        return at, behind[0] if behind else None

    def _outcome_place(self, card: OutcomeCard, point: QPoint) -> tuple[str | None, int, str | None]:
        """Return the column, the place among its cards as they stand, and the card in front of which it lies."""
        column = self._order[self._column_at(point.x())]
        shown = self._lists[column]
        y = point.y() - shown.y()
        index = sum(y > other.geometry().center().y() for other in shown.cards)
        behind = [other for other in shown.ids()[index:] if other != card.outcome_id]
        return column, index, behind[0] if behind else None

    def _drop(self, card: Draggable, point: QPoint) -> None:
        if isinstance(card, ThemeCard):
            _, before = self._theme_place(card, point)
            if _next_of(self.themes(), card.theme_id) != before:
                self.move_theme_asked.emit(card.theme_id, before)
        elif isinstance(card, OutcomeCard):
            column, _, before_card = self._outcome_place(card, point)
            ids = self._lists[column].ids()
            if card.outcome_id not in ids or _next_of(ids, card.outcome_id) != before_card:
                self.move_outcome_asked.emit(card.outcome_id, column, before_card)


def _by_theme(document: Document, quarter: str) -> dict[str | None, list[str]]:
    themes = {theme.id for theme in document.themes.by("quarter", quarter)}
    found: dict[str | None, list[str]] = {}
    for outcome in document.outcomes.by("quarter", quarter):
        found.setdefault(outcome.theme if outcome.theme in themes else None, []).append(outcome.id)
    return found


def _next_of(ids: list[str], one: str) -> str | None:
    at = ids.index(one) + 1
    return ids[at] if at < len(ids) else None


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
