"""Amounts inside a longer text, as people of different countries write them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from models.quantities import CURRENCIES

_SYMBOLS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SCALES = {"k": 3, "t": 3, "thousand": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6, "million": 6}
_SCALES |= {"b": 9, "bn": 9, "billion": 9}
_UNITS = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "month": "months",
    "year": "years",
    "yr": "years",
    "week": "weeks",
    "day": "days",
    "hour": "hours",
    "people": "people",
    "person": "people",
    "employee": "people",
    "fte": "FTE",
}
_CODE = "(?:" + "|".join(sorted(CURRENCIES)) + "|usd|eur|gbp|chf|Euro|euro)"

MARK = rf"(?:US\$|[$€£¥₹]|\b{_CODE}\b)"
"""A currency's sign or code."""

AMOUNT = re.compile(
    rf"""(?<![\w.,])
    (?:(?P<before>{_CODE}(?=\s?[\d.])|US\$|[$€£¥₹])\s?)?
    (?P<number>\d(?:[\d.,'’\u00a0\u202f]*\d)?(?:[ ]\d{{3}}(?![\d.,]*\d))*(?:[ ]\d{{3}}[.,]\d{{1,2}}(?!\d))?|\.\d+)
    (?:\s?(?P<scale>thousand|million|billion|[Mm]io\b\.?|mn|MN|mm|MM|bn|BN|Bn|[kKtTmMbB])(?![A-Za-z]))?
    (?:\s?(?P<after>US\$|[$€£¥₹]|{_CODE}\b
        |%|percent\b|per[ ]cent\b|months?\b|years?\b|yrs?\b|weeks?\b|days?\b|hours?\b
        |people\b|persons?\b|employees?\b|FTEs?\b))?
    (?:,[-–](?!\d))?""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Quantity:
    """A number with what stands beside it. `bare` is the number before "K" or "M" was applied.

    `solid` says whether its looks alone make it an amount: a currency, a scale, a unit, or grouped thousands.
    """

    number: Decimal
    bare: Decimal
    scaled: bool
    currency: str | None
    unit: str
    solid: bool

    def scaled_like(self, other: "Quantity") -> "Quantity":
        """Return this amount on the other's scale: the 5 of "5 - 10K" is 5K."""
        if self.scaled or not other.scaled or self.bare >= other.bare:
            return self
        number = self.bare * other.number / other.bare
        return Quantity(number, self.bare, True, self.currency, self.unit, self.solid)


def quantity_of(match: re.Match[str], english: bool = False) -> Quantity | None:
    """Return the amount that a match of AMOUNT means, or None when its separators make no number.

    With `english`, commas group and a dot is the decimal point, whatever follows.
    """
    scale = (match["scale"] or "").lower().rstrip(".")
    bare = number_of(match["number"], english, bool(scale))
    if bare is None:
        return None
    mark = match["before"] or match["after"] or ""
    after = (match["after"] or "").lower()
    unit = _UNITS.get(after) or _UNITS.get(after.rstrip("s"), "")
    currency = None if not mark or (unit and not match["before"]) else _currency(mark)
    grouped = bool(re.search(r"\d[.,'’\u00a0\u202f ]\d{3}(?!\d)", match["number"]))
    solid = bool(mark or scale or grouped)
    return Quantity(bare.scaleb(_SCALES.get(scale, 0)), bare, bool(scale), currency, unit, solid)


def _currency(mark: str) -> str:
    return "EUR" if mark.lower() == "euro" else _SYMBOLS.get(mark, mark.upper())


def currency_named(text: str) -> str | None:
    """Return the first currency that a text names by sign or code, such as the heading "Amount (EUR)"."""
    found = re.search(rf"{MARK}|(?<=[kT]){_CODE}\b", text)
    return _currency(found[0]) if found else None


def number_of(text: str, english: bool = False, scaled: bool = False) -> Decimal | None:
    """Return the number that digits with separators mean: "50.000", "50,000" and "50 000" are fifty thousand.

    One separator before exactly three digits groups, unless a scale follows a dot ("1.250M"); otherwise the last
    separator is the decimal one. None when the groups do not have three digits.
    """
    text = re.sub(r"(?<=\d)['’\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    if re.search(r"[^\d.,]", text):
        return None
    if english:
        return Decimal(text.replace(",", "")) if re.fullmatch(r"[\d,]*(\.\d+)?", text) else None
    marks = [character for character in text if character in ".,"]
    if not marks:
        return Decimal(text)
    if len(marks) == 1:
        whole, _, rest = text.partition(marks[0])
        groups = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
        if groups and not (scaled and marks[0] == "."):
            return Decimal(whole + rest)
        return Decimal(f"{whole or '0'}.{rest}")
    if len(set(marks)) == 1:
        return Decimal(text.replace(marks[0], "")) if _grouped(text, marks[0]) else None
    whole, _, rest = text.rpartition(marks[-1])
    if marks[-1] in whole or not _grouped(whole, marks[0]):
        return None
    return Decimal(f"{whole.replace(marks[0], '')}.{rest}")


def _grouped(text: str, mark: str) -> bool:
    first, *groups = text.split(mark)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)
