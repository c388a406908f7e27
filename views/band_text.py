"""A band read from the words that people write it in, so that what is read out can be typed back."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from models.authority.words import unit_of
from models.decisions import Dimension
from models.quantities import NONE, UNLIMITED, Band, Limit, QuantityError, parse_amount, to_steps

_LOWER = {"above": 1, "over": 1, "more than": 1, "greater than": 1, ">": 1, "from": 0, "at least": 0, ">=": 0, "≥": 0}
_UPPER = {
    "up to and including": 1,
    "up to": 1,
    "at most": 1,
    "no more than": 1,
    "<=": 1,
    "≤": 1,
    "to below": 0,
    "below": 0,
    "under": 0,
    "less than": 0,
    "fewer than": 0,
    "<": 0,
    "to": 1,
    "–": 1,
    "—": 1,
    " - ": 1,
}
_EXACTLY = ("exactly", "=")
_WORDS = sorted((*_LOWER, *_UPPER, *_EXACTLY), key=len, reverse=True)
_SPLIT = re.compile(
    "|".join(rf"\b{re.escape(word)}\b" if word[0].isalpha() else re.escape(word) for word in _WORDS), re.IGNORECASE
)
_DASHES = re.compile(r"[–—]|\s-\s")
_ANY = ("any", "any amount", "unlimited", "no limit", "everything")
_NONE = ("none", "no case", "nothing")
_UNSTATED = re.compile(r",?\s*(?:upper limit not stated|up to a limit not stated|limit not stated)$", re.IGNORECASE)


class BandText(NamedTuple):
    """A band with the currency that its limits were written in, where that is not the dimension's own."""

    band: Band
    currency: str | None


class _Edge(NamedTuple):
    word: str
    steps: int
    currency: str | None


def read_band(dimension: Dimension, text: str) -> BandText:
    """Return the band that "above 5,000 up to and including 10,000 EUR", "unlimited" or "none" stands for.

    Raises QuantityError with one plain sentence when the text is none, or its limits lie between two steps.
    """
    plain = " ".join(text.split())
    wanted = plain.casefold().removesuffix(dimension.name.casefold()).strip()
    if wanted in _ANY:
        return BandText(Band(lower=dimension.lower, upper=UNLIMITED), None)
    if wanted in _NONE:
        return BandText(Band(upper=NONE), None)
    stated = _UNSTATED.sub("", plain)
    edges = _edges(dimension, f" {stated} ") if stated else []
    currencies = {edge.currency for edge in edges if edge.currency}
    if len(currencies) > 1:
        raise QuantityError("Write both limits in one currency.")
    own = unit_of(dimension)
    currency = next((unit for unit in currencies if unit != own), None)
    unstated = stated != plain
    if not edges and unstated:
        return BandText(Band(lower=dimension.lower, upper=None), None)
    return BandText(_band(dimension, edges, unstated), currency)


def _band(dimension: Dimension, edges: list[_Edge], unstated: bool) -> Band:
    lower, upper = dimension.lower, None
    open_above: Limit = None if unstated else UNLIMITED
    for edge in edges:
        if edge.word in _EXACTLY and len(edges) == 1:
            return Band(lower=edge.steps, upper=edge.steps + 1)
        if edge.word in _LOWER and edge is edges[0]:
            lower = edge.steps + _LOWER[edge.word]
        elif edge.word in _UPPER and edge is edges[-1] and not unstated:
            upper = edge.steps + _UPPER[edge.word]
        else:
            raise _unclear()
    return Band(lower=lower, upper=open_above if upper is None else upper)


def _edges(dimension: Dimension, text: str) -> list[_Edge]:
    marks = list(_SPLIT.finditer(text))
    # In "≥ 10 – < 20" the dash says nothing.
    marks = [
        one for one, after in zip_longest(marks, marks[1:]) if after is None or text[one.end() : after.start()].strip()
    ]
    if not marks or len(marks) > 2:
        raise _unclear()
    edges = []
    if text[: marks[0].start()].strip(" ,"):
        # "5,000 – 10,000" begins with the amount itself.
        if len(marks) > 1:
            raise _unclear()
        edges.append(_edge(dimension, "from", text[: marks[0].start()]))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        edges.append(_edge(dimension, mark[0].casefold(), _DASHES.sub("", text[mark.end() : end])))
    return edges


def _edge(dimension: Dimension, word: str, amount: str) -> _Edge:
    text = re.sub(r"(?:,|\band\b|\s)+$", "", amount.strip(), flags=re.IGNORECASE)
    if dimension.kind != "money" and dimension.unit:
        stem = re.escape(dimension.unit.removesuffix("s"))
        text = re.sub(rf"\s*{stem}s?$", "", text, flags=re.IGNORECASE)
    found = parse_amount(text)
    if found.unit == "%" and dimension.kind != "percent":
        raise QuantityError(f"“{dimension.name}” is no percentage.")
    if found.unit not in (None, "%") and dimension.kind != "money":
        raise QuantityError(f"“{dimension.name}” is no amount of money.")
    return _Edge(word, to_steps(found.number, Decimal(dimension.step)), found.unit if found.unit != "%" else None)


def _unclear() -> QuantityError:
    return QuantityError("Write it like “above 5,000 up to and including 10,000”, “below 20”, “unlimited” or “none”.")
