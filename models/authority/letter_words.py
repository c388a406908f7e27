"""Letters in words: what a cell says to somebody who hears it, and what a letter means in a legend."""

from collections.abc import Iterable

from models.authority.cells import rights_by_role
from models.authority.grid import Grid
from models.authority.levels import level_of
from models.authority.rules import RIGHTS, Right, Rule
from models.authority.schemes import OTHER_SIDE, UNSHOWN, Letter, Scheme
from models.authority.words import listed, role_words, verb
from models.document import Document


def rights_words(rights: Iterable[Right]) -> str:
    """Return rights in the order of a procedure: "is consulted and approves"."""
    held = set(rights)
    return listed([verb(right) for right in RIGHTS if right in held])


def scheme_name(scheme: Scheme | None) -> str:
    """Return what people call a matrix's letters."""
    return scheme.name if scheme else "the house letters"


def meaning_words(letter: Letter, *, paired: bool = False) -> str:
    """Return what a letter stands for: "approves"; for a level both sides, "approves; the role above is consulted"."""
    mine = rights_words(letter.rights)
    if not paired:
        return mine
    theirs = rights_words(letter.counterpart)
    return f"{mine}; the role above {theirs}" if theirs else f"{mine}; the role above has no part"


def letter_words(letter: Letter, *, paired: bool = False) -> str:
    """Return a letter's name with what it stands for, unless the name says it all: "Accountable: approves"."""
    meant = meaning_words(letter, paired=paired)
    return letter.name if meant.casefold() == letter.name.casefold() else f"{letter.name}: {meant}"


def cell_words(document: Document, grid: Grid, rule: Rule, role: str) -> str:
    """Return what a cell of the grid says: "approves"; with the name of its letter, where that is another word:
    "approves (Accountable)"; and which part has no letter.
    """
    parts = rights_by_role(rule)
    mine, lettering = parts[role], grid.lettering
    does = rights_words(mine)
    if lettering.in_pairs:
        return f"{does} ({_level_words(document, grid, rule, role)})"
    shown = [sign for _, sign in lettering.signs(rule)[role]]
    names = [letter.name for letter in grid.letters if letter.letter in shown]
    other = [name for name in names if name.casefold() not in {verb(right).casefold() for right in mine}]
    notes = [listed(other)] if other else []
    if UNSHOWN in shown:
        hidden = [right for right in mine if right not in lettering.shown(mine).told]
        notes.append(f"{scheme_name(grid.scheme)} has no letter for “{rights_words(hidden)}”")
    return f"{does} ({'; '.join(notes)})" if notes else does


def _level_words(document: Document, grid: Grid, rule: Rule, role: str) -> str:
    parts, above = rights_by_role(rule), grid.lettering.above
    level = level_of(parts, role, grid.letters, above)
    if level is not None:
        boss = above.get(role)
        theirs = f"; {role_words(document, boss)} {rights_words(level.counterpart)}" if boss else ""
        return f"level {level.letter}, {level.name}{theirs if level.counterpart else ''}"
    beneath = [
        f"{found.letter} for {role_words(document, other)}"
        for other in parts
        if above.get(other) == role and (found := level_of(parts, other, grid.letters, above)) and found.counterpart
    ]
    shown = grid.cells(rule)[role]
    return f"the other side of level {listed(beneath)}" if shown == OTHER_SIDE else "no level of delegation says that"
