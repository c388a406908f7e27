"""Role names in a cell, joined by words: "CFO & GC", "either MD", "two of CEO, CFO and COO"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from workbench.importers.names import short_name

_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_K_OF = re.compile(
    r"^(?:any\s+|at least\s+)?(two|three|four|[234])\s+(?:out\s+)?of\s*:?\s+(?:the\s+)?(.+)$", re.IGNORECASE | re.DOTALL
)
_ANY_OF = re.compile(
    r"^(?:any(?:\s+one)?\s+of|one\s+of|either\s+of)\s*:?\s+(?:the\s+)?(.+)$", re.IGNORECASE | re.DOTALL
)
_EITHER = re.compile(r"^(?:either|any)\s+(.+)$", re.IGNORECASE | re.DOTALL)
_BOTH = re.compile(r"^both\s+(.+)$", re.IGNORECASE | re.DOTALL)
_OR = re.compile(r"\s*(?:\bor\b|/|\|)\s*", re.IGNORECASE)
_SIGN = r"(?<!\b\w)&|&(?!\w\b)"  # the sign in "R&D" joins nothing
_AND = re.compile(rf"\s*(?:\band\b|{_SIGN}|\+|;|,|\n|\bjointly with\b|\bwith\b)\s*", re.IGNORECASE)
_LIST = re.compile(rf"\s*(?:,?\s*\band\b|,?\s*\bor\b|{_SIGN}|;|,|\n)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Who:
    """Who must say yes, by role names: one role, all of, any of, or `count` of the parts."""

    kind: Literal["role", "all_of", "any_of", "k_of"]
    name: str = ""
    parts: tuple["Who", ...] = ()
    count: int = 0

    def names(self) -> Iterator[str]:
        """Yield each role name, left to right."""
        if self.kind == "role":
            yield self.name
        for part in self.parts:
            yield from part.names()

    def __str__(self) -> str:
        if self.kind == "role":
            return self.name
        inside = [f"({part})" if part.kind != "role" else str(part) for part in self.parts]
        if self.kind == "k_of":
            return f"{self.count} of {', '.join(inside)}"
        return (" and " if self.kind == "all_of" else " or ").join(inside)


def one(name: str) -> Who:
    """Return one role."""
    return Who("role", name)


def all_of(parts: tuple[Who, ...]) -> Who:
    """Return all of the parts, groups of the same kind opened up and repeats left out; one part is itself."""
    flat = tuple(dict.fromkeys(p for part in parts for p in (part.parts if part.kind == "all_of" else (part,))))
    return flat[0] if len(flat) == 1 else Who("all_of", parts=flat)


def read_deciders(text: str) -> Who | None:
    """Return the roles that a cell names and how they are joined, or None where it reads like no list of roles.

    "and" binds tighter than "or", as in law; brackets group.
    """
    bare = " ".join(text.split(" ")).strip(" .;")
    if not bare or len(bare) > 300 or bare.count("(") != bare.count(")"):
        return None
    groups: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        groups.append(match[1])
        return f"\x00{len(groups) - 1}\x00"

    while re.search(r"\(([^()]*)\)", bare):
        bare = re.sub(r"\(([^()]*)\)", put_away, bare)
    return _parsed(bare, groups)


def _parsed(text: str, groups: list[str]) -> Who | None:
    text = text.strip(" ,;.")
    if place := re.fullmatch("\x00(\\d+)\x00", text):
        return _parsed(groups[int(place[1])], groups)
    if found := _K_OF.match(text):
        parts = _all(_LIST.split(found[2]), groups)
        count = _COUNTS[found[1].lower()]
        if parts is not None and len(parts) >= count:
            return Who("k_of", parts=parts, count=count)
        return None
    if found := _ANY_OF.match(text):
        return _joined("any_of", _all(_LIST.split(found[1]), groups))
    for separator, kind in ((_OR, "any_of"), (_AND, "all_of")):
        pieces = [piece for piece in separator.split(text) if piece]
        if len(pieces) > 1:
            pieces[0] = re.sub(r"^(?:either|both)\s+", "", pieces[0], flags=re.IGNORECASE)
            return _joined("any_of" if kind == "any_of" else "all_of", _all(pieces, groups))
    if found := _EITHER.match(text) or _BOTH.match(text):
        return _parsed(found[1], groups)
    return _role(text)


def _all(pieces: list[str], groups: list[str]) -> tuple[Who, ...] | None:
    parts = [_parsed(piece, groups) for piece in pieces if piece.strip()]
    found = tuple(part for part in parts if part is not None)
    return found if found and len(found) == len(parts) else None


def _joined(kind: Literal["any_of", "all_of"], parts: tuple[Who, ...] | None) -> Who | None:
    if parts is None:
        return None
    return parts[0] if len(parts) == 1 else replace(Who(kind), parts=parts)


def _role(text: str) -> Who | None:
    text = re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE)
    if "\x00" in text or not re.search(r"[^\W\d_]", text) or len(text) > 60 or len(text.split()) > 6:
        return None
    if re.search(r"[.!?:]\s", text) or re.search(r"[$€£¥₹\d]{3}", text):
        return None
    return one(short_name(text[:1].upper() + text[1:]))
