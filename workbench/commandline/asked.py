"""What a simulation, a comparison or a search is asked for on the command line, as assumptions and settings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.simulation.assumptions import Assumptions
    from models.simulation.settings import Settings

SeedOption = Annotated[int, typer.Option(help="The same seed gives the same answer, and all sides the same luck.")]
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


def pairs(texts: Sequence[str] | None) -> dict[str, str]:
    """Return assumptions written as NAME=VALUE by their names. Raises FileProblem."""
    return dict(_pair(text) for text in texts or ())


def assumptions_of(assumed: Mapping[str, str]) -> "Assumptions":
    """Return assumptions by their names; "none" leaves one at what is usual. Raises FileProblem, naming the known."""
    from models.simulation.assumptions import Assumptions

    unknown = next((name for name in assumed if name not in Assumptions.model_fields), None)
    if unknown is not None:
        known = ", ".join(Assumptions.model_fields)
        raise FileProblem(f"There is no assumption “{unknown}”; there are {known}.")
    try:
        return Assumptions.model_validate({name: value for name, value in assumed.items() if value != "none"})
    except ValidationError as error:
        raise FileProblem(_sentence(error)) from None


def settings_of(settings: Mapping[str, object]) -> "Settings":
    """Return settings by their names. Raises FileProblem."""
    from models.simulation.settings import Settings

    try:
        return Settings.model_validate(settings)
    except ValidationError as error:
        raise FileProblem(_sentence(error)) from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise FileProblem(f"“{text}” is not an assumption; write it like exception_probability=0.2.")
    return name.strip().replace("-", "_"), value.strip()


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).replace("_", " ") if first["loc"] else "settings"
    return f"The {name} cannot be {first['input']}: {first['msg'][:1].lower()}{first['msg'][1:]}."
