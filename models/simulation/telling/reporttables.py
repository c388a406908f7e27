"""The tables of a report: every figure with its interval and its unit, and how it is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.authority.force import day_words
from models.authority.words import role_words
from models.document import Document
from models.quantities import group
from models.simulation.telling.bytier import by_tier
from models.simulation.telling.how import HOW
from models.simulation.telling.paths import CAUSE_NAMES, path_words
from models.simulation.telling.wording import (
    digits,
    money_with_interval,
    number_with_interval,
    percent,
    share_with_interval,
    time_with_interval,
)

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import CycleTime, Result

MOST_PATHS = 40
_WEEKS = 13


@dataclass(frozen=True)
class ReportTable:
    """A table of a report: `keys` name the rows' objects (ids), `figures` the columns that hold figures, `how` says
    how the figures come about."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()
    how: str = ""
    defined: bool = False
    """Whether the figures mean nothing without `how`, so that it stands beside them unasked."""


def tables(document: Document, model: CompiledModel, result: Result) -> tuple[ReportTable, ...]:
    """Return the tables that have rows, the most asked for first."""
    made = (
        _cycle_table(result),
        _decision_table(document, model, result),
        _role_table(document, model, result),
        _level_table(model, result),
        _tier_table(model, result),
        _exposure_table(model, result),
        _path_table(document, model, result),
        _cause_table(result),
        _move_table(document, model, result),
        _hop_table(result),
        _undecided_table(document, model),
        _assumption_table(model, result),
    )
    return tuple(table for table in made if table.rows)


def cases_a_quarter(model: CompiledModel) -> list[float]:
    """Return how many cases of each decision come in a quarter of thirteen weeks, as their volumes say."""
    layout = model.layout
    return [float(rate) * layout.hours_a_week * _WEEKS for rate in layout.decision_rate]


def scaled(estimate: Estimate | None, by: float) -> Estimate | None:
    """Return an estimate and its interval times a number that is known."""
    from models.simulation.results.estimates import Estimate

    return Estimate(estimate.mean * by, estimate.low * by, estimate.high * by) if estimate is not None else None


def in_document_order(document: Document, model: CompiledModel) -> list[int]:
    """Return the numbers of the roles in the order in which the file has them."""
    place = {role.id: at for at, role in enumerate(document.roles)}
    return sorted(range(len(model.roles)), key=lambda number: place[model.roles[number]])


def _table(
    key: str,
    title: str,
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    keys: Iterable[str] = (),
    *,
    words: int = 1,
) -> ReportTable:
    """A table whose first `words` columns are words and the others figures."""
    return ReportTable(
        key, title, headings, tuple(rows), tuple(keys), tuple(range(words, len(headings))), HOW.get(key, "")
    )


def _cycle_table(result: Result) -> ReportTable:
    rows = [
        (name, *(time_with_interval(one, working=working) for one in (c.mean, c.p50, c.p90, c.p95)))
        for name, c, working in (("By the clock", result.cycle, False), ("In working time", result.working, True))
        if c is not None
    ]
    headings = ("Cycle time of decided cases", "Mean", "Half within", "9 of 10 within", "19 of 20 within")
    return _table("cycle", "Cycle time (95 % interval)", headings, rows)


def _times(cycle: CycleTime | None) -> tuple[str, ...]:
    if cycle is None:
        return ("–",) * 3
    return tuple(time_with_interval(one) for one in (cycle.mean, cycle.p50, cycle.p90))


