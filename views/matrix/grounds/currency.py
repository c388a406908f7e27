"""A currency, and the line in which a new exchange rate is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models.quantities import CURRENCIES
from views import tokens
from views.shell.fields import DateField, Field, LineField, NumberField

Begin = Callable[[str, str, date, Decimal], str]


class CurrencyField(LineField):
    """The three letters of a currency; small ones are taken as well, and nothing while `required` is off."""

    def __init__(self, label: str, *, required: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(label, required=required, placeholder="EUR", check=_fault, parent=parent)

    def keep_while_typing(self) -> None:
        """A currency counts when it is complete: its first three letters may be all, or not."""

    def _read(self) -> object:
        return str(super()._read()).upper()


def _fault(text: str) -> str:
    if not text or text.upper() in CURRENCIES:
        return ""
    said = QCoreApplication.translate(
        "CurrencyField", "“{text}” is not a currency; use a three-letter code such as USD or EUR."
    )
    return said.format(text=text)


class NewRate(QWidget):
    """Four fields; when all are given, `begin` is asked with them and returns why it was refused, or nothing."""

    def __init__(self, begin: Begin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begin, self._taking = begin, False
        self.source = CurrencyField(self.tr("From"), required=False)
        self.target = CurrencyField(self.tr("To"), required=False)
        self.on = DateField(self.tr("Day"))
        self.rate = NumberField(self.tr("Rate"), decimals=12)
        self.fields: tuple[Field, ...] = (self.source, self.target, self.on, self.rate)
        for edit in (self.source.edit, self.target.edit, self.on.edit, self.rate.edit):
            edit.setAccessibleName(self.tr("New exchange rate: {field}").format(field=edit.accessibleName()))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.SPACE_S)
        for at, field in enumerate(self.fields):
            field.committed.connect(lambda _value, field=field: self._given(field))
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)

    def offer(self, target: str, on: date) -> None:
        """Begin with a currency and a day, where nothing is given yet."""
        for field, value in ((self.target, target), (self.on, on)):
            if not field.value() and not field.dirty():
                field.reset(value)

    def take_focus(self) -> None:
        """Go to the first field."""
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _given(self, last: Field) -> None:
        if self._taking:
            return
        self._taking = True
        # What cannot be read is said at each of them, not only at the first.
        readable = [field.commit() for field in self.fields]
        self._taking = False
        if not all(readable):
            return
        missing = next((field for field in self.fields if not field.value()), None)
        if missing is not None:
            # By Enter one goes on to what is missing; who has gone elsewhere is left there.
            if last.hasFocus():
                missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        source, target, on, rate = (field.value() for field in self.fields)
        assert isinstance(on, date)
        assert isinstance(rate, Decimal)
        refused = self._begin(str(source), str(target), on, rate)
        if refused:
            self.rate.refuse(None, refused)
            return
        # Rates come by the day: the currency that all go to and the day stay for the next one.
        again = last.hasFocus()
        self.source.reset("")
        self.rate.reset(None)
        if again:
            self.take_focus()
