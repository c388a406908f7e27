"""Edits of what rows stand on: places in their trees, instruments by rank, and exchange rates."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from models.authority.force import day_words
from models.authority.places import kind_of, line_of
from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.commands.rows import find, last_position
from models.commands.uses import called, some
from models.decisions import Instrument, Place, PlaceKind, Rate
from models.document import TYPES, Document
from models.entity import Entity, references, referred_tables
from models.ids import fresh
from models.quantities import CURRENCIES

_DIGITS = 40


def places_in_trees(document: Document) -> list[tuple[Place, int]]:
    """Return every place with how many it lies in, each behind the one that it lies in, roots by their kind's order."""
    below: dict[str | None, list[Place]] = {}
    for place in document.places:
        below.setdefault(place.parent, []).append(place)
    found: list[tuple[Place, int]] = []
    waiting = [(place, 0) for place in reversed(below.get(None, ()))]
    while waiting:
        place, depth = waiting.pop()
        found.append((place, depth))
        waiting += [(inner, depth + 1) for inner in reversed(below.get(place.id, ()))]
    return found


def instruments_by_rank(document: Document) -> list[Instrument]:
    """Return the instruments, that which takes precedence first."""
    return sorted(document.instruments, key=lambda row: row.rank)


def rates_by_pair(document: Document) -> list[Rate]:
    """Return the exchange rates by their currencies, the latest of each pair first."""
    return sorted(document.rates, key=lambda row: (row.source, row.target, -row.on.toordinal()))


# ---- places


def add_place(document: Document, name: str, kind: PlaceKind, parent: str | None = None) -> ChangeSet:
    """Add a place; inside another one it is of that one's kind. Raises EditRefused for a name that is taken."""
    if parent is not None:
        find(document, "place", parent)
        kind = kind_of(document.places, parent)
    row = Place(id=fresh("place"), name=name, kind=kind, parent=parent, position=last_position(document, "place"))
    edit = Edit(document)
    edit.create(row)
    _one_place_of_a_name(edit.document, row)
    return edit.done(f"Add the {kind} “{name}”")


def set_place(document: Document, /, place: str, **fields: object) -> ChangeSet:
    """Change fields of a place. A tree is of one kind: what lies inside another place takes over its kind.

    Raises EditRefused for a name that is taken, and for a place that would lie inside itself.
    """
    row: Place = find(document, "place", place)
    edit = Edit(document)
    changed = edit.set(row, **fields)
    if changed.parent is not None and changed.parent != row.parent:
        find(document, "place", changed.parent)
        if row.id in line_of(document.places, changed.parent):
            raise EditRefused(f"“{changed.name}” would lie inside itself; choose another place.")
    kind = kind_of(edit.document.places, row.id)
    for inner, _ in places_in_trees(edit.document):
        if fields.keys() & {"kind", "parent"} and row.id in line_of(edit.document.places, inner.id):
            edit.set(inner, kind=kind)
    _one_place_of_a_name(edit.document, edit.document.places[row.id])
    named = ", ".join("place that it lies in" if field == "parent" else field for field in fields)
    return edit.done(f"Change the {named} of the place “{row.name}”")


def delete_place(document: Document, place: str) -> ChangeSet:
    """Delete a place; what lies in it moves up to the next. Raises EditRefused, naming where, while it is used."""
    row: Place = find(document, "place", place)
    _not_used(document, row)
    edit = Edit(document)
    for inner in document.places.by("parent", place):
        edit.set(inner, parent=row.parent)
    edit.delete(row)
    return edit.done(f"Delete the place “{row.name}”")


def _one_place_of_a_name(document: Document, row: Place) -> None:
    if _taken(document.places.by("kind", row.kind), row):
        article = "an" if row.kind == "entity" else "a"
        raise EditRefused(f"There is already {article} {row.kind} called “{row.name}”.")


# ---- instruments


def add_instrument(document: Document, name: str) -> ChangeSet:
    """Add an instrument behind the others. Raises EditRefused for a name that is taken."""
    rank = max((row.rank for row in document.instruments), default=0) + 1
    row = Instrument(id=fresh("instrument"), name=name, rank=rank)
    edit = Edit(document)
    edit.create(row)
    _one_instrument_of_a_name(edit.document, row)
    return edit.done(f"Add the instrument “{name}”")