def _decision_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    costs, exposes = _has_cost(result), result.exposure is not None
    headings = [
        "Decision",
        "Cases a quarter",
        "Mean",
        "Half within",
        "9 of 10 within",
        "Mean, working time",
        "Undecided",
    ]
    money = [f"Cost a {of}, {model.currency}".rstrip(", ") for of in ("case", "quarter")]
    headings += money if costs else []
    headings += ["Below the required level"] if exposes else []
    rows = []
    for name, found, cases in zip(model.decisions, result.decisions, cases_a_quarter(model), strict=True):
        row = [document.decisions[name].name, digits(cases), *_times(found.cycle)]
        row.append(time_with_interval(found.working.mean, working=True) if found.working else "–")
        row.append(share_with_interval(found.undecided))
        if costs:
            row += [money_with_interval(one, "") for one in (found.cost, scaled(found.cost, cases))]
        row += [share_with_interval(found.exposed)] if exposes else []
        rows.append(tuple(row))
    return _table("decisions", "Decisions", tuple(headings), rows, model.decisions)


def _has_cost(result: Result) -> bool:
    return result.cost.mean > 0


def _role_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    headings = ["Role", "Capacity a week", "Asked a week", "In use", "Mean wait", "Mean wait, working time"]
    headings += ["Waiting", "Parts a quarter"]
    headings += [f"Cost a quarter, {model.currency}".rstrip(", ")] if _has_cost(result) else []
    rows, keys = [], []
    for number in in_document_order(document, model):
        role, desk, found, load = model.roles[number], model.desks[number], result.roles[number], result.loads[number]
        mark = " *" if desk.holders_assumed or desk.hours_assumed else ""
        row = [
            role_words(document, role),
            f"{desk.holders} × {digits(desk.hours_a_week)} h{mark}",
            f"{digits(load.hours_asked)} of {digits(load.hours_available)} h",
            share_with_interval(found.utilisation),
            time_with_interval(found.wait),
            time_with_interval(found.wait_working, working=True),
            number_with_interval(found.waiting),
            number_with_interval(found.entered),
        ]
        row += [money_with_interval(found.cost, "")] if _has_cost(result) else []
        rows.append(tuple(row))
        keys.append(role)
    return _table("roles", "Roles (* assumed)", tuple(headings), rows, keys)


def _level_table(model: CompiledModel, result: Result) -> ReportTable:
    rows = [
        (name, share_with_interval(share), share_with_interval(value))
        for name, share, value in zip(model.levels, result.levels, result.level_values, strict=True)
    ]
    rows += [(name, share_with_interval(share), "–") for name, share in other_endings(result)]
    return _table("levels", "Who decides", ("Level", "Share of cases", "Share of value"), rows)


def other_endings(result: Result) -> Iterator[tuple[str, Estimate]]:
    """Yield how cases end that no role decides, with the share of all cases, as far as there are any."""
    outcomes = result.outcomes
    for name, share in (
        ("Approved by silence", outcomes.by_silence),
        ("Rejected by time-out", outcomes.rejected),
        ("Refused", outcomes.refused),
        ("Undecided", outcomes.undecided),
    ):
        if share.mean > 0:
            yield name, share


def _tier_table(model: CompiledModel, result: Result) -> ReportTable:
    tiers = by_tier(model, result)
    asked = [f"level {tier.asked + 1}" if tier.name else "–" for tier in tiers]
    rows = [
        (
            tier.name or "No tier",
            level,
            share_with_interval(tier.share),
            *(share_with_interval(found) for found in tier.levels),
            share_with_interval(tier.below),
        )
        for tier, level in zip(tiers, asked, strict=True)
    ]
    levels = (f"At level {number + 1}" for number in range(len(model.levels)))
    headings = ("Tier", "Asks for", "Share of all cases", *levels, "Below what is asked for")
    return _table("tiers", "Who decides, by tier", headings, rows, words=2)


def _exposure_table(model: CompiledModel, result: Result) -> ReportTable:
    found = result.exposure
    rows = []
    if found is not None:
        rows = [("Share of decided cases", share_with_interval(found.cases))]
        if found.value is not None:
            rows.append(("Share of their value", share_with_interval(found.value)))
        if found.value_a_quarter is not None:
            rows.append(("Value a quarter", money_with_interval(found.value_a_quarter, model.currency)))
    title = "Oversight exposure: decided below the level that oversight asks for"
    return replace(_table("exposure", title, ("What", "Decided below it"), rows), defined=True)


