"""Amounts, units and bands.

Inside Remit a limit is a whole number of a dimension's smallest steps (cents, months, whole units) and every
band is half-open, so that exactly one side owns an edge. Outside it reads as people write it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from models.entity import Value

UNLIMITED: Literal["unlimited"] = "unlimited"
NONE: Literal["none"] = "none"

# No amount has more steps than this: what a whole number of 64 bits can hold, with room to spare.
MOST_STEPS = 10**18
_MOST_DIGITS = 24

# The edge of a band that is owned from below lies one step behind the amount that is written.
Steps = Annotated[int, Field(ge=-MOST_STEPS - 1, le=MOST_STEPS + 1)]

# none, a value and unlimited are three different things; a blank (None) is a fourth, and never unlimited.
Limit = Steps | Literal["unlimited", "none"] | None

CURRENCIES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG".split()
)
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "US$": "USD"}
_NO_MINOR = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE_MINOR = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_SCALES = {"": 1, "k": 10**3, "t": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6}
_SCALES |= {"thousand": 10**3, "b": 10**9, "bn": 10**9, "billion": 10**9}

_AMOUNT = re.compile(
    r"""^\s*(?P<before>[A-Za-z]{3}(?=[\s\d])|US\$|[$€£¥₹])?\s*
        (?P<sign>[-−])?\s*(?P<number>\d[\d,'’\u00a0\u202f ]*(?:\.\d+)?|\.\d+)\s*
        (?P<scale>thousand|million|billion|mio|mn|bn|[kKtTmMbB])?(?![A-Za-z]{1,2}\b)\s*
        (?P<after>[A-Za-z]{3}\b|US\$|[$€£¥₹]|%)?\s*$""",
    re.VERBOSE,
)


class QuantityError(ValueError):
    """A text or number that is not the quantity asked for; its message is one plain sentence."""


class TooLarge(QuantityError):
    """An amount of more steps than can be counted."""


@dataclass(frozen=True)
class Amount:
    """A number as somebody wrote it, with the currency or percent sign beside it, if any."""

    number: Decimal
    unit: str | None = None


class Money(Value):
    """An amount of money in the currency's minor units (cents for USD, whole yen for JPY)."""

    minor: Steps
    currency: str = Field(pattern="^[A-Z]{3}$")

    def __str__(self) -> str:
        return f"{group(Decimal(self.minor) * minor_unit(self.currency))} {self.currency}"


class Band(Value):
    """A half-open interval `[lower, upper)` in a dimension's steps.

    A lower edge of None means from the start of the domain. The upper edge is a number, "unlimited", "none" (no
    case at all) or None: nobody said yet, which is a finding and matches nothing.
    """

    lower: Steps | None = None
    upper: Limit = None

    def holds(self, steps: int) -> bool:
        """Return whether a value, in steps, lies inside."""
        if self.lower is not None and steps < self.lower:
            return False
        return self.upper == UNLIMITED or (isinstance(self.upper, int) and steps < self.upper)

    @property
    def empty(self) -> bool:
        """Whether no value can lie inside: reversed, zero width or explicitly none."""
        if self.upper == NONE:
            return True
        return isinstance(self.upper, int) and self.lower is not None and self.upper <= self.lower


def minor_unit(currency: str) -> Decimal:
    """Return the smallest unit of a currency as a part of one: 0.01 for USD, 1 for JPY (ISO 4217)."""
    if currency in _NO_MINOR:
        return Decimal(1)
    return Decimal("0.001") if currency in _THREE_MINOR else Decimal("0.01")


def parse_amount(text: str) -> Amount:
    """Read "5000USD", "$5K", "EUR 1 200.50", "0.5M" or "10%".

    Raises QuantityError when the text is no amount, has more digits than anybody counts, or names a currency that does
    not exist.
    """
    match = _AMOUNT.match(text)
    if match is None:
        raise QuantityError(f"“{text}” is not an amount; write it like 5000USD or 12.5.")
    digits = re.sub(r"[,'’\u00a0\u202f ]", "", match["number"])
    length = len(digits.replace(".", ""))
    if length > _MOST_DIGITS:
        raise QuantityError(f"“{text[:12]}…” has {length} digits; write an amount of at most {_MOST_DIGITS}.")
    try:
        number = Decimal(digits) * _SCALES[(match["scale"] or "").lower()]
    except InvalidOperation:
        raise QuantityError(f"“{text}” is not a number.") from None
    if match["sign"]:
        number = -number
    return Amount(number, _unit_of(match["before"] or match["after"], text))


def _unit_of(mark: str | None, text: str) -> str | None:
    if mark is None or mark == "%":
        return mark
    unit = _SYMBOLS.get(mark, mark.upper())
    if unit not in CURRENCIES:
        raise QuantityError(f"“{mark}” in “{text}” is not a currency; use a three-letter code such as USD or EUR.")
    return unit


def to_steps(number: Decimal, step: Decimal) -> int:
    """Return a number as whole steps.

    Raises QuantityError when it lies between two steps, such as 25,000.50 on a scale of whole dollars, TooLarge when
    it is more of them than can be counted.
    """
    if abs(number) > MOST_STEPS * step:
        most = group(MOST_STEPS * step)
        raise TooLarge(f"{group(number)} is further from zero than {most}, the largest amount there can be.")
    steps = Fraction(number) / Fraction(step)
    if steps.denominator != 1:
        raise QuantityError(f"{group(number)} is finer than the smallest step of {group(step)}.")
    return int(steps)


def group(number: Decimal | int) -> str:
    """Return a number with thousands grouped and no idle zeros: 25,000.50 stays, 25,000.00 becomes 25,000."""
    number = Decimal(number)
    if number == number.to_integral_value():
        return f"{number:,.0f}" if number else "0"
    text = f"{number:,f}".rstrip("0")
    whole, _, part = text.partition(".")
    # Money reads wrong with one decimal: 0.5 million is fine, 25,000.5 dollars is not.
    return f"{whole}.{part:0<2}" if len(part) == 1 and abs(number) >= 1000 else text


def describe_band(band: Band, step: Decimal, unit: str = "") -> str:
    """Return a band as people write it: "above 5,000 up to and including 10,000 USD".

    Of the two ways to write an edge the rounder number wins, so what a sheet said comes back in its own words.
    """
    if band.upper == NONE:
        return "none"
    tail = f" {unit}" if unit else ""
    if band.empty and isinstance(band.upper, int):
        return f"from {group(_value(band.lower or 0, step))} to below {group(_value(band.upper, step))}{tail}"
    lower = None if band.lower is None else _lower_words(band.lower, step)
    if band.upper is None:
        return f"{lower or 'from the start'}{tail}, upper limit not stated"
    if band.upper == UNLIMITED:
        return f"{lower}{tail}" if lower else "any amount"
    upper = _upper_words(int(band.upper), step)
    if lower is None or band.lower == 0:
        return f"{upper}{tail}"
    joint = " and" if upper.startswith("below") else ""
    return f"{lower}{joint} {upper}{tail}"


def written_below(edge: int) -> bool:
    """Return whether a half-open edge is written by the step below it ("up to 5,000"), which is the rounder one."""
    return _zeros(edge - 1) > _zeros(edge)


def _lower_words(lower: int, step: Decimal) -> str:
    if written_below(lower):
        return f"above {group(_value(lower - 1, step))}"
    return f"from {group(_value(lower, step))}"


def _upper_words(upper: int, step: Decimal) -> str:
    # Things that are counted one by one are told by the last that is inside: 7 people rather than fewer than 8.
    counted = step == 1 and _zeros(upper - 1) == _zeros(upper)
    if counted or written_below(upper):
        return f"up to and including {group(_value(upper - 1, step))}"
    return f"below {group(_value(upper, step))}"


def _value(steps: int, step: Decimal) -> Decimal:
    return steps * step


def _zeros(steps: int) -> int:
    text = str(abs(steps))
    return 99 if steps == 0 else len(text) - len(text.rstrip("0"))
