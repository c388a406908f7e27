"""One letter in the editor of letters: its sign, its name, and the parts that it stands for."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from models.authority.letter_words import rights_words
from models.authority.own_letters import MOST
from models.authority.rules import RIGHTS, Right
from models.authority.schemes import Letter
from models.authority.words import verb
from views.shell.buttons import Button, IconButton
from views.shell.chips import Chips
from views.shell.fields import Choice
from views.shell.labels import restyle

_CHOICES = [Choice(right, verb(right)) for right in RIGHTS]


class LetterRow(QObject):
    """Fields in a row of a grid that somebody else owns; without a letter, the row for a new one.

    What the letter stands for is read as words; while the row is open, as chips to turn on and off. `asked` comes with
    the row when something in it was changed, `dropped` when the letter shall go, `reached` when it is worked on.
    """

    asked = Signal(object)
    dropped = Signal(object)
    reached = Signal(object)

    def __init__(self, letter: Letter | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.letter = letter
        self.rights: tuple[Right, ...] = ()
        self.sign = quiet_line(self.tr("Letter"), 4, parent)
        self.sign.setMaxLength(MOST)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = quiet_line(self.tr("Name"), 18, parent)
        self.words = Button("", kind="link", on_click=self._reach_chips, parent=parent)
        self.chips = Chips(self.tr("Stands for"), parent)
        self.chips.hide()
        self.remove = IconButton("close", self.tr("Take the letter out"), parent=parent)
        self.remove.setProperty("role", "compact")
        if letter is None:
            self.sign.setPlaceholderText(self.tr("New"))
            self.name.setPlaceholderText(self.tr("Name of a new letter"))
            self.remove.hide()
            self.words.setText(self.tr("What it stands for"))
        for line in (self.sign, self.name):
            line.editingFinished.connect(lambda: self.asked.emit(self))
            line.installEventFilter(self)
        self.chips.chosen.connect(self._choose)
        self.remove.clicked.connect(lambda: self.dropped.emit(self))
        self.chips.show_choices(_CHOICES, ())

    def put_into(self, grid: QGridLayout, number: int) -> None:
        """Lay the fields out in a row of the grid."""
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.sign, number, 0, top)
        grid.addWidget(self.name, number, 1, top)
        grid.addWidget(self.words, number, 2, top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.chips, number, 2)
        grid.addWidget(self.remove, number, 3, top)
        order = [self.sign, self.name, self.words, *self.chips.buttons, self.remove]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def open(self, on: bool) -> None:
        """Show the parts as chips, or as words."""
        self.chips.setVisible(on)
        self.words.setVisible(not on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(self)
        return super().eventFilter(watched, event)

    def _reach_chips(self) -> None:
        self.reached.emit(self)
        on = [button for button in self.chips.buttons if button.isChecked()]
        (on or self.chips.buttons)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def show_letter(self, letter: Letter) -> None:
        """Show a letter as it is now; what is being typed stays."""
        self.letter = letter
        for line, text in ((self.sign, letter.letter), (self.name, letter.name)):
            if not line.hasFocus() or not line.isModified():
                line.setText(text)
        self._stand_for(letter.rights)
        self.mark(wrong=False)
        self.sign.setAccessibleName(self.tr("Letter {letter}").format(letter=letter.letter))
        self.name.setAccessibleName(self.tr("Name of {letter}").format(letter=letter.letter))
        self.chips.setAccessibleName(self.tr("What {letter} stands for").format(letter=letter.letter))
        self.words.setText(rights_words(letter.rights))
        self.words.setAccessibleName(
            self.tr("{letter} stands for {words}").format(letter=letter.letter, words=self.words.text())
        )
        self.remove.setToolTip(self.tr("Take {letter} out").format(letter=letter.letter))
        self.remove.setAccessibleName(self.remove.toolTip())

    def says(self, letter: Letter) -> bool:
        """Return whether the fields hold just what a letter is."""
        typed = self.sign.text().strip(), self.name.text().strip()
        return typed == (letter.letter, letter.name) and set(self.rights) == set(letter.rights)

    def empty(self) -> None:
        """Be ready for another letter."""
        self.sign.clear()
        self.name.clear()
        self._stand_for(())
        self.mark(wrong=False)

    def refuse(self) -> None:
        """Keep what was typed, marked as wrong; parts go back to what the letter stands for."""
        self.mark(wrong=True)
        if self.letter is not None:
            self._stand_for(self.letter.rights)

    def mark(self, *, wrong: bool) -> None:
        """Mark the fields as wrong, or not."""
        for line in (self.sign, self.name):
            line.setProperty("severity", "error" if wrong else "")
            restyle(line)

    def leave(self) -> None:
        """Take the fields out of the editor."""
        for widget in (self.sign, self.name, self.words, self.chips, self.remove):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _choose(self, rights: tuple[Right, ...]) -> None:
        self.rights = rights
        self.asked.emit(self)

    def _stand_for(self, rights: tuple[Right, ...]) -> None:
        self.rights = rights
        self.chips.show_choices(_CHOICES, rights)


def quiet_line(name: str, characters: int, parent: QWidget) -> QLineEdit:
    """Return a line that looks like text until somebody edits it."""
    line = QLineEdit(parent)
    line.setAccessibleName(name)
    line.setProperty("role", "quiet")
    line.setFixedWidth(line.fontMetrics().averageCharWidth() * characters + 20)
    return line
