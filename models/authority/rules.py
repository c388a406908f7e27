"""Rules: the rows of a matrix. A rule is a box of conditions over cases and the procedure that they get."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.expressions import Expression
from models.entity import Entity, Name, Ref, Value
from models.quantities import Band

Right = Literal[
    "recommend",
    "endorse",
    "agree",
    "consult",
    "approve",
    "sign",
    "ratify",
    "perform",
    "support",
    "notify",
    "veto",
]
RIGHTS: tuple[Right, ...] = (
    "recommend",
    "consult",
    "support",
    "endorse",
    "agree",
    "veto",
    "approve",
    "sign",
    "ratify",
    "perform",
    "notify",
)
RowStatus = Literal["draft", "published", "suspended", "revoked", "expired"]
RuleKind = Literal["ordinary", "carve_out", "urgent", "refer"]
Cadence = Literal["week", "month", "quarter", "year"]


class BandCondition(Value):
    """The case's value on a money, number or percent dimension lies in a band.

    `currency` is given where a limit is kept in another currency than its dimension.
    """

    kind: Literal["band"] = "band"
    dimension: Annotated[str, Ref("dimension", "refuse")]
    band: Band
    currency: str | None = None


class ClassCondition(Value):
    """The case's class on a dimension is one of these."""

    kind: Literal["classes"] = "classes"
    dimension: Annotated[str, Ref("dimension", "refuse")]
    among: tuple[str, ...]


class FlagCondition(Value):
    """The case has, or has not, a property: budgeted, in plan, urgent, novel."""

    kind: Literal["flag"] = "flag"
    dimension: Annotated[str, Ref("dimension", "refuse")]
    value: bool


Condition = Annotated[BandCondition | ClassCondition | FlagCondition, Field(discriminator="kind")]


class Step(Value):
    """One part of a procedure. Steps of the same stage run side by side; a later stage waits for the earlier.

    `within_days` says how long after the decision a ratification or report may come, `cadence` that it is made for
    all cases of a period together.
    """

    right: Right
    who: Expression
    stage: Annotated[int, Field(ge=1)] = 1
    strand: str = ""
    hours: Annotated[float, Field(gt=0)] | None = None
    on_timeout: Literal["escalate", "approve", "reject"] | None = None
    binding: bool = True
    within_days: Annotated[int, Field(ge=0)] | None = None
    note: str = ""
    cadence: Cadence | None = None


class Rule(Entity):
    """A row of the matrix: for a decision, the cases it covers and the procedure they get.

    `instrument` is given where a row comes from another document than its decision; the one of higher rank goes first.
    """

    table: ClassVar[str] = "rule"
    noun: ClassVar[str] = "row"

    edition: Annotated[str, Ref("edition", "cascade")]
    decision: Annotated[str, Ref("decision", "cascade")]
    label: str = ""
    kind: RuleKind = "ordinary"
    box: tuple[Condition, ...] = ()
    places: tuple[Annotated[str, Ref("place", "refuse")], ...] = ()
    priority: int = 0
    status: RowStatus = "published"
    starts: date | None = None
    ends: date | None = None
    procedure: tuple[Step, ...] = ()
    see_document: str = ""
    note: str = ""
    position: float = 0
    instrument: Annotated[str | None, Ref("instrument", "clear")] = None


class Note(Entity):
    """A footnote or remark on a cell (a row and a role), a row, a role or a whole matrix, with its mark."""

    table: ClassVar[str] = "note"

    mark: str = ""
    text: str
    edition: Annotated[str | None, Ref("edition", "cascade")] = None
    rule: Annotated[str | None, Ref("rule", "cascade")] = None
    role: Annotated[str | None, Ref("role", "cascade")] = None
    position: float = 0


class Edition(Entity):
    """A version of the matrix: a draft, the one in force, or one that was.

    Under a matrix that `bars_requester` nobody approves what they asked for, under one that `bars_recommender`
    nobody approves what they recommended.
    """

    table: ClassVar[str] = "edition"
    noun: ClassVar[str] = "matrix"

    name: Name
    version: str = ""
    status: Literal["draft", "in_force", "withdrawn"] = "in_force"
    scheme: Annotated[str | None, Ref("scheme", "clear")] = None
    owner: Annotated[str | None, Ref("role", "clear")] = None
    approving_body: Annotated[str | None, Ref("role", "clear")] = None
    approved_on: date | None = None
    effective: date | None = None
    expires: date | None = None
    review_on: date | None = None
    residual: Annotated[str | None, Ref("role", "clear")] = None
    residual_note: str = ""
    replaces: Annotated[str | None, Ref("edition", "clear")] = None
    note: str = ""
    position: float = 0
    bars_requester: bool = False
    bars_recommender: bool = False
