"""What exporters call a row of the document where a finding or a list speaks of it."""

from models.changes import name_of
from models.commands.matrix import row_name
from models.document import TYPES, Document
from models.findings.base import Place


def place_name(document: Document, place: Place) -> str:
    """Return a place in words: what kind of row and which, "row “Operating Expenses: Up to $5K”"."""
    what = TYPES[place.table].what() if place.table in TYPES else place.table
    row = document.table(place.table).get(place.row) if place.table in TYPES else None
    if row is None:
        return what
    name = row_name(document, row) if place.table == "rule" else name_of(row)
    return f"{what} “{name}”"
