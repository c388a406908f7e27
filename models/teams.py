"""Roles, the people who hold them, teams and their charters."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.rules import Condition
from models.entity import Entity, Name, Ref, Value
from models.quantities import Limit, Money

RoleKind = Literal["position", "body", "group", "runtime"]
Resolver = Literal["requester", "requester_manager", "requester_head", "on_call", "other_team", "subject_head"]
Percent = Annotated[float, Field(ge=0, le=100)]


class Role(Entity):
    """A position, a body, a group of roles, or a role that is known only once a case is (a runtime role).

    `heads_function` marks where a search upward for the head of somebody's function ends. `own_limit` is the largest
    amount that the role may commit at all, in minor units of the organisation's currency.
    """

    table: ClassVar[str] = "role"

    name: Name
    short: str = ""
    kind: RoleKind = "position"
    column_group: str = ""
    purpose: str = ""
    accountabilities: str = ""
    level: Annotated[int, Field(ge=0)] | None = None
    reports_to: Annotated[str | None, Ref("role", "clear")] = None
    team: Annotated[str | None, Ref("team", "clear")] = None
    own_limit: Limit = None
    members: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    quorum: Annotated[int, Field(ge=1)] | None = None
    meets_every_days: Annotated[int, Field(ge=1)] | None = None
    resolver: Resolver | None = None
    note: str = ""
    position: float = 0
    heads_function: bool = False


class Person(Entity):
    """Somebody who can hold a role. Authority belongs to roles, never to a person."""

    table: ClassVar[str] = "person"

    name: Name
    skills: str = ""
    place: Annotated[str | None, Ref("place", "clear")] = None
    note: str = ""


class Holding(Entity):
    """A person holding a role, or sitting on a body, from a day until a day."""

    table: ClassVar[str] = "holding"
    noun: ClassVar[str] = "holder"

    role: Annotated[str, Ref("role", "cascade")]
    person: Annotated[str, Ref("person", "cascade")]
    starts: date | None = None
    ends: date | None = None
    acting: bool = False
    condition: str = ""


class Absence(Entity):
    """Days on which a person cannot decide, and who stands in."""

    table: ClassVar[str] = "absence"

    person: Annotated[str, Ref("person", "cascade")]
    starts: date
    ends: date
    reason: str = ""
    substitute: Annotated[str | None, Ref("person", "clear")] = None
    authorised_before: bool = False


class Team(Entity):
    """A small group with a shared purpose. The roles that belong to it say what it may decide."""

    table: ClassVar[str] = "team"

    name: Name
    kind: Literal["stream", "platform", "enabling", "subsystem", "leadership"] = "stream"
    parent: Annotated[str | None, Ref("team", "clear")] = None
    skills: tuple[str, ...] = ()
    position: float = 0


class Membership(Entity):
    """A person on a team, with the share of their time that it gets."""

    table: ClassVar[str] = "membership"
    noun: ClassVar[str] = "team member"

    team: Annotated[str, Ref("team", "cascade")]
    person: Annotated[str, Ref("person", "cascade")]
    part: str = ""
    allocation: Percent = 100
    starts: date | None = None
    ends: date | None = None


class Interaction(Entity):
    """How one team works with another, and until when."""

    table: ClassVar[str] = "interaction"

    team: Annotated[str, Ref("team", "cascade")]
    other: Annotated[str, Ref("team", "cascade")]
    mode: Literal["collaboration", "service", "facilitation"] = "collaboration"
    purpose: str = ""
    until: date | None = None


class Claim(Value):
    """What a team says in its charter that it decides: a decision, for all cases or those of a box.

    A claim is held against the matrix; it gives no authority.
    """

    decision: Annotated[str, Ref("decision", "cascade")]
    limits: tuple[Condition, ...] = ()


class Charter(Entity):
    """A team's agreement: purpose, scope, limits and means. What it may decide is derived from the matrix.

    `owns` names the areas of the decision library that the team calls its domain.
    """

    table: ClassVar[str] = "charter"

    team: Annotated[str, Ref("team", "cascade")]
    purpose: str = ""
    customer: str = ""
    in_scope: str = ""
    out_of_scope: str = ""
    ways_of_working: str = ""
    tooling: str = ""
    budget: Money | None = None
    escalation_note: str = ""
    authority_note: str = ""
    version: str = ""
    signed_on: date | None = None
    signed_authority: tuple[str, ...] = ()
    review_on: date | None = None
    private_note: str = ""
    claims: tuple[Claim, ...] = ()
    owns: tuple[Annotated[str, Ref("section", "clear")], ...] = ()
