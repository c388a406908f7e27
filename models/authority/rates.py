"""Exchange: what an amount or a limit in one currency is in another on a day. Exact, without floats."""

from datetime import date
from fractions import Fraction
from math import ceil, floor

from models.authority.force import day_words
from models.document import Document
from models.quantities import written_below


def exchange_rate(document: Document, source: str, target: str, on: date) -> Fraction | None:
    """Return how much of the target one of the source is worth by the latest rate up to that day, or None.

    A rate the other way round counts as well; of two for the same day the direct one does.
    """
    if source == target:
        return Fraction(1)
    found: tuple[date, bool, Fraction] | None = None
    for rate in document.rates:
        direct = (rate.source, rate.target) == (source, target)
        if rate.on > on or not (direct or (rate.source, rate.target) == (target, source)):
            continue
        worth = Fraction(rate.rate) if direct else 1 / Fraction(rate.rate)
        if found is None or (rate.on, direct) > found[:2]:
            found = (rate.on, direct, worth)
    return found[2] if found else None


def no_rate(source: str, target: str, on: date) -> str:
    """Return the sentence that says a rate is missing."""
    return f"There is no exchange rate from {source} to {target} on or before {day_words(on)}."


def exchanged_edge(edge: int, rate: Fraction) -> int:
    """Return a band's half-open edge, in steps, in another currency's steps of the same size.

    Bands that met still meet, since an edge has one result whichever band it belongs to. An edge that people
    write as "up to and including 5,000" stays behind the exchanged 5,000, one that they write as "from 5,000"
    before it.
    """
    return floor((edge - 1) * rate) + 1 if written_below(edge) else ceil(edge * rate)


def exchanged_value(steps: Fraction) -> int:
    """Return an exchanged amount in whole steps, halves away from zero."""
    return floor(steps + Fraction(1, 2)) if steps >= 0 else ceil(steps - Fraction(1, 2))
