"""A walk in words and as JSON: every hop with its clock, its reason, and what could have happened instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.authority.words import case_words, role_words
from models.document import Document
from models.simulation.telling.wording import clock_time, working_time
from models.walk.choices import choices
from models.walk.clock import STANDARD, moment_words
from models.walk.parts import Choice, Hop, Walk
from models.walk.walking import likely, step

SCHEMA = "remit.walk/1"


class NoSuchChoice(ValueError):
    """A choice was asked for that is not there; the message is one plain sentence."""


@dataclass(frozen=True)
class Told:
    """A walk to its end, with what could happen before each hop after the first."""

    walk: Walk
    offered: tuple[tuple[Choice, ...], ...]

    @property
    def hops(self) -> tuple[tuple[Hop, tuple[Choice, ...]], ...]:
        """What happened, each with what could have happened there."""
        history = self.walk.history
        return tuple(zip(history, ((), *self.offered), strict=True)) if history else ()

    def to_json(self) -> dict[str, Any]:
        """Return the walk as stable JSON data; times are local, hours are working hours of the role."""
        walk = self.walk
        return {
            "schema": SCHEMA,
            "decision": walk.case.decision,
            "facts": dict(walk.case.facts),
            "started": walk.started.isoformat(),
            "answer": walk.answer.sentence,
            "hops": [
                {**_hop(walk.document, hop), "choices": [_choice(each) for each in offered]}
                for hop, offered in self.hops
            ],
            "end": walk.end,
            "sentence": walk.ending,
            "ended": walk.clock.isoformat(),
            "working_hours": STANDARD.between(walk.started, walk.clock),
        }


def told(walk: Walk, chosen: Sequence[int] = ()) -> Told:
    """Return a walk to its end: by the numbers of the choices (from 1), then by what is likely. Raises NoSuchChoice."""
    offered: list[tuple[Choice, ...]] = []
    numbers = list(chosen)
    while not walk.end:
        found = choices(walk)
        choice = likely(walk)
        if numbers:
            number = numbers.pop(0)
            if not 1 <= number <= len(found):
                raise NoSuchChoice(
                    f"At hop {len(offered) + 1} there is no choice {number}; there are 1 to {len(found)}."
                )
            choice = found[number - 1]
        if choice is None:
            break
        offered.append(found)
        walk = step(walk, choice)
    if numbers:
        raise NoSuchChoice(f"The case ends after {len(offered)} hops; {len(numbers)} more choices were given.")
    return Told(walk, tuple(offered))


def heading(walk: Walk) -> str:
    """Return what is walked: the decision and the facts of the case."""
    return case_words(walk.document, walk.case)


def hop_words(hop: Hop) -> str:
    """Return what happened at a hop, and after how much working time at the role."""
    after = f", after {_worked(hop.hours)}" if hop.hours > 0 else ""
    return f"{moment_words(hop.at)}: {hop.words}{after}"


def ending_words(walk: Walk) -> str:
    """Return how a walk ended, and when; where it has not, what it waits for."""
    if not walk.end:
        return ""
    if not walk.history:
        return walk.ending
    return f"{walk.ending} {lasting_words(walk.started, walk.clock)}"


def lasting_words(start: datetime, end: datetime) -> str:
    """Return how long something took, in working time of office hours and by the clock."""
    by_clock = clock_time((end - start).total_seconds() / 3600)
    return f"It took {_worked(STANDARD.between(start, end))}, {by_clock} by the clock."


def _worked(hours: float) -> str:
    """Return working time as such, without saying it twice."""
    words = working_time(hours)
    return words if words.endswith("working days") else f"{words} of working time"


def _hop(document: Document, hop: Hop) -> dict[str, Any]:
    person = document.people.get(hop.person)
    return {
        "kind": hop.kind,
        "from": hop.from_role,
        "from_name": role_words(document, hop.from_role) if hop.from_role else None,
        "to": list(hop.to_roles),
        "to_names": [role_words(document, role) for role in hop.to_roles],
        "since": hop.since.isoformat(),
        "at": hop.at.isoformat(),
        "working_hours": hop.hours,
        "words": hop.words,
        "reason": hop.reason,
        "carries": hop.carries,
        "link": hop.link,
        "person": person.name if person else None,
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "kind": choice.kind,
        "role": choice.post.role,
        "to": choice.to_role,
        "at": choice.at.isoformat(),
        "words": choice.words,
        "reason": choice.reason,
        "likely": choice.likely,
    }
