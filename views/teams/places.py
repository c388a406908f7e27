"""Which team a row of the document belongs to, and which field writes which section of a charter."""

from __future__ import annotations

from models.document import Document

FIELD_OF_SECTION = {
    "purpose": "purpose",
    "customer": "customer",
    "scope": "in_scope",
    "not_ours": "out_of_scope",
    "budget": "budget",
    "ways_of_working": "ways_of_working",
    "tooling": "tooling",
    "review": "review_on",
}


def team_of(document: Document, table: str, row_id: str) -> str | None:
    """Return the team on whose page a row is seen, or None where there is none."""
    if table not in ("team", "charter", "membership", "person", "role", "holding", "interaction"):
        return None
    row = document.table(table).get(row_id)
    if row is None:
        return None
    if table == "team":
        return row_id
    if table == "person":
        return next((member.team for member in document.memberships.by("person", row_id)), None)
    if table == "holding":
        return document.roles[row.role].team
    found: str | None = row.team
    return found
