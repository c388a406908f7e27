"""Cell words and letters to rights: what "Approves", "A/R", "Signs/Approves(2)" or "cannot approve" give a role."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from models.authority import schemes
from models.authority.rules import RIGHTS, Right
from models.authority.schemes import HOUSE_LETTERS, Family, Letter, Preset

# The stem of each word that people write for a right; a stem ends where the word may bend ("approv": approves).
_STEMS: tuple[tuple[str, Right], ...] = (
    ("recommend", "recommend"),
    ("propos", "recommend"),
    ("driver", "recommend"),
    ("endors", "endorse"),
    ("concur", "agree"),
    ("agree", "agree"),
    ("veto", "veto"),
    ("consult", "consult"),
    ("contribut", "consult"),
    ("input", "consult"),
    ("approv", "approve"),
    ("authoris", "approve"),
    ("authoriz", "approve"),
    ("decid", "approve"),
    ("decision", "approve"),
    ("accountable", "approve"),
    ("sign", "sign"),
    ("ratif", "ratify"),
    ("perform", "perform"),
    ("responsible", "perform"),
    ("support", "support"),
    ("notif", "notify"),
    ("inform", "notify"),
    ("advised", "notify"),
    ("advises", "consult"),
    ("copied", "notify"),
)
_BENDS = re.compile(
    r"(?:e|es|ed|ing|s|er|ers|or|or[sy]|al|als|ation|ations|y|ies|ied|ature|atures|atory|ator|atories|d)?"
)
_LOOSE: dict[str, tuple[Right, str]] = {
    "reviews": ("consult", "“reviews” is taken as “is consulted”"),
    "review": ("consult", "“review” is taken as “is consulted”"),
    "advise": ("consult", "“advise” is taken as “is consulted”"),
    "x": ("approve", "a cross is taken as “approves”"),
    "✓": ("approve", "a tick is taken as “approves”"),
    "✔": ("approve", "a tick is taken as “approves”"),
    "●": ("approve", "a dot is taken as “approves”"),
    "•": ("approve", "a dot is taken as “approves”"),
    "yes": ("approve", "“yes” is taken as “approves”"),
}
_FILLERS = frozenset("is are be to must may will final joint the by".split())
_NO_PART = frozenset(("-", "–", "—", "n/a", "na", "n.a.", "none", "nil", "no", "0", "."))
_FORBIDDEN = re.compile(r"^(?:can ?not|can't|may not|must not|no|not)\s+\w", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:[/,;+&|\n]|\band\b)\s*", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_MARKS = re.compile(
    r"\s*(?:\(\s*(\d{1,2}(?:\s*,\s*\d{1,2})*|[a-z*†‡#])\s*\)|\[(\d{1,2}|[a-z])\]|([¹²³⁴⁵⁶⁷⁸⁹⁰]+)|([*†‡]+))\s*$"
)


@dataclass(frozen=True)
class LetterScheme:
    """A known set of letters. `key` letters are those that tell it from the others."""

    name: str
    letters: tuple[Letter, ...]
    family: Family = "own"

    @property
    def rights(self) -> dict[str, tuple[Right, ...]]:
        """The rights of each letter, in capitals."""
        return {letter.letter.upper(): letter.rights for letter in self.letters}


def _known(preset: Preset) -> LetterScheme:
    return LetterScheme(preset.name, preset.letters, preset.family)


RACI, RASCI, RAPID = _known(schemes.RACI), _known(schemes.RASCI), _known(schemes.RAPID)
DACI, REARN = _known(schemes.DACI), _known(schemes.REEAR)
HOUSE = LetterScheme("", HOUSE_LETTERS)
_NAMED = {"RACI": RACI, "RASCI": RASCI, "RASIC": RASCI, "RAPID": RAPID, "DACI": DACI}
KNOWN = (RACI, DACI, RAPID, RASCI, REARN, HOUSE)


@dataclass(frozen=True)
class Word:
    """What a cell says: its rights in the order of a procedure, its footnote marks, and what had to be assumed.

    `no_part` is an explicit nothing ("-", "n/a"); `forbidden` an explicit refusal ("cannot approve"). `unknown`
    lists the pieces that mean nothing known; then the cell gives no right at all.
    """

    rights: tuple[Right, ...] = ()
    marks: tuple[str, ...] = ()
    remark: str = ""
    no_part: bool = False
    forbidden: bool = False
    unknown: tuple[str, ...] = ()


def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the footnote marks at its end, and the marks: "Approves (1)" gives "Approves", ("1",)."""
    marks: list[str] = []
    rest = text.strip()
    while found := _MARKS.search(rest):
        start = rest[: found.start()]
        if not start:
            break
        mark = next(group for group in found.groups() if group).translate(_SUPERSCRIPTS)
        marks[:0] = [part.strip() for part in mark.split(",")]
        rest = start.rstrip()
    return rest, tuple(marks)


