"""Schemes: which letters a matrix shows and what each means in rights."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.rules import RIGHTS, Right
from models.entity import Entity, Name, Value

Family = Literal["raci", "rasci", "rapid", "daci", "reear", "levels", "own"]


class Letter(Value):
    """A letter of a scheme and the rights that it stands for.

    `counterpart` is what the role above has then: a level of delegation says who of two has which part.
    """

    letter: Annotated[str, Field(min_length=1, max_length=3)]
    name: Name
    rights: tuple[Right, ...]
    counterpart: tuple[Right, ...] = ()


class Scheme(Entity):
    """A set of letters, chosen per matrix."""

    table: ClassVar[str] = "scheme"

    name: Name
    letters: tuple[Letter, ...]
    position: float = 0
    family: Family = "own"


# The house scheme gives each right a letter of its own, so nothing is lost in it.
HOUSE_LETTERS: tuple[Letter, ...] = (
    Letter(letter="A", name="Approves", rights=("approve",)),
    Letter(letter="S", name="Signs", rights=("sign",)),
    Letter(letter="R", name="Recommends", rights=("recommend",)),
    Letter(letter="C", name="Is consulted", rights=("consult",)),
    Letter(letter="E", name="Endorses", rights=("endorse",)),
    Letter(letter="G", name="Must agree", rights=("agree",)),
    Letter(letter="V", name="May veto", rights=("veto",)),
    Letter(letter="T", name="Ratifies", rights=("ratify",)),
    Letter(letter="P", name="Performs", rights=("perform",)),
    Letter(letter="U", name="Supports", rights=("support",)),
    Letter(letter="I", name="Is informed", rights=("notify",)),
)


def letters_for(scheme: Scheme | None) -> tuple[Letter, ...]:
    """Return the letters of a scheme, or the house letters where a matrix has none."""
    return scheme.letters if scheme else HOUSE_LETTERS


def letter_of(right: Right, letters: tuple[Letter, ...]) -> str | None:
    """Return the letter that shows a right, or None where the scheme cannot show it."""
    return next((letter.letter for letter in letters if right in letter.rights), None)


def rights_of(text: str, letters: tuple[Letter, ...]) -> tuple[Right, ...]:
    """Return the rights that typed letters stand for, in the order of a procedure: "as" gives approve and sign.

    Raises ValueError naming the first letter that the scheme does not have.
    """
    known = {letter.letter.upper(): letter for letter in letters}
    wanted: set[Right] = set()
    rest = text.upper()
    for separator in ", /+·;":
        rest = rest.replace(separator, "")
    while rest:
        size = next((n for n in (3, 2, 1) if rest[:n] in known), 0)
        if not size:
            shown = ", ".join(f"{letter.letter} ({letter.name.lower()})" for letter in letters)
            raise ValueError(f"“{rest[0]}” is not a letter of this matrix; it has {shown}.")
        wanted.update(known[rest[:size]].rights)
        rest = rest[size:]
    return tuple(right for right in RIGHTS if right in wanted)
