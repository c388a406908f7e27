"""What a case brings along beside its facts: places, who asks, whom it is about, who is away, what was spent before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.authority.facts import Case, CaseError, Earlier, FactValue, read_case, read_fact
from models.authority.lookup import LookupFailed, dimensions_of, find_person, find_person_or_role, find_place, find_role
from models.authority.places import kind_of
from models.cases import LibraryCase
from models.decisions import Decision, Dimension
from models.document import Document
from models.quantities import QuantityError, parse_amount

_HOURS = re.compile(r"\s*(h|hours?)\s*$", re.IGNORECASE)
_NO_HOURS = "A case has waited a number of hours such as 72, not less than none."


@dataclass(frozen=True)
class Circumstances:
    """What people say about a case beside its facts, as they write it.

    `by` is the person who asks, or the role as which somebody does; an earlier amount is one such as "20000USD" or
    "20000USD@2026-01-05".
    """

    places: tuple[str, ...] = ()
    by: str = ""
    about: str = ""
    absent: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    waited: float | None = None
    urgent: bool = False


def read_whole_case(
    document: Document, decision: str, texts: Mapping[str, str], around: Circumstances, *, on: date
) -> Case:
    """Return the case that texts and circumstances describe. Raises CaseError with one plain sentence."""
    case = read_case(document, decision, texts, on=on)
    try:
        places = one_of_each_kind(document, (find_place(document, place) for place in around.places))
        requester, role = find_person_or_role(document, around.by) if around.by else (None, None)
        subject = find_person(document, around.about) if around.about else None
        absent = frozenset(find_role(document, role) for role in around.absent)
    except LookupFailed as failed:
        raise CaseError(str(failed)) from None
    if around.waited is not None and not 0 <= around.waited < float("inf"):
        raise CaseError(_NO_HOURS)
    found = document.decisions[case.decision]
    return replace(
        case,
        place=next(iter(places), None),
        more_places=places[1:],
        requester=requester,
        requesting_role=role,
        subject=subject,
        absent=absent,
        earlier=tuple(_earlier(document, found, text, on) for text in around.earlier),
        waited=around.waited,
        urgent=around.urgent,
    )


def case_of(document: Document, kept: LibraryCase, on: date) -> Case:
    """Return a case of the library as one that can be answered; amounts are exchanged at the rate of the day.

    Raises CaseError with one plain sentence when a fact no longer fits its dimension.
    """
    decision = document.decisions[kept.decision]
    facts: dict[str, FactValue] = {}
    for fact in kept.facts:
        facts[fact.dimension] = read_fact(document, document.dimensions[fact.dimension], fact.value, on=on)
    given = (kept.place, *kept.more_places) if kept.place else kept.more_places
    places = one_of_each_kind(document, given)
    return Case(
        kept.decision,
        facts,
        next(iter(places), None),
        places[1:],
        requester=kept.requester,
        requesting_role=kept.requesting_role,
        subject=kept.subject,
        absent=frozenset(kept.absent),
        earlier=tuple(read_earlier(document, decision, amount.value, amount.on, on) for amount in kept.earlier),
        waited=kept.waited_hours,
        urgent=kept.urgent,
    )


def one_of_each_kind(document: Document, places: Iterable[str]) -> tuple[str, ...]:
    """Return places, each once. Raises CaseError where two of them are of one kind."""
    found: dict[str, str] = {}
    for place in places:
        kind = kind_of(document.places, place)
        if found.setdefault(kind, place) != place:
            one, other = document.places[found[kind]].name, document.places[place].name
            article = "an" if kind == "entity" else "a"
            raise CaseError(f"“{one}” and “{other}” are each {article} {kind}; a case lies in one only.")
    return tuple(found.values())


def aggregated_dimension(document: Document, decision: Decision) -> Dimension | None:
    """Return the dimension on which commitments of a decision are added up: its first one of money."""
    return next((dimension for dimension in dimensions_of(document, decision) if dimension.kind == "money"), None)


def read_hours(text: str) -> float:
    """Return the hours that a case has waited, from a text such as "72", "1.5 h" or "48 hours". Raises CaseError."""
    try:
        amount = parse_amount(_HOURS.sub("", text))
    except QuantityError:
        raise CaseError(f"“{text.strip()}” is not a number of hours; write it like 72.") from None
    if amount.unit is not None or amount.number < 0:
        raise CaseError(_NO_HOURS)
    return float(amount.number)


def read_earlier(document: Document, decision: Decision, text: str, when: date | None, on: date) -> Earlier:
    """Return an earlier amount as it counts with a case, exchanged at the rate of its day, or else of `on`.

    Raises CaseError.
    """
    return Earlier(_amount(document, decision, text, when or on), when)


def _earlier(document: Document, decision: Decision, text: str, on: date) -> Earlier:
    amount, at, day = text.partition("@")
    try:
        when = date.fromisoformat(day.strip()) if at else None
    except ValueError:
        raise CaseError(f"“{day}” in “{text}” is not a day; write it like 20000USD@2026-01-05.") from None
    return read_earlier(document, decision, amount, when, on)


def _amount(document: Document, decision: Decision, text: str, on: date) -> int:
    dimension = aggregated_dimension(document, decision)
    if dimension is None:
        raise CaseError(f"“{decision.name}” is not about money, so no earlier amounts count together with a case.")
    steps = read_fact(document, dimension, text, on=on)
    return int(steps)