def _path_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    rows, keys = [], []
    for path in result.paths[:MOST_PATHS]:
        branch = model.branches[path.route]
        rows.append(
            (
                path_words(document, model, path),
                document.decisions[branch.decision].name,
                branch.words,
                share_with_interval(path.share),
                time_with_interval(path.cycle),
            )
        )
        keys.append(branch.decision)
    if rows and result.rest_of_paths is not None and result.rest_of_paths.mean > 0:
        rows.append(("All other paths", "", "", share_with_interval(result.rest_of_paths), "–"))
        keys.append("")
    headings = ("Path", "Decision", "Cases", "Share of all cases", "Mean")
    return _table("paths", "Paths", headings, rows, keys, words=3)


def _cause_table(result: Result) -> ReportTable:
    rows = [
        (CAUSE_NAMES[cause], number_with_interval(cases, 100))
        for cause, cases in result.causes.items()
        if cases.mean > 0
    ]
    for name, found in (
        ("Nobody next: decided all the same, or waits on", result.unsettled),
        ("Sent back to be revised", result.sent_back),
    ):
        if found.mean > 0:
            rows.append((name, number_with_interval(found, 100)))
    return _table("causes", "Escalations by trigger", ("Trigger", "Of 100 cases"), rows)


def _move_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    moves = sorted(result.moves, key=lambda move: -move.cases.mean)
    rows = [
        (
            role_words(document, model.roles[move.from_role]),
            role_words(document, model.roles[move.to_role]),
            CAUSE_NAMES[move.cause],
            number_with_interval(move.cases, 100),
        )
        for move in moves
        if move.cases.mean > 0
    ]
    return _table("moves", "Escalations by move", ("From", "To", "Trigger", "Of 100 cases"), rows, words=3)


def _hop_table(result: Result) -> ReportTable:
    rows = []
    last = max((number for number, hop in enumerate(result.hops) if hop.decided.mean > 0), default=-1)
    for number, hop in enumerate(result.hops[: last + 1]):
        name = "The role that the matrix names" if number == 0 else f"After {number} escalation{'s' * (number > 1)}"
        rows.append((name, share_with_interval(hop.decided)))
    return _table("hops", "Escalations before the decision", ("Decided by", "Share of cases"), rows)


def _undecided_table(document: Document, model: CompiledModel) -> ReportTable:
    """Every kind of case that is not settled, however rare: a limit that two rows share may never be drawn."""
    found = [branch for branch in model.branches if branch.answer.kind != "decided"]
    rows = [
        (
            document.decisions[b.decision].name,
            b.words,
            percent(b.share) if b.share else "almost never",
            b.answer.sentence,
        )
        for b in found
    ]
    headings = ("Decision", "Cases", "Share of its cases", "Why")
    return ReportTable(
        "undecided",
        "Not settled by the matrix",
        headings,
        tuple(rows),
        tuple(b.decision for b in found),
        (2,),
        HOW["undecided"],
    )


def _assumption_table(model: CompiledModel, result: Result) -> ReportTable:
    rows = [(title, "none" if value is None else f"{value:g}") for _, title, value in model.assumptions.listed()]
    settings = result.settings
    rows += [
        ("Replications", group(result.replications)),
        ("Cases in each", group(settings.cases)),
        ("Cases left out at the start of each (warm-up)", group(result.warm_up)),
        ("Seed", str(settings.seed)),
        ("Day", day_words(model.on)),
    ]
    if settings.target is not None:
        figure = {"mean": "the mean"}.get(settings.target_figure, settings.target_figure)
        rows.insert(len(rows) - 2, (f"Stop when {figure} is known to", f"± {settings.target * 100:g} %"))
    return _table("assumptions", "Taken for granted", ("What", "Value"), rows)
