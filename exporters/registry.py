"""Every export that there is, listed by hand: what it is called, what it writes, and its function."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exporters.base import ExportRefused, Options
from models.document import Document

Write = Callable[[Document, Path, Options], Path]


@dataclass(frozen=True)
class Exporter:
    """A kind of export. Its libraries are imported when it first writes."""

    key: str
    name: str
    suffix: str
    write: Write


def _workbook(document: Document, target: Path, options: Options) -> Path:
    from exporters.workbook import write

    return write(document, target, options)


def _charters(document: Document, target: Path, options: Options) -> Path:
    from exporters.docx import write

    return write(document, target, options)


def _charters_markdown(document: Document, target: Path, options: Options) -> Path:
    from exporters.markdown import write

    return write(document, target, options)


def _charter_files(document: Document, target: Path, options: Options) -> Path:
    from exporters.markdown import write_folder

    return write_folder(document, target, options)


def _text(document: Document, target: Path, options: Options) -> Path:
    from exporters.text import write

    return write(document, target, options)


def _matrix_table(document: Document, target: Path, options: Options) -> Path:
    from exporters.tables import write

    return write(document, target, options)


def _findings_table(document: Document, target: Path, options: Options) -> Path:
    from exporters.tables import write_findings

    return write_findings(document, target, options)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("xlsx", "Workbook", ".xlsx", _workbook),
    Exporter("docx", "Charters as a document", ".docx", _charters),
    Exporter("md", "Charters as Markdown", ".md", _charters_markdown),
    Exporter("charters", "A Markdown file for each charter", "", _charter_files),
    Exporter("csv", "Matrix as a table", ".csv", _matrix_table),
    Exporter("findings", "Findings as a table", ".csv", _findings_table),
    Exporter("json", "Everything as text", ".json", _text),
)


def exporter(key: str) -> Exporter:
    """Return the export of that key. Raises ExportRefused."""
    for one in EXPORTERS:
        if one.key == key:
            return one
    known = ", ".join(one.key for one in EXPORTERS)
    raise ExportRefused(f"There is no export “{key}”; there are {known}.")


def export(
    key: str, document: Document, target: Path, *, on: date, force: bool = False, team: str | None = None
) -> Path:
    """Write an export as of a day and return where; `team` limits charters to one team.

    The file appears whole or not at all. Raises ExportRefused, also where a file is there already and `force` is
    not given.
    """
    return exporter(key).write(document, target, Options(on=on, force=force, team=team))
