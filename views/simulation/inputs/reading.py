"""Values of a simulation's inputs as they are typed and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

from views.shell.fields.base import Unreadable
from views.shell.fields.number import read_number

_UNIT = re.compile(r"[^\d.,'’\s]+[\s\w%/.]*$")
_MOST_DECIMALS, _DECIMALS_OF_PERCENT = 6, 4
"""As exactly as figures are shown they are taken: what one sees can be typed again and changes nothing."""


def tr(text: str) -> str:
    """Return a text of these tables in the person's language."""
    return QCoreApplication.translate("Inputs", text)


def figure(value: float) -> str:
    """Return a number as people of the locale write it, without idle zeros."""
    return _written(float(value), QLocale().name())


@lru_cache(maxsize=4096)
def _written(value: float, locale_name: str) -> str:
    """Write a number; a table asks for the same few again and again."""
    number = Decimal(repr(round(value, _MOST_DECIMALS))).normalize()
    whole, _, part = f"{number:f}".partition(".")
    locale = QLocale(locale_name)
    sign = "-" if whole.startswith("-") else ""
    text = sign + locale.toString(int(whole.removeprefix("-")))
    return f"{text}{locale.decimalPoint()}{part}" if part else text


def percent(value: float) -> str:
    """Return a probability, 0 to 1, as a number of percent without the sign."""
    return figure(round(value * 100, _DECIMALS_OF_PERCENT))


def read_figure(text: str, what: str) -> float | None:
    """Return the number that was typed, with or without a unit behind it; None for a blank. Raises Unreadable."""
    plain = text.strip()
    if not plain:
        return None
    number = read_number(plain, QLocale())
    if number is None:
        number = read_number(_UNIT.sub("", plain), QLocale())
    if number is None:
        raise Unreadable(tr("“{text}” is not a number; type {what}.").format(text=_short(plain), what=what))
    return round(float(number), _MOST_DECIMALS)


def read_percent(text: str, what: str) -> float | None:
    """Return the probability, 0 to 1, that was typed as percent: "12.5" or "12.5 %". Raises Unreadable."""
    number = read_figure(text, what)
    return None if number is None else round(number, _DECIMALS_OF_PERCENT) / 100


def read_choice(text: str, choices: Mapping[str, str], what: str) -> str | None:
    """Return what was chosen by its name, or by a part of it that only one has; None for a blank. Raises Unreadable."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return None
    by_name = {name.casefold(): found for name, found in choices.items()}
    if wanted in by_name:
        return by_name[wanted]
    near = [found for name, found in by_name.items() if wanted in name]
    if len(near) == 1:
        return near[0]
    if near:
        raise Unreadable(tr("“{text}” could be several; type the whole name.").format(text=_short(text)))
    raise Unreadable(tr("There is no {what} “{text}”.").format(what=what, text=_short(text)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
