"""Every check that there is, in the order in which findings are shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.document import TYPES, Document
from models.effort import Halt, Progress, go_on
from models.findings import (
    charters,
    coverage,
    deciders,
    delegations,
    escalation,
    holders,
    limits,
    links,
    load,
    records,
    scopes,
    separation,
    strategy,
    tiers,
)
from models.findings.base import Check, Finding
from models.findings.survey import Survey

# The order in which the engine works: first what makes rows readable, then what they cover, then who decides and
# where cases go, then the rest.
_WELL_FORMED = ("F07", "F09", "F10")
_GEOMETRY = ("F00", "F01", "F02", "F03", "F04", "F05", "F06")
_GRAPH = tuple(f"F{number}" for number in range(15, 40))


def _turn(one: Check) -> tuple[int, str]:
    stages = (_WELL_FORMED, _GEOMETRY, _GRAPH)
    return next((at for at, ids in enumerate(stages) if one.id in ids), len(stages)), one.id


CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (
            *limits.CHECKS,
            *coverage.CHECKS,
            *scopes.CHECKS,
            *deciders.CHECKS,
            *holders.CHECKS,
            *separation.CHECKS,
            *escalation.CHECKS,
            *links.CHECKS,
            *load.CHECKS,
            *tiers.CHECKS,
            *delegations.CHECKS,
            *charters.CHECKS,
            *strategy.CHECKS,
            *records.CHECKS,
        ),
        key=_turn,
    )
)


def check(
    document: Document,
    on: date,
    checks: Iterable[Check] = CHECKS,
    *,
    progress: Progress | None = None,
    halt: Halt | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a document on a day, each matter once, waived findings left out.

    Raises Stopped when `halt`, which is asked now and then, says so.
    """
    survey = Survey(document, on, halt=halt)
    found: list[Finding] = []
    for one in _each_in_turn(survey, tuple(checks), progress, halt):
        found += one.run(survey)
    return _without_waived(survey, found)


def _each_in_turn(
    survey: Survey, checks: Sequence[Check], progress: Progress | None, halt: Halt | None
) -> Iterator[Check]:
    """Yield the checks, telling how far they are: looking at the decisions is half of it, the checks the other."""
    total = len(survey.readings) + len(checks)
    if progress is not None:
        survey.look(lambda done, _: progress(done, total))
    for at, one in enumerate(checks, 1):
        go_on(halt)
        yield one
        if progress is not None:
            progress(total - len(checks) + at, total)


# What a `Reading` stands for: as long as it is the same, so is what a check of single decisions sees of these.
_IN_READING = frozenset(("decision", "rule"))

# What a check has found on decisions, of those on which it has found anything.
_ByDecision = dict[str, tuple[Finding, ...]]


@dataclass(frozen=True)
class _Known:
    """What is found in a document on a day: by each check on the whole, and on decisions in their order."""

    survey: Survey
    whole: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    by_decision: dict[str, _ByDecision] = field(default_factory=dict)


class Checker:
    """Checks a document again and again as it is edited, and looks only at what an edit can have changed."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        # Also of a check that was stopped, what it has read of decisions is taken over by the next.
        self._latest: Survey | None = None

    def check(
        self, document: Document, on: date, *, progress: Progress | None = None, halt: Halt | None = None
    ) -> tuple[Finding, ...]:
        """Return the same as `check` does. Raises Stopped; the next check then builds on the last that was not."""
        survey = self._latest = Survey(document, on, self._latest, halt=halt)
        now = _Known(survey)
        again = _Again(survey, self._known)
        for one in _each_in_turn(survey, CHECKS, progress, halt):
            now.whole[one.id], now.by_decision[one.id] = again.run(one)
        self._known = now
        return _without_waived(
            survey,
            [
                finding
                for one in CHECKS
                for found in (now.whole[one.id], *now.by_decision[one.id].values())
                for finding in found
            ],
        )


class _Again:
    """Runs checks once more, as far as what they look at is not as it was."""

    def __init__(self, survey: Survey, known: _Known | None) -> None:
        self._survey = survey
        self._known = known if known is not None and known.survey.on == survey.on else None
        if self._known is None:
            return
        before = self._known.survey
        self._changed = frozenset(
            name for name in TYPES if before.document.table(name) is not survey.document.table(name)
        )
        readings = survey.readings
        self._fresh = [name for name, reading in readings.items() if before.readings.get(name) is not reading]
        self._same_order = "decision" not in self._changed

    def run(self, one: Check) -> tuple[tuple[Finding, ...], _ByDecision]:
        """Return what a check finds on the whole, and on decisions."""
        survey, known = self._survey, self._known
        if known is None or one.reads & self._changed - _IN_READING:
            return one.run_whole(survey), _found(one, survey, survey.readings)
        if not one.reads & self._changed and (one.each is None or self._same_order):
            return known.whole[one.id], known.by_decision[one.id]
        whole = one.run_whole(survey)
        found = known.by_decision[one.id]
        fresh = _found(one, survey, self._fresh)
        if fresh or not self._same_order or not found.keys().isdisjoint(self._fresh):
            stale = set(self._fresh)
            found = {name: old for name, old in found.items() if name not in stale} | fresh
            found = {name: found[name] for name in survey.readings if name in found}
        return whole, found


def _found(one: Check, survey: Survey, names: Iterable[str]) -> _ByDecision:
    if one.each is None:
        return {}
    return {name: found for name in names if (found := one.run_on(survey, survey.readings[name]))}


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
