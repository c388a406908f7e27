"""Edits of dimensions: the facts that describe cases, and the values that each can have."""

import re
from decimal import Decimal
from itertools import chain, count

from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find, last_position
from models.commands.uses import some, uses_of
from models.decisions import Dimension, DimensionKind
from models.document import Document
from models.ids import fresh
from models.quantities import CURRENCIES, QuantityError, minor_unit, to_steps

MEASURED = ("money", "number", "percent")


def add_dimension(document: Document, name: str, kind: DimensionKind) -> ChangeSet:
    """Add a dimension of a kind, with the domain that such usually have."""
    edit = Edit(document)
    row = Dimension(id=fresh("dimension"), name=name, key=_free_key(document, name), kind=kind)
    row = edit.create(row.changed(position=last_position(document, "dimension"), **_usual(document, kind)))
    return edit.done(f"Add the dimension “{row.name}”")


def _free_key(document: Document, name: str) -> str:
    plain = "_".join(re.findall("[a-z0-9]+", name.casefold()))
    stem = plain[:50] if plain[:1].isalpha() else f"fact_{plain}"[:50].rstrip("_")
    taken = {dimension.key for dimension in document.dimensions}
    return next(key for key in chain((stem,), (f"{stem}_{number}" for number in count(2))) if key not in taken)


def _usual(document: Document, kind: DimensionKind) -> dict[str, object]:
    """Return the fields that a dimension of a kind begins with."""
    currency = document.workspace.currency
    plain: dict[str, object] = {"unit": "", "step": Decimal(1), "lower": 0, "upper": None, "classes": ()}
    own: dict[DimensionKind, dict[str, object]] = {
        "money": {"unit": currency, "step": minor_unit(currency)},
        "percent": {"unit": "%", "step": Decimal("0.01"), "upper": 10_001},
        "classes": {"classes": ("low", "medium", "high"), "ordered": True},
        "number": {},
        "flag": {},
    }
    return {**plain, "ordered": False, **own[kind]}


def set_kind(document: Document, dimension: str, kind: DimensionKind) -> ChangeSet:
    """Make a dimension one of another kind, with the usual domain. Raises EditRefused while anything uses it."""
    row: Dimension = find(document, "dimension", dimension)
    used = uses_of(document, row)
    if used:
        raise EditRefused(f"“{row.name}” is used by {some(used)}; what it measures cannot change until it is not.")
    edit = Edit(document)
    edit.set(row, kind=kind, **_usual(document, kind))
    return edit.done(f"Change what “{row.name}” measures")


def set_unit(document: Document, dimension: str, unit: str) -> ChangeSet:
    """Give a dimension another unit; limits keep their numbers. Raises EditRefused for what is no currency."""
    row: Dimension = find(document, "dimension", dimension)
    unit = unit.strip()
    if row.kind == "money":
        unit = unit.upper()
        if unit and unit not in CURRENCIES:
            raise EditRefused(f"“{unit}” is not a currency; use a three-letter code such as USD or EUR.")
    edit = Edit(document)
    edit.set(row, unit=unit)
    return edit.done(f"Measure “{row.name}” in {unit or 'plain numbers'}")


def set_domain(document: Document, dimension: str, lower: Decimal | None, upper: Decimal | None) -> ChangeSet:
    """Say from which value, up to and including which, a dimension goes; None: without end.

    Raises EditRefused for values between two steps.
    """
    row: Dimension = find(document, "dimension", dimension)
    try:
        first = None if lower is None else to_steps(lower, row.step)
        last = None if upper is None else to_steps(upper, row.step) + 1
    except QuantityError as error:
        raise EditRefused(f"“{row.name}”: {error}") from None
    if first is not None and last is not None and last <= first:
        raise EditRefused(f"“{row.name}” would end before it begins.")
    edit = Edit(document)
    edit.set(row, lower=first, upper=last)
    return edit.done(f"Change the values of “{row.name}”")


def delete_dimension(document: Document, dimension: str) -> ChangeSet:
    """Delete a dimension; decisions that only ask for it no longer do.

    Raises EditRefused, naming where, while a condition or anything else uses it.
    """
    row: Dimension = find(document, "dimension", dimension)
    used = uses_of(document, row)
    if used:
        raise EditRefused(f"“{row.name}” is still used by {some(used)}; take it out there first.")
    edit = Edit(document)
    for decision in document.decisions:
        if row.id in decision.dimensions:
            edit.set(decision, dimensions=tuple(other for other in decision.dimensions if other != row.id))
    edit.delete(row)
    return edit.done(f"Delete the dimension “{row.name}”")
