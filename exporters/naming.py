"""What exporters call a row of the document where a finding or a list speaks of it."""

from models.authority.words import rule_words
from models.changes import name_of
from models.document import TYPES, Document
from models.entity import Entity, references
from models.findings.base import Place


def place_name(document: Document, place: Place) -> str:
    """Return a place in words: what kind of row and which, "row “Up to $5K” (Amount up to …) of “Travel”".

    A row without a name is told by those that it names: "team member “Growth, Kofi Mensah”".
    """
    what = TYPES[place.table].what() if place.table in TYPES else place.table
    row = document.table(place.table).get(place.row) if place.table in TYPES else None
    if row is None:
        return what
    if place.table == "rule":
        return f"{what} {rule_words(document, row)} of “{name_of(document.decisions[row.decision])}”"
    name = name_of(row)
    if name == row.what():
        name = ", ".join(name_of(other) for other in _named_by(document, row))
    return f"{what} “{name}”" if name else what


def _named_by(document: Document, row: Entity) -> list[Entity]:
    found = (document.table(reference.table).get(reference.id) for reference in references(row))
    return [other for other in found if other is not None and name_of(other) != other.what()]
