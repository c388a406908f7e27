"""Footnotes at the foot of a matrix: their marks and texts, and the pairs of them that are a condition."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.authority.rules import Right
from workbench.importers.letters import read_word
from workbench.importers.sheets import Cell

_NOTE = re.compile(
    r"^\s*(?:\(\s*(?P<round>\d{1,2}|[a-z])\s*\)|\[(?P<square>\d{1,2}|[a-z])\]|(?P<super>[¹²³⁴⁵⁶⁷⁸⁹⁰]+)"
    r"|(?P<star>[*†‡]+)|(?P<plain>\d{1,2})[).:](?=\s))\s*(?P<text>\S.*)$",
    re.DOTALL,
)
_HEADING = re.compile(
    r"^(?:foot)?(?:notes?|comments?|remarks?|legend|key|letters|codes|abbreviations)(?:\s*(?:/|and|&)\s*(?:notes?|comments?|remarks?))*\s*:?$",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"^\s*(?P<letter>[A-Z])\s*(?:=|:|–|-)\s*(?P<word>[A-Za-z][A-Za-z ]{2,40}?)\s*$")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")

_OPENING = re.compile(r"^(?:only\s+)?(?:if|when|where|for|provided(?:\s+that)?|in case of)\s+", re.IGNORECASE)
_IDLE = frozenset(
    "if in is are the a an it was been be included include of within only when where company our for item items "
    "spend expense expenses purchase purchases provided that by".split()
)
_NEGATIONS = frozenset("not no non isn't aren't without outside excluded excluding except".split())
_LONGEST_CONDITION = 60


@dataclass(frozen=True)
class Footnote:
    """A footnote with its mark ("1") and text, and where it stands."""

    mark: str
    text: str
    address: str


@dataclass(frozen=True)
class Flag:
    """Two footnotes that say opposite things: a yes-or-no dimension that the marked cells depend on."""

    name: str
    yes: Footnote
    no: Footnote

    @property
    def key(self) -> str:
        """The key of the dimension, such as "in_plan"."""
        return key_of(self.name)

    @property
    def basis(self) -> str:
        """Both footnotes as the sheet has them."""
        return f"({self.yes.mark}) {self.yes.text} · ({self.no.mark}) {self.no.text}"


def key_of(name: str) -> str:
    """Return the key of a dimension of this name: lower case, words joined by underscores."""
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:50].rstrip("_")
    return key if key[:1].isalpha() else f"d_{key}".rstrip("_")


def is_heading(text: str) -> bool:
    """Return whether a text is a heading such as "Notes/Comments" or "Legend"."""
    return bool(_HEADING.match(text.strip()))


def footnote_in(cell: Cell) -> Footnote | None:
    """Return the footnote that a cell states, or None."""
    found = _NOTE.match(cell.text)
    if found is None:
        return None
    mark = next(m for name, m in found.groupdict().items() if m and name != "text")
    return Footnote(mark.translate(_SUPERSCRIPTS), found["text"].strip(), cell.address)


def legend_in(text: str) -> dict[str, tuple[str, tuple[Right, ...]]]:
    """Return what a legend line such as "A = Approves; R = Recommends" says of each letter: its word and rights."""
    found: dict[str, tuple[str, tuple[Right, ...]]] = {}
    for part in re.split(r"[;,\n]", text):
        entry = _LEGEND.match(part)
        if entry is None:
            return {}
        rights = read_word(entry["word"], {}).rights
        if not rights:
            return {}
        found[entry["letter"]] = (entry["word"].strip(), rights)
    return found


def flags_among(footnotes: Sequence[Footnote]) -> tuple[Flag, ...]:
    """Return the pairs of footnotes that say opposite things: "If in Plan" and "If Not Included in Company Plan"."""
    flags: list[Flag] = []
    paired: set[str] = set()
    for place, one in enumerate(footnotes):
        for other in footnotes[place + 1 :]:
            if one.mark == other.mark or {one.mark, other.mark} & paired:
                continue
            first, second = _condition(one.text), _condition(other.text)
            if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
                continue
            yes, no = (one, other) if first[1] else (other, one)
            paired |= {one.mark, other.mark}
            flags.append(Flag(_flag_name(yes.text), yes, no))
    return tuple(flags)


def _condition(text: str) -> tuple[frozenset[str], bool] | None:
    """Return the words that a short conditional text is about, and whether it affirms them."""
    if len(text) > _LONGEST_CONDITION:
        return None
    words = re.findall(r"[a-z']+", re.sub(r"\b(non|un)-", r"\1 ", text.lower()))
    affirms = True
    kept: set[str] = set()
    for word in words:
        bare = word
        if word in _NEGATIONS or word == "un":
            affirms = not affirms
            continue
        if word.startswith("un") and len(word) > 6:
            affirms, bare = not affirms, word[2:]
        if bare not in _IDLE:
            kept.add(bare.removesuffix("s"))
    return (frozenset(kept), affirms) if kept else None


def _flag_name(text: str) -> str:
    words = _OPENING.sub("", text).strip(" .").split()
    lowered = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    name = " ".join(lowered)
    return name[:1].upper() + name[1:]
