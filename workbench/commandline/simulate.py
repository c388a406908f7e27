"""`remit simulate`: cases arrive, wait, escalate; how long that takes, who is busy, at which level it is decided."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from models.document import Document
from models.effort import Progress
from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.simulation.report import Report


def simulate(
    file: FileArgument,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 1,
    replications: Annotated[int, typer.Option(help="Independent runs; more of them narrow the intervals.")] = 20,
    cases: Annotated[int, typer.Option(help="Cases in each run, all decisions together.")] = 10_000,
    cases_a_quarter: Annotated[
        float | None, typer.Option(help="Cases a quarter of a decision without a volume.", show_default=False)
    ] = None,
    hours_a_week: Annotated[
        float | None, typer.Option(help="Hours a week of a role without a capacity.", show_default=False)
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Another assumption, such as exception_probability=0.2."),
    ] = None,
    allow_overload: Annotated[
        bool, typer.Option("--allow-overload", help="Run also where a role cannot keep up, and show the backlog.")
    ] = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Simulate escalation: waits, use of roles, cycle times with 95 % intervals, share decided by level."""
    assumed = dict(_pair(text) for text in assume or ())
    assumed |= {"cases_a_quarter": str(cases_a_quarter)} if cases_a_quarter is not None else {}
    assumed |= {"hours_a_week": str(hours_a_week)} if hours_a_week is not None else {}
    settings = {"seed": seed, "replications": replications, "cases": cases, "allow_overload": allow_overload}
    with reading(file) as session:
        document = session.document
    with progress_bar("Simulating", quiet=as_json) as progress:
        report = run(document, assumed, settings, on or today(), progress)
    if as_json:
        say_bytes(json_text({**report.to_json(), "file": str(file)}))
    else:
        show(report)
    return 0


def run(
    document: Document,
    assumed: Mapping[str, str],
    settings: Mapping[str, object],
    on: date,
    progress: Progress | None = None,
) -> "Report":
    """Return the report of a simulation. Raises FileProblem with what to do."""
    from models.simulation.assumptions import Assumptions
    from models.simulation.settings import Settings
    from models.simulation.study import StudyRefused, study

    unknown = next((name for name in assumed if name not in Assumptions.model_fields), None)
    if unknown is not None:
        known = ", ".join(Assumptions.model_fields)
        raise FileProblem(f"There is no assumption “{unknown}”; there are {known}.")
    try:
        given = Assumptions.model_validate({name: value for name, value in assumed.items() if value != "none"})
        return study(document, given, Settings.model_validate(settings), on=on, progress=progress)
    except ValidationError as error:
        raise FileProblem(_sentence(error)) from None
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
    if report.notes:
        say()
        for note in report.notes:
            say(note)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise FileProblem(f"“{text}” is not an assumption; write it like exception_probability=0.2.")
    return name.strip().replace("-", "_"), value.strip()


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).replace("_", " ") if first["loc"] else "settings"
    return f"The {name} cannot be {first['input']}: {first['msg'][:1].lower()}{first['msg'][1:]}."
