"""A line of the chart, as a value: what lasts, how it stands on a day, and its words."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, Protocol

StateKind = Literal["in_force", "not_yet", "expired", "revoked", "waiting", "cut_off"]


class State(NamedTuple):
    """Whether something counts on a day: a kind, and the words for it."""

    kind: StateKind
    words: str


class Span(Protocol):
    """What lasts from a day until a day, both included; None: without that end."""

    @property
    def id(self) -> str: ...
    @property
    def starts(self) -> date | None: ...
    @property
    def ends(self) -> date | None: ...


class Row(NamedTuple):
    """A line: what lasts, how deep it hangs on those above, whether it counts, from whom, to whom, and what."""

    span: Span
    depth: int
    state: State
    giver: str
    taker: str
    what: str

    @property
    def name(self) -> str:
        """Who, and to whom where there is somebody."""
        return f"{self.giver} → {self.taker}" if self.taker else self.giver

    @property
    def words(self) -> str:
        """The line in words."""
        return f"{f'{self.giver} to {self.taker}' if self.taker else self.giver}: {self.what}, {self.state.words}"
