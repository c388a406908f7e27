"""Fixes of gaps: a row beside it reaches further, or a row is added."""

from collections.abc import Iterator

from models.authority.expressions import OneRole
from models.authority.geometry import meet
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule, Step
from models.authority.spaces import Box
from models.authority.words import box_words, cases_words, condition_words, value_words
from models.changes import Edit
from models.commands.rows import place_before
from models.decisions import Dimension
from models.fixes.base import Fix, Matter, Offer
from models.ids import fresh
from models.quantities import UNLIMITED, Band, written_below


def _offers(matter: Matter) -> Iterator[Fix]:
    box = _gap(matter)
    if box is not None:
        yield from _reaching_further(matter, box)
        yield from _one_row_more(matter, box)


def _gap(matter: Matter) -> Box | None:
    """Return the cases that the finding is about."""
    example = matter.finding.example
    for coverage in matter.survey.coverages:
        if example is None or coverage.decision.id != example.decision:
            continue
        space = coverage.gap_space
        case = space.region_of(example)
        for region in coverage.gaps:
            if case is not None and meet(case, region) is not None:
                return space.box_of(region)
    return None


def _reaching_further(matter: Matter, box: Box) -> Iterator[Fix]:
    words = cases_words(matter.document, box.conditions, box.places)
    for rule in matter.rules:
        for condition in box.conditions:
            for label, wider in _widened(matter, rule, condition):
                changed = (wider if old.dimension == condition.dimension else old for old in rule.box)
                kept = tuple(each for each in changed if each is not None)
                text = f"{label}, so that for {words} {matter.decided(rule)}"
                yield matter.setting(text, rule, box=kept, label="")
        missing = tuple(place for place in box.places if place not in rule.places)
        if rule.places and missing:
            where = box_words(matter.document, (), missing)
            text = f"Let the row {matter.rule(rule)} hold {where} as well, so that for {words} {matter.decided(rule)}"
            yield matter.setting(text, rule, places=(*rule.places, *missing))


def _widened(matter: Matter, rule: Rule, gap: Condition) -> Iterator[tuple[str, Condition | None]]:
    """Yield how a row's condition can take in that of a gap: in words, and as a condition (None: as none)."""
    own = next((c for c in rule.box if c.dimension == gap.dimension), None)
    dimension = matter.document.dimensions[gap.dimension]
    name = matter.rule(rule)
    match own, gap:
        case BandCondition(), BandCondition() if own.currency is None:
            for label, band in _joined(dimension, name, own.band, gap.band):
                yield label, own.changed(band=band)
        case ClassCondition(), ClassCondition():
            among = tuple(each for each in dimension.classes if each in (*own.among, *gap.among))
            wider = own.changed(among=among) if len(among) < len(dimension.classes) else None
            words = condition_words(matter.document, wider) if wider else f"any {dimension.name}"
            yield f"Let the row {name} hold for {words}", wider
        case FlagCondition(), FlagCondition():
            yield f"Let the row {name} hold whether {dimension.name} is yes or no", None


def _joined(dimension: Dimension, name: str, own: Band, gap: Band) -> Iterator[tuple[str, Band]]:
    if own.upper == gap.lower and own.upper is not None:
        if gap.upper == UNLIMITED:
            yield f"Make the row {name} unlimited in {dimension.name}", own.changed(upper=UNLIMITED)
        elif isinstance(gap.upper, int):
            text = f"Move the upper edge of the row {name} to {upper_words(dimension, gap.upper)}"
            yield text, own.changed(upper=gap.upper)
    if gap.upper == own.lower and own.lower is not None:
        where = lower_words(dimension, gap.lower) if gap.lower is not None else "the very beginning"
        yield f"Move the lower edge of the row {name} to {where}", own.changed(lower=gap.lower)


def upper_words(dimension: Dimension, edge: int) -> str:
    """Return an upper edge as people write it: "10,000 EUR (included)", or "200 EUR (not included)"."""
    if written_below(edge):
        return f"{value_words(dimension, edge - 1)} (included)"
    return f"{value_words(dimension, edge)} (not included)"


def lower_words(dimension: Dimension, edge: int) -> str:
    """Return a lower edge as people write it: "10,000 EUR (not included)", or "200 EUR (included)"."""
    if written_below(edge):
        return f"{value_words(dimension, edge - 1)} (not included)"
    return f"{value_words(dimension, edge)} (included)"


def _one_row_more(matter: Matter, box: Box) -> Iterator[Fix]:
    document = matter.document
    (decision, *_) = matter.named("decision")
    rows = matter.survey.rules[decision]
    beside = matter.rules[-1] if matter.rules else (rows[-1] if rows else None)
    if beside is None:
        return
    words = cases_words(document, box.conditions, box.places)
    following = _following(matter, beside)
    for role in matter.likely(matter.able(decision)):
        step = Step(right="approve", who=OneRole(role=role))
        new = Rule(
            id=fresh("rule"),
            edition=beside.edition,
            decision=decision,
            box=box.conditions,
            places=box.places,
            procedure=(step,),
            instrument=beside.instrument,
        )

        def add(edit: Edit, new: Rule = new) -> None:
            edit.create(new)
            place_before(edit, new, following)

        yield matter.fix(f"Add a row for {words}, so that {matter.role(role)} approves", add)


def _following(matter: Matter, rule: Rule) -> str | None:
    ids = [row.id for row in matter.document.rules]
    at = ids.index(rule.id) + 1
    return ids[at] if at < len(ids) else None


OFFERS: dict[str, Offer] = {"F01": _offers, "F02": _offers, "F08": _offers}
