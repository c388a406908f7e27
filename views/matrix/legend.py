"""What the letters mean: quiet lines beneath the grid, aligned in columns, those that the matrix uses first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.expressions import AllOf, Expression
from models.authority.letter_words import letter_words
from models.authority.lettering import strongest
from models.authority.rules import Right, Rule
from models.authority.schemes import OTHER_SIDE, UNSHOWN, Letter, in_pairs
from views import marks, theme, tokens
from views.shell.buttons import Button
from views.shell.flow import WrappingLayout
from views.shell.labels import Text


class Legend(QWidget):
    """Each letter as the grid shows it, with its name; those that nothing uses yet are there when asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Letter, ...], frozenset[Right], bool] = ((), frozenset(), False)
        self._paired = False
        self._all = False
        self._columns = AlignedLayout(self)
        self.more = Button("", kind="link", on_click=self._turn, parent=self)
        self.setAccessibleName(self.tr("What the letters mean"))

    def show_letters(self, letters: tuple[Letter, ...], rules: Iterable[Rule]) -> None:
        """Show the letters of a scheme that the rows of a matrix use; all of them where nothing is used yet."""
        wanted = (letters, *in_use(rules))
        if wanted != self._shown:
            self._shown = wanted
            self._fill()

    def names(self) -> list[str]:
        """Return what is listed, in order."""
        items = (self._columns.itemAt(at) for at in range(self._columns.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.accessibleName() for widget in widgets if widget is not None and widget is not self.more]

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        letters, used, shared = self._shown
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        self._paired = in_pairs(letters)
        first = [letter for letter in letters if used.intersection(letter.rights)] or list(letters)
        rest = [letter for letter in letters if letter not in first]
        for letter in first:
            self._add(letter)
        for sign, name in self._signs_beside(letters, used, shared):
            self._columns.addWidget(_entry(Or(Letter(letter=sign, name=name, rights=())), name))
        for letter in rest if self._all else ():
            self._add(letter)
        self.more.setVisible(bool(rest))
        if rest:
            self.more.setText(self.tr("Fewer") if self._all else self.tr("{count} more").format(count=len(rest)))
            self.more.setToolTip(self.tr("Letters that no row uses yet"))
            self._columns.addWidget(self.more)
        self.updateGeometry()

    def _add(self, letter: Letter) -> None:
        entry = _entry(Swatch(letter), letter.name)
        entry.setToolTip(letter_words(letter, paired=self._paired))
        self._columns.addWidget(entry)

    def _signs_beside(
        self, letters: tuple[Letter, ...], used: frozenset[Right], shared: bool
    ) -> Iterator[tuple[str, str]]:
        """Yield what can stand in or beside a cell and is no letter."""
        if shared:
            yield "or", self.tr("one of several")
        if self._paired:
            yield OTHER_SIDE, self.tr("other side of a level")
            yield UNSHOWN, self.tr("no level")
        elif not used <= {right for letter in letters for right in letter.rights}:
            yield UNSHOWN, self.tr("no letter")


def in_use(rules: Iterable[Rule]) -> tuple[frozenset[Right], bool]:
    """Return the rights that rows give, and whether one of several may act somewhere."""
    steps = [step for rule in rules for step in rule.procedure]
    return frozenset(step.right for step in steps), any(_offers_choice(step.who) for step in steps)


def _offers_choice(expression: Expression) -> bool:
    # The kind is asked first: almost every step of a large matrix is one role.
    if expression.kind in ("any_of", "k_of"):
        return True
    return isinstance(expression, AllOf) and any(_offers_choice(part) for part in expression.parts)


class AlignedLayout(WrappingLayout):
    """One line where all fit into it; else as many columns as fit, all as wide as the widest item."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tokens.SPACE_M)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        items = self._shown()
        wide = max((item.sizeHint().width() for item in items), default=0) + self.spacing()
        high = max((item.sizeHint().height() for item in items), default=0)
        widths = [item.sizeHint().width() + self.spacing() for item in items]
        if sum(widths) - self.spacing() <= rect.width():
            for at, item in enumerate(items if move else ()):
                size = item.sizeHint()
                place = QPoint(rect.x() + sum(widths[:at]), rect.y() + (high - size.height()) // 2)
                self._place(item, QRect(place, size), rect)
            return high
        columns = max(1, (rect.width() + self.spacing()) // max(1, wide))
        for at, item in enumerate(items if move else ()):
            down, right = divmod(at, columns)
            size = item.sizeHint()
            place = QPoint(rect.x() + right * wide, rect.y() + down * (high + _LEADING) + (high - size.height()) // 2)
            self._place(item, QRect(place, size), rect)
        lines = -(-len(items) // columns)
        return max(0, lines * (high + _LEADING) - _LEADING)


_LEADING = 2


def _entry(sign: QWidget, name: str) -> QWidget:
    entry = QWidget()
    entry.setAccessibleName(name)
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(sign)
    row.addWidget(Text(name, "small"))
    return entry


class Swatch(QWidget):
    """One mark of a letter."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setAccessibleName(letter.name)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = strongest(self._letter.rights) if self._letter.rights else "other"
        marks.paint_mark(painter, self.rect().toRectF(), right, self._letter.letter)


class Or(Swatch):
    """The word that stands beside a letter where one of several may act."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter.letter)
