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

DecisionArgument = Annotated[str, typer.Argument(help="Its name, or “Section / Decision”.", show_default=False)]
FactsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FACT]...", help="What is known, such as amount=5000USD in_plan=yes.", show_default=False),
]
PlaceOption = Annotated[
    list[str] | None,
    typer.Option(help="The entity, location or department it is for; one of each kind.", show_default=False),
]
ByOption = Annotated[
    str | None, typer.Option(metavar="WHO", help="Who asks: a person, or the role as which.", show_default=False)
]
AboutOption = Annotated[str | None, typer.Option(metavar="PERSON", help="Whom it is about.", show_default=False)]
AbsentOption = Annotated[
    list[str] | None,
    typer.Option(metavar="ROLE", help="A role of which nobody is there; as often as needed.", show_default=False),
]
UrgentOption = Annotated[bool, typer.Option("--urgent", help="It cannot wait.")]
