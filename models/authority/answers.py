"""Answers: who can decide a case, and why. Plain values that screens, reports and simulations read."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from models.authority.facts import Case
from models.authority.holders import Holder
from models.authority.rules import Right, Step
from models.authority.spaces import Box

SCHEMA = "remit.answer/2"

AnswerKind = Literal["decided", "depends", "gap", "conflict", "unknown", "nobody"]
Verdict = Literal["won", "lost", "open"]


@dataclass(frozen=True)
class ResolvedStep:
    """A step of the procedure that the case gets: who that is in words, as roles and as that day's holders.

    `hours` is the deadline in hours, `deadline` all that is said of it. `holders` is empty where the file does not say
    who holds the roles; those to whom it is delegated are among them, and `delegates` are their roles. `silence` is
    what came of it that the time is over.
    """

    right: Right
    who: str
    sentence: str
    roles: tuple[str, ...]
    holders: tuple[Holder, ...]
    step: Step
    delegates: tuple[str, ...] = ()
    deadline: str = ""
    silence: Literal["approve", "reject", "escalate"] | None = None

    @property
    def hours(self) -> float | None:
        """The deadline in hours, if there is one."""
        return self.step.hours

    def to_json(self) -> dict[str, Any]:
        """Return the step as JSON data."""
        return {
            "right": self.right,
            "stage": self.step.stage,
            "strand": self.step.strand,
            "who": self.who,
            "sentence": self.sentence,
            "roles": list(self.roles),
            "holders": [
                {"person": h.person, "name": h.name, "role": h.role, "capacity": h.capacity} for h in self.holders
            ],
            "delegates": list(self.delegates),
            "hours": self.step.hours,
            "deadline": self.deadline,
            "silence": self.silence,
            "on_timeout": self.step.on_timeout,
            "within_days": self.step.within_days,
        }


@dataclass(frozen=True)
class Reason:
    """What became of one row: whether it won, lost, or is still open for want of a fact, and why."""

    rule: str
    words: str
    verdict: Verdict
    sentence: str

    def to_json(self) -> dict[str, Any]:
        """Return the reason as JSON data."""
        return {"rule": self.rule, "words": self.words, "verdict": self.verdict, "sentence": self.sentence}


@dataclass(frozen=True)
class Branch:
    """What the answer is if the missing facts turn out one way."""

    words: str
    boxes: tuple[Box, ...]
    answer: "Answer"

    def to_json(self) -> dict[str, Any]:
        """Return the branch as JSON data."""
        boxes = [
            {"conditions": [c.model_dump(mode="json") for c in box.conditions], "places": list(box.places)}
            for box in self.boxes
        ]
        return {"if": self.words, "boxes": boxes, "answer": self.answer.summary()}


@dataclass(frozen=True)
class Answer:
    """Who can decide a case on a day, in one sentence, with the steps and the reasons.

    `rules` are the rows that win; `ask` is the dimension, or the kind of place such as "place.entity", that would
    settle most; of an answer that is decided "requester" or "subject", where only they tell who somebody is. `clause`
    and `instrument` say where it is written; `urgent_route` is the route by which it is decided without waiting.
    """

    kind: AnswerKind
    sentence: str
    case: Case
    on: date
    rules: tuple[str, ...] = ()
    steps: tuple[ResolvedStep, ...] = ()
    reasons: tuple[Reason, ...] = ()
    branches: tuple[Branch, ...] = ()
    remarks: tuple[str, ...] = ()
    ask: str | None = None
    see_document: str = ""
    clause: str = ""
    instrument: str | None = None
    urgent_route: str | None = None

    @property
    def in_sentence(self) -> str:
        """The sentence as a part of another one: without full stop, and with a capital only where a name begins it."""
        text = self.sentence.removesuffix(".")
        if self.kind != "decided" or any(text.startswith(step.who) for step in self.steps):
            return text
        return f"{text[:1].lower()}{text[1:]}"

    def with_reasons(self, reasons: tuple[Reason, ...]) -> "Answer":
        """Return the answer with what became of each row."""
        return replace(self, reasons=reasons)

    def summary(self) -> dict[str, Any]:
        """Return what the answer is, without case and reasons, as JSON data."""
        return {
            "kind": self.kind,
            "sentence": self.sentence,
            "rules": list(self.rules),
            "steps": [step.to_json() for step in self.steps],
            "remarks": list(self.remarks),
            "see_document": self.see_document,
            "clause": self.clause,
            "instrument": self.instrument,
            "urgent_route": self.urgent_route,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the answer as stable JSON data; facts are in steps of their dimension, classes, or flags."""
        return {
            "schema": SCHEMA,
            "decision": self.case.decision,
            "facts": dict(self.case.facts),
            "place": self.case.place,
            "more_places": list(self.case.more_places),
            "on": self.on.isoformat(),
            **self.summary(),
            "ask": self.ask,
            "branches": [branch.to_json() for branch in self.branches],
            "reasons": [reason.to_json() for reason in self.reasons],
        }
