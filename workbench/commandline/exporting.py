"""`remit export`: the workbook, charters, tables and text of a file."""

from pathlib import Path
from typing import Annotated

import typer

from workbench.commandline.arguments import FileArgument, ForceOption, JsonOption, OnOption, today
from workbench.commandline.files import may_write, reading
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem


def _to(flag: str, what: str) -> object:
    return typer.Option(flag, metavar="PATH", help=what, show_default=False)


def export(
    file: FileArgument,
    xlsx: Annotated[Path | None, _to("--xlsx", "The workbook: matrix, tiers, roles, findings, legend.")] = None,
    charters: Annotated[Path | None, _to("--charters", "All charters as one bound .docx.")] = None,
    charters_md: Annotated[Path | None, _to("--charters-md", "A folder with each charter as .md.")] = None,
    csv: Annotated[Path | None, _to("--csv", "The matrix as a table.")] = None,
    findings_csv: Annotated[Path | None, _to("--findings-csv", "The findings as a table.")] = None,
    json_text: Annotated[Path | None, _to("--json-text", "Everything as stable text, for version control.")] = None,
    team: Annotated[str | None, typer.Option(help="Only the charter of this team.", show_default=False)] = None,
    on: OnOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Write a file's content in other formats."""
    from exporters.registry import export as write

    wanted = [
        ("xlsx", xlsx),
        ("docx", charters),
        ("charters", charters_md),
        ("csv", csv),
        ("findings", findings_csv),
        ("json", json_text),
    ]
    targets = [(key, path) for key, path in wanted if path is not None]
    if not targets:
        raise FileProblem("Say what to export, such as --xlsx matrix.xlsx; “remit export --help” lists all.")
    day = on or today()
    with reading(file) as session:
        document = session.document
    if (charters or charters_md) and not len(document.teams):
        # Said before anything is written: the other exports are asked for in the same breath.
        raise FileProblem(f"{file} has no teams, so there is no charter to write; nothing was written.")
    for key, path in targets:
        if key != "charters":
            may_write(path, force=force, source=file)
    written = {key: str(write(key, document, path, on=day, force=force, team=team)) for key, path in targets}
    if as_json:
        show_json("export", {"file": str(file), "on": day.isoformat(), "written": written})
    else:
        for where in written.values():
            say(f"Wrote {where}")
    return 0
