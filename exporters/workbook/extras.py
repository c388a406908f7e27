"""Columns of the matrix that are there only when a row has something for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.authority.force import day_words
from models.authority.rules import Rule
from models.document import Document


@dataclass(frozen=True)
class Extra:
    """A column: its heading, its widest in characters, and what it says of a row."""

    heading: str
    widest: float
    text: Callable[[Document, Rule], str]

    def width_for(self, document: Document, rules: Iterable[Rule]) -> float:
        """Return the width that these rows need, up to the widest."""
        longest = max((len(line) for rule in rules for line in self.text(document, rule).split("\n")), default=0)
        return min(self.widest, max(longest, len(self.heading)) + 3)


def extras_for(document: Document, rules: Iterable[Rule]) -> list[Extra]:
    """Return the columns that some of these rows fill."""
    found = list(rules)
    return [extra for extra in _EXTRAS if any(extra.text(document, rule) for rule in found)]


def _places(document: Document, rule: Rule) -> str:
    return ", ".join(place.name for name in rule.places if (place := document.places.get(name)))


def _tier(document: Document, rule: Rule) -> str:
    tier = document.tiers.get(document.decisions[rule.decision].tier)
    return tier.name if tier else ""


def _validity(_: Document, rule: Rule) -> str:
    parts: list[str] = [] if rule.status == "published" else [rule.status]
    parts += [f"from {day_words(rule.starts)}"] if rule.starts else []
    parts += [f"until {day_words(rule.ends)}"] if rule.ends else []
    return ", ".join(parts)


def _precedence(_: Document, rule: Rule) -> str:
    kind = "" if rule.kind == "ordinary" else rule.kind.replace("_", " ")
    return ", ".join(filter(None, (kind, f"priority {rule.priority}" if rule.priority else "")))


def _remark(document: Document, rule: Rule) -> str:
    decision = document.decisions[rule.decision]
    see = rule.see_document or decision.see_document
    return "\n".join(filter(None, (rule.note, f"See {see}" if see else "", decision.clause)))


_EXTRAS = (
    Extra("Place", 16, _places),
    Extra("Tier", 14, _tier),
    Extra("Precedence", 14, _precedence),
    Extra("Validity", 18, _validity),
    Extra("Remarks", 34, _remark),
)
