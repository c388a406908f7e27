"""Dimensions in words: what each measures and which values there are."""

from __future__ import annotations

from models.authority.words import listed, unit_of
from models.decisions import Dimension, DimensionKind
from models.quantities import group

KINDS: dict[DimensionKind, str] = {
    "money": "amount of money",
    "number": "number",
    "percent": "percentage",
    "classes": "classes",
    "flag": "yes or no",
}
_MOST = 4


def domain_words(dimension: Dimension) -> str:
    """Return which values a dimension has: "from 0 without end, in whole months", "low < medium < high"."""
    if dimension.kind == "flag":
        return "yes or no"
    if dimension.kind == "classes":
        names = list(dimension.classes)
        if len(names) > _MOST:
            return listed([*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"])
        return " < ".join(names) if dimension.ordered else listed(names, "or")
    step = dimension.step
    lower = "without beginning" if dimension.lower is None else f"from {group(dimension.lower * step)}"
    upper = "without end" if dimension.upper is None else f"up to {group((dimension.upper - 1) * step)}"
    unit = unit_of(dimension)
    if step == 1:
        return f"{lower} {upper}, in whole {unit or 'numbers'}"
    return f"{lower} {upper}, in steps of {group(step)}{f' {unit}' if unit else ''}"


def list_words(dimension: Dimension) -> str:
    """Return a dimension in one short line: its kind and its values."""
    kind, domain = KINDS[dimension.kind], domain_words(dimension)
    return kind if dimension.kind == "flag" else f"{kind} · {domain}"
