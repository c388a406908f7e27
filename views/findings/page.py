"""The findings page: what is wrong or doubtful in the file, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QListView, QStackedWidget, QWidget

from views import tokens
from views.bridge import Bridge
from views.findings.rows import FINDING, SHOWN, FindingDelegate, FindingsModel
from views.findings.watch import FindingsWatch
from views.shell.buttons import Button
from views.shell.empty_state import EmptyState
from views.shell.page import Page
from views.shell.severity import count_text

if TYPE_CHECKING:
    from models.findings.base import Finding


class FindingsPage(Page):
    """Lists the findings of the watch, errors first. `place_chosen(table, row, field)` asks to go to one."""

    place_chosen = Signal(str, str, str)

    def __init__(self, bridge: Bridge, watch: FindingsWatch, parent: QWidget | None = None) -> None:
        super().__init__("", scrolls=False, parent=parent)
        self.set_title(self.tr("Findings"))
        self._watch = watch
        self._severity = ""
        self._model = FindingsModel(self)
        self.list = _List()
        self.list.setModel(self._model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self.list.lay_again)
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
        self._build()
        watch.changed.connect(self._show)
        bridge.opened.connect(lambda: self.show_severity(""))
        self._show()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_XS)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for severity in ("", *SHOWN):
            button = Button("", kind="quiet", icon=SHOWN.get(severity, ""), icon_role=SHOWN.get(severity, "text"))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, severity=severity: self.show_severity(severity))
            self._group.addButton(button)
            self._buttons[severity] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.filter, 2)
        self.add(row)
        self._none = EmptyState("ok", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        self.add(self._stack, 1)

    def show_severity(self, severity: str) -> None:
        """List only the errors, warnings or information; with an empty text all."""
        self._severity = severity
        self._show()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        counts = self._watch.counts()
        total = sum(counts.values())
        self._buttons[""].setText(self.tr("All {n}").format(n=total))
        for severity, shown in SHOWN.items():
            self._buttons[severity].setText(count_text(shown, counts.get(severity, 0)))
        self._buttons[self._severity].setChecked(True)
        chosen = self.list.currentIndex().data(FINDING)
        found = [finding for finding in self._watch.findings if self._listed(finding)]
        rank = list(SHOWN)
        found.sort(key=lambda finding: rank.index(finding.severity))
        self._model.show(found)
        row = self._model.row_of(chosen.key) if chosen is not None else -1
        self.list.setCurrentIndex(self._model.index(max(row, 0), 0))
        self.go.setEnabled(bool(found))
        self._none.sentence.setText(
            self.tr("Nothing matches this filter.")
            if total
            else self.tr("No findings.")
            if self._watch.checked
            else self.tr("Checking …")
        )
        self._stack.setCurrentWidget(self.list if found else self._none)

    def _listed(self, finding: Finding) -> bool:
        if self._severity and finding.severity != self._severity:
            return False
        text = f"{finding.id} {finding.name} {finding.sentence} {finding.case or ''}".casefold()
        return all(word in text for word in self.filter.text().casefold().split())

    def _go(self, index: QModelIndex) -> None:
        finding = index.data(FINDING)
        if finding is not None and finding.places:
            place = finding.places[0]
            self.place_chosen.emit(place.table, place.row, place.field)


class _List(QListView):
    """A list whose rows wrap to its width."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)

    def lay_again(self, *_: object) -> None:
        """Give every row the height that it needs now."""
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter activates on every platform; on some Qt leaves it to double clicks.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
