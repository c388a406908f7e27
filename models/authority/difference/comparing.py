"""Two versions compared decision by decision."""

from dataclasses import dataclass

from models.authority.difference.answering import Changed, NotComparable, changed_in
from models.authority.difference.versions import Pair, Version, paired
from models.authority.geometry import TooIntricate
from models.effort import Halt, Progress, go_on


@dataclass(frozen=True)
class Difference:
    """Where two versions answer differently. `unproved` says of which decisions that is not known, and why."""

    pair: Pair
    changes: tuple[Changed, ...]
    unproved: tuple[tuple[str, str], ...] = ()

    @property
    def proved(self) -> bool:
        """Whether every case of both versions has been compared."""
        return not self.unproved


def compared(before: Version, after: Version, progress: Progress | None = None, halt: Halt | None = None) -> Difference:
    """Return where two versions answer differently, over all cases of every decision. Raises Stopped."""
    pair = paired(before, after)
    changes: list[Changed] = []
    unproved: list[tuple[str, str]] = []
    decisions = tuple(pair.decisions)
    for number, decision in enumerate(decisions):
        go_on(halt)
        if progress is not None:
            progress(number, len(decisions))
        try:
            changes += changed_in(pair, decision)
        except TooIntricate:
            unproved.append((decision.id, "its rows cut its cases into more pieces than can be compared"))
        except NotComparable as reason:
            unproved.append((decision.id, str(reason)))
    return Difference(pair, tuple(changes), tuple(unproved))
