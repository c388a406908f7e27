"""Charters as a Word document: one team, or all teams bound with a cover, contents and places to sign."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.base import Options, whole_file
from exporters.cells import clean
from exporters.teams import charters_of
from models.authority.force import day_words
from models.charter import CharterText, Grid, Listing, Section
from models.document import Document

if TYPE_CHECKING:
    from exporters.word import Word

_SIGNATORIES = ("For the team", "For the organisation")


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the charters of all teams, or of one, and return where. Raises ExportRefused."""
    from exporters.word import Word

    charters = charters_of(document, options)
    name = document.workspace.name
    word = Word(title=f"{name}: team charters", header=name, footer=f"As of {day_words(options.on)}")
    if options.team is None:
        _cover(word, name, charters, options.on)
    for number, charter in enumerate(charters):
        _charter(word, charter, f"charter{number}", new_page=number > 0 or options.team is None)
    with whole_file(target, force=options.force) as half:
        word.save(half)
    return target


def _cover(word: "Word", name: str, charters: tuple[CharterText, ...], on: date) -> None:
    word.cover(clean(name), "Team charters", f"{len(charters)} teams, as of {day_words(on)}")
    word.contents([(clean(charter.title), f"charter{number}") for number, charter in enumerate(charters)])


def _charter(word: "Word", charter: CharterText, mark: str, *, new_page: bool) -> None:
    word.heading(clean(charter.title), 1, mark=mark, new_page=new_page)
    word.subtitle(clean(charter.subtitle))
    for section in charter.sections:
        _section(word, section)
    word.heading("Signatures", 2)
    word.table(("", "Name", "Date", "Signature"), [(who, "", "", "") for who in _SIGNATORIES], tall=True)


def _section(word: "Word", section: Section) -> None:
    word.heading(clean(section.title), 2)
    for paragraph in section.paragraphs:
        word.paragraph(clean(paragraph))
    if section.missing:
        word.remark(clean(section.missing))
    for listing in section.lists:
        _listing(word, listing)
    if section.grid is not None:
        _grid(word, section.grid)


def _listing(word: "Word", listing: Listing) -> None:
    word.heading(clean(listing.title), 3)
    clauses = listing.clauses or ("",) * len(listing.items)
    for item, clause in zip(listing.items, clauses, strict=True):
        word.bullet(clean(item), clean(clause))


def _grid(word: "Word", grid: Grid) -> None:
    word.table(tuple(clean(name) for name in grid.heading), [tuple(clean(cell) for cell in row) for row in grid.rows])
