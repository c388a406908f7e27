"""`remit compare`: scenarios beside the file as it is, each difference with its interval."""

from pathlib import Path
from typing import Annotated

import typer

from workbench.commandline.arguments import FileArgument, ForceOption, JsonOption, OnOption, today
from workbench.commandline.asked import assumptions_of, pairs, settings_of
from workbench.commandline.files import may_write, reading
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar, simulating
from workbench.commandline.scenarios import scenario_called
from workbench.failures import FileProblem

SeedOption = Annotated[int, typer.Option(help="The same seed gives the same answer, and every side the same luck.")]
ReplicationsOption = Annotated[int, typer.Option(help="Independent runs; more of them narrow the intervals.")]
CasesOption = Annotated[int, typer.Option(help="Cases in each run, all decisions together.")]
AssumeOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="What holds where the file is silent, such as hours_a_week=8."),
]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, help="Threads; as many as there are processors unless told.", show_default=False)
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="PATH", help="Write all figures as a table.", show_default=False)
]
ClusterOption = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Work on a Dask cluster: tcp://HOST:PORT, or “local” for processes on this machine.",
        show_default=False,
    ),
]


def compare(
    file: FileArgument,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="Names or identifiers; all unless told.")
    ] = None,
    seed: SeedOption = 1,
    replications: ReplicationsOption = 20,
    cases: CasesOption = 50_000,
    assume: AssumeOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = "",
    every: Annotated[bool, typer.Option("--all", help="Show also the figures that nothing clearly changes.")] = False,
    csv: CsvOption = None,
    force: ForceOption = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Simulate scenarios with the same cases and luck as the file as it is, and say what each changes, and how sure."""
    from models.simulation.study import StudyRefused
    from models.whatif import comparing, report
    from workbench.cluster import runner_for

    assumptions = assumptions_of(pairs(assume))
    settings = settings_of({"seed": seed, "replications": replications, "cases": cases, "workers": workers})
    if csv is not None:
        may_write(csv, force=force, source=file)
    with reading(file) as session:
        document = session.document
    chosen = [scenario_called(document, name).id for name in names or ()] or [row.id for row in document.scenarios]
    if not chosen:
        raise FileProblem(f"{file} has no scenarios; begin one with “remit scenarios {file} NAME --add”.")
    with runner_for(cluster, workers) as runner, progress_bar(simulating("Comparing"), quiet=as_json) as progress:
        try:
            found = comparing.compare(
                document, chosen, assumptions, settings, on=on or today(), progress=progress, runner=runner
            )
        except StudyRefused as refused:
            raise FileProblem(str(refused)) from None
    if csv is not None:
        from exporters.tables import write_numbers

        write_numbers(csv, *report.comparison_numbers(found), force=force)
    if as_json:
        say_bytes(json_text({**report.comparison_json(found), "file": str(file)}))
        return 0
    for sentence in report.comparison_sentences(found):
        say(sentence)
    made = report.comparison_table(found, every=every)
    if made.rows:
        say()
        table(made.headings, made.rows, right=made.figures)
        say()
        hidden = len(found.figures) - len(made.rows)
        if hidden:
            verb = "more figure differs" if hidden == 1 else "more figures differ"
            say(f"{hidden} {verb} nowhere clearly; --all shows {'it' if hidden == 1 else 'them'}.")
        say(made.how)
    if csv is not None:
        say(f"Wrote {csv}")
    return 0
