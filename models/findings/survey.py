"""A document on a day, as checks look at it: what several of them need is worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.authority.force import editions_in_force, rules_in_force
from models.authority.geometry import Region, Settled, merged, settle, solid
from models.authority.paths import Paths
from models.authority.rules import BandCondition, Edition, Rule
from models.authority.spaces import Space, space_of
from models.decisions import Decision
from models.document import Document


@dataclass(frozen=True)
class Coverage:
    """Which rows of a decision win where.

    `gaps` are the uncovered regions of `gap_space`, in which a limit that is blank or cannot be exchanged counts as
    unlimited, so that a gap is one whatever is entered there.
    """

    decision: Decision
    rules: dict[str, Rule]
    space: Space
    settled: tuple[Settled, ...]
    gap_space: Space
    gaps: tuple[Region, ...]

    def shared(self) -> Iterator[tuple[Rule, Rule, list[Region]]]:
        """Yield each pair of rows that win together somewhere, with the regions where they do."""
        pairs: dict[tuple[str, str], list[Region]] = {}
        for found in self.settled:
            for at, one in enumerate(found.rows):
                for other in found.rows[at + 1 :]:
                    pairs.setdefault((one, other), []).append(found.region)
        for (one, other), regions in pairs.items():
            parts = [part for r in merged(regions) for part in solid(r, self.space.axes, self.space.runs)]
            yield self.rules[one], self.rules[other], parts


class Survey:
    """A document on a day."""

    def __init__(self, document: Document, on: date) -> None:
        self.document = document
        self.on = on

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The matrices in force."""
        return editions_in_force(self.document, self.on)

    @cached_property
    def residual(self) -> str | None:
        """The role that decides what no row covers, or None."""
        return next((edition.residual for edition in self.editions if edition.residual), None)

    @cached_property
    def paths(self) -> Paths:
        """The escalation paths."""
        return Paths(self.document, self.on)

    @cached_property
    def rules(self) -> dict[str, tuple[Rule, ...]]:
        """The rows in force by decision; a decision without any is there with none."""
        return {
            decision.id: rules_in_force(self.document, decision.id, self.on) for decision in self.document.decisions
        }

    @cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """The coverage of each decision that has a row in force."""
        return tuple(
            self._coverage(decision, self.rules[decision.id])
            for decision in self.document.decisions
            if self.rules[decision.id]
        )

    def _coverage(self, decision: Decision, rules: tuple[Rule, ...]) -> Coverage:
        space = space_of(self.document, decision.id, rules, self.on)
        settled = settle(space.everything, space.pieces)
        gap_space, gap_settled = space, settled
        if space.unread or any(is_blank(condition) for rule in rules for condition in rule.box):
            gap_space = space_of(self.document, decision.id, rules, self.on, generous=True)
            gap_settled = settle(gap_space.everything, gap_space.pieces)
        gaps = tuple(
            part
            for found in gap_settled
            if not found.rows
            for part in solid(found.region, gap_space.axes, gap_space.runs)
        )
        by_id = {rule.id: rule for rule in rules}
        return Coverage(decision, by_id, space, tuple(settled), gap_space, gaps)


def is_blank(condition: object) -> bool:
    """Return whether a condition is a band whose upper limit nobody has stated."""
    return isinstance(condition, BandCondition) and condition.band.upper is None
