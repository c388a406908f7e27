"""A result in words and rows, with the names of the document: for people on a screen or in a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.authority.words import role_words, some_of
from models.document import Document
from models.quantities import group
from models.simulation.telling.how import HOW
from models.simulation.telling.reporttables import ReportTable, cases_a_quarter, tables
from models.simulation.telling.wording import (
    clock_time,
    digits,
    money,
    money_with_interval,
    number_with_interval,
    percent,
    share_with_interval,
    time_with_interval,
    working_time,
)

if TYPE_CHECKING:
    from models.simulation.charts.description import Chart
    from models.simulation.compile import CompiledModel
    from models.simulation.loads.traffic import Load
    from models.simulation.results.estimates import Estimate
    from models.simulation.results.summary import Result


_ALIKE = 0.1
"""Up to which difference holidays and absences explain that a role has not quite its holders' hours."""


@dataclass(frozen=True)
class KeyFigure:
    """One large number: what it is, its text, its interval in words, and how it comes about."""

    key: str
    title: str
    text: str
    interval: str
    how: str


@dataclass(frozen=True)
class Report:
    """What a simulation says. `sentences` are the answer, `figures` its large numbers, `charts` and `tables` the
    whole of it, `notes` what was taken for granted."""

    sentences: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    charts: tuple[Chart, ...]
    tables: tuple[ReportTable, ...]
    notes: tuple[str, ...]
    data: dict[str, Any]
    result: Result
    model: CompiledModel

    def to_json(self) -> dict[str, Any]:
        """Return the report as stable JSON data: times in hours by the clock or of working time, as their names say,
        shares from 0 to 1, money in the file's currency, ids as in the file."""
        return self.data

    def table(self, key: str) -> ReportTable | None:
        """Return the table of that key, if it has rows."""
        return next((table for table in self.tables if table.key == key), None)


def report(document: Document, model: CompiledModel, result: Result) -> Report:
    """Return a result in words and rows."""
    from models.simulation.charts.charted import charts
    from models.simulation.telling.reportdata import data

    return Report(
        sentences=tuple(_sentences(document, model, result)),
        figures=tuple(_key_figures(document, model, result)),
        charts=charts(document, model, result),
        tables=tables(document, model, result),
        notes=model.notes,
        data=data(document, model, result),
        result=result,
        model=model,
    )


def load_words(document: Document, model: CompiledModel, load: Load) -> str:
    """Return a role's load with its arithmetic, in one sentence."""
    desk = model.desks[load.role]
    holders = f"{desk.holders} holder{'s' if desk.holders != 1 else ''}"
    alone = desk.holders * desk.hours_a_week
    shared = abs(load.hours_available - alone) > _ALIKE * alone
    others = [role_words(document, model.roles[role]) for role in load.with_roles]
    tail = f", who work for {some_of(others) if others else 'other roles'} in the same hours, too" if shared else ""
    return (
        f"{role_words(document, model.roles[load.role])} is asked for {digits(load.hours_asked)} hours a week and has "
        f"{digits(load.hours_available)} ({holders} with {digits(desk.hours_a_week)} hours each{tail})."
    )


