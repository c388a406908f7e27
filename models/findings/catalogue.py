"""Every check that there is, in the order in which findings are shown."""

from collections.abc import Iterable
from datetime import date

from models.document import Document
from models.findings import coverage, deciders, escalation, limits, records, strategy, teams
from models.findings.base import Check, Finding
from models.findings.survey import Survey

# First what makes a row readable, then what the rows cover, who decides, where cases go, and the rest.
CHECKS: tuple[Check, ...] = (
    *limits.CHECKS,
    *coverage.CHECKS,
    *deciders.CHECKS,
    *escalation.CHECKS,
    *deciders.ORPHANS,
    *teams.CHECKS,
    *strategy.CHECKS,
    *records.CHECKS,
)


def check(document: Document, on: date, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a document on a day, each matter once, waived findings left out."""
    waived = {
        (waiver.finding, waiver.subject) for waiver in document.waivers if waiver.until is None or on <= waiver.until
    }
    survey = Survey(document, on)
    return tuple(
        finding for one in checks for finding in one.run(survey) if (finding.id, finding.subject) not in waived
    )


def checks_reading(tables: Iterable[str]) -> tuple[Check, ...]:
    """Return the checks whose findings may change when rows of these tables do."""
    changed = frozenset(tables)
    return tuple(one for one in CHECKS if one.reads & changed)
