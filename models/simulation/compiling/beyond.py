"""Numbers that a file may hold and that no simulation can live with: said in a sentence, with what to do."""

from collections.abc import Mapping
from types import MappingProxyType

MOST_SCHEDULED = 1_000_000
"""Cases of a year that come on a schedule."""


class NothingToSimulate(ValueError):
    """The file has no decisions, or numbers beyond what can be simulated; the message says so in plain sentences."""


BEYOND: Mapping[str, str] = MappingProxyType(
    {
        "decision_rate": (
            "Cases come too rarely or too often to be simulated. Give decisions volumes between 0.001 and "
            "1,000,000,000 cases a quarter."
        ),
        "stage_steps": (
            "More than 255 parts of a row run side by side; that is too many to simulate. Name a body instead."
        ),
        "procedure_stages": "A row has more than 255 stages; that is too many to simulate. Let some run side by side.",
        "hop_hours": "Some work takes too long to be simulated. Give efforts of at most 1,000,000,000 minutes.",
        "hop_variation": (
            "Some work varies too much to be simulated. Give efforts a coefficient of variation of at most 1,000."
        ),
        "hop_deadline": "A deadline is too far away to be simulated. Give at most 1,000,000,000 hours, or none.",
        "role_cost": "An hour of some role costs too much to be counted. Give at most 1,000,000,000.",
        "pool_share": (
            "Somebody has too little time for decisions to be simulated. Give each holder at least a minute a week."
        ),
        "calendar_hours": "A calendar is hardly ever open. Let it be open for at least a minute on some day.",
    }
)
"""What to say where an array of the layout holds a number beyond what the kernel can work with, by its name."""
