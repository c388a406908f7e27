"""The limits that findings are measured against. An organisation can set each of them for itself."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.document import Document
from models.quantities import group

Unit = Literal[
    "approvals", "cases a quarter", "currency", "days", "decisions", "levels", "people", "roles", "rows", "share",
    "themes", "tier", "weeks",
]  # fmt: skip


@dataclass(frozen=True)
class FindingLimit:
    """A limit with its default, what it counts, its label and the findings that look at it.

    A share is kept as a fraction of one and shown in percent. `least` is the smallest value that makes sense,
    `most` the largest, where there is one.
    """

    name: str
    default: float
    unit: Unit
    label: str
    findings: tuple[str, ...]
    least: float = 0
    most: float | None = None

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.unit not in ("share", "currency")

    def words(self, value: float, currency: str = "") -> str:
        """Return a value with its unit: "5 people", "50 %", "tier 3", "100,000 EUR"."""
        number = Decimal(repr(value))
        match self.unit:
            case "share":
                return f"{group((number * 100).normalize() + 0)} %"
            case "tier":
                return f"tier {group(number)}"
            case "currency":
                return f"{group(number)} {currency}".rstrip()
        one = {"people": "person", "cases a quarter": "case a quarter"}.get(self.unit, self.unit.removesuffix("s"))
        return f"{group(number)} {one if value == 1 else self.unit}"


SETTINGS: tuple[FindingLimit, ...] = (
    FindingLimit("rate_days", 90, "days", "Longest time that an exchange rate counts as current", ("F11",), least=1),
    FindingLimit("usual_part", 0.8, "share", "Share of decisions with such a part from which on the others want it",
                 ("F22", "F23"), most=1),
    FindingLimit("four_eyes_amount", 100_000, "currency", "Amount above which whoever approves should not sign alone",
                 ("F29",)),
    FindingLimit("longest_chain", 3, "approvals", "Most approvals one after the other", ("F36",), least=1),
    FindingLimit("levels_skipped", 2, "levels", "Levels up from which on a hop needs a reason", ("F37",),
                 least=1),
    FindingLimit("urgent_tier", 3, "tier", "Lowest tier whose decisions need an urgent route", ("F38",), least=1),
    FindingLimit("role_load", 1, "share", "Largest share of its hours that a role may be asked for", ("F40",)),
    FindingLimit("deciding_share", 0.5, "share", "Largest share of the rows that one role decides", ("F40",), most=1),
    FindingLimit("rows_for_shares", 20, "rows", "Fewest rows in force for shares of rows to mean anything",
                 ("F40", "F42"), least=1),
    FindingLimit("most_agreeing", 2, "roles", "Most roles in a row that can stop it", ("F41",)),
    FindingLimit("most_consulted", 5, "roles", "Most roles consulted in a row", ("F42",)),
    FindingLimit("consulted_share", 0.5, "share", "Largest share of the rows in which one role is consulted", ("F42",),
                 most=1),
    FindingLimit("most_informed", 8, "roles", "Most roles informed in a row", ("F43",)),
    FindingLimit("top_share", 0.5, "share", "Largest share of the top two tiers that one role alone decides", ("F46",),
                 most=1),
    FindingLimit("decisions_for_shares", 6, "decisions", "Fewest decisions in the top two tiers for a share to mean "
                 "anything", ("F46",), least=1),
    FindingLimit("stopped_decisions", 3, "decisions", "Decisions from which on it matters that one absence stops them",
                 ("F47",), least=1),
    FindingLimit("delegation_days", 30, "days", "Days before its end in which a delegation is mentioned", ("F53",)),
    FindingLimit("often_a_quarter", 12, "cases a quarter", "How often a decision comes up for splitting to matter",
                 ("F59",), least=1),
    FindingLimit("smallest_team", 3, "people", "Smallest team", ("F62",), least=1),
    FindingLimit("largest_team", 7, "people", "Largest team", ("F62",), least=1),
    FindingLimit("full_time", 1, "share", "Share of somebody’s time that counts as full time", ("F63",), most=1),
    FindingLimit("most_themes", 5, "themes", "Most themes in a quarter", ("F68",), least=1),
    FindingLimit("check_in_weeks", 3, "weeks", "Longest time between two check-ins", ("F74",), least=1),
    FindingLimit("signal_days", 14, "days", "Longest time that a signal may wait for an answer", ("F75",)),
    FindingLimit("guild_days", 90, "days", "Longest time between two meetings of a guild", ("F82",), least=1),
)  # fmt: skip
BY_NAME = {limit.name: limit for limit in SETTINGS}


def setting(document: Document, name: str) -> float:
    """Return a limit: the organisation's own, or the default. Raises KeyError when there is no such limit."""
    for own in document.workspace.settings:
        if own.name == name:
            return own.value
    return BY_NAME[name].default
