"""`remit new`: an empty file for an organisation."""

from pathlib import Path
from typing import Annotated

import typer

from models.changes import ChangeSet, EditRefused
from models.document import Document
from models.quantities import CURRENCIES
from models.workspace import Workspace
from workbench.commandline.arguments import ForceOption, JsonOption
from workbench.commandline.files import making
from workbench.commandline.output import say, show_json


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the file goes, such as acme.remit.")],
    name: Annotated[str, typer.Option(help="What the organisation is called; else as the file.")] = "",
    currency: Annotated[str, typer.Option(help="The currency that limits are kept in.")] = "EUR",
    fiscal_start_month: Annotated[
        int, typer.Option("--fiscal-start-month", min=1, max=12, help="The month in which the fiscal year starts.")
    ] = 1,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Make an empty file for an organisation."""
    called = name.strip() or file.stem
    money = currency.upper()
    if money not in CURRENCIES:
        raise EditRefused(f"“{currency}” is not a currency; use a three-letter code such as USD or EUR.")
    with making(file, force=force) as session:
        session.execute(begin, called, money, fiscal_start_month)
    if as_json:
        show_json("new", {"file": str(file), "name": called, "currency": money})
    else:
        say(f"Made {file} for {called}, with limits in {money}.")
    return 0


def begin(document: Document, name: str, currency: str, fiscal_start_month: int = 1) -> ChangeSet:
    """Name the organisation of a new file."""
    from models.commands.rows import add_row

    return add_row(document, Workspace(name=name, currency=currency, fiscal_start_month=fiscal_start_month))
