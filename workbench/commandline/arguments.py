"""Arguments and options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def read_date(text: str) -> date:
    """Return a day written as 2025-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day; write it like 2025-12-31") from None


def today() -> date:
    """Return the day on which somebody asks."""
    return date.today()


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A .remit file.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON for programs.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
OnOption = Annotated[
    date | None,
    typer.Option(
        "--on", metavar="DATE", parser=read_date, help="The day that counts; today unless told.", show_default=False
    ),
]
