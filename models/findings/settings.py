"""The limits that findings are measured against. An organisation can set each of them for itself."""

from models.document import Document

DEFAULTS: dict[str, float] = {
    "smallest_team": 3,
    "largest_team": 7,
    "most_themes": 5,
    "check_in_weeks": 3,
    "signal_days": 14,
    "guild_days": 90,
    "longest_chain": 3,
    "delegation_days": 30,
    "often_a_quarter": 12,
}


def setting(document: Document, name: str) -> float:
    """Return a limit: the organisation's own, or the default. Raises KeyError when there is no such limit."""
    for own in document.workspace.settings:
        if own.name == name:
            return own.value
    return DEFAULTS[name]
