"""Every check that there is, in the order in which findings are shown."""

from collections.abc import Iterable
from datetime import date

from models.document import TYPES, Document
from models.findings import (
    charters,
    coverage,
    deciders,
    delegations,
    escalation,
    limits,
    load,
    records,
    separation,
    strategy,
    tiers,
)
from models.findings.base import Check, Finding
from models.findings.survey import Reading, Survey

# First what makes a row readable, then what the rows cover, who decides, where cases go, and the rest.
CHECKS: tuple[Check, ...] = (
    *limits.CHECKS,
    *coverage.CHECKS,
    *deciders.CHECKS,
    *separation.CHECKS,
    *escalation.CHECKS,
    *load.CHECKS,
    *deciders.ORPHANS,
    *load.CONCENTRATION,
    *tiers.CHECKS,
    *delegations.CHECKS,
    *limits.SPLITTING,
    *charters.CHECKS,
    *strategy.CHECKS,
    *records.CHECKS,
)


def check(document: Document, on: date, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a document on a day, each matter once, waived findings left out."""
    survey = Survey(document, on)
    return _without_waived(survey, (finding for one in checks for finding in one.run(survey)))


# What a `Reading` stands for: as long as it is the same, so is what a check of single decisions sees of these.
_IN_READING = frozenset(("decision", "rule"))


class Checker:
    """Checks a document again and again as it is edited, and looks only at what an edit can have changed."""

    def __init__(self) -> None:
        self._survey: Survey | None = None
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._on: dict[str, dict[str, tuple[Reading, tuple[Finding, ...]]]] = {}

    def check(self, document: Document, on: date) -> tuple[Finding, ...]:
        """Return the same as `check` does."""
        before, survey = self._survey, Survey(document, on, self._survey)
        changed = None
        if before is not None and before.on == on:
            changed = frozenset(name for name in TYPES if before.document.table(name) is not document.table(name))
        for one in CHECKS:
            if changed is not None and not one.reads & changed:
                continue
            if one.each is None:
                self._found[one.id] = tuple(one.run(survey))
            else:
                known = (
                    self._on.get(one.id, {}) if changed is not None and not one.reads & changed - _IN_READING else {}
                )
                self._found[one.id] = self._again(one, survey, known)
        survey.readings  # noqa: B018 - so that the next survey can take them over
        self._survey = survey
        return _without_waived(survey, (finding for one in CHECKS for finding in self._found[one.id]))

    def _again(
        self, one: Check, survey: Survey, known: dict[str, tuple[Reading, tuple[Finding, ...]]]
    ) -> tuple[Finding, ...]:
        """Return what a check finds, looking of the decisions only at those of which it is not known."""
        now: dict[str, tuple[Reading, tuple[Finding, ...]]] = {}
        for name, reading in survey.readings.items():
            held = known.get(name)
            now[name] = held if held is not None and held[0] is reading else (reading, one.run_on(survey, reading))
        self._on[one.id] = now
        return (*one.run_whole(survey), *(finding for _, found in now.values() for finding in found))


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
