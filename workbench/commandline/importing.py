"""`remit import`: a matrix from a spreadsheet, reported cell by cell, into a new file or one that is there."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.changes import ChangeSet
from models.workspace import Workspace
from workbench.commandline import diff
from workbench.commandline.arguments import ForceOption, JsonOption
from workbench.commandline.files import making, may_write, writing
from workbench.commandline.new import begin
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from workbench.importers import ImportReport, MatrixReading


def import_(
    sheet: Annotated[
        Path, typer.Argument(metavar="SHEET", help="A matrix: .xlsx, .ods, .csv or .tsv.", show_default=False)
    ],
    to: Annotated[Path | None, typer.Option(metavar="NEW", help="A new file for it.", show_default=False)] = None,
    into: Annotated[Path | None, typer.Option(metavar="FILE", help="A file it goes into.", show_default=False)] = None,
    name: Annotated[str, typer.Option(help="What the organisation of a new file is called.")] = "",
    tab: Annotated[str | None, typer.Option("--sheet", help="The sheet of the workbook.", show_default=False)] = None,
    footnotes_as_notes: Annotated[
        bool, typer.Option("--footnotes-as-notes", help="Keep “(1) if in plan” as a note, not as a condition.")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="CELL", help="Of an exported workbook take over just this cell; may be given again."),
    ] = None,
    every_cell: Annotated[bool, typer.Option("--every-cell", help="A line for each cell of the report.")] = False,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Read a matrix and say what became of every cell. Without --to or --into nothing is written.

    A workbook that Remit exported from FILE is compared with it, and what was edited in it is taken over.
    """
    from workbench.importers import ImportRefused

    if to is not None and into is not None:
        raise FileProblem("Give either --to for a new file or --into for one that is there, not both.")
    if to is not None:
        may_write(to, force=force, source=sheet)
    try:
        if into is not None and _take_over(sheet, into, accept, as_json=as_json):
            return 0
        if accept:
            raise FileProblem(f"--accept is for a workbook that Remit wrote from the file of --into; {sheet} is none.")
        options = Options(tab, footnotes_as_notes=footnotes_as_notes)
        reading, changes = _import(sheet, to, into, name.strip(), options, force=force)
    except ImportRefused as refused:
        raise FileProblem(str(refused)) from None
    target = to or into
    if as_json:
        file = str(target) if target else None
        show_json("import", {"file": file, "changes": _counts(changes), "report": reading.report.to_json()})
    else:
        _show(reading.report, target, changes, every_cell=every_cell)
    return 0


@dataclass(frozen=True)
class Options:
    """Which sheet is read, and what footnotes become."""

    tab: str | None
    footnotes_as_notes: bool


def _take_over(workbook: Path, into: Path, accept: list[str] | None, *, as_json: bool) -> bool:
    """Take the changes over that people made in a workbook that Remit wrote from this file; False where it did not."""
    from workbench.importers import plan_reimport, reimport
    from workbench.importers.own_workbook import belongs_to

    with writing(into) as session:
        if not belongs_to(session.document, workbook):
            return False
        comparison = reimport(session.document, workbook)
        accepted = frozenset(cell.upper() for cell in accept) if accept else None
        changes = session.execute(plan_reimport, comparison, accepted)
    if as_json:
        show_json("import", {"file": str(into), "changes": _counts(changes), **diff.fields_of(comparison)})
        return True
    diff.show(comparison)
    if changes:
        say(f"What can be taken over is in {into} now, as one step that “remit undo {into}” takes back.")
    return True


def _import(
    sheet: Path, to: Path | None, into: Path | None, name: str, options: Options, *, force: bool
) -> "tuple[MatrixReading, ChangeSet]":
    from workbench.importers import ImportOptions, read_matrix

    wanted = ImportOptions(footnotes_as_conditions=not options.footnotes_as_notes)
    reading = read_matrix(sheet, sheet=options.tab, options=wanted)
    return reading, _carry_out(reading, to, into, name, force=force)


def _counts(changes: ChangeSet) -> dict[str, int]:
    return dict(Counter(change.entity for change in changes.changes))


def _carry_out(reading: "MatrixReading", to: Path | None, into: Path | None, name: str, *, force: bool) -> ChangeSet:
    from models.document import Document
    from workbench.importers import plan_import

    if to is not None:
        with making(to, force=force) as session:
            session.execute(begin, name or to.stem, _currency(reading))
            return session.execute(plan_import, reading)
    if into is not None:
        with writing(into) as session:
            return session.execute(plan_import, reading)
    return plan_import(Document(), reading)


def _currency(reading: "MatrixReading") -> str:
    """Return the currency that most bands of a matrix are in."""
    found = Counter(row.band.currency for row in reading.rows if row.band is not None and row.band.currency)
    return str(found.most_common(1)[0][0]) if found else Workspace(name="-").currency


def _show(report: "ImportReport", target: Path | None, changes: ChangeSet, *, every_cell: bool) -> None:
    say(report.to_text(every_cell).rstrip())
    if not every_cell:
        for kind, addresses in _grouped(report).items():
            say(f"  read as {kind}: {' '.join(addresses)}")
    if target is None:
        say("Nothing was written; --to NEW.remit makes a file of it, --into FILE.remit adds it to one.")
    elif changes:
        say(f"It is in {target} now, as one step that “remit undo {target}” takes back.")
    else:
        say(f"{target} holds all of it already; nothing was changed.")


def _grouped(report: "ImportReport") -> dict[str, list[str]]:
    """Return the addresses of the cells that were read, by what they were read as."""
    groups: dict[str, list[str]] = {}
    for cell in report.cells:
        if cell.read:
            groups.setdefault(cell.kind, []).append(cell.address)
    return groups
