"""Cases: what is to be decided, as facts. A library of them, with the answers people expect, tests a matrix."""

from datetime import date
from typing import Annotated, ClassVar

from models.entity import Entity, Name, Ref, Value


class Fact(Value):
    """One fact of a case, as text in the way people write it: "5000 USD", "yes", "high"."""

    dimension: Annotated[str, Ref("dimension", "cascade")]
    value: str


class LibraryCase(Entity):
    """A case with the answer that people expect."""

    table: ClassVar[str] = "library_case"
    noun: ClassVar[str] = "case"

    name: Name
    decision: Annotated[str, Ref("decision", "cascade")]
    facts: tuple[Fact, ...] = ()
    place: Annotated[str | None, Ref("place", "clear")] = None
    on: date | None = None
    expected: str = ""
    expected_rule: Annotated[str | None, Ref("rule", "clear")] = None
    note: str = ""
    position: float = 0


class Waiver(Entity):
    """A finding that somebody accepts, with the reason and until when."""

    table: ClassVar[str] = "waiver"

    finding: str
    subject: str
    reason: Name
    until: date | None = None
    by: Annotated[str | None, Ref("role", "clear")] = None
