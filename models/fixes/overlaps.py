"""Fixes of overlaps: one row gives way, goes before the other, becomes one with it, or is deleted."""

from collections.abc import Iterator

from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.authority.words import box_words, cases_words, condition_words
from models.changes import Edit
from models.decisions import Dimension
from models.fixes.base import Fix, Matter, Offer
from models.quantities import UNLIMITED, Band, Limit


def _parted(matter: Matter) -> Iterator[Fix]:
    for one, other in _pairs(matter):
        for change in _less(matter, one, other):
            words = condition_words(matter.document, change)
            kept = tuple(old for old in one.box if old.dimension != change.dimension)
            yield matter.setting(
                f"Cut the row {matter.rule(one)} back to {words}, so that its other cases are those of "
                f"{matter.rule(other)} alone",
                one,
                box=(*kept, change),
                label="",
            )
        fewer = tuple(place for place in one.places if place not in other.places)
        if fewer and len(fewer) < len(one.places):
            where = box_words(matter.document, (), fewer)
            yield matter.setting(f"Let the row {matter.rule(one)} hold {where} only", one, places=fewer)


def _preferred(matter: Matter) -> Iterator[Fix]:
    for one, other in _pairs(matter):
        yield matter.setting(
            f"Let the row {matter.rule(one)} go before {matter.rule(other)}, so that {matter.decided(one)} where both "
            "apply",
            one,
            priority=other.priority + 1,
        )


def _disagreeing(matter: Matter) -> Iterator[Fix]:
    yield from _parted(matter)
    yield from _preferred(matter)


def _agreeing(matter: Matter) -> Iterator[Fix]:
    yield from _merged(matter)
    yield from _parted(matter)


def _pairs(matter: Matter) -> Iterator[tuple[Rule, Rule]]:
    if len(matter.rules) == 2:
        one, other = matter.rules
        yield one, other
        yield other, one


def _less(matter: Matter, one: Rule, other: Rule) -> Iterator[Condition]:
    """Yield what a row's condition can become so that it leaves to another row what both have."""
    own = {condition.dimension: condition for condition in one.box}
    for theirs in other.box:
        mine = own.get(theirs.dimension)
        dimension = matter.document.dimensions[theirs.dimension]
        if isinstance(theirs, BandCondition) and theirs.currency is None:
            if mine is None:
                mine = BandCondition(dimension=dimension.id, band=Band(upper=UNLIMITED))
            if isinstance(mine, BandCondition) and mine.currency is None:
                yield from (mine.changed(band=band) for band in _outside(dimension, mine.band, theirs.band))
        elif isinstance(theirs, ClassCondition):
            among = mine.among if isinstance(mine, ClassCondition) else dimension.classes
            fewer = tuple(each for each in among if each not in theirs.among)
            if fewer and len(fewer) < len(among):
                yield ClassCondition(dimension=dimension.id, among=fewer)
        elif isinstance(theirs, FlagCondition) and mine is None:
            yield theirs.changed(value=not theirs.value)


def _outside(dimension: Dimension, mine: Band, theirs: Band) -> Iterator[Band]:
    """Yield the parts of a band below and above another."""
    start, end = _start(dimension, mine), _end(mine)
    if theirs.lower is not None and start < theirs.lower < end:
        yield mine.changed(upper=theirs.lower)
    if isinstance(theirs.upper, int) and start < theirs.upper < end:
        yield mine.changed(lower=theirs.upper)


def _start(dimension: Dimension, band: Band) -> float:
    lower = band.lower if band.lower is not None else dimension.lower
    return float("-inf") if lower is None else lower


def _end(band: Band) -> float:
    return float("inf") if band.upper == UNLIMITED else float(band.upper) if isinstance(band.upper, int) else 0.0


def _merged(matter: Matter) -> Iterator[Fix]:
    """Yield the two rows as one, where together they are a box."""
    if len(matter.rules) != 2:
        return
    one, other = matter.rules
    box = _union(matter, one, other)
    if box is not None:

        def merge(edit: Edit) -> None:
            for note in matter.document.notes.by("rule", other.id):
                edit.set(note, rule=one.id)
            for case in matter.document.library_cases.by("expected_rule", other.id):
                edit.set(case, expected_rule=one.id)
            edit.delete(other)
            edit.set(one, box=box, label="")

        words = cases_words(matter.document, box, one.places)
        yield matter.fix(
            f"Make the rows {matter.rule(one)} and {matter.rule(other)} one, for {words}; no answer changes", merge
        )


def _union(matter: Matter, one: Rule, other: Rule) -> tuple[Condition, ...] | None:
    """Return the conditions of both rows together, where they differ on at most one dimension."""
    mine, theirs = ({c.dimension: c for c in rule.box} for rule in (one, other))
    differing = [name for name in {**mine, **theirs} if mine.get(name) != theirs.get(name)]
    if len(differing) > 1 or one.places != other.places:
        return None
    if not differing:
        return one.box
    first, second = mine.get(differing[0]), theirs.get(differing[0])
    both: Condition | None = None
    match first, second:
        case BandCondition(), BandCondition() if first.currency == second.currency:
            both = first.changed(band=_hull(first.band, second.band))
        case ClassCondition(), ClassCondition():
            classes = matter.document.dimensions[first.dimension].classes
            among = tuple(each for each in classes if each in (*first.among, *second.among))
            both = first.changed(among=among) if len(among) < len(classes) else None
    rest = tuple(condition for condition in one.box if condition.dimension != differing[0])
    return rest if both is None else (*rest, both)


def _hull(one: Band, other: Band) -> Band:
    lower = None if one.lower is None or other.lower is None else min(one.lower, other.lower)
    upper: Limit = max((one, other), key=_end).upper
    return Band(lower=lower, upper=upper)


def _unused(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        yield matter.deleting(f"Delete the row {matter.rule(rule)}; no answer changes, for it is never used", rule)
        top = max((row.priority for row in matter.survey.rules[rule.decision]), default=0) + 1
        yield matter.setting(
            f"Let the row {matter.rule(rule)} go before the others, so that {matter.decided(rule)} in its cases",
            rule,
            priority=top,
        )


def _inside(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        yield matter.deleting(
            f"Delete the row {matter.rule(rule)}; no answer changes, for the other row gives the same", rule
        )


OFFERS: dict[str, Offer] = {
    "F03": _disagreeing,
    "F04": _agreeing,
    "F05": _unused,
    "F06": _inside,
    "F14": _preferred,
}
