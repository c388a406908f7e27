"""Charters as Markdown: one team, all in one file, or a folder with a file for each team."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from exporters.base import ExportRefused, Options, may_write, write_text
from exporters.cells import clean
from exporters.teams import charters_of
from models.charter import CharterText, Section
from models.document import Document

_ANYWHERE = re.compile(r"([\\`*_\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, on a line of its own."""
    return _AT_START.sub(_kept, inline(text))


def inline(text: str) -> str:
    """Return a text that Markdown shows as it is inside a line."""
    return _ANYWHERE.sub(r"\\\1", " ".join(clean(text).split()))


def _kept(match: re.Match[str]) -> str:
    # "1." is escaped behind its figure, "-" before it.
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def charter_markdown(charter: CharterText, level: int = 1) -> str:
    """Return a charter as Markdown, its title a heading of that level."""
    return "\n\n".join(_blocks(charter, level)) + "\n"


def charters_markdown(document: Document, charters: tuple[CharterText, ...]) -> str:
    """Return several charters in one text, with a list of them in front."""
    title = f"# {escape(document.workspace.name)}: team charters"
    contents = "\n".join(f"- {escape(charter.title)}" for charter in charters)
    return "\n\n".join((title, contents, *(charter_markdown(charter, 2).rstrip() for charter in charters))) + "\n"


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the charters of all teams, or of one, to a file and return where. Raises ExportRefused."""
    charters = charters_of(document, options)
    text = charter_markdown(charters[0]) if options.team else charters_markdown(document, charters)
    return write_text(target, text, force=options.force)


def write_folder(document: Document, target: Path, options: Options) -> Path:
    """Write each charter to a file of its own in a folder, made where it is missing, and return the folder.

    Raises ExportRefused; then none of the files has been written.
    """
    if target.exists() and not target.is_dir():
        raise ExportRefused(f"{target} is a file; name a folder for the charters.")
    charters = charters_of(document, options)
    files = dict(zip(_file_names(charters), charters, strict=True))
    new = not target.exists()
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportRefused(f"The folder {target} cannot be made: {error.strerror}.") from None
    written: list[Path] = []
    try:
        for name in files:
            may_write(target / name, force=options.force)
        for name, charter in files.items():
            written.append(write_text(target / name, charter_markdown(charter), force=options.force))
    except ExportRefused:
        if not options.force:
            for path in written:
                path.unlink(missing_ok=True)
        if new:
            with suppress(OSError):
                target.rmdir()
        raise
    return target


def _file_names(charters: tuple[CharterText, ...]) -> Iterator[str]:
    used: set[str] = set()
    for charter in charters:
        stem = re.sub(r"[^\w]+", "-", charter.title.casefold()).strip("-")[:60] or "team"
        name = next(n for k in range(1, len(charters) + 2) if (n := stem if k == 1 else f"{stem}-{k}") not in used)
        used.add(name)
        yield f"{name}.md"


def _blocks(charter: CharterText, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(charter.title)}"
    yield f"*{escape(charter.subtitle)}*"
    for section in charter.sections:
        yield f"{'#' * (level + 1)} {escape(section.title)}"
        yield from _section(section, level + 2)


def _section(section: Section, level: int) -> Iterator[str]:
    yield from (escape(paragraph) for paragraph in section.paragraphs)
    if section.missing:
        yield f"*{escape(section.missing)}*"
    for listing in section.lists:
        yield f"{'#' * level} {escape(listing.title)}"
        clauses = listing.clauses or ("",) * len(listing.items)
        yield "\n".join(
            f"- {escape(item)}" + (f" ({inline(clause)})" if clause else "")
            for item, clause in zip(listing.items, clauses, strict=True)
        )
    if section.grid is not None:
        heading, rows = section.grid.heading, section.grid.rows
        lines = [_row(heading), f"|{' --- |' * len(heading)}", *(_row(row) for row in rows)]
        yield "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(inline(cell) for cell in cells)} |"
