"""Levers as people type them: "Buy goods:5000=2000..20000/1000", "CFO=5..20/5"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from models.authority.lookup import LookupFailed, find_role
from models.document import Document
from models.quantities import QuantityError, parse_amount
from models.whatif.levers import HoldersLever, HoursLever, ThresholdLever
from models.whatif.typed import edge_typed, find_edge

MOST_VALUES = 1_000
"""Values of one lever."""


def threshold_lever(document: Document, text: str, on: date) -> ThresholdLever:
    """Return the lever of "DECISION:LIMIT=LOW..HIGH/STEP". Raises LookupFailed."""
    name, values = _parts(text, "Buy goods:5000=2000..20000/1000")
    edge, dimension = find_edge(document, name, on)
    edges = tuple(
        dict.fromkeys(edge_typed(dimension, edge, str(value)) for value in _values(values, text, _whole_steps))
    )
    return ThresholdLever(edge.decision, edge.dimension, edge.at, edges)


def hours_lever(document: Document, text: str) -> HoursLever:
    """Return the lever of "ROLE=LOW..HIGH/STEP". Raises LookupFailed."""
    name, values = _parts(text, "CFO=5..20/5")
    role = find_role(document, name)
    found = tuple(float(value) for value in _values(values, text, _whole_steps))
    if not min(found) > 0 or not max(found) <= 168:
        raise LookupFailed(f"“{text}” asks for hours that no week has; take more than 0 and at most 168.")
    return HoursLever(role, found)


def holders_lever(document: Document, text: str) -> HoldersLever:
    """Return the lever of "ROLE=LOW..HIGH/STEP". Raises LookupFailed."""
    name, values = _parts(text, "CFO=1..3")
    role = find_role(document, name)
    found = _values(values, text, lambda low, high: Decimal(1))
    if any(value != int(value) or value < 1 for value in found):
        raise LookupFailed(f"“{text}” asks for holders that are no whole people; take whole numbers from 1 on.")
    return HoldersLever(role, tuple(int(value) for value in found))


def _parts(text: str, example: str) -> tuple[str, str]:
    name, equals, values = text.rpartition("=")
    if not equals or not name.strip() or not values.strip():
        raise LookupFailed(f"“{text}” says nothing to try; write it like {example}.")
    return name.strip(), values.strip()


def _whole_steps(low: Decimal, high: Decimal) -> Decimal:
    """The step where none is typed: a quarter of the range."""
    return (high - low) / 4 if high > low else Decimal(1)


def _values(text: str, whole: str, usual: Callable[[Decimal, Decimal], Decimal]) -> tuple[Decimal, ...]:
    """Return the values of "2000..20000/1000", "1..3" or "5;10;20". Raises LookupFailed."""
    if ".." not in text:
        return tuple(_number(part, whole) for part in text.split(";"))
    first, _, rest = text.partition("..")
    last, slash, by = rest.partition("/")
    low, high = _number(first, whole), _number(last, whole)
    step = _number(by, whole) if slash else usual(low, high)
    if high < low:
        raise LookupFailed(f"The range of “{whole}” ends below its start; write the smaller value first.")
    if step <= 0:
        raise LookupFailed(f"The step of “{whole}” must be more than nothing.")
    count = int((high - low) / step) + 1
    if count > MOST_VALUES:
        raise LookupFailed(
            f"“{whole}” has {count:,} values to try; take a larger step, at most {MOST_VALUES:,} values."
        )
    return tuple(low + step * at for at in range(count))


def _number(text: str, whole: str) -> Decimal:
    try:
        return parse_amount(text).number
    except (QuantityError, InvalidOperation):
        raise LookupFailed(f"“{text.strip()}” in “{whole}” is not a number; write a range like 5..20/5.") from None
