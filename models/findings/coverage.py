"""Coverage: cases that no row covers, and cases that several do."""

from collections.abc import Callable, Iterable, Iterator
from math import ceil

from models.authority.geometry import Region
from models.authority.outcomes import result_of
from models.authority.proof import MOST_LISTED, Coverage, Shared
from models.authority.rules import Rule
from models.authority.spaces import Space
from models.authority.words import (
    case_words,
    cases_words,
    listed,
    number_words,
    procedure_words,
    role_words,
    rule_name,
)
from models.document import Document
from models.findings.base import Check, Found, Place
from models.findings.scopes import differing_scopes
from models.findings.survey import Reading, Survey

_SHOWN = 2
_MENDED = {
    "gap": "Move the edge of a row beside them",
    "edge": "Move the edge of a row beside them",
    "top": "Make the last band unlimited",
}


def _gaps_of(kind: str) -> Callable[[Survey, Reading], Iterator[Found]]:
    """Return a check for the gaps of a kind."""

    def find(survey: Survey, reading: Reading) -> Iterator[Found]:
        coverage = survey.coverage(reading)
        if not reading.rules or reading.decision.see_document:
            return
        for region in coverage.gaps:
            if _kind_of(coverage.gap_space, region) == kind:
                yield _gap(survey, coverage, region, kind)

    return find


def _kind_of(space: Space, region: Region) -> str:
    """Return whether a gap is just an edge between two bands, everything above the last band, or a plain one.

    An edge is what people miss between "up to 25,000" and "from 25,001": at most one whole unit wide.
    """
    kinds = set()
    for axis, mask, run in zip(space.axes, region, space.runs, strict=True):
        if not run or mask == axis.full:
            continue
        (lower, upper), *_ = axis.intervals(mask)
        if upper is None:
            kinds.add("top")
        elif lower is not None:
            unit = ceil(1 / space.dimensions[axis.dimension].step)
            inner = lower != axis.lower and upper != axis.upper
            if upper - lower <= (unit if inner else 1):
                return "edge"
    return "top" if kinds else "gap"


def _gap(survey: Survey, coverage: Coverage, region: Region, kind: str) -> Found:
    document, space = survey.document, coverage.gap_space
    box = space.box_of(region)
    example = space.example(region)
    words = cases_words(document, box.conditions, box.places, "any")
    name = f"“{coverage.decision.name}”"
    text = f"No row of {name} covers {words}."
    fix = f"{_MENDED[kind]}, or add a row for these cases."
    if survey.residual is not None:
        role = role_words(document, survey.residual)
        text = f"No row of {name} covers {words}; by the residual rule {role} decides."
        fix = f"{_MENDED[kind]}, or add a row, if somebody other than {role} should decide these cases."
    return Found(
        places=(
            Place("decision", coverage.decision.id),
            *(Place("rule", row, "box") for row in _neighbours(coverage, region)),
        ),
        sentence=text,
        fix=fix,
        subject=f"{coverage.decision.id}|{_signature(space, region)}",
        case=case_words(document, example),
        example=example,
        severity="information" if survey.residual is not None else None,
    )


def _neighbours(coverage: Coverage, region: Region) -> list[str]:
    """Return the rows that touch a gap on one axis and share its other axes."""
    found = []
    for piece in coverage.gap_space.pieces:
        apart = [at for at, mask in enumerate(region) if not mask & piece.region[at]]
        if len(apart) == 1 and piece.row not in found:
            mask, theirs = region[apart[0]], piece.region[apart[0]]
            if (mask << 1 | mask >> 1) & theirs:
                found.append(piece.row)
    return found


def _signature(space: Space, region: Region) -> str:
    """Return a region in a form that does not hang on how other rows cut the axes."""
    parts = []
    for axis, mask in zip(space.axes, region, strict=True):
        if mask != axis.full:
            ends = ",".join(f"{lower}-{upper}" for lower, upper in axis.intervals(mask))
            parts.append(f"{axis.dimension}:{ends}")
    return ";".join(parts)


def _conflicts(survey: Survey, reading: Reading) -> Iterator[Found]:
    coverage = survey.coverage(reading)
    for shared in coverage.overlaps:
        # That two rows are for different places of the same depth is a finding of its own.
        if not _agree(shared) and differing_scopes(survey.document.places, coverage, shared) is None:
            yield _overlap(
                survey.document,
                coverage,
                shared,
                f"and do not agree: {_both(survey.document, shared)}",
                "Move the edge of one row, take the case out of one, or give one of them priority.",
            )


def _agree(shared: Shared) -> bool:
    return result_of(shared.one) == result_of(shared.other)


def _both(document: Document, shared: Shared) -> str:
    return "; ".join(
        f"by the {which} "
        + (f"see “{rule.see_document}”" if rule.kind == "refer" else procedure_words(document, rule.procedure))
        for which, rule in (("first", shared.one), ("second", shared.other))
    )


def _agreeing(survey: Survey, reading: Reading) -> Iterator[Found]:
    coverage = survey.coverage(reading)
    for shared in coverage.overlaps:
        if _agree(shared) and _inner(coverage, shared) is None:
            yield _overlap(
                survey.document,
                coverage,
                shared,
                "and give the same",
                "Make the two rows one, or move an edge so that they only meet.",
            )