def set_instrument(document: Document, /, instrument: str, **fields: object) -> ChangeSet:
    """Change fields of an instrument. Raises EditRefused for a name that is taken."""
    row: Instrument = find(document, "instrument", instrument)
    edit = Edit(document)
    _one_instrument_of_a_name(edit.document, edit.set(row, **fields))
    return edit.done(f"Change the {', '.join(fields)} of the instrument “{row.name}”")


def delete_instrument(document: Document, instrument: str) -> ChangeSet:
    """Delete an instrument. Raises EditRefused, naming where, while it is used: precedence would change unseen."""
    row: Instrument = find(document, "instrument", instrument)
    _not_used(document, row)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the instrument “{row.name}”")


def _one_instrument_of_a_name(document: Document, row: Instrument) -> None:
    if _taken(document.instruments, row):
        raise EditRefused(f"There is already an instrument called “{row.name}”.")


# ---- exchange rates


def add_rate(document: Document, source: str, target: str, on: date, rate: Decimal) -> ChangeSet:
    """Add what one unit of a currency was worth in another on a day.

    Raises EditRefused for what is no currency, no rate, or already there for that day.
    """
    _worth(rate)
    _two_currencies(source, target)
    row = Rate(id=fresh("rate"), source=source, target=target, on=on, rate=rate)
    edit = Edit(document)
    edit.create(row)
    _one_rate_a_day(document, row)
    return edit.done(f"Add the exchange rate {rate_name(row)}")


def set_rate(document: Document, rate: str, /, **fields: object) -> ChangeSet:
    """Change fields of an exchange rate. Raises EditRefused as `add_rate` does."""
    row: Rate = find(document, "rate", rate)
    if "rate" in fields:
        _worth(fields["rate"])
    _two_currencies(str(fields.get("source", row.source)), str(fields.get("target", row.target)))
    edit = Edit(document)
    _one_rate_a_day(document, edit.set(row, **fields))
    return edit.done(f"Change the exchange rate {rate_name(row)}")


def delete_rate(document: Document, rate: str) -> ChangeSet:
    """Delete an exchange rate; amounts are then exchanged at the latest one before it, if there is one."""
    row: Rate = find(document, "rate", rate)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the exchange rate {rate_name(row)}")


def rate_name(row: Rate) -> str:
    """Return what an exchange rate is called in a sentence: "from USD to EUR on 15 May 2026"."""
    return f"from {row.source} to {row.target} on {day_words(row.on)}"


def _two_currencies(source: str, target: str) -> None:
    for code in (source, target):
        if code not in CURRENCIES:
            raise EditRefused(f"“{code}” is not a currency; use a three-letter code such as USD or EUR.")
    if source == target:
        raise EditRefused(f"One {source} is always one {source}; name another currency.")


def _worth(rate: object) -> None:
    try:
        number = Decimal(str(rate))
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        raise EditRefused("An exchange rate is a number above 0.")
    if len(number.as_tuple().digits) > _DIGITS:
        raise EditRefused(f"An exchange rate has no more than {_DIGITS} digits.")


def _one_rate_a_day(document: Document, row: Rate) -> None:
    mine = (row.source, row.target, row.on)
    if any((other.source, other.target, other.on) == mine and other.id != row.id for other in document.rates):
        raise EditRefused(f"There is already an exchange rate {rate_name(row)}; change that one.")


# ---- where something is used


def uses_of_ground(document: Document, row: Place | Instrument) -> list[str]:
    """Return, in words, each row of the document that names a place or an instrument, other places left out."""
    return [
        called(document, user)
        for table, row_type in TYPES.items()
        if row.table in referred_tables(row_type) and table != row.table
        for user in document.table(table)
        if any(reference.id == row.id for reference in references(user))
    ]


def _not_used(document: Document, row: Place | Instrument) -> None:
    uses = uses_of_ground(document, row)
    if uses:
        raise EditRefused(
            f"The {row.what()} “{name_of(row)}” is still used by {some(uses)}; "
            f"take it out {'there' if len(uses) == 1 else 'of them'} first."
        )


def _taken(rows: Iterable[Entity], row: Place | Instrument) -> bool:
    mine = row.name.casefold()
    return any(name_of(other).casefold() == mine and other.id != row.id for other in rows)
