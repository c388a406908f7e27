"""Edits of decision tiers: their order, and which decisions are of which."""

from models.changes import ChangeSet, Edit
from models.commands.rows import find, last_position
from models.decisions import Tier
from models.document import Document
from models.ids import fresh


def tiers_in_order(document: Document) -> list[Tier]:
    """Return the tiers, that nearest to the work first."""
    return sorted(document.tiers, key=lambda tier: (tier.rank, tier.position))


def add_tier(document: Document, name: str) -> ChangeSet:
    """Add a tier above the others."""
    edit = Edit(document)
    rank = max((tier.rank for tier in document.tiers), default=0) + 1
    row = Tier(id=fresh("tier"), name=name, rank=rank, position=last_position(document, "tier"))
    edit.create(row)
    return edit.done(f"Add the decision tier “{row.name}”")


def move_tier(document: Document, tier: str, at: int) -> ChangeSet:
    """Move a tier to a place in the order, counted without it; the ranks are counted anew, 1 nearest to the work."""
    row: Tier = find(document, "tier", tier)
    others = [other for other in tiers_in_order(document) if other.id != tier]
    edit = Edit(document)
    _rank(edit, [*others[:at], row, *others[at:]])
    return edit.done(f"Move the decision tier “{row.name}”")


def delete_tier(document: Document, tier: str) -> ChangeSet:
    """Delete a tier; its decisions are then of none, and the ranks of the others have no hole."""
    row: Tier = find(document, "tier", tier)
    edit = Edit(document)
    edit.delete(row)
    _rank(edit, tiers_in_order(edit.document))
    return edit.done(f"Delete the decision tier “{row.name}”")


def set_tier_decisions(document: Document, tier: str, decisions: tuple[str, ...]) -> ChangeSet:
    """Have exactly these decisions be of a tier; one of another tier changes over."""
    row: Tier = find(document, "tier", tier)
    edit = Edit(document)
    for decision in document.decisions:
        if decision.id in decisions:
            edit.set(decision, tier=row.id)
        elif decision.tier == row.id:
            edit.set(decision, tier=None)
    return edit.done(f"Change which decisions are of the tier “{row.name}”")


def _rank(edit: Edit, ordered: list[Tier]) -> None:
    for number, tier in enumerate(ordered, 1):
        edit.set(tier, rank=number, position=float(number))
