"""The phrases of the sample's matrix: "amount >2000..50000; budgeted yes", "consult: A > approve: all(B, C)"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Step
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED, Band, to_steps

_BAND = re.compile(r"(>)?(\d+)?\.\.(<)?(\d+)?")
_PART = re.compile(r"(\w+): (.*?)(?: within (\d+) h)?(?:, else (\w+))?")
_GROUP = re.compile(r"(all|all different|any|(\d+) of|vote)\((.*)\)")
_QUORUM = re.compile(r"quorum (\d+)")


def box_of(document: Document, phrase: str) -> tuple[Condition, ...]:
    """Return the conditions that a phrase such as "amount >2000..50000; budgeted yes" stands for."""
    return tuple(_condition(document, *text.strip().split(" ", 1)) for text in phrase.split(";") if text.strip())


def _condition(document: Document, key: str, text: str) -> Condition:
    dimension = document.dimensions.by("key", key)[0]
    if dimension.kind == "flag":
        return FlagCondition(dimension=dimension.id, value=text == "yes")
    if dimension.kind == "classes":
        return ClassCondition(dimension=dimension.id, among=tuple(text.split("|")))
    return BandCondition(dimension=dimension.id, band=band_of(dimension, text))


def band_of(dimension: Dimension, text: str) -> Band:
    """Return "..2000", ">2000..50000", "..<1000" or "5000..": edges belong to the band unless > or < says otherwise."""
    match = _BAND.fullmatch(text)
    assert match is not None, text
    above, low, below, high = match.groups()
    lower = to_steps(Decimal(low), dimension.step) + bool(above) if low else 0
    if not high:
        return Band(lower=lower, upper=UNLIMITED)
    return Band(lower=lower, upper=to_steps(Decimal(high), dimension.step) + (not below))


def procedure_of(document: Document, phrase: str) -> tuple[Step, ...]:
    """Return the steps of a phrase: ">" begins a new stage, "+" goes on in the same one."""
    steps: list[Step] = []
    for stage, texts in enumerate(phrase.split(" > "), 1):
        for text in texts.split(" + "):
            match = _PART.fullmatch(text)
            assert match is not None, text
            right, who, hours, late = match.groups()
            step = Step(right="approve", who=_expression(document, who), stage=stage)
            steps.append(step.changed(right=right, hours=float(hours) if hours else None, on_timeout=late))
    return tuple(steps)


def _expression(document: Document, text: str) -> Expression:
    match = _GROUP.fullmatch(text)
    if match is None:
        return OneRole(role=document.roles.by("name", text)[0].id)
    kind, count, inner = match.groups()
    if kind == "vote":
        body, quorum = _split(inner)
        needed = _QUORUM.fullmatch(quorum)
        assert needed is not None, quorum
        return Vote(body=document.roles.by("name", body)[0].id, quorum=int(needed[1]))
    parts = tuple(_expression(document, part) for part in _split(inner))
    if kind == "any":
        return AnyOf(parts=parts)
    return KOf(count=int(count), parts=parts) if count else AllOf(parts=parts, distinct=kind == "all different")


def _split(text: str) -> Iterator[str]:
    """Yield the parts between the commas that stand in no parentheses of their own."""
    depth, begun = 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield text[begun:at].strip()
            begun = at + 1
    yield text[begun:].strip()
