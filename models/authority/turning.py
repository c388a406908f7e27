"""What changes the answer: for each fact of a case the nearest other value at which somebody else decides.

An answer can only change where a row, a grant or a route of the document changes: at the edges of their bands, with
another class, flag or place, and on the days on which something begins or ends. Between two neighbours of these all
values get the same answer, so asking for one value in each stretch finds the nearest change to the very step.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from models.authority.answers import Answer, ResolvedStep
from models.authority.cutting import days_of, places_that_matter
from models.authority.facts import Case
from models.authority.force import day_words
from models.authority.places import KINDS, Lines, kind_of, line_of, place_axis
from models.authority.routing import route
from models.authority.stretches import cuts_that_matter
from models.authority.words import listed, place_words, sentence, some_of, value_words
from models.decisions import Dimension, PlaceKind
from models.document import Document
from models.quantities import group

DATE = "date"
URGENT = "urgency"

# How many stretches beyond a change are looked at to say how far the new answer reaches.
_FAR = 16

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Turn:
    """One way in which a case could be different and get another answer.

    `factor` is a dimension's id, a kind of place such as "place.entity", "date" or "urgency"; `value` the nearest
    value that changes the answer: steps, classes, a flag, ids of places or a day. `when` says it in words and `then`
    what follows; `answer` is what `case` gets on the day `on`.
    """

    factor: str
    side: Literal["below", "above", "other"]
    value: int | bool | tuple[str, ...] | date
    when: str
    case: Case
    on: date
    answer: Answer
    then: str

    @property
    def text(self) -> str:
        """All of it as a sentence."""
        more = self.then.removeprefix(self.answer.sentence)
        return sentence(f"{self.when}: {self.answer.in_sentence}") + more

    def to_json(self) -> dict[str, Any]:
        """Return the turn as JSON data."""
        return {
            "factor": self.factor,
            "side": self.side,
            "value": self.value.isoformat() if isinstance(self.value, date) else self.value,
            "when": self.when,
            "text": self.text,
            "answer": self.answer.summary(),
        }


def what_changes(document: Document, case: Case, on: date, stop: Stop = lambda: False) -> tuple[Turn, ...]:
    """Return what would change the answer to a case on a day, factor by factor in the order of the document.

    A fact that the case leaves out is no factor: the branches of its answer say what that would change. `stop` is
    asked now and then and ends the search. Raises KeyError when the decision is not in the document.
    """
    return _Search(document, case, on, stop).turns()


def sense(answer: Answer) -> Hashable:
    """Return a key that two answers share when the same people do the same in them, whatever row says so."""
    match answer.kind:
        case "depends":
            return ("depends", tuple((branch.words, sense(branch.answer)) for branch in answer.branches))
        case "decided" | "nobody":
            stages = {at: rank for rank, at in enumerate(sorted({step.step.stage for step in answer.steps}))}
            return (answer.kind, *((stages[step.step.stage], *_part(step)) for step in answer.steps))
        case "conflict" | "unknown":
            return (answer.kind, frozenset(answer.rules), answer.see_document)
        case _:
            return (answer.kind,)


def _part(step: ResolvedStep) -> tuple[Hashable, ...]:
    """Return who does what by when in a step."""
    terms = (step.step.hours, step.step.on_timeout, step.step.within_days, step.step.binding)
    return (step.right, step.who, *terms, frozenset((holder.person, holder.capacity) for holder in step.holders))


class _Search:
    """Looks along one factor after the other; what was asked once is not asked again."""

    def __init__(self, document: Document, case: Case, on: date, stop: Stop) -> None:
        self._document, self._case, self._on, self._stop = document, case, on, stop
        self._now = route(document, case, on)
        self._sense = sense(self._now)

    def turns(self) -> tuple[Turn, ...]:
        found: list[Turn] = []
        for dimension in self._document.dimensions:
            if dimension.id in self._case.facts:
                found += self._along(dimension)
        for kind in KINDS:
            found += self._places(kind)
        found += self._urgency()
        found += self._days()
        return tuple(found)

    # ---- facts

    def _along(self, dimension: Dimension) -> Iterator[Turn]:
        value = self._case.facts[dimension.id]
        if isinstance(value, bool):
            yield from self._flag(dimension, value)
        elif isinstance(value, str):
            yield from self._classes(dimension, value)
        else:
            for side in ("below", "above"):
                yield from self._numbers(dimension, value, side == "above")

    def _flag(self, dimension: Dimension, value: bool) -> Iterator[Turn]:
        case = self._case.known(dimension.id, not value)
        answer = self._asked(case)
        if answer is not None:
            when = f"{dimension.name}: {value_words(dimension, not value)}"
            yield self._turn(dimension.id, "other", not value, when, case, answer)

    def _classes(self, dimension: Dimension, value: str) -> Iterator[Turn]:
        others = [name for name in dimension.classes if name != value]
        cases = {name: self._case.known(dimension.id, name) for name in others}
        for names, answer in self._alike(cases):
            when = f"{dimension.name}: {listed(names, 'or')}"
            yield self._turn(dimension.id, "other", names, when, cases[names[0]], answer)

    def _numbers(self, dimension: Dimension, value: int, up: bool) -> Iterator[Turn]:
        """Yield the nearest stretch above or below a value in which the answer is another one."""
        cuts = cuts_that_matter(self._document, dimension, self._case, self._on)
        stretches = _above(cuts, value, dimension.upper) if up else _below(cuts, value, dimension.lower)
        first: tuple[int, Case, Answer] | None = None
        end: int | None = None
        looked = 0
        for near, far in stretches:
            case = self._case.known(dimension.id, near)
            if first is None:
                answer = self._asked(case)
                if answer is None:
                    continue
                first = near, case, answer
            else:
                looked += 1
                answer = self._asked(case) if looked < _FAR else None
                if answer is None or sense(answer) != sense(first[2]):
                    break
            end = far
        if first is not None:
            at, case, answer = first
            when = f"{dimension.name} {_stretch_words(dimension, at, end, up)}"
            yield self._turn(dimension.id, "above" if up else "below", at, when, case, answer)

    # ---- places

    def _places(self, kind: PlaceKind) -> Iterator[Turn]:
        """Yield the other places of a kind for which the answer is another one; none while the case names none."""
        places = self._document.places
        mine = next((place for place in self._case.places if kind_of(places, place) == kind), None)
        if mine is None:
            return
        matter = places_that_matter(self._document, self._case.decision, self._on)
        alike: dict[frozenset[str], list[str]] = {}
        for place in Lines(places).cells.get(kind, ()):
            if place != mine:
                alike.setdefault(matter.intersection(line_of(places, place)), []).append(place)
        members = {found[0]: found for found in alike.values()}
        cases = {first: _moved(self._case, mine, first) for first in members}
        for firsts, answer in self._alike(cases):
            moved = {place for first in firsts for place in members[first]}
            ids = tuple(place.id for place in places if place.id in moved)
            when = sentence(some_of([place_words(self._document, place) for place in ids], "or"))[:-1]
            yield self._turn(place_axis(kind), "other", ids, when, cases[firsts[0]], answer)

    # ---- time

    def _urgency(self) -> Iterator[Turn]:
        case = replace(self._case, urgent=not self._case.urgent)
        answer = self._asked(case)
        if answer is not None:
            when = "If there is no time" if case.urgent else "If there is time"
            yield self._turn(URGENT, "other", case.urgent, when, case, answer)

    def _days(self) -> Iterator[Turn]:
        """Yield the next day on which the answer is another one, with what begins or ends then."""
        for day, events in days_of(self._document, self._case, self._on):
            answer = self._asked(self._case, day)
            if answer is not None:
                when = f"From {day_words(day)} ({listed(events[:2])})"
                yield self._turn(DATE, "above", day, when, self._case, answer, day)
                return

    # ---- asking

    def _asked(self, case: Case, on: date | None = None) -> Answer | None:
        """Return the answer to another case, or None where it comes to the same as the one there is."""
        if self._stop():
            return None
        answer = route(self._document, case, on or self._on)
        return None if sense(answer) == self._sense else answer

    def _alike(self, cases: dict[str, Case]) -> Iterator[tuple[tuple[str, ...], Answer]]:
        """Yield the names whose cases get another answer, those with the same answer together."""
        groups: dict[Hashable, tuple[list[str], Answer]] = {}
        for name, case in cases.items():
            answer = self._asked(case)
            if answer is not None:
                groups.setdefault(sense(answer), ([], answer))[0].append(name)
        for names, answer in groups.values():
            yield tuple(names), answer

    def _turn(
        self,
        factor: str,
        side: Literal["below", "above", "other"],
        value: int | bool | tuple[str, ...] | date,
        when: str,
        case: Case,
        answer: Answer,
        on: date | None = None,
    ) -> Turn:
        return Turn(factor, side, value, when, case, on or self._on, answer, self._told(answer))

    def _told(self, answer: Answer) -> str:
        """Return what an answer says; where it reads as before because only the people are others, who they are."""
        if answer.sentence != self._now.sentence:
            return answer.sentence
        before = {(step.who, step.holders) for step in self._now.steps}
        clauses = [f"{step.who}: {_names(step)}." for step in answer.steps if (step.who, step.holders) not in before]
        return " ".join((answer.sentence, *dict.fromkeys(clauses)))


def _names(step: ResolvedStep) -> str:
    names = [f"{holder.name} ({holder.capacity})" if holder.capacity else holder.name for holder in step.holders]
    return listed(names, "or") or "nobody"


def _moved(case: Case, old: str, new: str) -> Case:
    if case.place == old:
        return replace(case, place=new)
    return replace(case, more_places=tuple(new if place == old else place for place in case.more_places))


def _above(cuts: tuple[int, ...], value: int, upper: int | None) -> Iterator[tuple[int, int | None]]:
    """Yield the stretches above a value, the nearest first: the first value of each and the last, None without end."""
    ends = [*cuts[bisect_right(cuts, value) :], upper]
    for first, after in pairwise(ends):
        assert first is not None
        yield first, None if after is None else after - 1


def _below(cuts: tuple[int, ...], value: int, lower: int | None) -> Iterator[tuple[int, int | None]]:
    """Yield the stretches below a value, the nearest first: the last value of each and the first, None without end."""
    ends = [lower, *cuts[: bisect_right(cuts, value)]]
    for first, after in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
        assert after is not None
        yield after - 1, first


def _stretch_words(dimension: Dimension, near: int, far: int | None, up: bool) -> str:
    """Return a stretch of values: "of 25,000.01 EUR or more", "from 5,000.01 to 10,000 EUR", "of exactly 0 EUR"."""
    last = None if dimension.upper is None else dimension.upper - 1
    open_end = far is None or far == (last if up else dimension.lower)
    if near == far:
        return f"of exactly {value_words(dimension, near)}"
    if open_end:
        return f"of {value_words(dimension, near)} or {'more' if up else 'less'}"
    assert far is not None
    low, high = sorted((near, far))
    return f"from {group(low * dimension.step)} to {value_words(dimension, high)}"
