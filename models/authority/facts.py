"""Cases: what is to be decided, as facts; and how people's texts become facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.authority.lookup import LookupFailed, dimension_named, dimensions_of, find_decision, find_place
from models.authority.rates import exchange_rate, exchanged_value, no_rate
from models.decisions import Decision, Dimension
from models.document import Document
from models.quantities import CURRENCIES, QuantityError, group, parse_amount, to_steps

FactValue = int | str | bool

_YES = frozenset(("yes", "y", "true", "1"))
_NO = frozenset(("no", "n", "false", "0"))
_MEASURED = re.compile(r"^\s*([-−]?[\d.,'’\u00a0\u202f ]+?)\s*([^\W\d_][\w .]*|%)\s*$")


class CaseError(ValueError):
    """A text that is no fact of a case; its message is one plain sentence."""


@dataclass(frozen=True)
class Earlier:
    """An earlier commitment that counts together with a case: its amount in steps, and the day if it is known."""

    steps: int
    on: date | None = None


@dataclass(frozen=True)
class Case:
    """What is to be decided: the decision, facts by dimension id (steps, a class or a flag), the place.

    `requester` is the person who asks and `requesting_role` the role as which they do; `subject` the person whom the
    case is about. `absent` are the roles of which nobody is there. `earlier` are commitments that count together
    with this one, `waited` the hours that the case has lain with whoever is to act first without a word.
    """

    decision: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    place: str | None = None
    more_places: tuple[str, ...] = ()
    requester: str | None = None
    requesting_role: str | None = None
    subject: str | None = None
    absent: frozenset[str] = frozenset()
    earlier: tuple[Earlier, ...] = ()
    waited: float | None = None
    urgent: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is for: at most one place of each kind."""
        return self.more_places if self.place is None else (self.place, *self.more_places)

    def known(self, dimension: str, value: FactValue) -> "Case":
        """Return the case with one more fact."""
        return replace(self, facts={**self.facts, dimension: value})


def read_case(
    document: Document, decision: str, texts: Mapping[str, str], place: str | None = None, *, on: date
) -> Case:
    """Return the case that texts such as `{"amount": "5000USD", "in_plan": "yes"}` describe.

    The decision is given by name, by id or as "Section / Decision", a dimension by key or by name. Amounts in
    another currency are exchanged at the latest rate up to the day. Raises CaseError with one plain sentence.
    """
    try:
        found = find_decision(document, decision)
        facts: dict[str, FactValue] = {}
        for name, text in texts.items():
            dimension = dimension_named(document, found, name)
            if dimension.id in facts:
                raise CaseError(f"“{dimension.name}” is given twice.")
            facts[dimension.id] = read_fact(document, dimension, text, on=on)
        return Case(found.id, facts, find_place(document, place) if place else None)
    except LookupFailed as failed:
        raise CaseError(str(failed)) from None


def read_fact(document: Document, dimension: Dimension, text: str, *, on: date) -> FactValue:
    """Return what a text says on a dimension: whole steps, a class or a flag. Raises CaseError."""
    text = text.strip()
    if not text:
        raise CaseError(f"“{dimension.name}” is empty; {_wanted(document, dimension)}.")
    if dimension.kind == "flag":
        return _flag(dimension, text)
    if dimension.kind == "classes":
        return _class(dimension, text)
    steps = _steps(document, dimension, text, on)
    below = dimension.lower is not None and steps < dimension.lower
    if below or (dimension.upper is not None and steps >= dimension.upper):
        raise CaseError(f"“{dimension.name}” cannot be {text}: it goes {_domain(document, dimension)}.")
    return steps


def _flag(dimension: Dimension, text: str) -> bool:
    word = text.casefold()
    if word in _YES | _NO:
        return word in _YES
    raise CaseError(f"“{dimension.name}” is yes or no, not “{text}”.")


def _class(dimension: Dimension, text: str) -> str:
    for name in dimension.classes:
        if name.casefold() == text.casefold():
            return name
    known = ", ".join(f"“{name}”" for name in dimension.classes) or "none yet"
    raise CaseError(f"“{text}” is not a class of “{dimension.name}”; its classes are {known}.")


def _steps(document: Document, dimension: Dimension, text: str, on: date) -> int:
    try:
        number, unit = _measured(dimension, text)
        if dimension.kind != "money" or unit is None:
            return to_steps(number, dimension.step)
        own = currency_of(document, dimension)
        if unit == own:
            return to_steps(number, dimension.step)
    except QuantityError as error:
        raise CaseError(f"“{dimension.name}”: {error}") from None
    rate = exchange_rate(document, unit, own, on)
    if rate is None:
        raise CaseError(f"“{dimension.name}” is kept in {own}. {no_rate(unit, own, on)}")
    return exchanged_value(Fraction(number) * rate / Fraction(dimension.step))


def _measured(dimension: Dimension, text: str) -> tuple[Decimal, str | None]:
    """Return the number in a text and its currency, if any. The dimension's own unit may stand behind it."""
    match = _MEASURED.match(text)
    own = {dimension.unit.casefold(), dimension.unit.casefold().removesuffix("s")} - {""}
    if dimension.kind != "money" and match:
        unit = match[2].strip().casefold()
        if unit in own or unit.removesuffix("s") in own or (unit == "%" and dimension.kind == "percent"):
            text = match[1]
        elif unit.upper() in CURRENCIES or len(unit) > 2:
            raise CaseError(f"“{dimension.name}” is measured in {_measure(dimension)}, not in {match[2].strip()}.")
    amount = parse_amount(text)
    if (amount.unit == "%") and dimension.kind == "money":
        raise CaseError(f"“{dimension.name}” is an amount of money, not a percentage.")
    if amount.unit is not None and dimension.kind != "money":
        raise CaseError(f"“{dimension.name}” is measured in {_measure(dimension)}, not in {amount.unit}.")
    return amount.number, amount.unit


def _measure(dimension: Dimension) -> str:
    return "percent" if dimension.kind == "percent" else dimension.unit or "plain numbers"


def currency_of(document: Document, dimension: Dimension) -> str:
    """Return the currency of a money dimension: its own, or that of the organisation where it names none."""
    return dimension.unit or document.workspace.currency


def _domain(document: Document, dimension: Dimension) -> str:
    unit = currency_of(document, dimension) if dimension.kind == "money" else dimension.unit
    tail = f" {unit}" if unit else ""
    parts = []
    if dimension.lower is not None:
        parts.append(f"from {group(dimension.lower * dimension.step)}")
    if dimension.upper is not None:
        parts.append(f"up to {group((dimension.upper - 1) * dimension.step)}")
    return " ".join(parts) + tail


def _wanted(document: Document, dimension: Dimension) -> str:
    if dimension.kind == "money":
        return f"write an amount such as 5000{currency_of(document, dimension)}"
    if dimension.kind == "flag":
        return "write yes or no"
    if dimension.kind == "classes":
        return f"write one of {', '.join(f'“{name}”' for name in dimension.classes)}"
    return f"write a number{f' of {dimension.unit}' if dimension.unit else ''}"


def missing_dimensions(document: Document, decision: Decision, case: Case) -> tuple[Dimension, ...]:
    """Return the dimensions that describe cases of a decision and that this case says nothing about."""
    return tuple(d for d in dimensions_of(document, decision) if d.id not in case.facts)
