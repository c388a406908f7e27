"""Quarters, their themes, and the principles that outlive them."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from models.entity import Entity, Name, Ref
from models.ids import RoleId

QuarterStatus = Literal["past", "current", "draft"]
ThemeStatus = Literal["draft", "active", "kept", "carried", "dropped"]


class Quarter(Entity):
    """Three months of the fiscal year, the beat at which the organisation realigns."""

    table: ClassVar[str] = "quarter"

    name: Name
    starts: date
    ends: date
    status: QuarterStatus = "draft"
    note: str = ""


class Theme(Entity):
    """A quarterly priority of the whole organisation that guides and does not prescribe."""

    table: ClassVar[str] = "theme"

    quarter: Annotated[str, Ref("quarter", "cascade")]
    name: Name
    statement: str = ""
    why: str = ""
    guardrails: str = ""
    sponsor: Annotated[RoleId | None, Ref("role", "clear")] = None
    status: ThemeStatus = "active"
    carried_from: Annotated[str | None, Ref("theme", "clear")] = None
    reason: str = ""
    private_note: str = ""
    position: float = 0


class Principle(Entity):
    """Why a practice matters and what it asks of people."""

    table: ClassVar[str] = "principle"

    name: Name
    statement: str = ""
    why: str = ""
    asks: str = ""
    position: float = 0
