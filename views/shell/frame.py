"""The frame around everything: rail, pages, inspector and findings strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from views import tokens
from views.shell.findings_strip import FindingsStrip
from views.shell.labels import rule
from views.shell.message_bar import MessageBar
from views.shell.page import Page
from views.shell.rail import Rail
from views.shell.tab_order import follow_layout

COLLAPSE_BELOW = 1100
PageFactory = Callable[[], Page]


class Frame(QWidget):
    """Holds the pages and builds each one when it is first shown, so that the window opens at once.

    Pages are best born on the `stage`: one that comes to it later is styled a second time.
    """

    page_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail()
        self.messages = MessageBar()
        self.strip = FindingsStrip()
        self.rail.chosen.connect(self._go)
        self.stage = QStackedWidget()
        self._factories: dict[str, PageFactory] = {}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._stand_in: QWidget | None = None
        self._inspector = QScrollArea()
        self._inspector.setObjectName("inspector")
        self._inspector.setWidgetResizable(True)
        self._inspector.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inspector.setAccessibleName(self.tr("Inspector"))
        self._inspector.hide()
        self._build()

    def _build(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        place = QVBoxLayout()
        place.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_M, 0)
        place.addWidget(self.messages)
        column.addLayout(place)
        column.addWidget(self.stage, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(centre)
        self.splitter.addWidget(self._inspector)
        self.splitter.setStretchFactor(0, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(rule(vertical=True))
        upper.addWidget(self.splitter, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(upper, 1)
        outer.addWidget(rule())
        outer.addWidget(self.strip)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        # Pages make and unmake their parts all the time, and Qt goes by when they were made.
        follow_layout(self)
        return super().focusNextPrevChild(forwards)

    def add_page(self, key: str, icon: str, text: str, page: PageFactory) -> None:
        """Add a place to the rail; `page` builds it when it is first shown."""
        self._factories[key] = page
        self.rail.add_place(key, icon, text)

    def page(self, key: str) -> Page:
        """Return a page, building it if need be; KeyError if there is none of that name."""
        if key not in self._pages:
            built = self._factories[key]()
            self._pages[key] = built
            self.stage.addWidget(built)
        return self._pages[key]

    def built_pages(self) -> dict[str, Page]:
        """Return the pages that exist so far, by key."""
        return dict(self._pages)

    def current_key(self) -> str:
        """Return the key of the page shown, empty before the first."""
        return self._current

    def stand_in(self, key: str, widget: QWidget) -> None:
        """Show a widget where a page will stand. Until `show_page` is called, choosing a place only marks it."""
        self.stage.addWidget(widget)
        self.stage.setCurrentWidget(widget)
        self._dismiss_stand_in()
        self._stand_in = widget
        self.rail.set_current(key)

    def _dismiss_stand_in(self) -> None:
        if self._stand_in is not None:
            self.stage.removeWidget(self._stand_in)
            self._stand_in.deleteLater()
            self._stand_in = None

    def show_page(self, key: str) -> Page:
        """Show a page and mark it in the rail; what was being typed on the page before is handed over."""
        page = self.page(key)
        if key != self._current:
            if self._current:
                self._pages[self._current].commit()
            self._current = key
            self.stage.setCurrentWidget(page)
            self._dismiss_stand_in()
            self.page_changed.emit(key)
        self.rail.set_current(key)
        if self.focusWidget() is None:
            self.rail.focus_current()
        return page

    def _go(self, key: str) -> None:
        if self._stand_in is not None:
            self.rail.set_current(key)
            return
        page = self.show_page(key)
        if not self.rail.isAncestorOf(self.focusWidget()):
            page.take_focus()

    def set_inspector(self, widget: QWidget | None) -> None:
        """Show a widget in the panel at the right, or close the panel."""
        if widget is not self._inspector.widget():
            self._inspector.takeWidget()
        self._inspector.setVisible(widget is not None)
        if widget is not None:
            self._inspector.setWidget(widget)
            if self.splitter.sizes()[1] < 200:
                wanted = max(300, widget.sizeHint().width())
                self.splitter.setSizes([max(self.splitter.width() - wanted, 1), wanted])

    def commit(self) -> bool:
        """Hand over what is being typed anywhere, before closing or undoing."""
        # A page that has fields has imported them; the frame itself has none.
        from views.shell.fields import commit_all

        readable = True
        for page in self._pages.values():
            readable = page.commit() and readable
        return commit_all(self) and readable

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_collapsed(self.width() < COLLAPSE_BELOW)
