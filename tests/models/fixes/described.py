"""The examples of findings as a file would hold them: each decision is described by what its rows look at."""

from __future__ import annotations

from models.document import Document
from models.entity import Entity


def described(document: Document) -> Document:
    rows: dict[str, Entity | None] = {}
    for decision in document.decisions:
        used = (c.dimension for rule in document.rules.by("decision", decision.id) for c in rule.box)
        rows[decision.id] = decision.changed(dimensions=tuple(dict.fromkeys((*decision.dimensions, *used))))
    return document.with_rows({"decision": rows})
