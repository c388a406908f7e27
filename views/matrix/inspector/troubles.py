"""Where on a line cases are decided by nobody or by rows that do not agree: proved, never guessed from the bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.authority.force import editions_in_force, in_time, rules_in_force
from models.authority.outcomes import result_of
from models.authority.proof import coverage_of
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.authority.words import cases_words, rule_name, sentence
from models.decisions import Dimension
from models.document import Document
from models.quantities import UNLIMITED

# Beyond this the findings tell: while somebody drags there is no time to prove so much.
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Trouble:
    """A stretch of a line, in steps or in numbers of classes, with what is wrong there in a sentence."""

    kind: Literal["gap", "overlap"]
    lower: int
    upper: int | None
    words: str


def troubles(document: Document, decision: str, edition: str, dimension: Dimension, on: date) -> tuple[Trouble, ...]:
    """Return the gaps and overlaps of the rows of a decision on a day, as they lie on a dimension.

    Looked at are the rows in force, or those of an edition that is not in force as if it were.
    """
    row, rules = document.decisions.get(decision), _counting(document, decision, edition, on)
    if row is None or not rules or len(rules) > _MOST_ROWS or row.see_document:
        return ()
    coverage = coverage_of(document, row, rules, on)
    found: list[Trouble] = []
    for region in coverage.gaps:
        box = coverage.gap_space.box_of(region)
        words = cases_words(document, box.conditions, box.places, "any")
        for lower, upper in _stretches(dimension, box.conditions):
            found.append(Trouble("gap", lower, upper, sentence(f"no row covers {words}")))
    for shared in coverage.overlaps:
        agree = result_of(shared.one) == result_of(shared.other)
        names = f"{rule_name(document, shared.one)} and {rule_name(document, shared.other)}"
        for region in shared.regions:
            box = coverage.space.box_of(region)
            words = cases_words(document, box.conditions, box.places)
            how = "say the same" if agree else "do not agree"
            for lower, upper in _stretches(dimension, box.conditions):
                found.append(Trouble("overlap", lower, upper, f"Rows {names} both cover {words} and {how}."))
    return tuple(found)


def _counting(document: Document, decision: str, edition: str, on: date) -> tuple[Rule, ...]:
    if any(each.id == edition for each in editions_in_force(document, on)):
        return rules_in_force(document, decision, on)
    return tuple(
        rule
        for rule in document.rules.by("decision", decision)
        if rule.edition == edition and rule.status == "published" and in_time(rule.starts, rule.ends, on)
    )


def _stretches(dimension: Dimension, box: tuple[Condition, ...]) -> list[tuple[int, int | None]]:
    """Return where a box lies on a dimension; all along it where it does not mention it."""
    condition = next((each for each in box if each.dimension == dimension.id), None)
    if isinstance(condition, BandCondition):
        lower = condition.band.lower if condition.band.lower is not None else dimension.lower or 0
        upper = condition.band.upper
        return [(lower, upper if isinstance(upper, int) else None)] if upper == UNLIMITED or upper else []
    if isinstance(condition, FlagCondition):
        return [(int(condition.value), int(condition.value) + 1)]
    if isinstance(condition, ClassCondition):
        return [(at, at + 1) for at, name in enumerate(dimension.classes) if name in condition.among]
    if dimension.kind == "flag":
        return [(0, 2)]
    return [(0, len(dimension.classes))] if dimension.kind == "classes" else [(dimension.lower or 0, None)]
