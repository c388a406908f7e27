"""The charts of a result, as descriptions that the screen paints and the exports draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from models.authority.words import role_words
from models.document import Document
from models.simulation.charts.description import Bar, BarChart, Chart, Emphasis, Histogram, Line, LineChart, Mark, Range
from models.simulation.charts.ticks import linear_axis, log_time_axis, time_axis
from models.simulation.telling.bytier import by_tier
from models.simulation.telling.paths import path_words
from models.simulation.telling.reporttables import other_endings
from models.simulation.telling.wording import clock_time, percent, share_with_interval

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import Backlog, Result

KEYS = ("distribution", "load", "levels", "tiers", "backlog", "queues", "decisions", "paths")
"""Every chart that a result may have."""
BUSY, FULL = 0.85, 0.995
MOST_BARS, MOST_PATHS, MOST_DIRECT, MOST_LINES = 14, 13, 5, 5
_LEAST = 0.0005
_LEAST_OF_TIER = 0.005


def charts(document: Document, model: CompiledModel, result: Result) -> tuple[Chart, ...]:
    """Return every chart that the result has something for."""
    made: list[Chart | None] = [
        _distribution(result),
        _loads(document, model, result),
        _levels(model, result),
        _tiers(model, result),
        _backlog(result),
        _queues(document, model, result),
        _slowest(document, model, result),
        _paths(document, model, result),
    ]
    return tuple(chart for chart in made if chart is not None)


def _share(found: Estimate) -> Range:
    return Range(found.mean, max(0.0, found.low), found.high, percent(found.mean))


def _distribution(result: Result) -> Histogram | None:
    if result.cycle is None:
        return None
    found = result.distribution
    edges, shares = found.edges.tolist(), found.share.tolist()
    seen = [k for k, share in enumerate(shares) if share >= _LEAST]
    if not seen:
        return None
    first, last = seen[0], seen[-1]
    lows, highs = found.low.tolist(), found.high.tolist()
    kept = range(first, last + 1)
    ranges = tuple(Range(shares[k], max(0.0, lows[k]), highs[k], percent(shares[k])) for k in kept)
    cycle = result.cycle
    marks = tuple(
        Mark(one.mean, name, clock_time(one.mean))
        for name, one in (("Half within", cycle.p50), ("9 of 10 within", cycle.p90), ("19 of 20 within", cycle.p95))
    )
    low = max(edges[first], edges[first + 1] / 10)
    x = log_time_axis("Cycle time by the clock", low, max(edges[last + 1], cycle.p95.mean))
    y = linear_axis("Share of decided cases", "share", [one.high for one in ranges])
    return Histogram(
        "distribution",
        "How long cases take",
        "From arrival to decision, by the clock. Lines across the tops are 95 % intervals.",
        x,
        y,
        (low, *edges[first + 1 : last + 2]),
        ranges,
        marks,
    )


def _loads(document: Document, model: CompiledModel, result: Result) -> BarChart | None:
    bars = []
    for role, found in zip(model.roles, result.roles, strict=True):
        used = found.utilisation
        emphasis: Emphasis = "error" if used.mean >= FULL else "warning" if used.mean >= BUSY else ""
        bars.append(Bar(role_words(document, role), _share(used), emphasis))
    bars.sort(key=lambda bar: -bar.range.value)
    if not bars:
        return None
    return BarChart(
        "load",
        "Load by role",
        _first("Share of the time each role has for decisions; the dashed line is all of it.", len(bars), "roles"),
        linear_axis("Share of time in use", "share", [bar.range.high for bar in bars[:MOST_BARS]], at_least=1.0),
        tuple(bars[:MOST_BARS]),
        limit=1.0,
        limit_text="all of it",
    )


def _first(note: str, count: int, what: str, most: int = MOST_BARS) -> str:
    if count <= most:
        return note
    return f"{note} The first {most} of {count} {what}; all of them are in the table."


def _levels(model: CompiledModel, result: Result) -> BarChart | None:
    bars = []
    for name, share in (*zip(model.levels, result.levels, strict=True), *other_endings(result)):
        level, _, roles = name.partition(": ")
        bars.append(Bar(level, _share(share), detail=roles))
    if not bars:
        return None
    axis = linear_axis("Share of cases", "share", [bar.range.high for bar in bars])
    return BarChart("levels", "Who decides", "Share of all cases, by the level that decides.", axis, tuple(bars))


def _tiers(model: CompiledModel, result: Result) -> BarChart | None:
    bars = []
    for tier in by_tier(model, result):
        for level, found in enumerate(tier.levels):
            if found is None or found.mean < _LEAST_OF_TIER:
                continue
            low = level < tier.asked
            detail = f"below level {tier.asked + 1}, which this tier asks for" if low else ""
            name = f"{tier.name or 'No tier'}: level {level + 1}"
            bars.append(Bar(name, _share(found), "warning" if low else "", detail))
    if not bars:
        return None
    return BarChart(
        "tiers",
        "Who decides, by tier",
        "Share of the decided cases of each tier of oversight; hatched where a lower level decides than it asks for.",
        linear_axis("Share of the tier’s cases", "share", [bar.range.high for bar in bars]),
        tuple(bars),
    )


def _backlog(result: Result) -> LineChart | None:
    found = result.backlog
    if len(found.hours) < 2:
        return None
    line = Line("Open cases", _floats(found.open), tuple(max(0.0, v) for v in found.low), _floats(found.high))
    return LineChart(
        "backlog",
        "Open cases over time",
        "Cases that have arrived and not ended, from an empty start; the band is the 95 % interval.",
        time_axis("From the start", float(found.hours[-1])),
        linear_axis("Open cases", "count", [*line.high, *line.values]),
        _floats(found.hours),
        (line,),
    )


def _queues(document: Document, model: CompiledModel, result: Result) -> LineChart | None:
    names = [role_words(document, role) for role in model.roles]
    return queue_chart(names, result.backlog, longest_queues(result.backlog)[:MOST_LINES])


def longest_queues(backlog: Backlog) -> list[int]:
    """Return the numbers of the roles for which cases wait at all, the longest queue first."""
    if len(backlog.hours) < 2 or not backlog.waiting.size:
        return []
    means = backlog.waiting.mean(axis=0).tolist()
    return [k for k in sorted(range(len(means)), key=lambda k: -means[k]) if means[k] > 0]


def queue_chart(names: Sequence[str], backlog: Backlog, roles: Sequence[int]) -> LineChart | None:
    """Return the queues of some roles over time; None where there are none. `names` are those of all roles."""
    if not roles:
        return None
    lines = tuple(Line(names[k], _floats(backlog.waiting[:, k])) for k in roles)
    left = len(longest_queues(backlog)) - len(lines)
    more = f" {left} other role{'s have' if left > 1 else ' has'} a queue, too." if left > 0 else ""
    return LineChart(
        "queues",
        "Waiting by role over time",
        f"Cases that wait for a role, from an empty start.{more}",
        time_axis("From the start", float(backlog.hours[-1])),
        linear_axis("Cases waiting", "count", [value for line in lines for value in line.values]),
        _floats(backlog.hours),
        lines,
    )


def _floats(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _paths(document: Document, model: CompiledModel, result: Result) -> BarChart | None:
    """The most frequent paths, those that move on apart from those that do not: else the latter would hide them."""
    direct: dict[str, list[Estimate]] = {}
    moved: dict[str, list[Estimate]] = {}
    for path in result.paths:
        (moved if path.moves else direct).setdefault(path_words(document, model, path), []).append(path.share)
    if not direct and not moved:
        return None
    bars = _most(direct, MOST_DIRECT) + _most(moved, MOST_PATHS - MOST_DIRECT)
    count = len(direct) + len(moved)
    bars.sort(key=lambda bar: -bar.range.value)
    note = "Which roles cases come to, and why they move on; share of all cases."
    if count > len(bars):
        note += " The most frequent that are decided at once, and that move; more are in the table."
    return BarChart(
        "paths",
        "Paths",
        note,
        linear_axis("Share of cases", "share", [bar.range.high for bar in bars]),
        tuple(bars),
        above=True,
    )


def _most(shares: dict[str, list[Estimate]], most: int) -> list[Bar]:
    """The most frequent of these, alike ones of different decisions together; their intervals added up."""
    bars = []
    for words, found in shares.items():
        mean, low, high = (sum(getattr(one, end) for one in found) for end in ("mean", "low", "high"))
        bars.append(Bar(words, Range(mean, max(0.0, low), high, percent(mean))))
    return sorted(bars, key=lambda bar: -bar.range.value)[:most]


def _slowest(document: Document, model: CompiledModel, result: Result) -> BarChart | None:
    bars = []
    for name, found in zip(model.decisions, result.decisions, strict=True):
        if found.cycle is None:
            continue
        mean = found.cycle.mean
        exposed = found.exposed
        detail = f"below the required level: {share_with_interval(exposed)}" if exposed and exposed.mean > 0 else ""
        days = Range(mean.mean / 24, max(0.0, mean.low / 24), mean.high / 24, clock_time(mean.mean))
        bars.append(Bar(document.decisions[name].name, days, detail=detail))
    bars.sort(key=lambda bar: -bar.range.value)
    if len(bars) < 2:
        return None
    return BarChart(
        "decisions",
        "Days to a decision",
        _first("Mean cycle time of each decision, by the clock.", len(bars), "decisions"),
        linear_axis("Days by the clock", "count", [bar.range.high for bar in bars[:MOST_BARS]]),
        tuple(bars[:MOST_BARS]),
    )
