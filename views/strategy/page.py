"""The strategy page: the themes of a quarter and the outcome targets that they are measured by."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.changes import ChangeSet
from models.commands import rows, strategy
from models.findings.settings import setting
from models.strategy import Quarter
from models.targets import CheckIn
from views import theme
from views.bridge import Bridge
from views.notice import Notice
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.page import Page
from views.strategy import quarters, words
from views.strategy.board import Board
from views.undo_offer import offer_undo


class StrategyPage(Page):
    """Shows one quarter of the document behind the bridge, and edits it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Strategy"), scrolls=False, parent=parent)
        self._bridge = bridge
        self._quarter = ""
        self._stale = False
        self.quarter_button = quarters.QuarterButton()
        self.add_theme_button = Button(self.tr("Add theme"), kind="primary", icon="add", on_click=self.add_theme)
        self.add_action(self.quarter_button)
        self.add_action(self.add_theme_button)
        self.board = Board(bridge)
        self.nothing = EmptyState(
            "strategy",
            self.tr("No quarter yet. Begin with this one: three to five themes, and how you will know."),
            action=self.tr("Begin this quarter"),
            on_action=self.begin_this_quarter,
        )
        self.no_theme = EmptyState(
            "strategy",
            self.tr("No themes in this quarter yet. A theme guides everybody without prescribing what to do."),
            action=self.tr("Add theme"),
            on_action=self.add_theme,
        )
        self._stack = QStackedWidget()
        for widget in (self.board, self.nothing, self.no_theme):
            self._stack.addWidget(widget)
        self.notice = Notice()
        self.add(self.notice)
        self.add(self._stack, 1)
        self._connect()
        self._reopen()

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.opened.connect(self._reopen)
        theme.notifier().changed.connect(self._restyled)
        self.quarter_button.chosen.connect(self.show_quarter)
        self.quarter_button.draft_asked.connect(self._draft_next)
        self.quarter_button.begin_asked.connect(lambda: self._bridge.execute(strategy.begin_quarter, self._quarter))
        self.quarter_button.delete_asked.connect(lambda: self._delete("quarter", self._quarter))
        self.board.add_theme_asked.connect(self._add_theme)
        self.board.add_outcome_asked.connect(self._add_outcome)
        self.board.move_theme_asked.connect(
            lambda one, before: self._bridge.execute(rows.move_row, "theme", one, before)
        )
        self.board.move_outcome_asked.connect(self._move_outcome)
        self.board.delete_asked.connect(self._delete)

    # ---- what is shown

    def quarter(self) -> Quarter | None:
        """Return the quarter that is shown."""
        return self._bridge.document.quarters.get(self._quarter)

    def show_quarter(self, quarter: str) -> None:
        """Show another quarter; what is being typed is handed over first."""
        self.commit()
        self._quarter = quarter
        self.board.show_quarter(quarter)
        self._show_frame()

    def _reopen(self) -> None:
        self.messages.dismiss()
        first = quarters.first_shown(self._bridge.document)
        self._quarter = first.id if first else ""
        self.board.show_quarter(self._quarter)
        self._show_frame()

    def _show_frame(self) -> None:
        document, quarter = self._bridge.document, self.quarter()
        editable = not self._bridge.read_only
        self.quarter_button.setVisible(quarter is not None)
        self.add_theme_button.setVisible(quarter is not None and editable)
        for empty in (self.nothing, self.no_theme):
            if empty.button is not None:
                empty.button.setVisible(editable)
        if quarter is None:
            self.set_title(self.tr("Strategy"), "")
            self.notice.say("")
            self._stack.setCurrentWidget(self.nothing)
            return
        self.set_title(quarter.name, words.span(quarter, self.locale()))
        self.quarter_button.show_quarter(document, quarter, read_only=not editable)
        self.notice.say(self._theme_warning())
        filled = document.themes.by("quarter", quarter.id) or document.outcomes.by("quarter", quarter.id)
        adding = not self.board.new_theme.isHidden()
        self._stack.setCurrentWidget(self.board if filled or adding else self.no_theme)

    def _theme_warning(self) -> str:
        most = int(setting(self._bridge.document, "most_themes"))
        count = len(self.board.themes())
        if count <= most:
            return ""
        return self.tr(
            "{count} themes are more than the {most} that people can keep in mind. Which could wait?"
        ).format(count=count, most=most)

    def _follow(self, changes: ChangeSet) -> None:
        if not self.isVisible():
            # What nobody sees is not painted: an edit elsewhere costs nothing here.
            self._stale = True
            return
        if self.quarter() is None:
            self._reopen()
            return
        if changes.touches("theme", "outcome", "check_in", "quarter", "role", "team", "decision"):
            self.board.follow(changes)
            self._show_frame()

    def _restyled(self) -> None:
        self.board.show_quarter(self._quarter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            if self.quarter() is None:
                self._reopen()
            else:
                self.board.show_quarter(self._quarter)
                self._show_frame()

    # ---- what people do

    def begin_this_quarter(self) -> None:
        """Add the fiscal quarter in which today lies."""
        self._bridge.execute(strategy.add_quarter, self._bridge.today())
        self.no_theme.setFocus()

    def add_theme(self) -> None:
        """Open the line in which a new theme is named."""
        self._stack.setCurrentWidget(self.board)
        self.board.begin_theme()

    def _draft_next(self) -> None:
        day = quarters.day_after_all(self._bridge.document)
        changes = self._bridge.execute(strategy.add_quarter, day, "draft")
        if changes:
            self.show_quarter(next(iter(changes.ids("quarter"))))

    def _add_theme(self, name: str) -> None:
        changes = self._bridge.execute(strategy.add_theme, self._quarter, name)
        self._show_frame()
        if changes:
            (theme,) = changes.ids("theme")
            self.focus_place("theme", theme, "statement")

    def _add_outcome(self, theme: str | None, name: str) -> None:
        column = self.board.outcome_list(theme)
        if self._bridge.execute(strategy.add_outcome, self._quarter, name, theme) and column is not None:
            column.add.reset("")
            column.add.clear_message()

    def _move_outcome(self, outcome: str, theme: str | None, before: str | None) -> None:
        if self._bridge.execute(strategy.move_outcome, outcome, theme, before):
            card = self.board.outcome_card(outcome)
            if card is not None:
                self.board.ensureWidgetVisible(card)

    def _delete(self, table: str, row_id: str) -> None:
        changes = self._bridge.execute(rows.delete_row, table, row_id)
        if changes:
            label = changes.label[:1].lower() + changes.label[1:]
            offer_undo(self.messages, self._bridge, self.tr("Done: {label}.").format(label=label))

    def reveal(self, widget: QWidget) -> None:
        """Scroll until the widget is seen, and give it the focus."""
        # A card that was just put on the board has no place yet; it has one when Qt is done laying out.
        QTimer.singleShot(0, widget, lambda: self.board.ensureWidgetVisible(widget))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the focus to the first theme."""
        themes = self.board.themes()
        card = self.board.theme_card(themes[0]) if themes else None
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a quarter, theme, outcome target or check-in; return whether it is in the file."""
        document = self._bridge.document
        row = document.table(table).get(row_id) if table in ("quarter", "theme", "outcome", "check_in") else None
        if isinstance(row, CheckIn):
            return self.focus_place("outcome", row.outcome)
        if row is None:
            return False
        quarter = row_id if table == "quarter" else row.quarter
        if quarter != self._quarter:
            self.show_quarter(quarter)
        card = self.board.theme_card(row_id) or self.board.outcome_card(row_id)
        if card is not None:
            self.reveal(card.field(field) if field else card)
        return True
