"""The letters that a workbook explains itself, on the sheet of the matrix or on one of their own."""

from collections.abc import Sequence

from models.authority.rules import Right
from models.authority.schemes import Letter
from workbench.importers.footnotes import is_heading, legend_in
from workbench.importers.letters import KNOWN, LetterScheme, read_word
from workbench.importers.report import Ledger
from workbench.importers.sheets import Cell, Sheet

Meaning = tuple[str, tuple[Right, ...]]


def read_legend(sheet: Sheet, ledger: Ledger) -> LetterScheme | None:
    """Return the letters that a sheet explains ("A = Approves"), as a scheme, or None where it does not.

    A letter and a word in two cells count under a heading such as "Legend", or on a sheet of that name.
    """
    found: dict[str, Meaning] = {}
    under_heading = is_heading(sheet.title)
    for cells in sheet.rows.values():
        if len(cells) == 1 and is_heading(cells[0].text):
            under_heading = True
            continue
        entries = _entries(cells, under_heading)
        for cell in cells if entries else ():
            ledger.read(cell, "legend", "what a letter means")
        under_heading = under_heading and bool(entries)
        found = entries | found
    if not found:
        return None
    letters = tuple(Letter(letter=key, name=word, rights=rights) for key, (word, rights) in found.items())
    meant = {letter.letter: letter.rights for letter in letters}
    known = next((scheme for scheme in KNOWN if scheme.rights == meant), None)
    return known or LetterScheme(f"Letters of {sheet.title}", letters)


def _entries(cells: Sequence[Cell], under_heading: bool) -> dict[str, Meaning]:
    if len(cells) == 1:
        return legend_in(cells[0].text)
    if len(cells) == 2 and under_heading and len(cells[0].text.strip()) == 1:
        rights = read_word(cells[1].text, {}).rights
        if rights:
            return {cells[0].text.strip().upper(): (cells[1].text.strip(), rights)}
    return {}


def legend_beside(sheets: Sequence[Sheet]) -> LetterScheme | None:
    """Return the letters that a sheet of its own explains, such as one called "Legend"."""
    return next((found for s in sheets if is_heading(s.title) and (found := read_legend(s, Ledger(s)))), None)
