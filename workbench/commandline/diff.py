"""`remit diff`: what people changed in a workbook that Remit wrote, against the file as it is now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commandline.arguments import FileArgument, JsonOption
from workbench.commandline.files import reading
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from workbench.importers import Comparison, Difference


def diff(
    file: FileArgument,
    workbook: Annotated[
        Path, typer.Argument(metavar="WORKBOOK", help="An .xlsx that Remit wrote from this file.", show_default=False)
    ],
    as_json: JsonOption = False,
) -> int:
    """Compare a workbook that came back, cell by cell. Exit code 1 where something differs."""
    from workbench.importers import ImportRefused, reimport

    with reading(file) as session:
        document = session.document
    try:
        comparison = reimport(document, workbook)
    except ImportRefused as refused:
        raise FileProblem(str(refused)) from None
    if as_json:
        show_json("diff", {"file": str(file), **fields_of(comparison)})
    else:
        show(comparison)
    return int(bool(comparison.differences))


def fields_of(comparison: "Comparison") -> dict[str, Any]:
    """Return a comparison as JSON data."""
    return {
        "workbook": comparison.file,
        "stale": comparison.stale,
        "differences": [
            {
                "address": found.address,
                "what": found.what,
                "before": found.before,
                "after": found.after,
                "can_apply": found.can_apply,
                "problem": found.problem,
            }
            for found in comparison.differences
        ],
    }


def show(comparison: "Comparison") -> None:
    """Print a comparison for people."""
    for found in comparison.differences:
        say(f"{found.address:<6} {found.what}: {_change(found)}")
        if found.problem:
            say(f"       cannot be taken over: {found.problem}.")
    if not comparison.differences:
        say(f"{comparison.file} says the same as the file.")
    elif comparison.stale:
        say(f"The file has changed since {comparison.file} was written; some of this may be its older state.")


def _change(found: "Difference") -> str:
    before, after = (f"“{text}”" if text else "nothing" for text in (found.before, found.after))
    return f"{before} became {after}"
