"""One line, and several lines that grow as they are written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from views.shell.fields.base import Check, Field, Unreadable


class LineField(Field):
    """One line of text; the value is a `str` without spaces at its ends.

    `check` returns a sentence for a text that must not be handed over (the text stays), or "".
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        hint: str = "",
        check: Check | None = None,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._check, self._required = check, required
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.textEdited.connect(self._on_edited)
        self._install(self.edit)
        self.reset(value)

    def text(self) -> str:
        """Return what stands in the field now, committed or not."""
        return self.edit.text()

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def _show(self, value: object) -> None:
        text = str(value or "")
        if self.edit.text() != text:
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def _read(self) -> object:
        text = self.edit.text().strip()
        if self._required and not text:
            raise Unreadable(self.tr("This must not be empty."))
        fault = self._check(text) if self._check is not None else ""
        if fault:
            raise Unreadable(fault)
        return text


class TextField(Field):
    """Several lines; as high as the text between `lines` and `most` lines. Ctrl+Enter hands over.

    The value is a `str` with the person's own line breaks.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        hint: str = "",
        lines: int = 2,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self.edit = GrowingEdit(lines, most)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self._on_edited)
        self._install(self.edit)
        self.reset(value)

    def text(self) -> str:
        """Return what stands in the field now, committed or not."""
        return self.edit.toPlainText()

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def _show(self, value: object) -> None:
        text = str(value or "")
        if self.edit.toPlainText() != text:
            self.edit.setPlainText(text)

    def _read(self) -> object:
        return self.edit.toPlainText().rstrip()

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class GrowingEdit(QPlainTextEdit):
    """A plain text edit that is exactly as high as its text, within bounds given in lines."""

    def __init__(self, lines: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._shown_lines = 0
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self) -> None:
        lines = self._wanted_lines()
        if lines != self._shown_lines:
            self._shown_lines = lines
            over = lines < self.document().documentLayout().documentSize().height()
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff)
            self.updateGeometry()

    def _wanted_lines(self) -> int:
        if self.document().isEmpty():
            return max(self._lines, line_count(self.placeholderText(), self.font(), self.viewport().width()))
        # A plain text document measures its height in lines.
        return max(self._lines, min(self._most, round(self.document().documentLayout().documentSize().height())))

    def sizeHint(self) -> QSize:
        return QSize(240, self._height_of(self._wanted_lines()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_of(self._lines))

    def heightForWidth(self, width: int) -> int:
        # Counted anew for the width: the document itself is laid out only once the edit has got it.
        self.ensurePolished()
        frame = self.contentsMargins()
        lines = line_count(
            self.toPlainText() or self.placeholderText(), self.font(), width - frame.left() - frame.right()
        )
        return self._height_of(max(self._lines, min(self._most, lines)))

    def _height_of(self, lines: int) -> int:
        self.ensurePolished()
        frame = self.contentsMargins()
        return lines * self.fontMetrics().lineSpacing() + frame.top() + frame.bottom() + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()


def line_count(text: str, font: QFont, width: int) -> int:
    """Return on how many lines a plain text edit without margins shows a text in a width."""
    count = 0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            count += 1
        layout.endLayout()
    return max(count, 1)
