"""A result in words and rows, with the names of the document: for people on a screen or in a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from models.authority.force import day_words
from models.authority.words import role_words
from models.document import Document
from models.quantities import group
from models.simulation.wording import (
    digits,
    percent,
    share_with_interval,
    time_with_interval,
    working_time,
)

if TYPE_CHECKING:
    from models.simulation.compile import CompiledModel
    from models.simulation.estimates import Estimate
    from models.simulation.summary import CycleTime, Result
    from models.simulation.traffic import Load

SCHEMA = "remit.simulation/1"


@dataclass(frozen=True)
class ReportTable:
    """A table of a report: `keys` name the rows' objects (ids), `figures` the columns that hold figures."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """What a simulation says. `sentences` are the answer, `tables` the figures, `notes` what was taken for granted."""

    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    notes: tuple[str, ...]
    data: dict[str, Any]
    result: Result
    model: CompiledModel

    def to_json(self) -> dict[str, Any]:
        """Return the report as stable JSON data: times in hours of working time, shares from 0 to 1, ids as in the
        file."""
        return self.data


def report(document: Document, model: CompiledModel, result: Result) -> Report:
    """Return a result in words and rows."""
    tables = (
        _cycle_table(document, model, result),
        _role_table(document, model, result),
        _level_table(model, result),
        _escalation_table(result),
        _undecided_table(document, model),
        _assumption_table(model, result),
    )
    return Report(
        sentences=tuple(_sentences(document, model, result)),
        tables=tuple(table for table in tables if table.rows),
        notes=model.notes,
        data=_json(document, model, result),
        result=result,
        model=model,
    )


def load_words(document: Document, model: CompiledModel, load: Load) -> str:
    """Return a role's load with its arithmetic, in one sentence."""
    desk = model.desks[load.role]
    holders = f"{desk.holders} holder{'s' if desk.holders != 1 else ''}"
    return (
        f"{role_words(document, model.roles[load.role])} is asked for {digits(load.hours_asked)} hours a week and has "
        f"{digits(load.hours_available)} ({holders} with {digits(desk.hours_a_week)} hours each)."
    )


def _sentences(document: Document, model: CompiledModel, result: Result) -> Iterator[str]:
    if result.cycle is not None:
        yield (
            f"A case takes {working_time(result.cycle.mean.mean)} of working time on average; half are done within "
            f"{working_time(result.cycle.p50.mean)} and nine of ten within {working_time(result.cycle.p90.mean)}."
        )
    else:
        yield "No case can be decided: for none of them the matrix names who does."
    if result.outcomes.undecided.mean > 0:
        share = percent(result.outcomes.undecided.mean)
        yield f"{share} of cases stay undecided, because the matrix does not settle them."
    shares = [percent(estimate.mean) for estimate in result.levels]
    if result.cycle is not None and shares:
        yield f"Decided at the level nearest to the work: {shares[0]} of cases; at the highest: {shares[-1]}."
        yield f"{_escalated(result.escalations)} are escalated on the way."
    busiest = max(range(len(result.roles)), key=lambda k: result.roles[k].utilisation.mean, default=None)
    if busiest is not None:
        used, wait = result.roles[busiest].utilisation.mean, result.roles[busiest].wait
        waits = f"; cases wait {working_time(wait.mean)} for it" if wait is not None else ""
        name = role_words(document, model.roles[busiest])
        yield f"The busiest role is {name}, at {percent(used)} of the time it has for decisions{waits}."
    for load in result.loads:
        if load.overloaded:
            yield f"It cannot keep up: {load_words(document, model, load)}"


def _escalated(estimate: Estimate) -> str:
    return f"{digits(estimate.mean * 100)} of 100 cases"


def _cycle_row(cycle: CycleTime | None) -> tuple[str, ...]:
    if cycle is None:
        return ("–",) * 4
    return (time_with_interval(cycle.mean), *(working_time(q.mean) for q in (cycle.p50, cycle.p90, cycle.p95)))


def _cycle_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    rows = [("All decisions", *_cycle_row(result.cycle), share_with_interval(result.outcomes.undecided))]
    rows += [
        (document.decisions[name].name, *_cycle_row(found.cycle), share_with_interval(found.undecided))
        for name, found in zip(model.decisions, result.decisions, strict=True)
    ]
    headings = ("Decision", "Mean (95 % interval)", "Half within", "9 of 10 within", "19 of 20 within", "Undecided")
    return ReportTable("decisions", "Cycle time", headings, tuple(rows), ("", *model.decisions), (1, 2, 3, 4, 5))


