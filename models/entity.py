"""What every row of a document is: a frozen, validated record that knows which other rows it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, StringConstraints

Model = TypeVar("Model", bound=BaseModel)

OnDelete = Literal["cascade", "clear", "refuse"]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of a row in another table.

    `on_delete` says what deleting that row means here: `cascade` deletes this row with it, `clear` empties the
    field (or drops the element of a list), `refuse` forbids the deletion.
    """

    table: str
    on_delete: OnDelete = "refuse"


class Reference(NamedTuple):
    """One use of another row: in which field, of which table, with which id; `deep` inside a value of that field."""

    field: str
    table: str
    id: str
    on_delete: OnDelete
    deep: bool = False


class Value(BaseModel):
    """A part of an entity that has no identity of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)

    def changed(self, **fields: object) -> Self:
        """Return this value with some fields replaced, validated like a new one."""
        return type(self).model_validate({**self.__dict__, **fields})


class Entity(BaseModel):
    """A row of a document. Immutable; edits make a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)

    table: ClassVar[str]
    noun: ClassVar[str] = ""
    id: str

    def changed(self, **fields: object) -> Self:
        """Return this row with some fields replaced, validated like a new one.

        Raises pydantic.ValidationError when a value does not fit its field.
        """
        return type(self).model_validate({**self.__dict__, **fields})

    @classmethod
    def what(cls) -> str:
        """Return the word people use for such a row, such as "outcome target"."""
        return cls.noun or cls.table.replace("_", " ")


def references(row: BaseModel, before: BaseModel | None = None) -> list[Reference]:
    """Return every reference that a row holds, also those deep inside its conditions and expressions.

    Where the row is given as it was before, fields that have not changed are left out.
    """
    found: list[Reference] = []
    _collect(row, None, found, before.__dict__ if before is not None else {})
    return found


def _collect(row: BaseModel, outer: str | None, found: list[Reference], before: dict[str, Any]) -> None:
    held = row.__dict__
    for field, ref in _plan(type(row)):
        value = held[field]
        if value is None or (before and value == before[field]):
            continue
        name = outer or field
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                if ref is not None:
                    found.append(Reference(name, ref.table, item, ref.on_delete, outer is not None))
            else:
                _collect(item, name, found, {})


def released(row: Model, ids: set[str]) -> Model | None:
    """Return a row or value that no longer mentions these ids, or None where it is nothing without one of them."""
    fields: dict[str, object] = {}
    for name, ref in _plan(type(row)):
        value = getattr(row, name)
        if isinstance(value, tuple):
            left = tuple(kept for item in value if (kept := _released_item(item, ids)) is not None)
            if left != value:
                fields[name] = left
        elif isinstance(value, BaseModel):
            fields[name] = released(value, ids)
        elif value in ids:
            if ref is not None and ref.on_delete == "cascade":
                return None
            fields[name] = None
    return type(row).model_validate({**row.__dict__, **fields}) if fields else row


def _released_item(item: object, ids: set[str]) -> object:
    if isinstance(item, BaseModel):
        return released(item, ids)
    return None if item in ids else item


def renamed(row: Model, ids: Mapping[str, str]) -> Model:
    """Return a row or value whose references to these ids name what the ids stand for instead."""
    fields: dict[str, object] = {}
    for name, _ in _plan(type(row)):
        value = row.__dict__[name]
        other = tuple(_renamed(item, ids) for item in value) if isinstance(value, tuple) else _renamed(value, ids)
        if other != value:
            fields[name] = other
    return type(row).model_validate({**row.__dict__, **fields}) if fields else row


def _renamed(item: object, ids: Mapping[str, str]) -> object:
    if isinstance(item, BaseModel):
        return renamed(item, ids)
    return ids.get(item, item) if isinstance(item, str) else item


@cache
def referred_tables(row_type: type[BaseModel]) -> frozenset[str]:
    """Return the tables that rows of this type can refer to, at any depth."""
    return frozenset(_referred(row_type, set()))


def _referred(annotation: Any, seen: set[Any]) -> Iterator[str]:
    if isinstance(annotation, Ref):
        yield annotation.table
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for field in _annotations(annotation).values():
                yield from _referred(field, seen)
    else:
        for argument in get_args(annotation):
            yield from _referred(argument, seen)


@cache
def reference_fields(row_type: type[BaseModel]) -> dict[str, Ref]:
    """Return the fields of a row type that hold one id directly, with what each refers to."""
    return {
        name: found
        for name, annotation in _annotations(row_type).items()
        if (found := _direct_ref(annotation)) is not None
    }


@cache
def _plan(row_type: type[BaseModel]) -> tuple[tuple[str, Ref | None], ...]:
    plan = []
    for name, annotation in _annotations(row_type).items():
        ref, nested = _look(annotation)
        if ref is not None or nested:
            plan.append((name, ref))
    return tuple(plan)


@cache
def _annotations(row_type: type[BaseModel]) -> dict[str, Any]:
    """Return what the fields hold. Pydantic resolves names of later types only when it first validates one."""
    written = get_type_hints(row_type, include_extras=True)
    return {name: written[name] for name in row_type.model_fields}


def _direct_ref(annotation: Any) -> Ref | None:
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *marks = get_args(annotation)
        for mark in marks:
            if isinstance(mark, Ref):
                return mark
        return _direct_ref(base)
    if origin in (Union, UnionType):
        return next((r for a in get_args(annotation) if (r := _direct_ref(a)) is not None), None)
    return None


def _look(annotation: Any) -> tuple[Ref | None, bool]:
    """Return the reference mark found anywhere in a type, and whether rows or values are nested in it."""
    ref = _direct_ref(annotation)
    if ref is not None:
        return ref, False
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None, True
    nested = False
    for argument in get_args(annotation):
        inner_ref, inner_nested = _look(argument)
        if inner_ref is not None:
            return inner_ref, nested
        nested = nested or inner_nested
    return None, nested
