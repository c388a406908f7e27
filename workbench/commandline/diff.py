"""`remit diff`: what differs between versions of a matrix, in words; or what people changed in a workbook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, read_date, today
from workbench.commandline.files import edition_called, reading
from workbench.commandline.output import say, show_json
from workbench.commandline.progress import progress_bar
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.authority.difference import Report, Version
    from models.document import Document
    from workbench.importers import Comparison, Difference

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def diff(
    file: FileArgument,
    other: Annotated[
        Path | None,
        typer.Argument(
            metavar="[OTHER]", help="A later .remit file, or an .xlsx that Remit wrote from FILE.", show_default=False
        ),
    ] = None,
    editions: Annotated[
        tuple[str, str] | None,
        typer.Option("--editions", metavar="OLD NEW", help="Two versions of the matrix in FILE.", show_default=False),
    ] = None,
    dates: Annotated[
        tuple[str, str] | None,
        typer.Option("--dates", metavar="OLD NEW", help="FILE as in force on two days.", show_default=False),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say who gains and who loses between two versions, or compare a workbook. Exit code 1 where something differs."""
    given = [each for each in (other, editions, dates) if each]
    if len(given) != 1:
        raise FileProblem(
            "Say what to compare with: another file, two versions with --editions, or two days with --dates."
        )
    if other is not None and other.suffix.casefold() in _WORKBOOKS:
        return _workbook(file, other, as_json=as_json)
    with reading(file) as session:
        document = session.document
    if other is not None:
        with reading(other) as session:
            versions = _files(file, document, other, session.document, on or today())
    elif editions is not None:
        versions = _editions(document, editions, on)
    else:
        assert dates is not None
        versions = _dates(document, dates)
    return _versions(file, *versions, as_json=as_json)


def _files(file: Path, one: "Document", other: Path, later: "Document", on: date) -> "tuple[Version, Version]":
    from models.authority.difference import Version

    names = (file.name, other.name) if file.name != other.name else (str(file), str(other))
    return Version(one, on, names[0]), Version(later, on, names[1])


def _editions(document: "Document", texts: tuple[str, str], on: date | None) -> "tuple[Version, Version]":
    from models.authority.difference import version_of

    rows = [edition_called(document, text) for text in texts]
    # Rows that only begin with the later version count in it.
    day = on or max(today(), rows[1].effective or date.min)
    return version_of(document, rows[0], day), version_of(document, rows[1], day)


def _dates(document: "Document", texts: tuple[str, str]) -> "tuple[Version, Version]":
    from models.authority.difference import Version
    from models.authority.force import day_words

    one, other = (read_date(text) for text in texts)
    return Version(document, one, day_words(one)), Version(document, other, day_words(other))


def _versions(file: Path, before: "Version", after: "Version", *, as_json: bool) -> int:
    from models.authority.difference import compared, reported

    with progress_bar("Comparing", quiet=as_json) as progress:
        report = reported(compared(before, after, progress))
    if as_json:
        show_json("difference", {"file": str(file), **report.to_json()})
    else:
        show_versions(report)
    return int(not report.same)


def show_versions(report: "Report") -> None:
    """Print a difference for people, a sentence a line."""
    say(f"From {report.before} to {report.after}:")
    for sentence in report.sentences:
        say(f"  {sentence}")


# ---- a workbook that came back


def _workbook(file: Path, workbook: Path, *, as_json: bool) -> int:
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
