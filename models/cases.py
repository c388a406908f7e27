"""Cases: what is to be decided, as facts. A library of them, with the answers people expect, tests a matrix."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.entity import Entity, Name, Ref, Value

Outcome = Literal["decided", "depends", "gap", "conflict", "unknown", "nobody"]


class Fact(Value):
    """One fact of a case, as text in the way people write it: "5000 USD", "yes", "high"."""

    dimension: Annotated[str, Ref("dimension", "cascade")]
    value: str


class EarlierAmount(Value):
    """An earlier commitment that counts together with a case: what it came to, as people write it, and when."""

    value: str
    on: date | None = None


class LibraryCase(Entity):
    """A case with the answer that people expect: what kind of answer, by which row, in which words.

    `more_places` are its places of other kinds than `place`: a department beside an entity.
    """

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
    expected_kind: Outcome | None = None
    more_places: tuple[Annotated[str, Ref("place", "clear")], ...] = ()
    requester: Annotated[str | None, Ref("person", "clear")] = None
    requesting_role: Annotated[str | None, Ref("role", "clear")] = None
    subject: Annotated[str | None, Ref("person", "clear")] = None
    absent: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    earlier: tuple[EarlierAmount, ...] = ()
    waited_hours: Annotated[float, Field(ge=0)] | None = None
    urgent: bool = False


class Waiver(Entity):
    """A finding that somebody accepts, with the reason and until when."""

    table: ClassVar[str] = "waiver"

    finding: str
    subject: str
    reason: Name
    until: date | None = None
    by: Annotated[str | None, Ref("role", "clear")] = None


class Certificate(Entity):
    """What was proved of a matrix on a day: over which domains, by which method, with which findings set aside.

    `fingerprint` is that of all the proof looked at; once it is another, the certificate is stale.
    """

    table: ClassVar[str] = "certificate"

    edition: Annotated[str, Ref("edition", "cascade")]
    on: date
    fingerprint: str
    method: str
    domains: tuple[str, ...] = ()
    decisions: Annotated[int, Field(ge=0)] = 0
    rows: Annotated[int, Field(ge=0)] = 0
    regions: Annotated[int, Field(ge=0)] = 0
    checks: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    position: float = 0
