"""The Legend sheet: what letters, marks, bands and shades mean, and which state of which document this is."""

from datetime import date

from exporters.cells import clean
from exporters.workbook.matrix import NO_LETTER, stamp
from exporters.workbook.sheet import Column, Line, RenderedSheet
from models.authority.force import day_words
from models.authority.grid import grid_of
from models.authority.rules import RIGHTS
from models.authority.schemes import letter_of
from models.authority.words import listed, verb
from models.document import Document

_READING = (
    ("(1)", "A footnote mark; the notes stand under the matrix."),
    (NO_LETTER, "A part that this set of letters has no letter for; the column “In words” says which."),
    ("empty", "No part in the decision. An empty cell is never an unlimited authority."),
    ("In words", "The whole procedure: who acts, whether all of them or any one, and in which order."),
    ("up to and including", "The figure itself is inside the band."),
    ("below", "The figure itself is not inside the band; it belongs to the next one."),
    ("upper limit not stated", "Nobody has said where the band ends; it matches no case until somebody does."),
    ("shade", "The weight of the part, dark to light; in grey print, too, the letter says it all."),
)


def render_legend(document: Document, on: date, fingerprint: str) -> RenderedSheet:
    """Return the Legend sheet."""
    grid = grid_of(document)
    lines = [_heading("Letters"), *(_letter(letter.letter, letter.name, letter.rights) for letter in grid.letters)]
    hidden = [right for right in RIGHTS if letter_of(right, grid.letters) is None]
    if hidden:
        lines.append(_line(NO_LETTER, f"Without a letter of its own: {listed([verb(r) for r in hidden])}."))
    lines += [_blank(), _heading("How to read the matrix"), *(_line(word, text) for word, text in _READING)]
    lines += [
        _blank(),
        _heading("This document"),
        _line("Organisation", document.workspace.name),
        _line("Matrix", grid.edition.name if grid.edition else "none"),
        _line("State", stamp(document, grid.edition)),
        _line("Figures of", day_words(on)),
        _line("Fingerprint", fingerprint),
    ]
    return RenderedSheet("Legend", (Column(26), Column(96)), tuple(lines), (1, 1), "", landscape=False, title_columns=0)


def _letter(letter: str, name: str, rights: tuple[str, ...]) -> Line:
    shade = f"right.{rights[0]}" if rights else "text"
    words = listed([verb(right) for right in RIGHTS if right in rights])
    text = name if words.casefold() == name.casefold() else f"{name}: {words}"
    return Line((clean(letter), clean(text)), (shade, "text"))


def _heading(text: str) -> Line:
    return Line((text, None), ("foot", ""), height=22)


def _line(word: str, text: str) -> Line:
    return Line((clean(word), clean(text)), ("strong", "text"))


def _blank() -> Line:
    return Line((None, None), ("", ""))
