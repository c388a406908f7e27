"""Two versions compared decision by decision."""

from collections.abc import Callable
from dataclasses import dataclass

from models.authority.difference.answering import Changed, NotComparable, changed_in
from models.authority.difference.versions import Pair, Version, paired
from models.authority.geometry import TooIntricate

# Told how much is done, from 0 to 1; returns whether to go on.
Progress = Callable[[float], bool]


@dataclass(frozen=True)
class Difference:
    """Where two versions answer differently. `unproved` says of which decisions that is not known, and why.

    `complete` is false where the comparison was stopped halfway.
    """

    pair: Pair
    changes: tuple[Changed, ...]
    unproved: tuple[tuple[str, str], ...] = ()
    decisions: int = 0
    complete: bool = True

    @property
    def proved(self) -> bool:
        """Whether every case of both versions has been compared."""
        return self.complete and not self.unproved


def compared(before: Version, after: Version, progress: Progress | None = None) -> Difference:
    """Return where two versions answer differently, over all cases of every decision."""
    pair = paired(before, after)
    changes: list[Changed] = []
    unproved: list[tuple[str, str]] = []
    decisions = tuple(pair.decisions)
    for number, decision in enumerate(decisions):
        if progress is not None and not progress(number / len(decisions)):
            return Difference(pair, tuple(changes), tuple(unproved), number, complete=False)
        try:
            changes += changed_in(pair, decision)
        except TooIntricate:
            unproved.append((decision.id, "its rows cut its cases into more pieces than can be compared"))
        except NotComparable as reason:
            unproved.append((decision.id, str(reason)))
    return Difference(pair, tuple(changes), tuple(unproved), len(decisions))
