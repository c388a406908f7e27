"""`remit search`: thresholds and capacities tried in many ways, for the frontier between two figures."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from workbench.commandline.arguments import FileArgument, ForceOption, JsonOption, OnOption, today
from workbench.commandline.asked import (
    AssumeOption,
    CasesOption,
    ClusterOption,
    CsvOption,
    ReplicationsOption,
    SeedOption,
    WorkersOption,
    assumptions_of,
    pairs,
    settings_of,
)
from workbench.commandline.files import may_write, reading, writing
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar, simulating
from workbench.failures import FileProblem
from workbench.searches import read_state, write_state

if TYPE_CHECKING:
    from models.whatif.levers import Lever
    from models.whatif.search import Frontier


def search(
    file: FileArgument,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DECISION:LIMIT=LOW..HIGH/STEP", help="Move a limit between two rows; may be given again."
        ),
    ] = None,
    hours: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE=LOW..HIGH/STEP", help="Hours a week of a role; may be given again."),
    ] = None,
    holders: Annotated[
        list[str] | None, typer.Option(metavar="ROLE=LOW..HIGH", help="Holders of a role; may be given again.")
    ] = None,
    objective: Annotated[str, typer.Option(help="What is to be short: mean, p50, p90 or p95 of a case.")] = "mean",
    against: Annotated[
        str, typer.Option(help="What is to be small beside it: exposure, value, cost or time.")
    ] = "exposure",
    budget: Annotated[int, typer.Option(min=1, help="Replications, all candidates together.")] = 4_000,
    state: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Keep what has been tried in this file.", show_default=False)
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from what the file of --state holds.")] = False,
    apply: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Make the file as a candidate has it.", show_default=False)
    ] = None,
    keep: Annotated[
        str, typer.Option(metavar="NAME", help="Keep the candidate of --apply as a scenario instead.")
    ] = "",
    seed: SeedOption = 1,
    replications: ReplicationsOption = 20,
    cases: CasesOption = 10_000,
    assume: AssumeOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = "",
    csv: CsvOption = None,
    force: ForceOption = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Try limits and capacities in many ways: which of them nobody can better in speed without losing oversight."""
    from models.simulation.study import StudyRefused
    from models.whatif.search import AGAINST, OBJECTIVES, SearchRefused
    from models.whatif.searching import Ask
    from models.whatif.searching import search as searching
    from models.whatif.state import StateUnfit
    from workbench.cluster import runner_for

    day = on or today()
    goal = next((one for one in OBJECTIVES if one == objective), None)
    other = next((one for one in AGAINST if one == against), None)
    if goal is None:
        raise FileProblem(f"There is no objective “{objective}”; there are {', '.join(OBJECTIVES)}.")
    if other is None:
        raise FileProblem(f"There is no “{against}” to search against; there are {', '.join(AGAINST)}.")
    if keep and apply is None:
        raise FileProblem("Say with --apply which candidate is to be kept.")
    if resume and state is None:
        raise FileProblem("Say with --state which file holds what has been tried.")
    assumptions = assumptions_of(pairs(assume))
    settings = settings_of({"seed": seed, "replications": replications, "cases": cases, "workers": workers})
    for target in (csv, None if resume else state):
        if target is not None:
            may_write(target, force=force, source=file)
    with reading(file) as session:
        document = session.document
    levers = _levers(document, threshold or (), hours or (), holders or (), day)
    before = read_state(state) if resume and state is not None else None
    with runner_for(cluster, workers) as runner, progress_bar(simulating("Searching"), quiet=as_json) as progress:
        try:
            found = searching(
                document,
                Ask(levers, goal, other, budget),
                assumptions,
                settings,
                on=day,
                state=before,
                keep=None if state is None else lambda tried: write_state(state, tried),
                progress=progress,
                runner=runner,
            )
        except (SearchRefused, StudyRefused, StateUnfit) as refused:
            raise FileProblem(str(refused)) from None
    done = _carry_out(file, document, found, apply, keep, day) if apply is not None else ""
    _show(file, document, found, csv, done, force=force, as_json=as_json)
    return 0


def _levers(
    document: Document,
    thresholds: "list[str] | tuple[()]",
    hours: "list[str] | tuple[()]",
    holders: "list[str] | tuple[()]",
    on: date,
) -> "tuple[Lever, ...]":
    from models.authority.lookup import LookupFailed
    from models.whatif.ranges import holders_lever, hours_lever, threshold_lever

    try:
        return (
            *(threshold_lever(document, text, on) for text in thresholds),
            *(hours_lever(document, text) for text in hours),
            *(holders_lever(document, text) for text in holders),
        )
    except LookupFailed as failed:
        raise FileProblem(str(failed)) from None


def _carry_out(file: Path, document: Document, found: "Frontier", number: int, name: str, on: date) -> str:
    """Make the file as a candidate has it, or keep it as a scenario; return what was done."""
    from models.commands.scenarios import add_scenario
    from models.whatif.levers import choice_changes, choose

    best = found.frontier
    if not 1 <= number <= len(best):
        raise FileProblem(f"The frontier has candidates 1 to {len(best)}; {number} is none of them.")
    point = best[number - 1]
    with writing(file) as session:
        if session.document != document:
            raise FileProblem(f"{file} has been edited since; search again.")
        if name:
            changes = choice_changes(document, found.levers, point.choice, on)
            made = session.execute(add_scenario, name, None, "", changes)
        else:
            made = session.execute(choose, found.levers, point.choice, on)
    return made.label if made else "The file is so already"


def _show(
    file: Path, document: Document, found: "Frontier", csv: Path | None, done: str, *, force: bool, as_json: bool
) -> None:
    from models.whatif import report

    if csv is not None:
        from exporters.tables import write_numbers

        write_numbers(csv, *report.frontier_numbers(document, found), force=force)
    if as_json:
        say_bytes(json_text({**report.frontier_json(document, found), "file": str(file), "applied": done}))
        return
    for sentence in report.frontier_sentences(document, found):
        say(sentence)
    made = report.frontier_table(document, found)
    say()
    table(made.headings, made.rows, right=made.figures)
    if done:
        say()
        say(f"{done}.")
    if csv is not None:
        say(f"Wrote {csv}")
