"""The case library: cases with the answers that people expect, run against the matrix as it is now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from models.authority.answers import Answer
from models.authority.circumstances import aggregated_dimension, case_of
from models.authority.facts import Case, CaseError, FactValue, read_fact
from models.authority.force import day_words
from models.authority.routing import route
from models.authority.words import listed, role_words, rule_name, sentence, value_words
from models.cases import EarlierAmount, Fact, LibraryCase, Outcome
from models.decisions import Dimension
from models.document import Document
from models.quantities import group

Verdict = Literal["passed", "failed", "not stated"]

_KINDS: dict[Outcome, str] = {
    "decided": "somebody decides",
    "depends": "it depends on what is not said",
    "gap": "no row covers it",
    "conflict": "rows contradict each other",
    "unknown": "nobody can tell",
    "nobody": "nobody can decide",
}


@dataclass(frozen=True)
class CaseResult:
    """How a case of the library fares: whether the answer is the expected one, and else what has changed.

    `answer` is None where the case cannot be read any more. `changed` names the rows that make the difference, the
    expected one first, and `findings` say in sentences what is not as expected; `on` is the day that was asked about.
    """

    case: LibraryCase
    verdict: Verdict
    on: date
    answer: Answer | None
    findings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def actual(self) -> str:
        """What the matrix answers now, or why nothing."""
        return self.answer.sentence if self.answer is not None else listed(self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON data."""
        kept, answer = self.case, self.answer
        return {
            "id": kept.id,
            "name": kept.name,
            "decision": kept.decision,
            "on": self.on.isoformat(),
            "verdict": self.verdict,
            "expected": {"kind": kept.expected_kind, "rule": kept.expected_rule, "sentence": kept.expected or None},
            "actual": None if answer is None else answer.summary(),
            "changed": list(self.changed),
            "findings": list(self.findings),
        }


def run_cases(document: Document, on: date, stop: Callable[[], bool] = lambda: False) -> Iterator[CaseResult]:
    """Yield how each case of the library fares, in order; `on` counts for those without a day of their own."""
    for kept in document.library_cases:
        if stop():
            return
        yield run_case(document, kept, on)


def run_case(document: Document, kept: LibraryCase, on: date) -> CaseResult:
    """Return how a case fares; one that can no longer be read has failed, and says why in one sentence."""
    day = kept.on or on
    try:
        case = case_of(document, kept, day)
    except CaseError as unreadable:
        return CaseResult(kept, "failed", day, None, (f"The case can no longer be read: {unreadable}",))
    answer = route(document, case, day)
    if not is_stated(kept):
        return CaseResult(kept, "not stated", day, answer)
    findings = tuple(_findings(document, kept, answer))
    changed = _changed(kept, answer) if findings else ()
    return CaseResult(kept, "failed" if findings else "passed", day, answer, findings, changed)


def is_stated(kept: LibraryCase) -> bool:
    """Return whether a case says what answer is expected."""
    return bool(kept.expected_kind or kept.expected_rule or kept.expected.strip())


def _findings(document: Document, kept: LibraryCase, answer: Answer) -> Iterator[str]:
    """Yield what is not as expected, the row that makes the difference first."""
    if kept.expected_rule is not None and kept.expected_rule not in answer.rules:
        yield _other_row(document, kept.expected_rule, answer)
    differs = bool(kept.expected.strip()) and _plain(kept.expected) != _plain(answer.sentence)
    if differs and kept.expected_rule in answer.rules and len(answer.rules) == 1:
        name = rule_name(document, document.rules[answer.rules[0]])
        yield f"The row {name} wins as expected, but what it gives has changed."
    if differs:
        yield f"Expected: {sentence(kept.expected.strip())}"
    elif kept.expected_kind is not None and kept.expected_kind != answer.kind:
        yield f"Expected that {_KINDS[kept.expected_kind]}, but {_KINDS[answer.kind]}."


