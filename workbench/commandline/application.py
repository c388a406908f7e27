"""The commands of `remit`, each in a module of its own."""

import typer

from workbench.commandline import backup, check, decide, demo, diff, exporting, history, importing, info, new, simulate

app = typer.Typer(
    name="remit",
    help="Who decides what, and why. Without a command, remit [FILE] opens the window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("new")(new.new)
app.command("info")(info.info)
app.command("import")(importing.import_)
app.command("check")(check.check)
app.command("decide")(decide.decide)
app.command("diff")(diff.diff)
app.command("simulate")(simulate.simulate)
app.command("export")(exporting.export)
app.command("undo")(history.undo)
app.command("redo")(history.redo)
app.command("backup")(backup.backup)
app.command("demo")(demo.demo)
