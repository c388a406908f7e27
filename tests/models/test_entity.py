"""What rows and values know of the rows that they name."""

from typing import Annotated

from models.entity import Ref, Reference, Value, references, referred_tables, released


class Group(Value):
    parts: tuple["Part", ...]


class Part(Value):
    role: Annotated[str, Ref("role", "clear")] | None = None
    team: Annotated[str, Ref("team", "cascade")]


def test_references_are_found_in_types_that_are_named_before_they_exist() -> None:
    """Also before the first value of such a type is validated, which is when pydantic looks the names up."""
    assert referred_tables(Group) == {"role", "team"}
    group = Group(parts=(Part(role="lead", team="ops"),))
    assert references(group) == [
        Reference("parts", "role", "lead", "clear", deep=True),
        Reference("parts", "team", "ops", "cascade", deep=True),
    ]
    assert released(group, {"lead"}) == Group(parts=(Part(team="ops"),))
    assert released(group, {"ops"}) == Group(parts=())