def _other_row(document: Document, expected: str, answer: Answer) -> str:
    """Return which row was expected to win, which does, and what became of the expected one."""
    name = rule_name(document, document.rules[expected])
    won = [rule_name(document, document.rules[rule]) for rule in answer.rules]
    now = f"{listed(won)} {'does' if len(won) == 1 else 'do'}" if won else "no row does"
    reason = next((reason for reason in answer.reasons if reason.rule == expected), None)
    moved = ""
    if reason is None:
        moved = f" {name} belongs to “{document.decisions[document.rules[expected].decision].name}” now."
    elif reason.verdict != "won":
        moved = f" {name}: {reason.sentence}"
    return f"The row {name} was expected to win, but {now}.{moved}"


def _changed(kept: LibraryCase, answer: Answer) -> tuple[str, ...]:
    expected = (kept.expected_rule,) if kept.expected_rule is not None else ()
    return tuple(dict.fromkeys((*expected, *answer.rules)))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


# ---- keeping a case


def library_case(document: Document, row_id: str, name: str, case: Case, on: date | None = None) -> LibraryCase:
    """Return a case as one of the library, its facts as people write them, without an expected answer.

    `on` is the day that it is about; None for whichever day it is run on.
    """
    money = aggregated_dimension(document, document.decisions[case.decision])
    earlier = [EarlierAmount(value=fact_text(document, money, e.steps), on=e.on) for e in case.earlier if money]
    facts = [
        Fact(dimension=dimension.id, value=fact_text(document, dimension, case.facts[dimension.id]))
        for dimension in document.dimensions
        if dimension.id in case.facts
    ]
    return LibraryCase(
        id=row_id,
        name=name,
        decision=case.decision,
        facts=tuple(facts),
        place=case.place,
        more_places=case.more_places,
        on=on,
        requester=case.requester,
        requesting_role=case.requesting_role,
        subject=case.subject,
        absent=tuple(role.id for role in document.roles if role.id in case.absent),
        earlier=tuple(earlier),
        waited_hours=case.waited,
        urgent=case.urgent,
    )


def fact_text(document: Document, dimension: Dimension, value: FactValue) -> str:
    """Return a fact as a text that reads back as just this fact: "5,000 USD", "yes", "high"."""
    words = value_words(dimension, value)
    if isinstance(value, bool | str):
        return words
    try:
        read = read_fact(document, dimension, words, on=date.min)
    except CaseError:
        read = None
    return words if read == value else group(value * dimension.step)


def expectation(answer: Answer, on: date | None) -> dict[str, Any]:
    """Return the fields of a case that expects an answer.

    A sentence that names the day is left out where the case is about any day (`on` is None): tomorrow it would differ.
    """
    timeless = on is not None or day_words(answer.on) not in answer.sentence
    return {
        "expected_kind": answer.kind,
        "expected_rule": next(iter(answer.rules), None),
        "expected": answer.sentence if timeless else "",
    }


def circumstances_words(document: Document, case: Case) -> str:
    """Return what a case brings along beside facts and places: "asked for by Ann and about Bob"; else nothing."""
    money = aggregated_dimension(document, document.decisions[case.decision])
    parts = []
    if case.requester is not None:
        parts.append(f"asked for by {document.people[case.requester].name}")
    if case.requesting_role is not None:
        parts.append(f"asked for as {role_words(document, case.requesting_role)}")
    if case.subject is not None:
        parts.append(f"about {document.people[case.subject].name}")
    if case.absent:
        away = [role.name for role in document.roles if role.id in case.absent]
        parts.append(f"without {listed(away)}")
    if case.earlier and money is not None:
        total = sum(earlier.steps for earlier in case.earlier)
        parts.append(f"after earlier commitments of {value_words(money, total)}")
    if case.waited is not None:
        parts.append(f"after {case.waited:g} hours without a word")
    if case.urgent:
        parts.append("with no time to wait")
    return listed(parts)
