"""Every check that there is, in the order in which findings are shown."""

from collections.abc import Iterable
from datetime import date

from models.document import Document
from models.findings import coverage, deciders, delegations, duties, escalation, limits, records, strategy, teams
from models.findings.base import Check, Finding
from models.findings.survey import Survey

# First what makes a row readable, then what the rows cover, who decides, where cases go, and the rest.
CHECKS: tuple[Check, ...] = (
    *limits.CHECKS,
    *coverage.CHECKS,
    *deciders.CHECKS,
    *duties.CHECKS,
    *escalation.CHECKS,
    *deciders.ORPHANS,
    *delegations.CHECKS,
    *limits.SPLITTING,
    *teams.CHECKS,
    *strategy.CHECKS,
    *records.CHECKS,
)


def check(document: Document, on: date, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a document on a day, each matter once, waived findings left out."""
    survey = Survey(document, on)
    return _without_waived(survey, (finding for one in checks for finding in one.run(survey)))


class Checker:
    """Checks a document again and again as it is edited, and looks only at what an edit can have changed."""

    def __init__(self) -> None:
        self._survey: Survey | None = None
        self._found: dict[str, tuple[Finding, ...]] = {}

    def check(self, document: Document, on: date) -> tuple[Finding, ...]:
        """Return the same as `check` does."""
        before, survey = self._survey, Survey(document, on, self._survey)
        for one in CHECKS:
            if (
                before is None
                or before.on != on
                or any(_changed(before.document, document, name) for name in one.reads)
            ):
                self._found[one.id] = tuple(one.run(survey))
        survey.readings  # noqa: B018 - so that the next survey can take them over
        self._survey = survey
        return _without_waived(survey, (finding for one in CHECKS for finding in self._found[one.id]))


def _changed(before: Document, after: Document, table: str) -> bool:
    return before.table(table) is not after.table(table)


def _without_waived(survey: Survey, found: Iterable[Finding]) -> tuple[Finding, ...]:
    waived = {
        (waiver.finding, waiver.subject)
        for waiver in survey.document.waivers
        if waiver.until is None or survey.on <= waiver.until
    }
    return tuple(finding for finding in found if (finding.id, finding.subject) not in waived)


def checks_reading(tables: Iterable[str]) -> tuple[Check, ...]:
    """Return the checks whose findings may change when rows of these tables do."""
    changed = frozenset(tables)
    return tuple(one for one in CHECKS if one.reads & changed)
