"""`remit compare`: scenarios beside the file as it is, each difference with its interval."""

from typing import Annotated

import typer

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
from workbench.commandline.files import may_write, reading
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar, simulating
from workbench.commandline.scenarios import scenario_called
from workbench.failures import FileProblem


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
