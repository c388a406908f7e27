"""Domains in words: which values a dimension can have at all, without which nothing could be proved."""

from models.authority.facts import currency_of
from models.authority.words import listed
from models.decisions import Dimension
from models.document import Document
from models.quantities import group


def domain_words(document: Document, dimension: Dimension) -> str:
    """Return the values that a dimension can have: "0 EUR and more, in steps of 0.01", "low, medium or high"."""
    if dimension.kind == "flag":
        return "yes or no"
    if dimension.kind == "classes":
        return listed(dimension.classes, "or")
    unit = currency_of(document, dimension) if dimension.kind == "money" else dimension.unit
    tail = f" {unit}" if unit else " %" if dimension.kind == "percent" else ""
    lower = None if dimension.lower is None else group(dimension.lower * dimension.step)
    upper = None if dimension.upper is None else group((dimension.upper - 1) * dimension.step)
    if lower is None:
        span = "any value" if upper is None else f"up to {upper}{tail}"
    else:
        span = f"{lower}{tail} and more" if upper is None else f"{lower} to {upper}{tail}"
    return f"{span}, in steps of {group(dimension.step)}"
