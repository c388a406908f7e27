"""Oversight: which tier a case belongs to, and at which level that tier asks for it to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.authority.rules import BandCondition
from models.authority.spaces import Box, band_interval
from models.authority.words import role_words
from models.decisions import Decision, Tier
from models.document import Document
from models.simulation.compiling.axes import Layer
from models.simulation.compiling.said import Said


@dataclass
class Oversight:
    """The tiers of a document, lowest first. A case belongs to the highest that its decision or its attributes name."""

    document: Document
    on: date
    notes: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tiers: tuple[Tier, ...] = tuple(sorted(self.document.tiers, key=lambda tier: tier.rank))

    def own(self, decision: Decision) -> int:
        """Return the number of the tier that a decision as a whole belongs to, counted from 1; 0 for none."""
        return next((at for at, tier in enumerate(self.tiers, start=1) if tier.id == decision.tier), 0)

    def layer(self, decision: Decision, said: Said) -> Layer:
        """Return the boxes of the cases of a decision that belong to a higher tier than the decision as a whole."""
        return list(self._boxes(decision, self.own(decision), said))

    def levels(self, levels: Mapping[str, int]) -> list[int]:
        """Return the level that each tier asks for, after a 0 for cases of none."""
        found = [0]
        for tier in self.tiers:
            if tier.decided_by is None:
                self.notes[
                    f"The tier “{tier.name}” does not say who decides it; nothing counts as decided too low for it."
                ] = None
                found.append(0)
                continue
            found.append(levels.get(tier.decided_by, 0))
            if tier.four_eyes:
                self.notes[f"That two people look at each case of the tier “{tier.name}” is not part of its level."] = (
                    None
                )
        return found

    def _boxes(self, decision: Decision, own: int, said: Said) -> Iterator[tuple[Box, int]]:
        for at, tier in enumerate(self.tiers, start=1):
            if at <= own or not tier.conditions:
                continue
            if not {condition.dimension for condition in tier.conditions} <= set(decision.dimensions):
                continue
            try:
                for condition in tier.conditions:
                    if isinstance(condition, BandCondition):
                        band_interval(self.document, self.document.dimensions[condition.dimension], condition, self.on)
            except ValueError as reason:
                said.note(f"The criteria of the tier “{tier.name}” cannot be compared. {reason}")
                continue
            yield Box(tier.conditions), at

    def decided_by(self) -> tuple[str, ...]:
        """Return the roles that the tiers name."""
        return tuple(dict.fromkeys(tier.decided_by for tier in self.tiers if tier.decided_by is not None))

    def unknown(self, levels: Mapping[str, int], reached: Mapping[str, object]) -> None:
        """Note which tiers name a role that no case comes to, where levels are counted along the paths."""
        for tier in self.tiers:
            if tier.decided_by is not None and tier.decided_by not in reached and levels.get(tier.decided_by, 0) == 0:
                self.notes[
                    f"No case comes to {role_words(self.document, tier.decided_by)}, who decides the tier "
                    f"“{tier.name}”; its level is not known."
                ] = None
