"""What a finding is, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    # Screens that only name a finding shall not wait for all of authority.
    from models.authority.facts import Case
    from models.findings.survey import Reading, Survey

Severity = Literal["error", "warning", "information"]

# What people are told; programs read the severity itself.
SEVERITY_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note"}


@dataclass(frozen=True)
class Place:
    """Where a finding is: a row of a table, and the field in it if one is meant."""

    table: str
    row: str
    field: str = ""


@dataclass(frozen=True)
class Finding:
    """Something wrong or doubtful, in one sentence, with the reason and a next step.

    `case` is a concrete case in words where one shows it, `example` the same case as facts. `subject` tells this
    finding from others with the same id, and stays the same while the matter does.
    """

    id: str
    severity: Severity
    name: str
    places: tuple[Place, ...]
    sentence: str
    reason: str
    fix: str
    subject: str
    case: str | None = None
    example: Case | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The finding with its subject, such as "F03:rule-a+rule-b": the two fields that a waiver names."""
        return f"{self.id}:{self.subject}"

    def to_json(self) -> dict[str, Any]:
        """Return the finding as stable JSON data."""
        return {
            "id": self.id,
            "severity": self.severity,
            "name": self.name,
            "places": [{"table": p.table, "row": p.row, "field": p.field} for p in self.places],
            "sentence": self.sentence,
            "case": self.case,
            "reason": self.reason,
            "fix": self.fix,
            "key": self.key,
        }


@dataclass(frozen=True)
class Found:
    """What a check has found: a finding without what the check itself says.

    An empty `subject` means the rows that the places name. `severity` is given where it differs from the check's.
    """

    places: tuple[Place, ...]
    sentence: str
    fix: str
    subject: str = ""
    case: str | None = None
    example: Case | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Check:
    """A rule that a document is held against: as a whole by `find`, decision by decision by `each`, or both.

    `reads` names the tables it looks at: as long as none of their rows changes, neither do its findings (but for
    the passing of days). What `each` finds hangs on the decision with its rows in force and, of the rest of the
    document, on the tables in `reads` only; so an edit of a row has just its decision looked at again.
    """

    id: str
    name: str
    severity: Severity
    reason: str
    reads: frozenset[str]
    find: Callable[[Survey], Iterable[Found]] | None = None
    each: Callable[[Survey, Reading], Iterable[Found]] | None = None

    def run(self, survey: Survey) -> Iterator[Finding]:
        """Yield what is found, each matter once."""
        yield from self.run_whole(survey)
        if self.each is not None:
            for reading in survey.readings.values():
                yield from self._told(self.each(survey, reading))

    def run_whole(self, survey: Survey) -> tuple[Finding, ...]:
        """Return what is found on the document as a whole; of a check of single decisions nothing."""
        return tuple(self._told(self.find(survey))) if self.find is not None else ()

    def run_on(self, survey: Survey, reading: Reading) -> tuple[Finding, ...]:
        """Return what is found on one decision; of a check of whole documents nothing."""
        return tuple(self._told(self.each(survey, reading))) if self.each is not None else ()

    def _told(self, what: Iterable[Found]) -> Iterator[Finding]:
        seen: set[str] = set()
        for found in what:
            subject = found.subject or "+".join(sorted({place.row for place in found.places}))
            if subject in seen:
                continue
            seen.add(subject)
            yield Finding(
                id=self.id,
                severity=found.severity or self.severity,
                name=self.name,
                places=found.places,
                sentence=found.sentence,
                reason=self.reason,
                fix=found.fix,
                subject=subject,
                case=found.case,
                example=found.example,
            )
