"""Ctrl+K: find anything and do anything, from the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from views import theme, tokens
from views.shell.accessibility import announce
from views.shell.labels import Text, rule
from views.shell.palette_items import Entry, PaletteItem, Provider, best
from views.shell.palette_rows import ITEM, RowDelegate, row_height
from views.shell.severity import Glyph

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class CommandPalette(QWidget):
    """Lies over the whole of `host` and dims it while it is open. Ctrl+K opens it, Escape closes it.

    With an empty `shortcut` the host opens it.
    """

    def __init__(self, host: QWidget, shortcut: str = "Ctrl+K") -> None:
        super().__init__(host)
        self._host = host
        self._providers: list[tuple[str, Provider]] = []
        self._entries: list[Entry] = []
        self._before: QWidget | None = None
        self._listed = 0, 0
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find or do anything"))
        self.edit.setAccessibleName(self.tr("Find or do anything"))
        self.edit.textChanged.connect(self._search)
        self.edit.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run)
        self._nothing = Text(self.tr("Nothing matches."), "muted")
        self._nothing.setContentsMargins(20, tokens.SPACE_M, 20, tokens.SPACE_M)
        self._build()
        host.installEventFilter(self)
        if shortcut:
            QShortcut(QKeySequence(shortcut), host).activated.connect(self.toggle)
        self.hide()

    def _build(self) -> None:
        self._panel = QFrame(self)
        self._panel.setObjectName("palette")
        top = QHBoxLayout()
        top.setContentsMargins(20, tokens.SPACE_XS, 20, tokens.SPACE_XS)
        top.addWidget(Glyph("search", "muted", 20))
        top.addWidget(self.edit, 1)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, tokens.SPACE_S)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule())
        column.addSpacing(tokens.SPACE_XS)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def add_provider(self, group: str, provider: Provider) -> None:
        """Search the items of `provider` under the heading `group`; without a query in this order."""
        self._providers.append((group, provider))

    def toggle(self) -> None:
        """Open, or close if it is open."""
        if self.isVisible():
            self.dismiss()
        else:
            self.open()

    def open(self, query: str = "") -> None:
        """Ask the providers and show the palette with a query already typed."""
        self._before = self.window().focusWidget()
        self._entries = [Entry.of(item, group) for group, provide in self._providers for item in provide()]
        self.edit.setText(query)
        self._search(query)
        self._fit()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def dismiss(self) -> None:
        """Close and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self._entries = []

    def results(self) -> list[PaletteItem]:
        """Return the items listed now, best first."""
        rows = (self._model.index(row, 0).data(ITEM) for row in range(self._model.rowCount()))
        return [item for item in rows if isinstance(item, PaletteItem)]

    def _search(self, query: str) -> None:
        self._model.clear()
        groups = best(self._entries, query)
        self._listed = len(groups), sum(len(items) for _, items in groups)
        for group, items in groups:
            heading = QStandardItem(group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(heading)
            for item in items:
                row = QStandardItem(item.title)
                row.setData(item, ITEM)
                row.setData(f"{item.title}, {item.subtitle}" if item.subtitle else item.title, _SPOKEN)
                self._model.appendRow(row)
        self._nothing.setVisible(self._model.rowCount() == 0)
        self.list.setVisible(self._model.rowCount() > 0)
        self._select(1)
        self._fit()

    def _select(self, row: int) -> None:
        index = self._model.index(row, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(self._model.index(0, 0) if row == 1 else index)
            if self.isVisible():
                announce(self.edit, str(index.data(_SPOKEN)))

    def _move(self, step: int) -> None:
        rows = [row for row in range(self._model.rowCount()) if self._model.index(row, 0).data(ITEM) is not None]
        if rows:
            now = self.list.currentIndex().row()
            at = rows.index(now) if now in rows else 0
            wanted = at + step
            around = wanted % len(rows) if abs(step) == 1 else max(0, min(len(rows) - 1, wanted))
            self._select(rows[around])

    def _run(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, PaletteItem):
            self.dismiss()
            item.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        dim = QColor(theme.tokens().scrim)
        dim.setAlphaF(0.5 if theme.tokens().dark else 0.28)
        painter = QPainter(self)
        painter.fillRect(self.rect(), dim)
        painter.end()

    def _fit(self) -> None:
        host = self._host
        self.setGeometry(host.rect())
        width = min(max(560, self.fontMetrics().averageCharWidth() * 84), host.width() - 2 * tokens.SPACE_L)
        rows = self._listed[0] * row_height(heading=True) + self._listed[1] * row_height(heading=False)
        head = self.edit.sizeHint().height() + 3 * tokens.SPACE_S
        wanted = head + (rows + 8 if rows else self._nothing.sizeHint().height())
        height = min(wanted, round(host.height() * 0.7))
        size = QSize(width, height)
        self._panel.setGeometry(QRect((host.width() - width) // 2, round(host.height() * 0.12), 0, 0))
        self._panel.resize(size)


_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
