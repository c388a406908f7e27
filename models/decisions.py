"""What is decided: the library of decisions, the dimensions a case is described by, and the tiers."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.rules import Condition
from models.entity import Entity, Name, Ref
from models.quantities import Money, Steps

DimensionKind = Literal["money", "number", "percent", "classes", "flag"]
PlaceKind = Literal["entity", "location", "department"]
Reservation = Literal["by_law", "by_choice"]
Reversibility = Literal["reversible", "costly", "irreversible"]


class Dimension(Entity):
    """One thing that describes a case, with its domain: without a domain completeness cannot be proved.

    `lower` and `upper` are in steps; upper is exclusive and None means without end. `ordered` says whether the
    classes have a rank (low < medium < high).
    """

    table: ClassVar[str] = "dimension"

    name: Name
    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    kind: DimensionKind
    unit: str = ""
    step: Annotated[Decimal, Field(gt=0, max_digits=20)] = Decimal(1)
    lower: Steps | None = 0
    upper: Steps | None = None
    classes: tuple[Name, ...] = ()
    ordered: bool = False
    question: str = ""
    basis: str = ""
    position: float = 0


class Rate(Entity):
    """What one unit of a currency was worth in another on a day."""

    table: ClassVar[str] = "rate"
    noun: ClassVar[str] = "exchange rate"

    source: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    target: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    on: date
    rate: Annotated[Decimal, Field(gt=0, max_digits=40)]


class Place(Entity):
    """An entity, location or department that a rule can be limited to; the most specific place wins."""

    table: ClassVar[str] = "place"

    name: Name
    kind: PlaceKind = "entity"
    parent: Annotated[str | None, Ref("place", "clear")] = None
    position: float = 0


class Tier(Entity):
    """An ordered class of decisions that share one level of decider and control. Rank 1 is nearest to the work.

    `conditions` are its criteria as far as they can be said of a case: the box of cases that belong to it.
    """

    table: ClassVar[str] = "tier"
    noun: ClassVar[str] = "decision tier"

    name: Name
    rank: Annotated[int, Field(ge=1)]
    criteria: str = ""
    decided_by: Annotated[str | None, Ref("role", "clear")] = None
    four_eyes: bool = False
    position: float = 0
    conditions: tuple[Condition, ...] = ()


class Instrument(Entity):
    """A document that authority comes from: statute, articles, scheme, local rules. Rank 1 takes precedence."""

    table: ClassVar[str] = "instrument"

    name: Name
    rank: Annotated[int, Field(ge=1)] = 1
    reference: str = ""
    note: str = ""


class Section(Entity):
    """A heading of the decision library; a section inside a section is a category."""

    table: ClassVar[str] = "section"

    name: Name
    parent: Annotated[str | None, Ref("section", "cascade")] = None
    position: float = 0


class Decision(Entity):
    """A type of decision that somebody has to be able to take."""

    table: ClassVar[str] = "decision"

    section: Annotated[str | None, Ref("section", "cascade")] = None
    name: Name
    description: str = ""
    examples: str = ""
    clause: str = ""
    instrument: Annotated[str | None, Ref("instrument", "clear")] = None
    dimensions: tuple[Annotated[str, Ref("dimension", "refuse")], ...] = ()
    tier: Annotated[str | None, Ref("tier", "clear")] = None
    reversibility: Reversibility | None = None
    sensitive: bool = False
    reserved: Reservation | None = None
    requesters: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    includes_options: bool = True
    includes_tax: bool = False
    aggregation_days: Annotated[int, Field(ge=1)] | None = None
    aggregation_cap: Money | None = None
    aggregation_per: Literal["supplier", "holder", "project", "initiative"] | None = None
    see_document: str = ""
    owner_team: Annotated[str | None, Ref("team", "clear")] = None
    review_on: date | None = None
    note: str = ""
    private_note: str = ""
    position: float = 0
