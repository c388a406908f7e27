"""Approval expressions: who must say yes, as a tree."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from models.entity import Ref, Value

# Nobody reads more groups inside each other, and no file has to hold them.
MOST_NESTED = 50


class OneRole(Value):
    """One holder of a role."""

    kind: Literal["role"] = "role"
    role: Annotated[str, Ref("role", "refuse")]


class AllOf(Value):
    """Every part; with `distinct`, by different persons."""

    kind: Literal["all_of"] = "all_of"
    parts: tuple["Expression", ...] = Field(min_length=1)
    distinct: bool = False


class AnyOf(Value):
    """Whichever part acts first."""

    kind: Literal["any_of"] = "any_of"
    parts: tuple["Expression", ...] = Field(min_length=1)


class Quota(Value):
    """At least `count` of those who approve must come from here."""

    count: Annotated[int, Field(ge=1)]
    among: "Expression"


class KOf(Value):
    """At least `count` of the parts, each by a different person, with a share that must come from named parts."""

    kind: Literal["k_of"] = "k_of"
    count: Annotated[int, Field(ge=1)]
    parts: tuple["Expression", ...] = Field(min_length=1)
    quotas: tuple[Quota, ...] = ()


class Vote(Value):
    """A vote of a body. `majority` is the share of votes needed; `excluded` do not vote on the case."""

    kind: Literal["vote"] = "vote"
    body: Annotated[str, Ref("role", "refuse")]
    majority: Literal["simple", "absolute", "two_thirds", "unanimous"] = "simple"
    quorum: Annotated[int, Field(ge=1)] | None = None
    minimum_days: Annotated[int, Field(ge=0)] = 0
    excluded: tuple[Annotated[str, Ref("role", "clear")], ...] = ()


Expression = Annotated[OneRole | AllOf | AnyOf | KOf | Vote, Field(discriminator="kind")]


def roles_in(expression: Expression) -> Iterator[str]:
    """Yield the id of each role that an expression names, left to right, repeats included."""
    match expression:
        case OneRole():
            yield expression.role
        case Vote():
            yield expression.body
        case AllOf() | AnyOf() | KOf():
            for part in expression.parts:
                yield from roles_in(part)


def deeper_than(levels: int, expression: Expression) -> bool:
    """Return whether an expression, or what a quota of it counts, has more than so many groups inside each other."""
    match expression:
        case OneRole() | Vote():
            return False
        case KOf():
            inner = (*expression.parts, *(quota.among for quota in expression.quotas))
        case AllOf() | AnyOf():
            inner = expression.parts
    return levels == 0 or any(deeper_than(levels - 1, part) for part in inner)


def without(expression: Expression, role: str) -> Expression | None:
    """Return the expression with a role taken out, or None when nobody is left.

    A group of one becomes that one; a k-of never asks for more parts than remain.
    """
    match expression:
        case OneRole():
            return None if expression.role == role else expression
        case Vote():
            return None if expression.body == role else expression
    parts = tuple(left for part in expression.parts if (left := without(part, role)) is not None)
    if not parts:
        return None
    if len(parts) == 1 and not (isinstance(expression, KOf) and expression.quotas):
        return parts[0]
    if isinstance(expression, KOf):
        quotas = tuple(
            quota.changed(among=left) for quota in expression.quotas if (left := without(quota.among, role)) is not None
        )
        count = min(expression.count, len(parts))
        return expression.changed(parts=parts, count=count, quotas=quotas)
    return expression.changed(parts=parts)


def joined(expression: Expression | None, role: str) -> Expression:
    """Return the expression with a role that must say yes as well."""
    one = OneRole(role=role)
    if expression is None:
        return one
    if isinstance(expression, AllOf):
        return expression.changed(parts=(*expression.parts, one))
    return AllOf(parts=(expression, one))
