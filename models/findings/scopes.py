"""Scopes: places in which no row holds, and places for which two rows are equally specific."""

from collections.abc import Iterator

from models.authority.facts import Case
from models.authority.geometry import bits
from models.authority.outcomes import result_of
from models.authority.places import Places, by_kind, is_place_axis, kind_of_axis, line_of
from models.authority.proof import Coverage, Shared
from models.authority.rules import Rule
from models.authority.words import case_words, listed, place_words, procedure_words, role_words, rule_name, some_of
from models.decisions import Decision
from models.findings.base import Check, Found, Place
from models.findings.survey import Reading, Survey


def _bare_places(survey: Survey) -> Iterator[Found]:
    """Yield the places in which some decisions have no row, neither one for them nor one that they inherit."""
    document = survey.document
    for place, decisions in _bare(survey).items():
        row = document.places[place]
        names = some_of([f"“{decision.name}”" for decision in decisions])
        text = f"{names} {'has' if len(decisions) == 1 else 'have'} rows for other places, but none that holds"
        where = place_words(document, place)
        example = Case(decisions[0].id, {}, place)
        then = ""
        if survey.residual is not None:
            then = f"; by the residual rule {role_words(document, survey.residual)} decides there"
        yield Found(
            (Place("place", place), *(Place("decision", decision.id) for decision in decisions)),
            f"{text} {where}{then}.",
            f"Add a row for {row.name} or for every {row.kind}, or take {row.name} out if nothing is decided there.",
            subject=place,
            case=case_words(document, example),
            example=example,
            severity="information" if survey.residual is not None else None,
        )


def _bare(survey: Survey) -> dict[str, list[Decision]]:
    """Return the places in which decisions have no row, with these; of a place with all inside it only itself."""
    found: dict[str, list[Decision]] = {}
    for name, places in survey.gathered(_bare_in, _PLACES).items():
        for place in places:
            found.setdefault(place, []).append(survey.readings[name].decision)
    return found


_PLACES = frozenset(("place",))


def _bare_in(survey: Survey, reading: Reading) -> tuple[str, ...]:
    if not reading.rules or reading.decision.see_document or not any(rule.places for rule in reading.rules):
        return ()
    lacking = _without_rows(survey.coverage(reading))
    return tuple(place.id for place in survey.document.places if place.id in lacking and place.parent not in lacking)


def _without_rows(coverage: Coverage) -> frozenset[str]:
    space = coverage.gap_space
    lacking: set[str] = set()
    for at, axis in enumerate(space.axes):
        if is_place_axis(axis.dimension):
            held = 0
            for piece in space.pieces:
                held |= piece.region[at]
            known = space.lines.cells.get(kind_of_axis(axis.dimension), ())
            lacking.update(known[cell - 1] for cell in bits(axis.full & ~held) if cell)
    return frozenset(lacking)


def _ambiguous(survey: Survey, reading: Reading) -> Iterator[Found]:
    if not reading.rules:
        return
    document = survey.document
    coverage = survey.coverage(reading)
    for shared in coverage.overlaps:
        scopes = differing_scopes(document.places, coverage, shared)
        if scopes is None or result_of(shared.one) == result_of(shared.other):
            continue
        one, other = (listed([place_words(document, place) for place in scope]) for scope in scopes)
        example = coverage.space.example(shared.regions[0])
        parts = [
            f"the row {rule_name(document, rule)} ({scope}) "
            + (
                f"refers to “{rule.see_document}”"
                if rule.kind == "refer"
                else f"says that {procedure_words(document, rule.procedure)}"
            )
            for rule, scope in ((shared.one, one), (shared.other, other))
        ]
        yield Found(
            tuple(Place("rule", rule.id, "places") for rule in (shared.one, shared.other)),
            f"Two rows of “{reading.decision.name}” are equally specific and do not agree: {'; '.join(parts)}.",
            "Name both places in one of the rows, or give one of them priority.",
            subject="+".join(sorted((shared.one.id, shared.other.id))),
            case=case_words(document, example),
            example=example,
        )


def differing_scopes(
    places: Places, coverage: Coverage, shared: Shared
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the places for which two rows hold where they meet; None where it is for the same ones."""
    case = coverage.space.example(shared.regions[0])
    one, other = _scope(places, shared.one, case), _scope(places, shared.other, case)
    return (one, other) if one and other and one != other else None


def _scope(places: Places, rule: Rule, case: Case) -> tuple[str, ...]:
    """Return the most specific places of a row in which a case lies, one for each kind that the row names."""
    given = by_kind(places, case.places)
    return tuple(
        next(up for up in line_of(places, place) if up in allowed)
        for kind, allowed in by_kind(places, rule.places).items()
        for place in given.get(kind, ())
        if not set(line_of(places, place)).isdisjoint(allowed)
    )


_READ = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))

CHECKS = (
    Check("F13", "Place without a row", "warning", "There the matrix names nobody.", _READ, _bare_places),
    Check(
        "F14",
        "Equally specific places",
        "error",
        "The more specific place goes first, and neither is.",
        _READ,
        each=_ambiguous,
    ),
)