def scheme_named(text: str) -> LetterScheme | None:
    """Return the scheme that a title or heading names, such as "TPM RACI"."""
    return next((_NAMED[word] for word in re.findall(r"[A-Z]{4,5}", text.upper()) if word in _NAMED), None)


def scheme_of(letters: Iterable[str]) -> LetterScheme | None:
    """Return the scheme that these single letters belong to, or None when they fit none, or more than one alike.

    R and A alone may be RACI, RAPID or recommend and approve; a third letter decides.
    """
    used = {letter.upper() for letter in letters} - {"X"}
    if len(used - {"R", "A"}) == 0:
        return None
    return next((scheme for scheme in KNOWN if used <= scheme.rights.keys()), None)


@lru_cache(maxsize=4096)
def letters_in(text: str) -> tuple[str, ...]:
    """Return the single letters of a cell that holds nothing else: "A/R" gives A and R, "Approves" none."""
    bare, _ = split_marks(text)
    pieces = [piece for piece in _SPLIT.split(bare) if piece]
    if pieces and all(re.fullmatch(r"[A-Za-z]", piece) for piece in pieces):
        return tuple(piece.upper() for piece in pieces)
    return ()


def read_word(text: str, letters: Mapping[str, tuple[Right, ...]]) -> Word:
    """Return what a cell says, in the letters of the sheet's scheme. Unknown words are listed, never guessed."""
    bare, marks = split_marks(text)
    plain = " ".join(bare.lower().split())
    if plain in _NO_PART:
        return Word(marks=marks, no_part=True)
    if _FORBIDDEN.match(plain):
        return Word(marks=marks, forbidden=True)
    rights: set[Right] = set()
    remarks: list[str] = []
    unknown: list[str] = []
    for piece in filter(None, _SPLIT.split(bare)):
        inner, more = split_marks(piece)
        marks = tuple(dict.fromkeys((*marks, *more)))
        found, remark = _piece(inner, letters)
        rights.update(found)
        if remark:
            remarks.append(remark)
        if not found:
            unknown.append(inner)
    if unknown or not rights:
        return Word(marks=marks, unknown=tuple(unknown) or (bare,))
    return Word(tuple(right for right in RIGHTS if right in rights), marks, "; ".join(remarks))


def _piece(text: str, letters: Mapping[str, tuple[Right, ...]]) -> tuple[tuple[Right, ...], str]:
    if text.upper() in letters:
        return letters[text.upper()], ""
    if 2 <= len(text) <= 3 and text.isupper() and all(letter in letters for letter in text):
        return tuple(right for letter in text for right in letters[letter]), ""
    words = [word for word in text.lower().strip(" .!").split() if word not in _FILLERS]
    if len(words) != 1:
        return (), ""
    word = words[0]
    for stem, right in _STEMS:
        if word.startswith(stem) and _BENDS.fullmatch(word[len(stem) :]):
            return (right,), ""
    if word in _LOOSE:
        right, remark = _LOOSE[word]
        return (right,), remark
    return (), ""


def right_named(heading: str) -> Right | None:
    """Return the right that a column heading such as "Approved by", "Decider" or "Signatory" speaks of."""
    words = [w for w in re.findall(r"[a-z]+", heading.lower()) if w not in _FILLERS | {"maker", "makers", "authority"}]
    if len(words) != 1 or len(words[0]) < 4:
        return None
    found, _ = _piece(words[0], {})
    return found[0] if found else None
