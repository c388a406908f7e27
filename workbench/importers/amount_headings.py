"""What the heading of a column of amounts says: which edge, which dimension, which currency, in thousands or not."""

import re
from typing import Literal

from workbench.importers.amounts import MARK, currency_named
from workbench.importers.letters import split_marks
from workbench.importers.names import short_name

_EDGES: dict[Literal["lower", "upper"], tuple[str, ...]] = {
    "lower": ("from", "min", "min.", "minimum", "lower", "lower limit", "at least", "start"),
    "upper": ("to", "up to", "max", "max.", "maximum", "upper", "upper limit", "at most", "end", "until"),
}
_EDGE = re.compile(r"^(?:from|to|up to|min(?:imum)?\.?|max(?:imum)?\.?)\b|\b(?:from|to|min\.?|max\.?)$", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:(?:financial|monetary|spend|spending|approval|authority|dollar)\s+)?"
    r"(?:amounts?|thresholds?|limits?|bands?|values?|ranges?|levels?)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"\(.*?\)|\[.*?\]|\bin\s+(?={MARK})|{MARK}|\b(?:in\s+)?(?:thousands?|k|000s?)\b|['’]000")
_THOUSANDS = re.compile(
    r"\bthousands?\b|['’ ]000s?\b|\bk[€$£]|[€$£]k\b|\bT(?=EUR|USD|GBP|CHF|€)|\bk(?=EUR|USD|GBP|CHF)"
)


def edge_of(heading: str) -> Literal["lower", "upper"] | None:
    """Return which edge the column holds, for a heading such as "From" or "Amount to"; None where it holds bands."""
    words = " ".join(_ASIDE.sub(" ", split_marks(heading)[0]).lower().split())
    return next((edge for edge, names in _EDGES.items() if words.removeprefix("amount ") in names), None)


def dimension_of(heading: str) -> str:
    """Return the name of the dimension, or nothing where the heading only says that it is an amount."""
    name = " ".join(_ASIDE.sub(" ", _EDGE.sub(" ", split_marks(heading)[0])).split())
    return "" if _GENERIC.match(name) else short_name(name)


def currency_of(heading: str) -> str | None:
    """Return the currency that the heading names, or None."""
    return currency_named(heading)


def in_thousands(heading: str) -> bool:
    """Return whether the heading says that amounts are in thousands, as "k€" and "USD '000" do."""
    return bool(_THOUSANDS.search(heading))
