"""The Legend sheet: what letters, marks, bands and shades mean, and which state of which document this is."""

from datetime import date

from exporters.cells import clean
from exporters.workbook.matrix import stamp
from exporters.workbook.sheet import Column, Line, RenderedSheet
from models.authority.force import day_words
from models.authority.grid import grid_of
from models.authority.letter_words import letter_words, rights_words
from models.authority.rules import RIGHTS, Edition
from models.authority.schemes import OTHER_SIDE, UNSHOWN, Letter, preset_of
from models.document import Document

_READING = (
    ("(1)", "A footnote mark; the notes stand under the matrix."),
    (UNSHOWN, "A part that this set of letters has no letter for; the column “In words” says which."),
    ("empty", "No part in the decision. An empty cell is never an unlimited authority."),
    ("In words", "The whole procedure: who acts, whether all of them or any one, and in which order."),
    ("up to and including", "The figure itself is inside the band."),
    ("below", "The figure itself is not inside the band; it belongs to the next one."),
    ("upper limit not stated", "Nobody has said where the band ends; it matches no case until somebody does."),
    ("shade", "The weight of the part, dark to light; in grey print, too, the letter says it all."),
)


def render_legend(document: Document, edition: Edition | None, on: date, fingerprint: str) -> RenderedSheet:
    """Return the Legend sheet of an edition."""
    grid = grid_of(document, edition)
    paired = grid.lettering.in_pairs
    lines = [_heading("Letters"), *(_letter(letter, paired) for letter in grid.letters)]
    told = {right for letter in grid.letters for right in letter.rights}
    hidden = [right for right in RIGHTS if right not in told]
    if paired:
        lines.append(_line(OTHER_SIDE, "The role above: its part is the other side of a level in the same row."))
    elif hidden:
        lines.append(_line(UNSHOWN, f"Without a letter of its own: {rights_words(hidden)}."))
    if grid.scheme is not None:
        known = preset_of(grid.scheme)
        lines.append(_line("Scheme", f"{grid.scheme.name}. {known.strictly}" if known else grid.scheme.name))
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


def _letter(letter: Letter, paired: bool) -> Line:
    shade = f"right.{letter.rights[0]}" if letter.rights else "text"
    return Line((clean(letter.letter), clean(letter_words(letter, paired=paired))), (shade, "text"))


def _heading(text: str) -> Line:
    return Line((text, None), ("foot", ""), height=22)


def _line(word: str, text: str) -> Line:
    return Line((clean(word), clean(text)), ("strong", "text"))


def _blank() -> Line:
    return Line((None, None), ("", ""))
