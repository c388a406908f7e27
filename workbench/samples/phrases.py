"""Short phrases for rows of a matrix, so that the sample reads like a scheme and not like code."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Right, Step
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Band, to_steps

Late = Literal["escalate", "approve", "reject"]


@dataclass(frozen=True)
class _Group:
    kind: Literal["all", "any", "k", "vote"]
    parts: tuple["str | _Group", ...]
    count: int = 0
    distinct: bool = False

    def expression(self, document: Document) -> Expression:
        parts = tuple(_expression(document, item) for item in self.parts)
        match self.kind:
            case "all":
                return AllOf(parts=parts, distinct=self.distinct)
            case "any":
                return AnyOf(parts=parts)
            case "k":
                return KOf(count=self.count, parts=parts)
        body = parts[0]
        assert isinstance(body, OneRole)
        return Vote(body=body.role, quorum=self.count)


Who = str | _Group


def all_of(*parts: Who, distinct: bool = False) -> _Group:
    """Every one of these."""
    return _Group("all", parts, distinct=distinct)


def any_of(*parts: Who) -> _Group:
    """Whichever of these acts first."""
    return _Group("any", parts)


def k_of(count: int, *parts: Who) -> _Group:
    """So many of these."""
    return _Group("k", parts, count)


def vote(body: str, quorum: int) -> _Group:
    """A majority of a body."""
    return _Group("vote", (body,), quorum)


def _expression(document: Document, who: Who) -> Expression:
    if isinstance(who, str):
        return OneRole(role=document.roles.by("name", who)[0].id)
    return who.expression(document)


@dataclass(frozen=True)
class Part:
    """One part of a procedure; `then` says that it waits for the parts before it."""

    right: Right
    who: Who
    then: bool
    hours: float | None
    late: Late | None

    def step(self, document: Document, stage: int) -> Step:
        """Return the part as a step of that stage."""
        who = _expression(document, self.who)
        return Step(right=self.right, who=who, stage=stage, hours=self.hours, on_timeout=self.late)


def part(right: Right, who: Who, *, then: bool = False, hours: float | None = None, late: Late | None = None) -> Part:
    """Return a part of a procedure. A vote of a body comes after what was recommended to it."""
    follows = then or (isinstance(who, _Group) and who.kind == "vote")
    return Part(right, who, follows, hours, late)


class Row:
    """A row: conditions such as "amount >2000..50000; budgeted yes", and its parts."""

    def __init__(self, conditions: str, *parts: Part, place: str = "") -> None:
        self.conditions = conditions
        self.parts = parts
        self.place = place

    def box(self, document: Document) -> tuple[Condition, ...]:
        """Return the conditions as a box."""
        texts = [text.strip() for text in self.conditions.split(";") if text.strip()]
        return tuple(_condition(document, *text.split(" ", 1)) for text in texts)


_BAND = re.compile(r"(>)?(\d+)?\.\.(<)?(\d+)?")


def _condition(document: Document, key: str, text: str) -> Condition:
    dimension = document.dimensions.by("key", key)[0]
    if dimension.kind == "flag":
        return FlagCondition(dimension=dimension.id, value=text == "yes")
    if dimension.kind == "classes":
        return ClassCondition(dimension=dimension.id, among=tuple(text.split("|")))
    return BandCondition(dimension=dimension.id, band=_band(dimension, text))


def _band(dimension: Dimension, text: str) -> Band:
    """Read "..2000", ">2000..50000", "..<1000" or "5000..": edges belong to the band unless > or < says otherwise."""
    match = _BAND.fullmatch(text)
    assert match is not None, text
    above, low, below, high = match.groups()
    lower = to_steps(Decimal(low), dimension.step) + bool(above) if low else 0
    if not high:
        return Band(lower=lower, upper=UNLIMITED)
    return Band(lower=lower, upper=to_steps(Decimal(high), dimension.step) + (not below))
