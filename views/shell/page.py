"""The base of every page: a header, actions at the right, and the content beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from views import tokens
from views.shell.labels import Text, restyle, rule
from views.shell.message_bar import MessageBar


class Page(QWidget):
    """Subclass it and `add` to its content.

    A scrolling page grows downwards; a page that does not scroll (`scrolls=False`) gives its content all
    the height there is, for tables and maps that scroll themselves. `measure` bounds the width of the content
    in logical pixels, so that lines stay readable on a wide screen; 0 uses the whole width.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        scrolls: bool = True,
        measure: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = Text(title, "display", wrap=True)
        self.subtitle = Text(subtitle, "muted", wrap=True)
        if not subtitle:
            self.subtitle.hide()
        self.messages = MessageBar()
        self._area: QScrollArea | None = None
        self._actions = QHBoxLayout()
        self._actions.setSpacing(tokens.SPACE_S)
        self.content = QVBoxLayout()
        self.content.setSpacing(tokens.SPACE_L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._edge = rule()
        self._edge.setProperty("role", "hidden rule")
        column.addWidget(self._header())
        column.addWidget(self._edge)
        self._page_column = column
        self._page_body = self._body(scrolls, measure)
        column.addWidget(self._page_body, 1)

    def _header(self) -> QWidget:
        header = QWidget()
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_XS)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_M)
        row.addLayout(words, 1)
        row.addLayout(self._actions)
        row.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(header)
        column.setContentsMargins(tokens.SPACE_XL, tokens.SPACE_L, tokens.SPACE_XL, tokens.SPACE_M)
        column.setSpacing(tokens.SPACE_M)
        column.addLayout(row)
        column.addWidget(self.messages)
        return header

    def _body(self, scrolls: bool, measure: int) -> QWidget:
        body = QWidget()
        body.setObjectName("content")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.content, 0 if scrolls else 1)
        if scrolls:
            column.addStretch(1)
        row = QHBoxLayout(body)
        row.setContentsMargins(tokens.SPACE_XL, tokens.SPACE_S, tokens.SPACE_XL, tokens.SPACE_L)
        if measure:
            bounded = QWidget()
            bounded.setMaximumWidth(measure)
            bounded.setLayout(column)
            row.addWidget(bounded, 1000)
            row.addStretch(1)
        else:
            row.addLayout(column)
        if not scrolls:
            return body
        area = QScrollArea()
        self._area = area
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: _make_room(row, bar.sizeHint().width() if high else 0))
        bar.valueChanged.connect(self._scrolled)
        return area

    def _scrolled(self, value: int) -> None:
        """Draw a line under the header while content lies beneath it."""
        role = "rule" if value else "hidden rule"
        if self._edge.property("role") != role:
            self._edge.setProperty("role", role)
            restyle(self._edge)

    def divide(self) -> QStackedWidget:
        """Return a stack in which the content stands as the first part, so that others can be put beside it."""
        stack = QStackedWidget()
        self._page_column.replaceWidget(self._page_body, stack)
        stack.addWidget(self._page_body)
        return stack

    def add_parts_bar(self, bar: QWidget) -> None:
        """Put a bar that turns between parts beneath the header."""
        row = QHBoxLayout()
        row.setContentsMargins(tokens.SPACE_XL, 0, tokens.SPACE_XL, tokens.SPACE_XS)
        row.addWidget(bar)
        self._page_column.insertLayout(1, row)

    def take_focus(self) -> None:
        """Give the focus to the first field of the content. Override where another is better."""
        body = self.findChild(QWidget, "content")
        for widget in body.findChildren(QWidget) if body is not None else ():
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Change the title, and the subtitle if one is given."""
        self.title.setText(title)
        self.setAccessibleName(title)
        if subtitle is not None:
            self.subtitle.setText(subtitle)
            self.subtitle.setVisible(bool(subtitle))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the header."""
        self._actions.addWidget(widget)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append a widget or a layout to the content."""
        if isinstance(item, QWidget):
            self.content.addWidget(item, stretch)
        else:
            self.content.addLayout(item, stretch)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until the widget is seen, and give it the focus."""
        if self._area is not None and self._area.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, tokens.SPACE_L, tokens.SPACE_XL)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, table: str, row_id: str, field: str = "") -> bool:
        """Go to a row of the document, or one field of it, such as a finding names; return whether it is here.

        Override where a page shows rows.
        """
        return False

    def commit(self) -> bool:
        """Hand over what is being typed; return whether every field could read its text."""
        # A page that has fields has imported them; the frame of the window has none.
        from views.shell.fields import commit_all

        return commit_all(self)


def _make_room(row: QHBoxLayout, bar: int) -> None:
    """Keep the content in line with the header whether or not there is a scroll bar."""
    parent = row.parentWidget()
    mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
    margins = row.contentsMargins()
    margins.setLeft(tokens.SPACE_XL - (bar if mirrored else 0))
    margins.setRight(tokens.SPACE_XL - (0 if mirrored else bar))
    row.setContentsMargins(margins)
