"""A band that a person can read and change: as one line of words, and as two edges of which each says who owns it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QWidget

from models.authority.rules import BandCondition
from models.authority.words import band_words, unit_of
from models.decisions import Dimension
from models.quantities import NONE, UNLIMITED, Band, Limit, QuantityError, to_steps, written_below
from views import tokens
from views.band_text import read_band
from views.shell.fields import Choice, ChoiceField, LineField, NumberField
from views.shell.labels import Text

START, FROM, ABOVE = "start", "from", "above"
UP_TO, BELOW, UNSTATED = "up_to", "below", "unstated"


def lower_as_read(lower: int | None, step: Decimal) -> tuple[str, Decimal | None]:
    """Return a lower edge in steps as people write it: its kind, and its number where it has one."""
    if lower is None:
        return START, None
    return (ABOVE, (lower - 1) * step) if written_below(lower) else (FROM, lower * step)


def upper_as_read(upper: Limit, step: Decimal) -> tuple[str, Decimal | None]:
    """Return an upper edge in steps as people write it: its kind, and its number where it has one."""
    if upper is None:
        return UNSTATED, None
    if isinstance(upper, str):
        return upper, None
    return (UP_TO, (upper - 1) * step) if written_below(upper) else (BELOW, upper * step)


def edge(kind: str, number: Decimal, step: Decimal) -> int:
    """Return an edge in steps; bands are half-open, so one that is included ends a step later.

    Raises QuantityError when the number lies between two steps.
    """
    return to_steps(number, step) + (kind in (ABOVE, UP_TO))


class BandEditor(QWidget):
    """Edits the band of one condition; `put(condition)` hands it over and returns why it was refused, or nothing.

    A reversed band is not handed over, and the reason stands beneath.
    """

    def __init__(self, put: Callable[[BandCondition], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._put = put
        self._owner = ""
        self._condition: BandCondition | None = None
        self._dimension: Dimension | None = None
        self.words = LineField(self.tr("In words"), check=self._fault)
        self.words.committed.connect(self._typed)
        self.least_kind = ChoiceField(
            self.tr("Lower edge"),
            [
                Choice(START, self.tr("from the start")),
                Choice(FROM, self.tr("from")),
                Choice(ABOVE, self.tr("above")),
            ],
            START,
        )
        self.most_kind = ChoiceField(
            self.tr("Upper edge"),
            [
                Choice(UP_TO, self.tr("up to, including")),
                Choice(BELOW, self.tr("below")),
                Choice(UNLIMITED, self.tr("unlimited")),
                Choice(NONE, self.tr("none at all")),
                Choice(UNSTATED, self.tr("not stated")),
            ],
            UNLIMITED,
        )
        self.least = NumberField(self.tr("Lower edge, amount"), decimals=6)
        self.most = NumberField(self.tr("Upper edge, amount"), decimals=6)
        self._message = Text("", "error", wrap=True)
        self._message.setProperty("role", "error")
        self._message.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_S)
        grid.setVerticalSpacing(tokens.SPACE_XS)
        self.words.label.hide()
        grid.addWidget(self.words, 0, 0, 1, 2)
        for row, (kind, number) in enumerate(((self.least_kind, self.least), (self.most_kind, self.most)), 1):
            kind.label.hide()
            number.label.hide()
            grid.addWidget(kind, row, 0)
            grid.addWidget(number, row, 1)
            kind.committed.connect(self._kind_chosen)
            number.committed.connect(lambda _value: self._hand_over())
        grid.addWidget(self._message, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    @property
    def message(self) -> str:
        """What is wrong with the edges, empty when nothing is."""
        return "" if self._message.isHidden() else self._message.text()

    def show_condition(self, owner: str, condition: BandCondition, dimension: Dimension) -> None:
        """Show a band of what has the id `owner`; what is being typed about the same one stays."""
        same = owner == self._owner and self._condition is not None and self._condition.dimension == dimension.id
        self._owner, self._condition, self._dimension = owner, condition, dimension
        unit = condition.currency or unit_of(dimension)
        self.words.edit.setAccessibleName(self.tr("{fact}, in words").format(fact=dimension.name))
        (self.words.set_value if same else self.words.reset)(band_words(dimension, condition.band, condition.currency))
        for field, (kind_field, (kind, number)) in (
            (self.least, (self.least_kind, lower_as_read(condition.band.lower, dimension.step))),
            (self.most, (self.most_kind, upper_as_read(condition.band.upper, dimension.step))),
        ):
            field.set_unit(unit)
            (kind_field.set_value if same else kind_field.reset)(kind)
            (field.set_value if same else field.reset)(number)
            field.edit.setCursorPosition(0)
            field.setVisible(kind in (FROM, ABOVE, UP_TO, BELOW))
        self._say("")
        self.setAccessibleName(band_words(dimension, condition.band, condition.currency))

    def set_read_only(self, read_only: bool) -> None:
        """Let the band be read and not changed."""
        for field in (self.words, self.least_kind, self.least, self.most_kind, self.most):
            field.set_read_only(read_only)

    def _kind_chosen(self, _kind: object) -> None:
        pairs = ((self.least_kind, self.least), (self.most_kind, self.most))
        for kind, number in pairs:
            counted = kind.value() in (FROM, ABOVE, UP_TO, BELOW)
            number.setVisible(counted)
            if counted and number.value() is None:
                number.setFocus()
                return
        self._hand_over()

    def _hand_over(self) -> None:
        condition, dimension = self._condition, self._dimension
        if condition is None or dimension is None:
            return
        try:
            band = self._read(dimension.step)
        except QuantityError as error:
            self._say(str(error))
            return
        if band is None:
            return
        fault = self._reversed(band)
        self._say(fault or self._put(condition.model_copy(update={"band": band})))

    def _reversed(self, band: Band) -> str:
        if band.empty and band.upper != NONE:
            return self.tr("The upper edge lies below the lower one, so no case would fit. Change one of them.")
        return ""

    def _fault(self, text: str) -> str:
        if self._dimension is None:
            return ""
        try:
            return self._reversed(read_band(self._dimension, text).band)
        except QuantityError as error:
            return str(error)

    def _typed(self, text: object) -> None:
        condition, dimension = self._condition, self._dimension
        if condition is None or dimension is None:
            return
        band, currency = read_band(dimension, str(text))
        before = band_words(dimension, condition.band, condition.currency)
        refused = self._put(condition.model_copy(update={"band": band, "currency": currency}))
        if refused:
            self.words.refuse(before, refused)
        else:
            # Said back in Remit's own words, so that everybody sees what was understood.
            self.words.reset(band_words(dimension, band, currency))

    def _read(self, step: Decimal) -> Band | None:
        lower: int | None = None
        upper: Limit
        if self.least_kind.value() != START:
            if self.least.value() is None:
                return None
            lower = edge(str(self.least_kind.value()), Decimal(str(self.least.value())), step)
        kind = self.most_kind.value()
        if kind in (UP_TO, BELOW):
            if self.most.value() is None:
                return None
            upper = edge(str(kind), Decimal(str(self.most.value())), step)
        elif kind == UNSTATED:
            upper = None
        else:
            upper = UNLIMITED if kind == UNLIMITED else NONE
        return Band(lower=lower, upper=upper)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
