"""Escalation links, and what a simulation needs to know: capacity, calendars, volumes."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from models.authority.rules import Right
from models.entity import Entity, Name, Ref, Value
from models.quantities import Band

Trigger = Literal["limit", "disagreement", "time_out", "conflict_of_interest", "novelty", "absence"]
Arrivals = Literal["random", "scheduled", "recorded"]
Chance = Annotated[float, Field(ge=0, lt=1)]

HOURS_OF_A_WEEK = 168


def _whole_week(weights: tuple[float, ...]) -> tuple[float, ...]:
    if weights and (len(weights) != HOURS_OF_A_WEEK or not sum(weights)):
        raise ValueError("a profile weighs each of the 168 hours of a week, and not all of them with nothing")
    return weights


Profile = Annotated[tuple[Annotated[float, Field(ge=0)], ...], AfterValidator(_whole_week)]


class EscalationLink(Entity):
    """Where a case moves when a role cannot decide it, why, within how many hours, and what must travel with it."""

    table: ClassVar[str] = "escalation_link"
    noun: ClassVar[str] = "escalation link"

    from_role: Annotated[str, Ref("role", "cascade")]
    to_role: Annotated[str, Ref("role", "cascade")]
    triggers: tuple[Trigger, ...] = ("limit",)
    decision: Annotated[str | None, Ref("decision", "cascade")] = None
    section: Annotated[str | None, Ref("section", "cascade")] = None
    hours: Annotated[float, Field(gt=0)] | None = None
    carries: str = ""
    reason: str = ""
    position: float = 0


class WorkCalendar(Entity):
    """The hours that a role works, Monday to Sunday, and the days it does not."""

    table: ClassVar[str] = "calendar"
    noun: ClassVar[str] = "calendar"

    name: Name
    hours: tuple[Annotated[float, Field(ge=0, le=24)], ...] = (8, 8, 8, 8, 8, 0, 0)
    opens_at: Annotated[float, Field(ge=0, le=24)] = 9
    holidays: tuple[date, ...] = ()


class Capacity(Entity):
    """The time a role has for decisions: hours a week for each holder. What is None is not known, and assumed."""

    table: ClassVar[str] = "capacity"

    role: Annotated[str, Ref("role", "cascade")]
    hours_a_week: Annotated[float, Field(gt=0, le=168)] | None = None
    holders: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    calendar: Annotated[str | None, Ref("calendar", "clear")] = None
    cost_an_hour: Annotated[float, Field(ge=0)] | None = None


class MixShare(Value):
    """What a case of the mix looks like on one dimension."""

    dimension: Annotated[str, Ref("dimension", "refuse")]
    band: Band | None = None
    classes: tuple[str, ...] = ()
    flag: bool | None = None


class MixPart(Value):
    """A share of a decision's cases that look alike. Weights need not add up to one."""

    weight: Annotated[float, Field(gt=0)]
    shares: tuple[MixShare, ...] = ()
    place: Annotated[str | None, Ref("place", "clear")] = None


class Effort(Value):
    """The working time that a part takes: mean minutes and coefficient of variation; for one role or for all.

    The probabilities say how such a part ends where that differs from what the volume says: it cannot be decided here,
    those who take part disagree, the case is sent back to be revised, or it is refused for good.
    """

    right: Right | None = None
    role: Annotated[str | None, Ref("role", "clear")] = None
    minutes: Annotated[float, Field(gt=0)]
    variation: Annotated[float, Field(ge=0)] = 1.0
    exception_probability: Chance | None = None
    disagreement_probability: Chance | None = None
    rework_probability: Chance | None = None
    refusal_probability: Chance | None = None


class Volume(Entity):
    """How often a decision comes up, what its cases look like, and how much work they are.

    `arrivals` says when: at random moments, on a schedule (every so many days from a first one), or at the moments of
    a list. `profile` weighs the hours of the week, from Monday at midnight, for random arrivals; without one they come
    in office hours. A case that is sent back is revised by `revision_by` before it starts again; what that takes is
    an effort of that role with the right to perform.
    """

    table: ClassVar[str] = "volume"

    decision: Annotated[str, Ref("decision", "cascade")]
    cases_a_quarter: Annotated[float, Field(gt=0)]
    mix: tuple[MixPart, ...] = ()
    efforts: tuple[Effort, ...] = ()
    exception_probability: Chance | None = None
    disagreement_probability: Chance | None = None
    rework_probability: Chance | None = None
    refusal_probability: Chance | None = None
    arrivals: Arrivals = "random"
    profile: Profile = ()
    every_days: Annotated[int, Field(ge=1, le=366)] | None = None
    first_on: date | None = None
    recorded: tuple[datetime, ...] = ()
    revision_by: Annotated[str | None, Ref("role", "clear")] = None


def efforts_for(volume: Volume | None, role: str, right: Right) -> list[Effort]:
    """Return the efforts entered for a part: first one that names role and right, then the role, the right, neither."""
    fitting = [
        effort
        for effort in (volume.efforts if volume else ())
        if effort.role in (None, role) and effort.right in (None, right)
    ]
    return sorted(fitting, key=lambda effort: (effort.role is None, effort.right is None))


class ScenarioChange(Value):
    """One thing that a scenario changes.

    With a `field`: that field of a row has this value there, as JSON. Without one: the whole row is there as this
    JSON says (a row that the file does not have is added), or is not there at all where the value is `null`.
    """

    table: str
    row: str
    field: str = ""
    value: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a change of; a scenario changes nothing twice."""
        return self.table, self.row, self.field


class Scenario(Entity):
    """Named changes over the file, tried without living them; over another scenario where it has a `base`."""

    table: ClassVar[str] = "scenario"

    name: Name
    changes: tuple[ScenarioChange, ...] = ()
    base: Annotated[str | None, Ref("scenario", "cascade")] = None
    note: str = ""
    position: float = 0
