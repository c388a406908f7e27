"""The charter as a document beside its form. Its authority comes from the matrix, and says so when typed over."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlock
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from models.charter import CharterText
from views import theme, tokens
from views.shell.buttons import Button
from views.shell.flow import FlowLayout
from views.shell.labels import Text
from views.teams.charter_html import MATRIX, charter_html


class Preview(QWidget):
    """Shows a charter. `matrix_asked(decision)`, `note_asked` and `section_asked(key)` say where to change what."""

    matrix_asked = Signal(str)
    note_asked = Signal()
    section_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charter: CharterText | None = None
        self.paper = _Paper()
        self.paper.setAccessibleName(self.tr("Charter"))
        self.paper.typed.connect(self._typed)
        self.paper.anchorClicked.connect(self._followed)
        self.offer = QWidget()
        self.offer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.offer.setProperty("role", "message")
        self.offer.setProperty("severity", "info")
        self.change_matrix = Button(self.tr("Change the matrix"), kind="link", on_click=self._to_matrix)
        self.add_note = Button(self.tr("Add a note"), kind="link", on_click=self._to_note)
        words = Text(self.tr("What a team may decide follows from the matrix; nobody types it here."), wrap=True)
        column = QVBoxLayout(self.offer)
        column.setContentsMargins(12, tokens.SPACE_S, 12, tokens.SPACE_S)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(words)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.change_matrix)
        row.addWidget(self.add_note)
        column.addWidget(buttons)
        self.offer.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SPACE_M, 0, 0, 0)
        whole.setSpacing(tokens.SPACE_S)
        whole.addWidget(self.offer)
        whole.addWidget(self.paper, 1)
        theme.notifier().changed.connect(self._render)

    def show_charter(self, charter: CharterText) -> None:
        """Show a charter; the place that was being read stays where the team is the same."""
        other = self._charter is None or self._charter.team != charter.team
        if charter == self._charter:
            return
        self._charter = charter
        if other:
            self.offer.hide()
        self._render(keep_place=not other)

    def _render(self, keep_place: bool = True) -> None:
        if self._charter is None:
            return
        bar = self.paper.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self.paper.setHtml(charter_html(self._charter, theme.tokens(), theme.font().pointSizeF()))
        bar.setValue(place)

    def _typed(self, section: str) -> None:
        if section == "authority":
            self.offer.show()
            self.change_matrix.setFocus()
        elif section:
            self.section_asked.emit(section)

    def _followed(self, link: QUrl) -> None:
        address = link.toString()
        if address.startswith(MATRIX):
            self.matrix_asked.emit(address.removeprefix(MATRIX))

    def _to_matrix(self) -> None:
        self.offer.hide()
        self.matrix_asked.emit(self.paper.decision_here() or self._first_decision())

    def _first_decision(self) -> str:
        """The decision of the first line of authority; the matrix as a whole where there is none."""
        lists = self._charter.section("authority").lists if self._charter else ()
        return next((decision for listing in lists for decision in listing.decisions if decision), "")

    def _to_note(self) -> None:
        self.offer.hide()
        self.note_asked.emit()


class _Paper(QTextBrowser):
    """Read-only text that notices when somebody tries to type; `typed` comes with the key of the section."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "paper")
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(tokens.SPACE_L)

    def section_here(self) -> str:
        """Return the key of the section in which the cursor stands, or an empty text above all of them."""
        block = self.textCursor().block()
        while block.isValid():
            names = _anchors(block)
            if names:
                return names[0]
            block = block.previous()
        return ""

    def decision_here(self) -> str:
        """Return the decision that the line under the cursor comes from, or an empty text."""
        fragments = self.textCursor().block().begin()
        while not fragments.atEnd():
            address = fragments.fragment().charFormat().anchorHref()
            if address.startswith(MATRIX):
                return address.removeprefix(MATRIX)
            fragments += 1
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        erasing = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        if plain and (erasing or (event.text().isprintable() and event.text().strip())):
            self.typed.emit(self.section_here())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.typed.emit(self.section_here())


def _anchors(block: QTextBlock) -> list[str]:
    found: list[str] = []
    fragments = block.begin()
    while not fragments.atEnd():
        found += fragments.fragment().charFormat().anchorNames()
        fragments += 1
    return found