def _sentences(document: Document, model: CompiledModel, result: Result) -> Iterator[str]:
    if result.cycle is not None:
        yield (
            f"A case takes {clock_time(result.cycle.mean.mean)} by the clock on average; half are decided within "
            f"{clock_time(result.cycle.p50.mean)} and nine of ten within {clock_time(result.cycle.p90.mean)}."
        )
        if result.working is not None:
            yield f"In working time that is {working_time(result.working.mean.mean)} on average."
    else:
        absent = any(branch.answer.kind == "nobody" for branch in model.branches)
        who = "somebody is there who could" if absent else "the matrix names who does"
        yield f"No case can be decided: for none of them {who}."
    if result.outcomes.undecided.mean > 0:
        share = percent(result.outcomes.undecided.mean)
        yield f"{share} of cases stay undecided, because {_why_undecided(model)}."
    if result.unended.mean > 0:
        share = percent(result.unended.mean)
        yield f"{share} of cases wait for ever, for somebody who never acts; no other figure counts them."
    if result.cycle is not None and result.levels:
        shares = [percent(estimate.mean) for estimate in result.levels]
        yield f"Decided at the level nearest to the work: {shares[0]} of cases; at the highest: {shares[-1]}."
        yield f"{digits(result.escalations.mean * 100)} escalations come with 100 cases."
    yield from _exposed(model, result)
    if result.cost.mean > 0:
        by_decision = zip(result.decisions, cases_a_quarter(model), strict=True)
        quarter = sum(found.cost.mean * cases for found, cases in by_decision if found.cost is not None)
        yield (
            f"A case costs {money(result.cost.mean, model.currency)} of work on average, and all of a quarter "
            f"{money(quarter, model.currency)}."
        )
    busiest = busiest_role(result)
    if busiest is not None:
        used, wait = result.roles[busiest].utilisation.mean, result.roles[busiest].wait
        waits = f"; cases wait {clock_time(wait.mean)} for it" if wait is not None else ""
        name = role_words(document, model.roles[busiest])
        yield f"The busiest role is {name}, at {percent(used)} of the time it has for decisions{waits}."
    for load in result.loads:
        if load.overloaded:
            yield f"This queue grows without end: {load_words(document, model, load)}"
        elif load.ratio >= 1:
            yield (
                f"{load_words(document, model, load)} Deadlines that pass, and answers of others, take the rest away "
                "from it."
            )
    yield from _missed(result)


def _why_undecided(model: CompiledModel) -> str:
    kinds = {branch.answer.kind for branch in model.branches if branch.answer.kind != "decided"}
    reasons = ["the matrix does not settle them"] * bool(kinds - {"nobody"})
    reasons += ["nobody is there who could decide"] * ("nobody" in kinds)
    return " or ".join(reasons)


def _missed(result: Result) -> Iterator[str]:
    """Say where the replications ended before the figure was known as well as it was to be."""
    settings = result.settings
    if settings.target is None or result.cycle is None:
        return
    figure: Estimate = getattr(result.cycle, settings.target_figure)
    if figure.half_width > settings.target * figure.mean:
        name = {"mean": "the mean"}.get(settings.target_figure, settings.target_figure)
        known = percent(figure.half_width / figure.mean)
        yield (
            f"After {group(result.replications)} replications {name} is known to ± {known}, not yet to "
            f"± {settings.target * 100:g} %."
        )


def _exposed(model: CompiledModel, result: Result) -> Iterator[str]:
    found = result.exposure
    if found is None:
        return
    value = f", and {percent(found.value.mean)} of their value," if found.value is not None else ""
    yield f"{percent(found.cases.mean)} of decided cases{value} are decided below the level that oversight asks for."


def busiest_role(result: Result) -> int | None:
    """Return the number of the role with the highest utilisation; None without roles."""
    return max(range(len(result.roles)), key=lambda k: result.roles[k].utilisation.mean, default=None)


def _key_figures(document: Document, model: CompiledModel, result: Result) -> Iterator[KeyFigure]:
    def figure(key: str, title: str, words: str, how: str = "") -> KeyFigure:
        text, bracket, interval = words.partition(" (")
        interval, _, unit = interval.partition(")")
        return KeyFigure(key, title, text + unit, interval if bracket else "", HOW[how or key])

    if result.cycle is not None:
        yield figure("mean", "Mean cycle time", time_with_interval(result.cycle.mean), "cycle")
        yield figure("p90", "9 of 10 within", time_with_interval(result.cycle.p90), "cycle")
    if result.levels:
        yield figure("first_level", "Decided at level 1", share_with_interval(result.levels[0]))
    yield figure("escalations", "Escalations of 100 cases", number_with_interval(result.escalations, 100))
    busiest = busiest_role(result)
    if busiest is not None:
        name = role_words(document, model.roles[busiest])
        yield figure("busiest", f"{name}, the busiest", share_with_interval(result.roles[busiest].utilisation))
    if result.exposure is not None:
        yield figure("exposure", "Below the required level", share_with_interval(result.exposure.cases))
    if result.cost.mean > 0:
        yield figure("cost", "Cost a case", money_with_interval(result.cost, model.currency))
