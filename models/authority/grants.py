"""Who may act for whom, and who may not do both: delegations and separated duties."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.rules import Condition, Right
from models.entity import Entity, Name, Ref


class Delegation(Entity):
    """A written, revocable grant of authority. It adds a holder; the delegator keeps the power.

    `limits` is a box like a rule's, never wider than what is held; `decisions` empty means all that the
    delegator may decide. `depth` is how often it may be passed on, `parent` the grant that it passes on. Where
    somebody has to consent, it counts from the day they did.
    """

    table: ClassVar[str] = "delegation"

    from_role: Annotated[str, Ref("role", "cascade")]
    to_role: Annotated[str, Ref("role", "cascade")]
    to_person: Annotated[str | None, Ref("person", "cascade")] = None
    kind: Literal["standing", "temporary", "acting"] = "standing"
    decisions: tuple[Annotated[str, Ref("decision", "clear")], ...] = ()
    rights: tuple[Right, ...] = ()
    limits: tuple[Condition, ...] = ()
    places: tuple[Annotated[str, Ref("place", "clear")], ...] = ()
    starts: date | None = None
    ends: date | None = None
    reason: str = ""
    may_sub_delegate: bool = False
    depth: Annotated[int, Field(ge=0)] = 0
    parent: Annotated[str | None, Ref("delegation", "cascade")] = None
    only_when_absent: bool = False
    revoked_on: date | None = None
    review_on: date | None = None
    consent_of: Annotated[str | None, Ref("role", "clear")] = None
    consented_on: date | None = None
    instrument: Annotated[str | None, Ref("instrument", "clear")] = None
    note: str = ""


class Separation(Entity):
    """Two roles, or two parts in one decision, that one person must not hold together."""

    table: ClassVar[str] = "separation"
    noun: ClassVar[str] = "separated duties"

    one: Annotated[str, Ref("role", "cascade")]
    other: Annotated[str, Ref("role", "cascade")]
    one_right: Right | None = None
    other_right: Right | None = None
    dynamic: bool = False
    reason: str = ""


class UrgentRoute(Entity):
    """Who may decide when there is no time: with whose consultation, on what notice, confirmed by whom and when."""

    table: ClassVar[str] = "urgent_route"
    noun: ClassVar[str] = "urgent route"

    name: Name
    decision: Annotated[str | None, Ref("decision", "cascade")] = None
    tier: Annotated[str | None, Ref("tier", "cascade")] = None
    decided_by: Annotated[str, Ref("role", "refuse")]
    consulted: tuple[Annotated[str, Ref("role", "clear")], ...] = ()
    condition: str = ""
    notice_days: Annotated[int, Field(ge=0)] | None = None
    report_to: Annotated[str | None, Ref("role", "clear")] = None
    ratified_by: Annotated[str | None, Ref("role", "clear")] = None
    ratify_within_days: Annotated[int, Field(ge=0)] | None = None
    limits: tuple[Condition, ...] = ()
