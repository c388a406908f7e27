"""Places, instruments and exchange rates in words."""

from __future__ import annotations

from models.authority.force import day_words
from models.authority.places import kind_of, line_of
from models.authority.words import capital
from models.decisions import Instrument, Place, Rate
from models.document import Document
from models.quantities import group


def path_words(document: Document, place: Place) -> str:
    """Return a place with those it lies in, the widest first: "Europe › Germany"."""
    return " › ".join(document.places[each].name for each in reversed(line_of(document.places, place.id)))


def place_line(document: Document, place: Place) -> str:
    """Return what kind of place it is and where it lies: "Location · inside Europe"."""
    kind = capital(kind_of(document.places, place.id))
    above = document.places.get(place.parent)
    return f"{kind} · inside {above.name}" if above is not None else kind


def instrument_line(instrument: Instrument) -> str:
    """Return the rank and the reference of an instrument: "Rank 1 · § 12"."""
    return " · ".join(part for part in (f"Rank {instrument.rank}", instrument.reference) if part)


def rate_words(rate: Rate) -> str:
    """Return an exchange rate: "1 USD = 0.92 EUR"."""
    return f"1 {rate.source} = {group(rate.rate)} {rate.target}"


def rate_line(rate: Rate) -> str:
    """Return the day of an exchange rate: "15 May 2026"."""
    return day_words(rate.on)
