"""The promise of a fix: the finding is gone, nothing worse has come, and whatever else was found still is."""

from collections.abc import Mapping
from copy import copy
from datetime import date

from models import constraints
from models.changes import Change, ChangeSet, EditRefused, apply
from models.document import Document
from models.entity import references
from models.findings.base import Finding
from models.findings.catalogue import Checker

# Rows that a finding can be about because nothing names them.
_CONCERNED = ("role", "person", "team", "theme", "tier")
_RANK = {"error": 0, "warning": 1, "information": 2}


class Trial:
    """Tries changes on a document, and tells which of them keep the promise."""

    def __init__(self, document: Document, on: date, checker: Checker | None = None) -> None:
        self._document = document
        self._on = on
        self._checker = checker or Checker()
        self._before = _by_key(self._checker.check(document, on))

    def keeps(self, finding: Finding, changes: ChangeSet) -> bool:
        """Return whether changes may be made, end a finding, and leave the others as they are."""
        if not changes:
            return False
        try:
            after = apply(self._document, changes)
            constraints.check(after, changes)
        except EditRefused:
            return False
        found = _by_key(copy(self._checker).check(after, self._on))
        return keeps_promise(self._before, found, finding, changes)


def _by_key(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.key: finding for finding in found}


def newly_named(change: Change) -> set[str]:
    """Return the ids of roles, people, teams, themes and tiers that a row names now and did not before."""
    before, after = (
        {found.id for found in references(row) if found.table in _CONCERNED} if row else set()
        for row in (change.before, change.after)
    )
    return after - before


def keeps_promise(
    before: Mapping[str, Finding], after: Mapping[str, Finding], finding: Finding, changes: ChangeSet
) -> bool:
    """Return whether a finding is gone, none was added but information, and the others are what they were.

    A finding about a row that was changed, or that is named now where it was not, may be worded anew or end with this
    one, and any may become milder; every other one is the same to the letter. A new finding of the same kind is the
    same matter in another place.
    """
    if finding.key in after:
        return False
    for key in after.keys() - before.keys():
        if after[key].severity != "information" or after[key].id == finding.id:
            return False
    touched = {place.row for place in finding.places}
    for change in changes.changes:
        touched |= {change.id} | newly_named(change)
    for key, was in before.items():
        now = after.get(key)
        if now == was or key == finding.key:
            continue
        if now is not None and _RANK[now.severity] != _RANK[was.severity]:
            if _RANK[now.severity] < _RANK[was.severity]:
                return False
        elif touched.isdisjoint(place.row for place in was.places):
            return False
    return True