def _role_table(document: Document, model: CompiledModel, result: Result) -> ReportTable:
    rows, keys = [], []
    for number in _in_document_order(document, model):
        role, desk = model.roles[number], model.desks[number]
        found = result.roles[number]
        mark = " *" if desk.holders_assumed or desk.hours_assumed else ""
        rows.append(
            (
                role_words(document, role),
                f"{desk.holders} × {digits(desk.hours_a_week)} h{mark}",
                share_with_interval(found.utilisation),
                time_with_interval(found.wait),
                digits(found.waiting.mean),
                digits(found.entered.mean),
            )
        )
        keys.append(role)
    headings = ("Role", "Capacity a week", "In use", "Mean wait", "Cases waiting", "Parts a quarter")
    return ReportTable("roles", "Roles (* assumed)", headings, tuple(rows), tuple(keys), (1, 2, 3, 4, 5))


def _in_document_order(document: Document, model: CompiledModel) -> list[int]:
    place = {role.id: at for at, role in enumerate(document.roles)}
    return sorted(range(len(model.roles)), key=lambda number: place[model.roles[number]])


def _level_table(model: CompiledModel, result: Result) -> ReportTable:
    rows = [
        (name, share_with_interval(share), share_with_interval(value))
        for name, share, value in zip(model.levels, result.levels, result.level_values, strict=True)
    ]
    outcomes = result.outcomes
    for name, share in (("By silence", outcomes.by_silence), ("Rejected by time-out", outcomes.rejected)):
        if share.mean > 0:
            rows.append((name, share_with_interval(share), "–"))
    rows.append(("Undecided", share_with_interval(outcomes.undecided), "–"))
    return ReportTable("levels", "Who decides", ("Level", "Share of cases", "Share of value"), tuple(rows), (), (1, 2))


def _escalation_table(result: Result) -> ReportTable:
    rows = []
    for number, hop in enumerate(result.hops):
        name = "The role that the matrix names" if number == 0 else f"After {number} escalation{'s' * (number > 1)}"
        rows.append(
            (
                name,
                share_with_interval(hop.decided),
                *(digits(part.mean * 100) for part in (hop.exceptions, hop.timeouts)),
                digits((hop.exceptions_at_top.mean + hop.timeouts_at_top.mean) * 100),
            )
        )
    headings = (
        "Step of the path",
        "Cases decided here",
        "Passed on as exceptions, of 100 cases",
        "Passed on by deadline, of 100",
        "Nobody above, of 100",
    )
    return ReportTable("escalations", "Escalation", headings, tuple(rows), (), (1, 2, 3, 4))


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
        "undecided", "Not settled by the matrix", headings, tuple(rows), tuple(b.decision for b in found), (2,)
    )


def _assumption_table(model: CompiledModel, result: Result) -> ReportTable:
    rows = [(title, "none" if value is None else f"{value:g}") for _, title, value in model.assumptions.listed()]
    settings = result.settings
    rows += [
        ("Replications", group(settings.replications)),
        ("Cases in each", group(settings.cases)),
        ("Cases left out at the start of each (warm-up)", group(result.warm_up)),
        ("Seed", str(settings.seed)),
        ("Day", day_words(model.on)),
    ]
    return ReportTable("assumptions", "Taken for granted", ("What", "Value"), tuple(rows), (), (1,))


def _json(document: Document, model: CompiledModel, result: Result) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "on": model.on.isoformat(),
        "settings": result.settings.model_dump(mode="json", exclude={"workers"}),
        "assumptions": model.assumptions.model_dump(mode="json"),
        "notes": list(model.notes),
        "model": result.model,
        "digest": result.digest,
        "warm_up": result.warm_up,
        "currency": model.currency,
        "cycle": _plain(result.cycle),
        "outcomes": _plain(result.outcomes),
        "levels": [
            {"name": name, "cases": _plain(share), "value": _plain(value)}
            for name, share, value in zip(model.levels, result.levels, result.level_values, strict=True)
        ],
        "escalations": _plain(result.escalations),
        "hops": [_plain(hop) for hop in result.hops],
        "roles": [
            {
                "role": model.roles[k],
                "name": role_words(document, model.roles[k]),
                **asdict(model.desks[k]),
                **asdict(result.roles[k]),
                "hours_asked": result.loads[k].hours_asked,
                "hours_available": result.loads[k].hours_available,
            }
            for k in _in_document_order(document, model)
        ],
        "decisions": [
            {"decision": name, "name": document.decisions[name].name, **asdict(found)}
            for name, found in zip(model.decisions, result.decisions, strict=True)
        ],
        "undecided": [
            {"decision": b.decision, "if": b.words, "share": b.share, "kind": b.answer.kind, "why": b.answer.sentence}
            for b in model.branches
            if b.answer.kind != "decided"
        ],
    }


def _plain(found: object) -> Any:
    return None if found is None else asdict(found)  # type: ignore[call-overload]
