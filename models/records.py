"""Decision records and quarterly reviews."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from models.cases import Fact
from models.entity import Entity, Name, Ref, Value

RecordStatus = Literal["proposed", "accepted", "rejected", "superseded", "withdrawn"]


class Option(Value):
    """A way that was considered, with what speaks for and against it."""

    name: Name
    pros: str = ""
    cons: str = ""
    chosen: bool = False


class Record(Entity):
    """A decision that was taken, or rejected: the problem, the options, who decided and what was expected."""

    table: ClassVar[str] = "record"
    noun: ClassVar[str] = "decision record"

    name: Name
    decision: Annotated[str | None, Ref("decision", "clear")] = None
    facts: tuple[Fact, ...] = ()
    problem: str = ""
    options: tuple[Option, ...] = ()
    trade_offs: str = ""
    expected: str = ""
    actual: str = ""
    decided_by: Annotated[str | None, Ref("role", "clear")] = None
    decided_by_person: Annotated[str | None, Ref("person", "clear")] = None
    decided_on: date | None = None
    consulted: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    informed: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    principles: tuple[Annotated[str, Ref("principle", "clear")], ...] = ()
    bends_principles: bool = False
    status: RecordStatus = "proposed"
    review_on: date | None = None
    supersedes: Annotated[str | None, Ref("record", "clear")] = None
    private_note: str = ""
    position: float = 0
    places: tuple[Annotated[str, Ref("place", "clear")], ...] = ()


class Review(Entity):
    """A quarterly review: what works, where the friction is, what evolves."""

    table: ClassVar[str] = "review"

    quarter: Annotated[str, Ref("quarter", "cascade")]
    held_on: date | None = None
    status: Literal["planned", "open", "closed"] = "planned"
    working: str = ""
    friction: str = ""
    evolve: str = ""
    snapshot: str = ""


class AgreedChange(Entity):
    """What a review agreed to change, with its owner."""

    table: ClassVar[str] = "agreed_change"
    noun: ClassVar[str] = "agreed change"

    review: Annotated[str, Ref("review", "cascade")]
    name: Name
    owner: Annotated[str | None, Ref("role", "clear")] = None
    due: date | None = None
    status: Literal["open", "done", "dropped"] = "open"
    decision: Annotated[str | None, Ref("decision", "clear")] = None
    position: float = 0
