"""Witnesses: one concrete case that shows a finding, or the certainty that there is none."""

from collections.abc import Collection, Iterable, Iterator

from models.authority.facts import Case
from models.authority.geometry import Piece, Region, TooIntricate, settle
from models.authority.rules import Condition, Rule
from models.authority.spaces import Space, space_of
from models.findings.survey import Reading, Survey

_PROBE = "probe"


def case_of(survey: Survey, reading: Reading, rule: Rule) -> Case | None:
    """Return a case that a row decides; None where it decides none, or too many rows are in the way to tell."""
    space = survey.coverage(reading).space
    for piece in space.pieces:
        if piece.row == rule.id:
            for region, rows in _settled(piece.region, space.pieces):
                if rule.id in rows:
                    return space.example(region)
    return None


def case_within(
    survey: Survey,
    reading: Reading,
    box: Iterable[Condition],
    rule: Rule,
) -> Case | None:
    """Return a case of a box that a row decides; None where it decides none, or too many rows are in the way to tell.

    The box may name dimensions that no row does.
    """
    space, box_regions = space_within(survey, reading, box)
    rows = [piece for piece in space.pieces if piece.row != _PROBE]
    for start in box_regions:
        for part, won in _settled(start, rows):
            if rule.id in won:
                return space.example(part)
    return None


def space_within(
    survey: Survey, reading: Reading, box: Iterable[Condition], places: Collection[str] = ()
) -> tuple[Space, list[Region]]:
    """Return the space of a decision's rows cut at the edges of a box as well, and the regions of the box in it."""
    probe = Rule(id=_PROBE, edition="", decision=reading.decision.id, box=tuple(box), places=tuple(places))
    space = space_of(survey.document, reading.decision.id, (*reading.rules, probe), survey.on)
    return space, [piece.region for piece in space.pieces if piece.row == _PROBE]


def _settled(start: Region, pieces: Iterable[Piece]) -> Iterator[tuple[Region, tuple[str, ...]]]:
    try:
        for found in settle(start, pieces):
            yield found.region, found.rows
    except TooIntricate:
        return
