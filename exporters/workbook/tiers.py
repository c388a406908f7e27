"""The Tiers sheet: which classes of decisions there are, by what criteria, and who decides them."""

from exporters.cells import clean
from exporters.workbook.sheet import RenderedSheet, listing
from models.document import Document

_HEADINGS = (
    ("Rank", 7.0),
    ("Tier", 24.0),
    ("Criteria", 52.0),
    ("Decided by", 26.0),
    ("Four eyes", 10.0),
    ("Decisions", 10.0),
    ("Which", 70.0),
)


def render_tiers(document: Document) -> RenderedSheet:
    """Return the Tiers sheet, rank 1 (nearest to the work) first."""
    rows = []
    for tier in sorted(document.tiers, key=lambda tier: (tier.rank, tier.position)):
        decisions = document.decisions.by("tier", tier.id)
        role = document.roles.get(tier.decided_by)
        values = (
            tier.rank,
            clean(tier.name),
            clean(tier.criteria),
            clean(role.name) if role else "",
            "yes" if tier.four_eyes else "no",
            len(decisions),
            clean(", ".join(decision.name for decision in decisions)),
        )
        rows.append((values, "tier", tier.id))
    return listing(
        "Tiers",
        _HEADINGS,
        rows,
        empty="This matrix has no decision tiers.",
        looks=("count", "strong", "text", "text", "text", "count", "text"),
    )
