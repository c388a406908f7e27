"""Rows in a few signs, for a grid: "> 2,000 – 50,000 EUR · budgeted". `words` says the same in whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.authority.places import by_kind
from models.authority.rules import BandCondition, ClassCondition, Condition, Rule
from models.authority.words import listed, unit_of
from models.decisions import Dimension
from models.document import Document
from models.quantities import NONE, UNLIMITED, Band, group, written_below

EVERY_CASE = "every case"
_BETWEEN = " · "
_MEASURED = ("money", "number", "percent")
_VERBS = frozenset("affects are can contains does has have includes involves is may must needs requires".split())
_PREPOSITIONS = frozenset(
    "above at before below beyond by during for from in inside on out outside over under with within without".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a row is called at a glance, and what stands quietly beside it because the name does not say it."""

    text: str
    aside: str = ""


def row_label(document: Document, rule: Rule) -> Label:
    """Return the label of a row: as its sheet wrote it, else its cases in signs.

    Rows of a decision that are called the same get what tells them apart: "Up to $5K · in plan".
    """
    parts = box_signs(document, rule)
    if not rule.label:
        return Label(_BETWEEN.join(parts) or EVERY_CASE)
    alike = [
        set(box_signs(document, other))
        for other in document.rules.by("decision", rule.decision)
        if other.id != rule.id and other.label == rule.label and other.edition == rule.edition
    ]
    own = [part for part in parts if not all(part in others for others in alike)]
    rest = [part for part in parts if part not in own and part.casefold() != rule.label.casefold()]
    return Label(_BETWEEN.join([rule.label, *own]), _BETWEEN.join(rest))


def box_signs(document: Document, rule: Rule) -> list[str]:
    """Return the conditions of a row, each in signs: ["> 2,000 – 50,000 EUR", "budgeted", "Germany"]."""
    parts = [condition_signs(document, condition) for condition in rule.box if not _holds_all(document, condition)]
    if rule.box and not parts:
        parts = [condition_signs(document, rule.box[0])]
    if rule.places:
        for places in by_kind(document.places, rule.places).values():
            parts.append(listed([document.places[place].name for place in places if place in document.places], "or"))
    return parts


def condition_signs(document: Document, condition: Condition) -> str:
    """Return a condition in signs: "≤ 5,000 USD", "discount > 10%", "low or medium risk", "not budgeted"."""
    dimension = document.dimensions.get(condition.dimension)
    if dimension is None:
        return condition.dimension
    name = _inside(dimension.name)
    if isinstance(condition, BandCondition):
        signs = band_signs(dimension, condition.band, condition.currency)
        if signs in ("any", NONE):
            return f"{'any' if signs == 'any' else 'no'} {name}"
        return f"{name} {signs}" if _needs_name(document, dimension) else signs
    if isinstance(condition, ClassCondition):
        return _class_signs(name, condition.among)
    return name if condition.value else _without(name)


def band_signs(dimension: Dimension, band: Band, currency: str | None = None) -> str:
    """Return a band in signs: "≤ 5,000 USD", "> 5,000 – 10,000 USD", "≥ 10 – < 20", "exactly 5", "any" or "none".

    A number behind the dash belongs to the band unless "<" stands before it; "?" is a limit that nobody stated.
    """
    if band.upper == NONE:
        return NONE
    unit = currency or unit_of(dimension)
    tail = unit if unit == "%" else f" {unit}" if unit else ""
    lower = None if band.lower == dimension.lower else band.lower
    if lower is not None and band.upper == lower + 1:
        return f"exactly {group(lower * dimension.step)}{tail}"
    if band.upper == UNLIMITED:
        return "any" if lower is None else f"{_from(dimension, lower)}{tail}"
    upper = "≤ ?" if band.upper is None else _to(dimension, int(band.upper))
    if lower is None:
        return f"{upper}{tail}"
    return f"{_from(dimension, lower)} – {upper.removeprefix('≤ ')}{tail}"


def edge_signs(dimension: Dimension, edge: int) -> str:
    """Return an edge as the band below it is written there: "≤ 5,000 USD" or "< 20 months"."""
    unit = unit_of(dimension)
    return f"{_to(dimension, edge)}{unit if unit == '%' else f' {unit}' if unit else ''}"


def _from(dimension: Dimension, edge: int) -> str:
    closed = owned_below(dimension, edge)
    return f"{'>' if closed else '≥'} {group((edge - closed) * dimension.step)}"


def _to(dimension: Dimension, edge: int) -> str:
    closed = owned_below(dimension, edge)
    return f"{'≤' if closed else '<'} {group((edge - closed) * dimension.step)}"


def owned_below(dimension: Dimension, edge: int) -> bool:
    """Return whether an edge is written by the last step below it: it is rounder there, or things are counted."""
    return written_below(edge) or (dimension.step == 1 and edge % 10 != 0)


def _holds_all(document: Document, condition: Condition) -> bool:
    dimension = document.dimensions.get(condition.dimension)
    if dimension is None or not isinstance(condition, BandCondition):
        return False
    return condition.band.upper == UNLIMITED and condition.band.lower in (None, dimension.lower)


def _needs_name(document: Document, dimension: Dimension) -> bool:
    """Whether a number leaves open what it measures: a bare one, a share, or not the first with its unit."""
    if dimension.unit in ("", "%"):
        return True
    same = (
        other.id
        for other in document.dimensions
        if other.kind in _MEASURED and ((other.kind == dimension.kind == "money") or other.unit == dimension.unit)
    )
    return next(same, dimension.id) != dimension.id


def _class_signs(name: str, among: Sequence[str]) -> str:
    """Return classes: "low or medium risk" where that is English, else "contract type: NDA or Lease"."""
    if not among:
        return f"{name}: none"
    plain = " " not in name and all(item[:1].islower() for item in among)
    return f"{listed(among, 'or')} {name}" if plain else f"{name}: {listed(among, 'or')}"


def _without(name: str) -> str:
    """Return that a property is missing: "not budgeted", "not in plan", "no personal data", "is urgent: no"."""
    words = name.split()
    if words[0] in _VERBS:
        return f"{name}: no"
    describes = words[0] in _PREPOSITIONS or words[-1].endswith(("ed", "ing", "able", "ible"))
    return f"not {name}" if describes or len(words) == 1 else f"no {name}"


def _inside(name: str) -> str:
    """Return a name as it reads inside a line: "Personal data" as "personal data", "NDA" as it is."""
    words = name.rstrip("?").split()
    every = len(words) > 1 and all(word[:1].isupper() and word[1:].islower() for word in words)
    return " ".join(
        word[:1].lower() + word[1:] if (every or not at) and not word[1:2].isupper() else word
        for at, word in enumerate(words)
    )
