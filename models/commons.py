"""What teams share: guilds, platform components and data products, resources, knowledge, guardrails."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.entity import Entity, Name, Ref


class Guild(Entity):
    """A voluntary community across teams. It coordinates and never approves."""

    table: ClassVar[str] = "guild"

    name: Name
    purpose: str = ""
    host: Annotated[str | None, Ref("person", "clear")] = None
    topics: tuple[str, ...] = ()
    meets_every_days: Annotated[int, Field(ge=1)] | None = None
    last_met: date | None = None
    position: float = 0


class GuildMember(Entity):
    """A person in a guild."""

    table: ClassVar[str] = "guild_member"
    noun: ClassVar[str] = "guild member"

    guild: Annotated[str, Ref("guild", "cascade")]
    person: Annotated[str, Ref("person", "cascade")]


class Component(Entity):
    """A part of the shared platform, or data offered as a product."""

    table: ClassVar[str] = "component"
    noun: ClassVar[str] = "platform component"

    name: Name
    kind: Literal["platform", "data_product", "architecture"] = "platform"
    owner: Annotated[str | None, Ref("team", "clear")] = None
    purpose: str = ""
    promise: str = ""
    documentation: str = ""
    found_at: str = ""
    status: Literal["planned", "live", "retiring"] = "live"
    position: float = 0


class Adoption(Entity):
    """A team that uses a component, or built its own instead."""

    table: ClassVar[str] = "adoption"

    component: Annotated[str, Ref("component", "cascade")]
    team: Annotated[str, Ref("team", "cascade")]
    how: Literal["uses", "contributes", "duplicates"] = "uses"
    since: date | None = None
    note: str = ""


class Pool(Entity):
    """A shared resource with a capacity: compute, experts, data."""

    table: ClassVar[str] = "pool"
    noun: ClassVar[str] = "resource pool"

    name: Name
    unit: str = ""
    capacity: Annotated[float, Field(ge=0)] = 0
    reserved_share: Annotated[float, Field(ge=0, le=1)] = 0
    broker: Annotated[str | None, Ref("role", "clear")] = None
    position: float = 0


class Booking(Entity):
    """A share of a pool for a team, for a time: asked for or granted."""

    table: ClassVar[str] = "booking"

    pool: Annotated[str, Ref("pool", "cascade")]
    team: Annotated[str, Ref("team", "cascade")]
    amount: Annotated[float, Field(gt=0)]
    starts: date
    ends: date
    status: Literal["asked", "granted", "declined"] = "asked"
    reason: str = ""


class Knowledge(Entity):
    """Something learned that travels: an incident, a talk, a showcase, office hours, a rotation."""

    table: ClassVar[str] = "knowledge"
    noun: ClassVar[str] = "knowledge item"

    name: Name
    kind: Literal["incident", "talk", "showcase", "office_hours", "rotation"] = "incident"
    on: date | None = None
    team: Annotated[str | None, Ref("team", "clear")] = None
    summary: str = ""
    influenced: tuple[Annotated[str, Ref("record", "clear")], ...] = ()


class Guardrail(Entity):
    """An automated check or an outcome that is watched, so that nobody needs to approve first."""

    table: ClassVar[str] = "guardrail"

    name: Name
    kind: Literal["check", "monitor"] = "check"
    tier: Annotated[str | None, Ref("tier", "clear")] = None
    decision: Annotated[str | None, Ref("decision", "clear")] = None
    owner: Annotated[str | None, Ref("team", "clear")] = None
    threshold: str = ""
    position: float = 0
