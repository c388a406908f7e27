"""Where a dimension is used: in conditions, mixes of cases and facts, at any depth of a row."""

from collections.abc import Callable, Iterable

from pydantic import BaseModel

from models.authority.rules import Rule
from models.authority.words import listed, rule_name
from models.cases import Fact
from models.changes import Edit, name_of
from models.decisions import Decision, Dimension
from models.document import TYPES, Document
from models.entity import Entity, referred_tables

_SHOWN = 3


def uses_of(document: Document, dimension: Dimension) -> list[str]:
    """Return, in words, each row of the document that has a condition or the like on a dimension.

    A decision that is only described by it does not count, and no fact of a case.
    """
    return [called(document, user) for user in users_of(document, dimension)]


def users_of(document: Document, dimension: Dimension) -> list[Entity]:
    """Return each row of the document that has a condition or the like on a dimension."""
    return [
        user
        for user in rows_with_values(document)
        if any(
            getattr(part, "dimension", "") == dimension.id and not isinstance(part, Fact) for part in parts_inside(user)
        )
    ]


def rows_with_values(document: Document) -> Iterable[Entity]:
    """Yield the rows that can have values on dimensions, decisions left out: they only name them."""
    for table, row_type in TYPES.items():
        if "dimension" in referred_tables(row_type) and row_type is not Decision:
            yield from document.table(table)


def called(document: Document, row: Entity) -> str:
    """Return what a row is called in a sentence: "the row “above 5,000” of “Spend”", "a decision tier “Local”"."""
    if isinstance(row, Rule):
        decision = document.decisions.get(row.decision)
        return f"the row {rule_name(document, row)} of “{decision.name if decision else row.decision}”"
    named = name_of(row)
    decision = document.decisions.get(getattr(row, "decision", None))
    about = f"of “{decision.name}”" if decision is not None else f"“{named}”" if named != row.what() else ""
    return f"a {row.what()} {about}".strip()


def some(uses: list[str]) -> str:
    """Return the first of several uses as a sentence lists them, and how many more there are."""
    more = len(uses) - _SHOWN
    return listed([*uses[:_SHOWN], *([f"{more} more"] if more > 0 else ())])


def parts_inside(value: BaseModel) -> Iterable[BaseModel]:
    """Yield the values inside a row, at any depth."""
    for held in value.__dict__.values():
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, BaseModel):
                yield item
                yield from parts_inside(item)


def put_rewritten(edit: Edit, row: Entity, change: Callable[[BaseModel], BaseModel]) -> None:
    """Put a row in as it is after `change` of the values inside it, if any is changed."""
    fields = {name: new for name, held in row.__dict__.items() if (new := _rewritten(held, change)) is not held}
    if fields:
        edit.set(row, **fields)


def _rewritten(held: object, change: Callable[[BaseModel], BaseModel]) -> object:
    if isinstance(held, tuple):
        items = tuple(_rewritten(item, change) for item in held)
        return held if all(a is b for a, b in zip(held, items, strict=True)) else items
    if not isinstance(held, BaseModel):
        return held
    fields = {name: new for name, old in held.__dict__.items() if (new := _rewritten(old, change)) is not old}
    return change(held.model_copy(update=fields) if fields else held)
