"""Letters that people make up themselves: what keeps them from being typed and read back without doubt."""

from collections.abc import Sequence

from models.authority.letter_words import rights_words
from models.authority.schemes import OTHER_SIDE, UNSHOWN, Letter

MOST = 3
# Between letters, around footnote marks, for cells without a letter, and what a spreadsheet would run as a formula.
_TAKEN = frozenset(f"{UNSHOWN}{OTHER_SIDE},;/+()[]=-@*†‡ \t\n")


def fault_of(letters: Sequence[Letter], new: Letter | None = None) -> str:
    """Return in one sentence why these letters cannot be a scheme, or nothing where they can.

    The sentence is about the `new` one of them, where it is that one's fault.
    """
    if not letters:
        return "A matrix needs at least one letter."
    ordered = sorted(letters, key=lambda letter: letter is new)
    for at, letter in enumerate(ordered):
        fault = sign_fault(letter.letter) or _clash(letter, ordered[:at])
        if fault:
            return fault
    return ""


def sign_fault(sign: str) -> str:
    """Return why a text cannot be a letter, or nothing where it can."""
    if not sign.strip():
        return "Type a letter."
    if len(sign) > MOST:
        return f"“{sign}” is too long for a cell; use at most {MOST} characters."
    taken = next((character for character in sign if character in _TAKEN or not character.isprintable()), None)
    if taken is not None:
        return f"“{sign}” cannot be a letter: “{taken}” means something else in a cell."
    return ""


def _clash(letter: Letter, others: Sequence[Letter]) -> str:
    if not letter.rights:
        return f"Say what “{letter.letter}” stands for: choose at least one part."
    for other in others:
        mine, theirs = letter.letter.upper(), other.letter.upper()
        if mine == theirs:
            return f"There is already a letter “{other.letter}” ({other.name})."
        if mine.startswith(theirs) or theirs.startswith(mine):
            long, short = (letter, other) if len(mine) > len(theirs) else (other, letter)
            return (
                f"“{long.letter}” begins with “{short.letter}”: typed together with others they could not be told "
                "apart."
            )
        if set(letter.rights) == set(other.rights) and letter.counterpart == other.counterpart:
            return f"“{letter.letter}” would mean the same as “{other.letter}”: {rights_words(letter.rights)}."
        if letter.name.strip().casefold() == other.name.strip().casefold():
            return f"“{letter.letter}” and “{other.letter}” are both called “{other.name}”."
    return ""
