"""`remit simulate`: cases arrive, wait, escalate; how long that takes, who is busy, at which level it is decided."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from models.effort import Progress
from workbench.commandline.arguments import FileArgument, ForceOption, JsonOption, OnOption, today
from workbench.commandline.asked import (
    AssumeOption,
    CasesOption,
    ReplicationsOption,
    SeedOption,
    assumptions_of,
    pairs,
    settings_of,
)
from workbench.commandline.files import reading
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar, simulating
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.simulation.telling.report import Report


def simulate(
    file: FileArgument,
    seed: SeedOption = 1,
    replications: ReplicationsOption = 20,
    cases: CasesOption = 50_000,
    cases_a_quarter: Annotated[
        float | None, typer.Option(help="Cases a quarter of a decision without a volume.", show_default=False)
    ] = None,
    hours_a_week: Annotated[
        float | None, typer.Option(help="Hours a week of a role without a capacity.", show_default=False)
    ] = None,
    assume: AssumeOption = None,
    allow_overload: Annotated[
        bool, typer.Option("--allow-overload", help="Run also where a role cannot keep up, and show the backlog.")
    ] = False,
    target: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            help="Go on until the figure is known to ± this share of it, such as 0.01.",
            show_default=False,
        ),
    ] = None,
    target_figure: Annotated[
        str, typer.Option(metavar="FIGURE", help="Which figure --target is about: mean, p50, p90 or p95.")
    ] = "mean",
    most_replications: Annotated[int, typer.Option(help="Where --target gives up.")] = 1_000,
    csv: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write every figure as tables (csv).", show_default=False)
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write every chart as SVG and PNG.", show_default=False)
    ] = None,
    event_log: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the first run as an event log: .xes or .csv, or packed with .gz.",
            show_default=False,
        ),
    ] = None,
    on: OnOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Simulate escalation: cycle times, waits, use of roles, who decides, paths, exposure and cost, with intervals."""
    assumed = pairs(assume)
    assumed |= {"cases_a_quarter": str(cases_a_quarter)} if cases_a_quarter is not None else {}
    assumed |= {"hours_a_week": str(hours_a_week)} if hours_a_week is not None else {}
    settings = {
        "seed": seed,
        "replications": replications,
        "cases": cases,
        "allow_overload": allow_overload,
        "target": target,
        "target_figure": target_figure,
        "most_replications": max(most_replications, replications),
    }
    with reading(file) as session:
        document = session.document
    _check_folders(csv, figures, force=force)
    if event_log is not None:
        from exporters.event_log import may_write_log

        may_write_log(event_log, force=force)
    with progress_bar(simulating("Simulating"), quiet=as_json) as progress:
        report = run(document, assumed, settings, on or today(), progress)
    written = _write(report, csv, figures, force=force)
    if event_log is not None:
        from workbench.commandline.tracing import write_event_log

        written = [*written, write_event_log(document, report, event_log, force=force)]
    if as_json:
        say_bytes(json_text({**report.to_json(), "file": str(file)}))
        return 0
    show(report)
    if written:
        say()
    for where in written:
        say(f"Wrote {where}")
    return 0


def _check_folders(csv: Path | None, figures: Path | None, *, force: bool) -> None:
    """Raise ExportRefused, before anything is simulated, where the files could not be written."""
    from exporters.folders import may_write_into

    if csv is not None:
        from exporters.simulationtables import NAMES

        may_write_into(csv, NAMES, force=force)
    if figures is not None:
        from exporters.charts import names_of
        from models.simulation.charts.charted import KEYS

        may_write_into(figures, names_of(KEYS), force=force)


def _write(report: "Report", csv: Path | None, figures: Path | None, *, force: bool) -> list[Path]:
    """Write what was asked for and return the folders."""
    if csv is not None:
        from exporters.simulationtables import write_tables

        write_tables(report, csv, force=force)
    if figures is not None:
        from exporters.charts import write_charts

        write_charts(report.charts, figures, force=force)
    return [folder for folder in (csv, figures) if folder is not None]


def run(
    document: Document,
    assumed: Mapping[str, str],
    settings: Mapping[str, object],
    on: date,
    progress: Progress | None = None,
) -> "Report":
    """Return the report of a simulation. Raises FileProblem with what to do."""
    from models.simulation.study import StudyRefused, study

    try:
        return study(document, assumptions_of(assumed), settings_of(settings), on=on, progress=progress)
    except StudyRefused as refused:
        raise FileProblem(str(refused)) from None


def show(report: "Report") -> None:
    """Print a report for people: the answer in sentences, then the tables, then what was taken for granted."""
    for sentence in report.sentences:
        say(sentence)
    for found in report.tables:
        say()
        say(found.title)
        table(found.headings, found.rows, right=found.figures)
        if found.defined:
            say(found.how)
    if report.notes:
        say()
        for note in report.notes:
            say(note)
