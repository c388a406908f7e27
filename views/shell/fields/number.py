"""A number with its unit, read and written in the person's locale."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from views.shell.fields.base import Field, Unreadable
from views.shell.labels import Text, restyle

_MOST_DIGITS = 30


class Box(QWidget):
    """A frame that looks like one field around several widgets, and shows the focus of the one inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "box")

    def watch(self, widget: QWidget) -> None:
        """Show the frame as focused while `widget` has the focus."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", "true" if event.gotFocus() else "false")
            restyle(self)
        return super().eventFilter(watched, event)


class NumberField(Field):
    """A number; the value is an `int`, a `Decimal` where `decimals` > 0, or None for empty.

    The unit stands in the field and may be typed as well. Grouping marks and the locale's decimal point are understood.
    """

    def __init__(
        self,
        label: str,
        value: int | Decimal | None = None,
        *,
        unit: str = "",
        decimals: int = 0,
        minimum: float | None = None,
        maximum: float | None = None,
        required: bool = False,
        placeholder: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._decimals, self._minimum, self._maximum = decimals, minimum, maximum
        self._required = required
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.textEdited.connect(self._on_edited)
        self._unit = Text(unit, "muted")
        if not unit:
            self._unit.hide()
        self._box = Box()
        self._box.watch(self.edit)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(10, 7, 10, 7)
        row.addWidget(self.edit, 1)
        row.addWidget(self._unit)
        self._install(self._box, self.edit)
        if unit:
            self.edit.setAccessibleName(f"{label} ({unit})")
        self.reset(value)

    def set_unit(self, unit: str) -> None:
        """Change the unit that stands in the field."""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self.edit.setAccessibleName(f"{self.label.text()} ({unit})" if unit else self.label.text())

    def text(self) -> str:
        """Return what stands in the field now, committed or not."""
        return self.edit.text()

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def _framed(self) -> QWidget:
        return self._box

    def _show(self, value: object) -> None:
        text = "" if value is None else self._written(Decimal(str(value)))
        if self.edit.text() != text:
            self.edit.setText(text)

    def _written(self, number: Decimal) -> str:
        locale = self.locale()
        sign, digits = ("-", -number) if number < 0 else ("", number)
        whole, _, part = f"{digits:f}".partition(".")
        text = sign + locale.toString(int(whole))
        part = part.rstrip("0")
        return text + locale.decimalPoint() + part if part else text

    def _read(self) -> object:
        text = self.edit.text().strip()
        if not text:
            if self._required:
                raise Unreadable(self.tr("Enter a number."))
            return None
        number = read_number(self._without_unit(text), self.locale())
        if number is None:
            raise Unreadable(self.tr("“{text}” is not a number.").format(text=text))
        if not self._decimals and number != number.to_integral_value():
            raise Unreadable(self.tr("Enter a whole number."))
        self._bounded(number)
        return number if self._decimals else int(number)

    def _without_unit(self, text: str) -> str:
        """Return what was typed without the unit behind it, or the beginning of the unit: "6.8 %" of "% a month"."""
        unit = self._unit.text().casefold()
        if unit and text.casefold().endswith(unit):
            return text[: -len(unit)]
        end = max((i for i, letter in enumerate(text, 1) if letter.isdecimal()), default=0)
        typed = text[end:].strip().casefold()
        return text[:end] if typed and unit.startswith(typed) else text

    def _bounded(self, number: Decimal) -> None:
        low, high = self._minimum, self._maximum
        below, above = (
            low is not None and number < Decimal(str(low)),
            high is not None and number > Decimal(str(high)),
        )
        if not (below or above):
            return
        least = "" if low is None else self._written(Decimal(str(low)))
        most = "" if high is None else self._written(Decimal(str(high)))
        if low is not None and high is not None:
            text = self.tr("Enter a number from {least} to {most}.").format(least=least, most=most)
        elif below:
            text = self.tr("Enter {least} or more.").format(least=least)
        else:
            text = self.tr("Enter {most} or less.").format(most=most)
        raise Unreadable(text)


def read_number(text: str, locale: QLocale) -> Decimal | None:
    """Return the number that `text` means in `locale`, or as programs write it; None if neither."""
    bare = text.strip()
    for gap in (" ", "\u00a0", "\u202f", "\u2009", "'", "’"):
        bare = bare.replace(gap, "")
    grouping, point = locale.groupSeparator(), locale.decimalPoint()
    local = bare
    if grouping and _grouped(bare, grouping, point):
        local = bare.replace(grouping, "")
    local = local.replace(point, ".").replace("−", "-")
    for candidate in (local, bare):
        try:
            number = Decimal(candidate)
        except InvalidOperation:
            continue
        if number.is_finite() and number.adjusted() < _MOST_DIGITS:
            return number
    return None


def _grouped(text: str, grouping: str, point: str) -> bool:
    """Whether every grouping mark stands before exactly three digits, so "1,5" is not read as 15."""
    whole = text.partition(point)[0]
    return all(len(group) == 3 for group in whole.split(grouping)[1:])
