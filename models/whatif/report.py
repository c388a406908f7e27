"""Comparisons and frontiers in words and rows, for people in a terminal and for tables; and as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from models.authority.words import capital
from models.document import Document
from models.simulation.telling.contrast import MAIN, contrast_table, difference_words, value_words, verdict
from models.simulation.telling.reporttables import ReportTable
from models.whatif.comparison import Comparison, Side
from models.whatif.figures import Figure, searched
from models.whatif.levers import HoldersLever, Lever, ThresholdLever, lever_words, now_of, plain_value
from models.whatif.levers import value_words as lever_value
from models.whatif.search import Frontier, Point

if TYPE_CHECKING:
    from models.findings.base import Finding
    from models.simulation.results.estimates import Estimate

COMPARISON = "remit.comparison/1"
FRONTIER = "remit.search/1"


def comparison_sentences(comparison: Comparison) -> list[str]:
    """Return what each scenario changes, what that does to the main figures, and what is newly found or gone."""
    told = [f"As it is: {comparison.base.problem}"] if comparison.base.problem else []
    for side in comparison.scenarios:
        told.append(f"{side.name}: {'; '.join(side.changes) or 'changes nothing'}.")
        told += [f"  {line}" for line in capital(verdict(comparison, side)).splitlines()]
        for word, found in (("new", side.new), ("gone", side.gone)):
            told += [f"  {capital(word)}: {finding.id} {finding.sentence}" for finding in found]
    return told


def comparison_table(comparison: Comparison, *, every: bool = True) -> ReportTable:
    """Return the figures of every side with their paired differences.

    Without `every` only the main ones, and those in which some side clearly differs.
    """
    return contrast_table(comparison if every else replace(comparison, figures=telling(comparison)))


def telling(comparison: Comparison) -> tuple[Figure, ...]:
    """Return the main figures, and those in which some side clearly differs from the file as it is."""
    return tuple(
        figure
        for figure in comparison.figures
        if figure.key in MAIN
        or any(figure.key in side.measured and side.measured[figure.key].sure for side in comparison.scenarios)
    )


def comparison_numbers(comparison: Comparison) -> tuple[tuple[str, ...], list[list[object]]]:
    """Return headings and rows for a table of plain numbers: a row for each figure of each side."""
    ends = ("value", "low", "high")
    headings = ("side", "key", "figure", "unit", *ends, *(f"difference_{end}" for end in ends))
    rows: list[list[object]] = []
    for side in comparison.sides:
        for figure in comparison.figures:
            measured = side.measured.get(figure.key)
            if measured is not None:
                numbers = [*_ends(measured.value), *_ends(measured.difference)]
                rows.append([side.name, figure.key, figure.title, figure.unit, *numbers])
    return headings, rows


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as stable JSON data: times in hours, shares from 0 to 1, ids as in the file."""
    return {
        "schema": COMPARISON,
        "on": comparison.on.isoformat(),
        "settings": comparison.settings.model_dump(mode="json", exclude={"workers"}),
        "assumptions": comparison.assumptions.model_dump(mode="json"),
        "currency": comparison.currency,
        "figures": [asdict(figure) for figure in comparison.figures],
        "sides": [_side_json(side) for side in comparison.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "scenario": side.scenario,
        "name": side.name,
        "changes": list(side.changes),
        "problem": side.problem,
        "digest": side.result.digest if side.result is not None else None,
        "figures": {
            key: {"value": _plain(found.value), "difference": _plain(found.difference), "sure": found.sure}
            for key, found in side.measured.items()
        },
        "new": [_finding_json(finding) for finding in side.new],
        "gone": [_finding_json(finding) for finding in side.gone],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return finding.to_json()


def frontier_sentences(document: Document, frontier: Frontier) -> list[str]:
    """Return how far a search has come and what it found, in sentences."""
    looked, best = len(frontier.points), len(frontier.frontier)
    levers = "; ".join(lever_words(document, lever) for lever in frontier.levers)
    told = [f"Turned: {levers}."]
    if frontier.base.problem:
        told.append(f"As it is: {frontier.base.problem}")
    told.append(
        f"Looked at {looked:,} of {frontier.candidates:,} candidate{'s' * (frontier.candidates != 1)} with "
        f"{frontier.spent:,} replications; {best:,} {'is' if best == 1 else 'are'} beaten by no other in both figures."
    )
    if not frontier.done:
        told.append("The search was stopped before its end; it can be resumed.")
    return told


def frontier_table(document: Document, frontier: Frontier) -> ReportTable:
    """Return the candidates that no other beats, the fastest first, beside the file as it is."""
    figures = searched(frontier.goal, frontier.against, frontier.currency)
    headings = ("", *(_heading(document, lever) for lever in frontier.levers))
    headings = (*headings, *(part for figure in figures for part in (figure.title, "Difference")), "Replications")
    had = [(lever, now_of(document, lever)) for lever in frontier.levers]
    now = ["not entered" if value is None else lever_value(document, lever, value) for lever, value in had]
    rows = [("as it is", *now, *_figures(frontier, figures, frontier.base))]
    for number, point in enumerate(frontier.frontier, 1):
        values = [
            lever_value(document, lever, value) for lever, value in zip(frontier.levers, point.choice, strict=True)
        ]
        rows.append((str(number), *values, *_figures(frontier, figures, point)))
    return ReportTable(
        "frontier", "The frontier", headings, tuple(rows), (), tuple(range(len(headings))), "Numbers are for --apply."
    )


def _heading(document: Document, lever: Lever) -> str:
    return capital(lever_words(document, lever))


def _figures(frontier: Frontier, figures: tuple[Figure, Figure], point: Point) -> list[str]:
    cells = []
    base = frontier.base
    triples = (
        (base.objective, point.objective, point.objective_change),
        (base.against, point.against, point.against_change),
    )
    for figure, (had, value, change) in zip(figures, triples, strict=True):
        cells.append("–" if value is None else value_words(figure, _shown(had, value, change), frontier.currency))
        cells.append(_change_words(figure, change, frontier.currency))
    return [*cells, str(point.replications)]


def _shown(had: Estimate | None, value: Estimate, change: Estimate | None) -> float:
    """A figure as it is to be read beside others that rest on other replications: the base's, plus the difference."""
    return had.mean + change.mean if had is not None and change is not None else value.mean


def _change_words(figure: Figure, change: Estimate | None, currency: str) -> str:
    if change is None:
        return "–"
    if change.mean == change.low == change.high == 0:
        return "none"
    words = difference_words(figure, change, currency)
    return words if change.low > 0 or change.high < 0 else f"not clear: {words}"


def frontier_numbers(document: Document, frontier: Frontier) -> tuple[tuple[str, ...], list[list[object]]]:
    """Return headings and rows for a table of plain numbers: a row for each candidate that was looked at."""
    names = [lever_words(document, lever) for lever in frontier.levers]
    ends = ("", " low", " high")
    figures = [f"{name}{end}" for name in (frontier.goal, frontier.against) for end in ends]
    headings = ("candidate", *names, *figures, "replications", "on the frontier", "problem")
    rows: list[list[object]] = []
    numbers = {id(point): number for number, point in enumerate(frontier.frontier, 1)}
    for point in frontier.points:
        values = [
            plain_value(document, lever, value) for lever, value in zip(frontier.levers, point.choice, strict=True)
        ]
        figure_values = [*_ends(point.objective), *_ends(point.against)]
        number = numbers.get(id(point), "")
        rows.append([number, *values, *figure_values, point.replications, int(point.on_frontier), point.problem])
    return headings, rows


def frontier_json(document: Document, frontier: Frontier) -> dict[str, Any]:
    """Return a frontier as stable JSON data; choices as in the levers: edges in steps of their dimension."""
    return {
        "schema": FRONTIER,
        "goal": frontier.goal,
        "against": frontier.against,
        "currency": frontier.currency,
        "levers": [
            {**asdict(lever), "kind": _kind(lever), "words": lever_words(document, lever)} for lever in frontier.levers
        ],
        "candidates": frontier.candidates,
        "spent": frontier.spent,
        "done": frontier.done,
        "digest": frontier.digest,
        "base": _point_json(frontier.base),
        "frontier": [_point_json(point) for point in frontier.frontier],
        "points": [_point_json(point) for point in frontier.points],
    }


def _kind(lever: Lever) -> str:
    if isinstance(lever, ThresholdLever):
        return "threshold"
    return "holders" if isinstance(lever, HoldersLever) else "hours"


def _point_json(point: Point) -> dict[str, Any]:
    return {**asdict(point), "choice": list(point.choice), "words": list(point.words)}


def _plain(found: Estimate | None) -> dict[str, float] | None:
    return asdict(found) if found is not None else None


def _ends(found: Estimate | None) -> list[object]:
    return [found.mean, found.low, found.high] if found is not None else ["", "", ""]
