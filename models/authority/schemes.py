"""Schemes: which letters a matrix shows and what each means in rights."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.authority.rules import RIGHTS, Right
from models.entity import Entity, Name, Value

Family = Literal["raci", "rasci", "rapid", "daci", "reear", "levels", "own"]

# What a cell shows where the letters cannot say its part, and where it is the other side of a level beneath.
UNSHOWN = "·"
OTHER_SIDE = "↔"


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


@dataclass(frozen=True)
class Preset:
    """A set of letters that people know by name.

    `single` are the rights that exactly one role has in each row, `strictly` says how strictly the letters are meant.
    """

    key: str
    name: str
    letters: tuple[Letter, ...]
    family: Family
    single: tuple[Right, ...] = ()
    strictly: str = ""


def _letters(**meant: tuple[str, Right]) -> tuple[Letter, ...]:
    return tuple(Letter(letter=key, name=name, rights=(right,)) for key, (name, right) in meant.items())


# The house scheme gives each right a letter of its own, so nothing is lost in it.
HOUSE_LETTERS: tuple[Letter, ...] = _letters(
    A=("Approves", "approve"),
    S=("Signs", "sign"),
    R=("Recommends", "recommend"),
    C=("Is consulted", "consult"),
    E=("Endorses", "endorse"),
    G=("Must agree", "agree"),
    V=("May veto", "veto"),
    T=("Ratifies", "ratify"),
    P=("Performs", "perform"),
    U=("Supports", "support"),
    I=("Is informed", "notify"),
)
HOUSE = Preset("house", "House letters", HOUSE_LETTERS, "own", strictly="Each right has a letter of its own.")

_RACI = _letters(
    R=("Responsible", "perform"),
    A=("Accountable", "approve"),
    C=("Consulted", "consult"),
    I=("Informed", "notify"),
)
RACI = Preset("raci", "RACI", _RACI, "raci", ("approve",), "Each row has exactly one A.")
RASCI = Preset(
    "rasci",
    "RASCI",
    (*_RACI, *_letters(S=("Supports", "support"))),
    "rasci",
    ("approve",),
    "Each row has exactly one A.",
)
RAPID = Preset(
    "rapid",
    "RAPID",
    _letters(
        R=("Recommends", "recommend"),
        A=("Agrees", "agree"),
        P=("Performs", "perform"),
        I=("Gives input", "consult"),
        D=("Decides", "approve"),
    ),
    "rapid",
    ("approve",),
    "Each row has exactly one D; A may hold a case up, and D settles it.",
)
DACI = Preset(
    "daci",
    "DACI",
    _letters(
        D=("Drives", "recommend"),
        A=("Approves", "approve"),
        C=("Contributes", "consult"),
        I=("Is informed", "notify"),
    ),
    "daci",
    ("recommend", "approve"),
    "Each row has exactly one D and exactly one A.",
)
REEAR = Preset(
    "reear",
    "Recommend, endorse, approve, ratify, notify",
    _letters(
        R=("Recommends", "recommend"),
        E=("Endorses", "endorse"),
        A=("Approves", "approve"),
        T=("Ratifies", "ratify"),
        N=("Is notified", "notify"),
    ),
    "reear",
    strictly="They follow one another in this order.",
)


def _level(number: str, name: str, rights: tuple[Right, ...], above: tuple[Right, ...]) -> Letter:
    return Letter(letter=number, name=name, rights=rights, counterpart=above)


# Management 3.0's seven levels: 1 to 3 the role above decides, 4 both, 5 to 7 the role itself.
LEVELS = Preset(
    "levels",
    "Delegation levels 1–7",
    (
        _level("1", "Tell", ("notify",), ("approve",)),
        _level("2", "Sell", ("notify",), ("recommend", "approve")),
        _level("3", "Consult", ("consult",), ("approve",)),
        _level("4", "Agree", ("approve",), ("approve",)),
        _level("5", "Advise", ("approve",), ("consult",)),
        _level("6", "Inquire", ("approve",), ("notify",)),
        _level("7", "Delegate", ("approve",), ()),
    ),
    "levels",
    strictly=(
        "A level says how far the role above lets a role decide: 1 to 3 the role above decides, 4 both together, "
        "5 to 7 the role itself. It stands only where both have exactly these parts."
    ),
)

PRESETS: tuple[Preset, ...] = (RACI, RASCI, RAPID, DACI, REEAR, LEVELS, HOUSE)


def preset_of(scheme: Scheme | None) -> Preset | None:
    """Return the known set that a matrix's scheme is, or None where the letters are somebody's own."""
    if scheme is None:
        return HOUSE
    return next((known for known in PRESETS if known.family == scheme.family != "own"), None)


def letters_for(scheme: Scheme | None) -> tuple[Letter, ...]:
    """Return the letters of a scheme, or the house letters where a matrix has none."""
    return scheme.letters if scheme else HOUSE_LETTERS


def in_pairs(letters: tuple[Letter, ...]) -> bool:
    """Return whether letters speak of two roles each, as levels of delegation do; a cell then has one at most."""
    return any(letter.counterpart for letter in letters)


def letter_of(right: Right, letters: tuple[Letter, ...]) -> str | None:
    """Return the letter that shows a right, or None where the scheme cannot show it, or not a single one."""
    if in_pairs(letters):
        return None
    return next((letter.letter for letter in letters if right in letter.rights), None)


def step_letter(right: Right, letters: tuple[Letter, ...]) -> str:
    """Return the letter of a single step; where the letters are levels, which speak of two roles, the house's."""
    return letter_of(right, HOUSE_LETTERS if in_pairs(letters) else letters) or UNSHOWN


def letters_in(text: str, letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Return the letters that were typed, in any case and with or without something between them.

    Raises ValueError naming the first letter that the scheme does not have, or where there is more than one level.
    """
    if UNSHOWN in text:
        raise ValueError(f"“{UNSHOWN}” stands for a part that these letters cannot show; it cannot be typed.")
    known = {letter.letter.upper(): letter for letter in letters}
    found: list[Letter] = []
    rest = text.upper()
    for separator in ", /+;":
        rest = rest.replace(separator, "")
    while rest:
        size = next((n for n in (3, 2, 1) if rest[:n] in known), 0)
        if not size:
            shown = ", ".join(f"{letter.letter} ({letter.name.lower()})" for letter in letters)
            raise ValueError(f"“{rest[0]}” is not a letter of this matrix; it has {shown}.")
        found.append(known[rest[:size]])
        rest = rest[size:]
    if len(found) > 1 and in_pairs(letters):
        raise ValueError(f"A cell has one level; “{text.strip()}” would be {len(found)}.")
    return tuple(found)


def rights_of(text: str, letters: tuple[Letter, ...]) -> tuple[Right, ...]:
    """Return the rights that typed letters stand for, in the order of a procedure: "as" gives approve and sign.

    Raises ValueError naming the first letter that the scheme does not have.
    """
    wanted = {right for letter in letters_in(text, letters) for right in letter.rights}
    return tuple(right for right in RIGHTS if right in wanted)
