"""Whether a box of conditions fits a case, condition by condition, and what speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.authority.facts import Case
from models.authority.places import by_kind, line_of, place_axis
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition
from models.authority.spaces import band_interval
from models.authority.words import band_words, listed, place_words
from models.document import Document


@dataclass(frozen=True)
class BoxVerdict:
    """Whether a box fits: yes, no, or None while facts are missing. `against` says in words what does not fit."""

    fits: bool | None
    against: str = ""
    missing: tuple[str, ...] = ()


def box_verdict(
    document: Document,
    box: Iterable[Condition],
    places: Iterable[str],
    case: Case,
    on: date,
    known: dict[int, str] | None = None,
) -> BoxVerdict:
    """Return whether conditions and places fit a case on a day (for exchange rates).

    `known` keeps what speaks against cases for each condition, as long as these are the same.
    """
    missing: list[str] = []
    problem = ""
    for condition in box:
        if condition.dimension not in case.facts:
            missing.append(condition.dimension)
            continue
        try:
            against = _against(document, condition, case, on, {} if known is None else known)
        except ValueError as reason:
            problem = str(reason)
            continue
        if against:
            return BoxVerdict(False, against)
    wanted = by_kind(document.places, places) if places else {}
    given = by_kind(document.places, case.places) if wanted else {}
    for kind, allowed in wanted.items():
        if kind not in given:
            missing.append(place_axis(kind))
        elif not any(set(line_of(document.places, place)) & set(allowed) for place in given[kind]):
            where = listed([place_words(document, place) for place in allowed], "or")
            return BoxVerdict(False, f"it is for cases {where}")
    if problem:
        return BoxVerdict(None, problem)
    return BoxVerdict(None, "", tuple(dict.fromkeys(missing))) if missing else BoxVerdict(True)


def _against(document: Document, condition: Condition, case: Case, on: date, known: dict[int, str]) -> str:
    """Return in words why a condition does not fit a known fact, or nothing where it fits."""
    dimension = document.dimensions[condition.dimension]
    value = case.facts[dimension.id]
    if isinstance(condition, FlagCondition):
        wanted = "yes" if condition.value else "no"
        return "" if value is condition.value else f"it is for “{dimension.name}”: {wanted}"
    if isinstance(condition, ClassCondition):
        return "" if value in condition.among else f"it is for {dimension.name} {listed(condition.among, 'or')}"
    return _outside(document, condition, value, on, known)


def _outside(document: Document, condition: BandCondition, value: object, on: date, known: dict[int, str]) -> str:
    dimension = document.dimensions[condition.dimension]
    if condition.band.upper is None:
        return f"its upper limit on {dimension.name} is blank, so it covers nothing"
    if condition.band.empty:
        return f"its band on {dimension.name} holds nothing"
    lower, upper = band_interval(document, dimension, condition, on)
    if not isinstance(value, int) or isinstance(value, bool):
        return f"{dimension.name} is not a number here"
    if (lower is None or value >= lower) and (upper is None or value < upper):
        return ""
    if id(condition) not in known:
        known[id(condition)] = f"it is for {dimension.name} {band_words(dimension, condition.band, condition.currency)}"
    return known[id(condition)]