def _subsumed(survey: Survey, reading: Reading) -> Iterator[Found]:
    coverage = survey.coverage(reading)
    for shared in coverage.overlaps:
        inner = _inner(coverage, shared) if _agree(shared) else None
        if inner is not None:
            outer = shared.other if inner is shared.one else shared.one
            yield _overlap(
                survey.document,
                coverage,
                Shared(inner, outer, shared.regions),
                "and give the same; the first adds nothing to the second",
                f"Delete the row {rule_name(survey.document, inner)}.",
            )


def _inner(coverage: Coverage, shared: Shared) -> Rule | None:
    """Return the row of two that wins nothing without the other, or None."""
    if coverage.inside(shared.one, shared.other):
        return shared.one
    return shared.other if coverage.inside(shared.other, shared.one) else None


def _overlap(document: Document, coverage: Coverage, shared: Shared, how: str, fix: str) -> Found:
    space = coverage.space
    rules = (shared.one, shared.other)
    boxes = [space.box_of(region) for region in shared.regions[:_SHOWN]]
    words = [cases_words(document, box.conditions, box.places) for box in boxes]
    if len(shared.regions) > _SHOWN:
        words.append("others")
    example = space.example(shared.regions[0])
    names = listed([rule_name(document, rule) for rule in rules])
    return Found(
        places=tuple(Place("rule", rule.id, "box") for rule in rules),
        sentence=f"The rows {names} of “{coverage.decision.name}” both cover {listed(words)} {how}.",
        fix=fix,
        subject="+".join(sorted(rule.id for rule in rules)),
        case=case_words(document, example),
        example=example,
    )


def _shadowed(survey: Survey, reading: Reading) -> Iterator[Found]:
    for rule in survey.coverage(reading).never_used:
        yield Found(
            (Place("rule", rule.id, "box"),),
            f"The row {rule_name(survey.document, rule)} of “{reading.decision.name}” is never used: rows "
            "that go before it cover all of its cases.",
            "Delete the row, or lower the priority of those that go before it.",
        )


def _unfinished(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield what cannot be said of a decision whose rows are too many, or too entangled, to say all about them."""
    coverage, decision = survey.coverage(reading), reading.decision
    name, place = f"“{decision.name}”", (Place("decision", decision.id),)
    rows = number_words(len(coverage.rules))
    gaps = 0 if decision.see_document or not reading.rules else coverage.all_gaps
    if gaps is None:
        yield Found(
            place,
            f"The {rows} rows of {name} cut its cases into more pieces than can be searched for gaps.",
            "Give the rows fewer different limits, or divide the decision into several.",
            subject=f"{decision.id}|gaps",
        )
    elif gaps > MOST_LISTED:
        yield Found(
            place,
            f"{name} has {number_words(gaps)} gaps; the first {MOST_LISTED} are listed.",
            "Close these; the others are listed then.",
            subject=f"{decision.id}|gaps",
        )
    if coverage.all_overlaps is None:
        text = f"The {rows} rows of {name} overlap in more ways than can be searched; those found are listed."
        if len(coverage.overlaps) == MOST_LISTED:
            text = f"More than {MOST_LISTED} pairs of the {rows} rows of {name} overlap; the first are listed."
        yield Found(
            place,
            text,
            "Set these right; the others are listed then.",
            subject=f"{decision.id}|overlaps",
        )
    if not coverage.all_never_used:
        yield Found(
            place,
            f"The {rows} rows of {name} lie above each other in more ways than can be searched for rows that are never "
            "used; those found are listed.",
            "Give fewer rows a priority, or divide the decision into several.",
            subject=f"{decision.id}|never-used",
        )


def _no_residual(survey: Survey) -> Iterable[Found]:
    for edition in survey.editions:
        if edition.residual is None and survey.document.rules.by("edition", edition.id):
            yield Found(
                (Place("edition", edition.id, "residual"),),
                f"The matrix “{edition.name}” does not say who decides what none of its rows covers.",
                "Name the role that decides unlisted matters, as the residual rule of the matrix.",
            )


MATRIX = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))

CHECKS = (
    Check("F00", "Too much to list", "error", "What is not looked at is not proved.", MATRIX, each=_unfinished),
    Check("F01", "Gap", "error", "The matrix names nobody for these cases.", MATRIX, each=_gaps_of("gap")),
    Check("F02", "Gap at an edge", "error", "The bands do not quite meet.", MATRIX, each=_gaps_of("edge")),
    Check("F03", "Overlap", "error", "One case must have one answer.", MATRIX, each=_conflicts),
    Check("F04", "Overlap with the same decider", "warning", "Two rows say it twice.", MATRIX, each=_agreeing),
    Check("F05", "Row that is never used", "warning", "It says what does not hold.", MATRIX, each=_shadowed),
    Check("F06", "Row inside another", "warning", "It changes nothing.", MATRIX, each=_subsumed),
    Check(
        "F08", "No row for the largest", "error", "Above the last limit nobody is named.", MATRIX, each=_gaps_of("top")
    ),
    Check(
        "F12",
        "No residual rule",
        "error",
        "A matter that nobody thought of needs somebody who decides.",
        MATRIX,
        _no_residual,
    ),
)
