"""Decisions as lines: how often each comes up, what its cases look like, and how parts of it end."""

from __future__ import annotations

from models.changes import ChangeSet
from models.commands.volumes import PROBABILITIES, set_volumes, volume_of
from models.decisions import Decision
from models.document import Document
from models.escalation import Arrivals, Volume
from models.mixes import mix_words
from models.simulation.assumptions import Assumptions
from views.simulation.inputs.reading import figure, percent, read_choice, read_figure, read_percent, tr
from views.valuetable import Cell, Column, Line
from views.valuetable.table import Typed


def arrival_words() -> dict[Arrivals, str]:
    """Return the ways in which cases can arrive, in words."""
    return {"random": tr("at random"), "scheduled": tr("on a schedule"), "recorded": tr("as listed")}


def decision_columns() -> tuple[Column, ...]:
    """Return what is known of a decision, column by column."""
    return (
        Column("cases_a_quarter", tr("Cases a quarter"), tr("cases"), 17, hint=tr("How often it comes up.")),
        Column(
            "exception_probability",
            tr("Exception"),
            "%",
            13,
            hint=tr("Of a hundred cases that come to a level, how many it cannot decide and passes on."),
        ),
        Column(
            "disagreement_probability",
            tr("Disagreement"),
            "%",
            16,
            hint=tr("Of a hundred, on how many those who agree or approve together disagree."),
        ),
        Column("rework_probability", tr("Sent back"), "%", 13, hint=tr("Of a hundred, how many are to be revised.")),
        Column("refusal_probability", tr("Refused"), "%", 12, hint=tr("Of a hundred, how many are told no.")),
        Column(
            "arrivals",
            tr("Arrive"),
            "",
            17,
            figure=False,
            choices=tuple(arrival_words().values()),
            hint=tr("When cases come; more beneath."),
        ),
        Column("mix", tr("Cases"), "", 20, figure=False, hint=tr("What the cases look like; changed beneath.")),
    )


def decision_lines(document: Document, assumptions: Assumptions) -> list[Line]:
    """Return a line for each decision."""
    return [
        Line(decision.id, decision.name, _cells(document, decision, assumptions), aside=_section(document, decision))
        for decision in document.decisions
    ]


def _section(document: Document, decision: Decision) -> str:
    section = document.sections.get(decision.section)
    return section.name if section is not None else ""


def _cells(document: Document, decision: Decision, assumptions: Assumptions) -> tuple[Cell, ...]:
    row = volume_of(document, decision.id)
    return (
        _cases(row, assumptions),
        *(_probability(row, field, assumptions) for field in PROBABILITIES),
        _arrivals(row),
        _mix(document, row),
    )


def _cases(row: Volume | None, assumptions: Assumptions) -> Cell:
    if row is not None:
        number = figure(row.cases_a_quarter)
        return Cell(number, number)
    usual = figure(assumptions.cases_a_quarter)
    return Cell(usual, assumed=True, why=tr("Assumed for every decision of which nobody has said it."))


def _probability(row: Volume | None, field: str, assumptions: Assumptions) -> Cell:
    said = getattr(row, field) if row is not None else None
    if said is not None:
        return Cell(f"{percent(said)} %", percent(said))
    usual = float(getattr(assumptions, field, 0.0))
    return Cell(f"{percent(usual)} %", assumed=True, why=tr("Assumed for every decision of which nobody has said it."))


def _arrivals(row: Volume | None) -> Cell:
    words = arrival_words()
    if row is None or (row.arrivals == "random" and not row.profile):
        return Cell(words["random"], assumed=True, why=tr("Assumed: at random moments of office hours."))
    if row.arrivals == "scheduled" and row.every_days is not None:
        every = tr("every day") if row.every_days == 1 else tr("every {n} days").format(n=row.every_days)
        return Cell(every, words["scheduled"], why=tr("Entered beneath."))
    if row.arrivals == "recorded":
        return Cell(tr("{n} as listed").format(n=len(row.recorded)), words["recorded"], why=tr("Entered beneath."))
    return Cell(tr("at random, own hours"), words["random"], why=tr("Entered beneath."))


def _mix(document: Document, row: Volume | None) -> Cell:
    if row is None or not row.mix:
        return Cell(
            tr("all kinds"),
            assumed=True,
            editable=False,
            why=tr("Assumed: spread over the whole domain, amounts evenly by order of magnitude."),
        )
    words = mix_words(document, row)
    return Cell(words, why=words, editable=False, tone="text")


def take_decisions(document: Document, typed: Typed) -> ChangeSet:
    """Return the one edit that typed cells make. Raises Unreadable and EditRefused."""
    cells: dict[str, dict[str, object]] = {}
    ways = {words: way for way, words in arrival_words().items()}
    for (decision, key), text in typed.items():
        fields = cells.setdefault(decision, {})
        if key == "cases_a_quarter":
            fields[key] = read_figure(text, tr("how many cases come in a quarter"))
        elif key == "arrivals":
            fields[key] = read_choice(text, ways, tr("way to arrive")) or "random"
        else:
            fields[key] = read_percent(text, tr("how many of a hundred"))
    return set_volumes(document, cells)
