"""What a simulation takes for granted where the file is silent. Every value is printed with the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from models.authority.rules import Right

Positive = Annotated[float, Field(gt=0, le=1e9)]
Probability = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]


class Assumptions(BaseModel):
    """The values that stand in for volumes, capacities and efforts that nobody has entered yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases_a_quarter: Annotated[Positive, Field(title="Cases a quarter of a decision without a volume")] = 13.0
    hours_a_week: Annotated[
        Positive, Field(le=168, title="Hours a week for decisions, each holder of a role without a capacity")
    ] = 10.0
    holders: Annotated[Count, Field(title="Holders of a role whose holders are not entered")] = 1
    runtime_holders: Annotated[
        Count, Field(title="People behind a role that is known only once a case is, such as the requester's manager")
    ] = 5
    minutes_to_decide: Annotated[Positive, Field(title="Minutes of work to approve a case")] = 20.0
    minutes_to_contribute: Annotated[
        Positive, Field(title="Minutes of work to recommend, endorse, agree or be consulted")
    ] = 15.0
    minutes_to_revise: Annotated[Positive, Field(title="Minutes of work to revise a case that was sent back")] = 30.0
    minutes_to_sign: Annotated[Positive, Field(title="Minutes of work to sign")] = 5.0
    variation: Annotated[
        float, Field(ge=0, le=10, title="Coefficient of variation of the work (standard deviation by mean)")
    ] = 1.0
    exception_probability: Annotated[
        Probability, Field(title="Probability that a level cannot decide and escalates")
    ] = 0.1
    disagreement_probability: Annotated[
        Probability, Field(title="Probability that those who agree, or approve together, disagree")
    ] = 0.0
    rework_probability: Annotated[
        Probability, Field(lt=1, title="Probability that whoever approves sends a case back to be revised")
    ] = 0.0
    refusal_probability: Annotated[Probability, Field(lt=1, title="Probability that whoever approves says no")] = 0.0
    deadline_hours: Annotated[
        Positive | None,
        Field(title="Deadline in hours by the clock of an approval that has none, after which it escalates"),
    ] = None
    agenda_hours: Annotated[
        Positive, Field(le=12, title="Hours of a meeting, of a body that meets and has no capacity")
    ] = 4.0

    def minutes(self, right: Right) -> float:
        """Return the minutes of work that a part takes."""
        if right == "approve":
            return self.minutes_to_decide
        if right == "perform":
            return self.minutes_to_revise
        return self.minutes_to_sign if right == "sign" else self.minutes_to_contribute

    def listed(self) -> Iterator[tuple[str, str, float | int | None]]:
        """Yield each assumption: its name in the file and on the command line, what it is, its value."""
        for name, field in type(self).model_fields.items():
            yield name, field.title or name, getattr(self, name)
