"""The commands of `remit`, each in a module of its own."""

from typing import Annotated

import typer

from workbench.commandline import (
    absences,
    backup,
    calibrate,
    cases,
    certify,
    check,
    compare,
    decide,
    demo,
    diff,
    editions,
    exporting,
    fix,
    history,
    importing,
    info,
    may,
    new,
    scenarios,
    schemes,
    search,
    simulate,
    walk,
)
from workbench.commandline.output import say

app = typer.Typer(
    name="remit",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from remit import __version__

        say(f"Remit {__version__}")
        raise typer.Exit


@app.callback()
def remit(
    version: Annotated[
        bool, typer.Option("--version", help="Say which Remit this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Who decides what, and why. Without a command, remit [FILE] opens the window."""


app.command("new")(new.new)
app.command("info")(info.info)
app.command("import")(importing.import_)
app.command("check")(check.check)
app.command("fix")(fix.fix)
app.command("decide")(decide.decide)
app.command("walk")(walk.walk)
app.command("absences")(absences.absences)
app.command("may")(may.may)
app.command("cases")(cases.cases)
app.command("certify")(certify.certify)
app.command("draft")(editions.draft)
app.command("publish")(editions.publish)
app.command("withdraw")(editions.withdraw)
app.command("discard")(editions.discard)
app.command("scheme")(schemes.scheme)
app.command("diff")(diff.diff)
app.command("simulate")(simulate.simulate)
app.command("calibrate")(calibrate.calibrate)
app.command("scenarios")(scenarios.scenarios)
app.command("compare")(compare.compare)
app.command("search")(search.search)
app.command("export")(exporting.export)
app.command("undo")(history.undo)
app.command("redo")(history.redo)
app.command("backup")(backup.backup)
app.command("demo")(demo.demo)
