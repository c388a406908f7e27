"""The findings page: what is wrong or doubtful in the file, the way to it, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from models.authority.force import day_words
from views import tokens
from views.bridge import Bridge
from views.findings.fixer import Fixer
from views.findings.list_view import FindingsList
from views.findings.row_actions import FIX_KEYS, RowActions
from views.findings.rows import LISTED, SHOWN, FindingsModel, Listed
from views.findings.watch import FindingsWatch
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.findings_strip import WAIVED
from views.shell.page import Page
from views.shell.severity import count_text

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.findings.waived import Waived


class FindingsPage(Page):
    """Lists the findings of the watch, errors first, or what is waived.

    `place_chosen(table, row, field)` asks to go to one.
    """

    place_chosen = Signal(str, str, str)

    def __init__(
        self, bridge: Bridge, watch: FindingsWatch, parent: QWidget | None = None, fixer: Fixer | None = None
    ) -> None:
        super().__init__("", scrolls=False, parent=parent)
        self.set_title(self.tr("Findings"))
        self._watch = watch
        self._filter = ""
        self.fixer = fixer or Fixer(bridge, self)
        self._model = FindingsModel(self)
        self.doing = RowActions(bridge, self.fixer)
        self.list = FindingsList(self._model, self.doing)
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._choose(now))
        self.doing.left.connect(self.take_focus)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by text or number, such as F03"))
        self.filter.setAccessibleName(self.tr("Filter the findings"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(420)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.go = Button(
            self.tr("Go to the place"), kind="primary", on_click=lambda: self._go(self.list.currentIndex())
        )
        self.add_action(self.go)
        shortcut = QShortcut(QKeySequence(FIX_KEYS), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.doing.open_fixes)
        self._build()
        watch.changed.connect(self._show)
        watch.progressed.connect(self._tell_progress)
        bridge.opened.connect(lambda: self.show_severity(""))
        self._show()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_XS)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for which in ("", *SHOWN, WAIVED):
            button = Button("", kind="quiet", icon=SHOWN.get(which, ""), icon_role=SHOWN.get(which, "text"))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, which=which: self.show_severity(which))
            self._group.addButton(button)
            self._buttons[which] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.filter, 2)
        self.add(row)
        self._none = EmptyState("ok", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        self.add(self._stack, 1)

    def show_severity(self, which: str) -> None:
        """List only the errors, warnings, information or what is waived; with an empty text all that is not."""
        self._filter = which
        self._show()

    def choose(self, key: str, *, waive: bool = False) -> None:
        """Choose a finding by its key, and with `waive` ask why it is accepted."""
        self.filter.clear()
        self.show_severity("")
        self.list.setCurrentIndex(self._model.index(max(self._model.row_of(key), 0), 0))
        if waive:
            self.doing.open_form()
        else:
            self.take_focus()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        counts = self._watch.counts()
        total = sum(counts.values())
        self._buttons[""].setText(self.tr("All {n}").format(n=total))
        for severity, shown in SHOWN.items():
            self._buttons[severity].setText(count_text(shown, counts.get(severity, 0)))
        self._buttons[WAIVED].setText(self.tr("{n} waived").format(n=len(self._watch.waived)))
        self._buttons[self._filter].setChecked(True)
        chosen: Listed | None = self.list.currentIndex().data(LISTED)
        before = self.list.currentIndex().row()
        listed = [each for each in self._all() if self._wanted(each)]
        self._model.show(listed)
        row = self._model.row_of(chosen.key) if chosen is not None else -1
        # Where the one that was chosen is gone, its neighbour takes its place.
        row = row if row >= 0 else min(max(before, 0), len(listed) - 1)
        self.list.setCurrentIndex(self._model.index(row, 0))
        self._choose(self.list.currentIndex())
        self._none.sentence.setText(self._why_none(total))
        self._stack.setCurrentWidget(self.list if listed else self._none)

    def _tell_progress(self, share: float) -> None:
        if not self._watch.checked:
            self._none.sentence.setText(self.tr("Checking … {percent} %").format(percent=round(share * 100)))

    def _all(self) -> list[Listed]:
        if self._filter == WAIVED:
            return [Listed(each.finding, each.waiver, self._note(each)) for each in self._watch.waived]
        rank = list(SHOWN)
        found = [f for f in self._watch.findings if self._filter in ("", f.severity)]
        return [Listed(finding) for finding in sorted(found, key=lambda finding: rank.index(finding.severity))]

    def _note(self, waived: Waived) -> str:
        """Return what was accepted, why and until when."""
        waiver = waived.waiver
        day = day_words(waiver.until) if waiver.until else ""
        if waived.expired:
            until = self.tr("expired on {day}, so it is listed again").format(day=day)
        else:
            until = self.tr("until {day}").format(day=day) if day else self.tr("for good")
        note = self.tr("Waived {until}: {reason}").format(until=until, reason=waiver.reason)
        if waived.finding is None:
            return self.tr("{id}, found no longer. {note}").format(id=waiver.finding, note=note)
        return note

    def _why_none(self, total: int) -> str:
        if self._filter == WAIVED and not self._watch.waived:
            return self.tr("Nothing is waived.")
        if total or self._watch.waived:
            return self.tr("Nothing matches this filter.")
        return self.tr("No findings.") if self._watch.checked else self.tr("Checking …")

    def _wanted(self, listed: Listed) -> bool:
        finding = listed.finding
        known = f"{finding.id} {finding.name} {finding.sentence} {finding.case or ''}" if finding else ""
        text = f"{known} {listed.note}".casefold()
        return all(word in text for word in self.filter.text().casefold().split())

    def _choose(self, index: QModelIndex) -> None:
        listed: Listed | None = index.data(LISTED)
        self.doing.show_of(listed)
        self.go.setEnabled(listed is not None and listed.finding is not None)
        self.list.lay_again()

    def _go(self, index: QModelIndex) -> None:
        listed: Listed | None = index.data(LISTED)
        finding: Finding | None = listed.finding if listed is not None else None
        if finding is not None and finding.places:
            place = finding.places[0]
            self.place_chosen.emit(place.table, place.row, place.field)
