"""Waiving a finding: it is left out until the day the waiver ends, and comes back after it."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes import ChangeSet, EditRefused, apply
from models.commands.waivers import unwaive, waive, waiver_of
from models.document import Document
from models.findings import check
from tests.models.authority.small import ON, band, matrix, row

GAP = matrix(row("small", band(None, 100)), row("large", band(200, "unlimited")))
(KEY,) = (finding.key for finding in check(GAP, ON) if finding.id == "F01")
LATER = date(2026, 6, 30)


def keys(document: Document, on: date = ON) -> set[str]:
    return {finding.key for finding in check(document, on)}


def done(document: Document, changes: ChangeSet) -> Document:
    return apply(document, changes)


def test_a_waived_finding_comes_back_when_the_waiver_ends() -> None:
    after = done(GAP, waive(GAP, KEY, "Nobody buys there", LATER, "ceo", on=ON))
    assert keys(GAP) - keys(after) == {KEY}
    assert KEY not in keys(after, LATER)
    assert KEY in keys(after, date(2026, 7, 1))
    waiver = waiver_of(after, KEY)
    assert waiver is not None
    assert (waiver.reason, waiver.until, waiver.by) == ("Nobody buys there", LATER, "ceo")


def test_a_waiver_is_taken_back_or_renewed() -> None:
    once = done(GAP, waive(GAP, KEY, "First", on=ON))
    twice = done(once, waive(once, KEY, "Second", LATER, on=ON))
    (waiver,) = twice.waivers
    assert (waiver.reason, waiver.until) == ("Second", LATER)
    assert done(twice, unwaive(twice, waiver.id)) == GAP
    with pytest.raises(EditRefused, match="is no longer in the file"):
        unwaive(GAP, waiver.id)


@pytest.mark.parametrize(
    ("reason", "until", "sentence"),
    [
        ("", None, "Say why this finding is accepted; a waiver needs a reason."),
        ("  \n", None, "Say why this finding is accepted; a waiver needs a reason."),
        (
            "Because",
            date(2026, 5, 3),
            "The waiver would have ended on 3 May 2026; choose 4 May 2026 or a later day.",
        ),
    ],
)
def test_what_is_refused(reason: str, until: date | None, sentence: str) -> None:
    with pytest.raises(EditRefused) as refused:
        waive(GAP, KEY, reason, until, on=ON)
    assert str(refused.value) == sentence


def test_it_may_end_today() -> None:
    assert KEY not in keys(done(GAP, waive(GAP, KEY, "Today only", ON, on=ON)))


def test_a_subject_may_hold_a_colon() -> None:
    (waiver,) = done(GAP, waive(GAP, "F01:buy|amount:1-2;risk:0-1", "Yes", on=ON)).waivers
    assert (waiver.finding, waiver.subject) == ("F01", "buy|amount:1-2;risk:0-1")
