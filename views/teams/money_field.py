"""An amount of money, typed in any common form: 250k, 250,000 EUR, €1.2m."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from models.quantities import Money, QuantityError, group, minor_unit, parse_amount, to_steps
from views.shell.fields import LineField
from views.shell.fields.base import Unreadable
from views.shell.fields.number import read_number

_PARTS = re.compile(r"^(?P<before>\D*?)(?P<number>[-−]?\d(?:.*\d)?)(?P<after>\D*)$", re.DOTALL)


class MoneyField(LineField):
    """One amount; the value is a `Money`, or None for empty. What names no currency is in the organisation's own."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self._currency = "EUR"
        super().__init__(label, hint=hint, parent=parent)

    def set_currency(self, currency: str) -> None:
        """Say which currency an amount without one is in."""
        self._currency = currency

    def _show(self, value: object) -> None:
        super()._show(money_text(value, self.locale()) if isinstance(value, Money) else "")

    def _read(self) -> object:
        text = self.edit.text().strip()
        if not text:
            return None
        try:
            return read_money(text, self._currency, self.locale())
        except QuantityError as problem:
            raise Unreadable(str(problem)) from None


def money_text(money: Money, locale: QLocale) -> str:
    """Return an amount as the person's locale writes it, with its currency: "250,000.50 EUR"."""
    plain = group(Decimal(money.minor) * minor_unit(money.currency))
    marks = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
    return "".join(marks.get(letter, letter) for letter in plain) + f" {money.currency}"


def read_money(text: str, currency: str, locale: QLocale) -> Money:
    """Return the amount that a text means in a locale. Raises QuantityError with a sentence when it is none."""
    parts = _PARTS.match(text)
    number = read_number(parts["number"], locale) if parts else None
    if parts is None or number is None:
        raise QuantityError(f"“{text}” is not an amount; write it like 250,000 {currency}.")
    amount = parse_amount(f"{parts['before']}{number:f}{parts['after']}")
    if amount.unit == "%":
        raise QuantityError(f"“{text}” is a percentage; write an amount like 250,000 {currency}.")
    if amount.number < 0:
        raise QuantityError("A budget is not below zero.")
    unit = amount.unit or currency
    return Money(minor=to_steps(amount.number, minor_unit(unit)), currency=unit)
