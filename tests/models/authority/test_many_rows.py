"""Ten thousand rows of one decision: an answer, or one plain sentence that says what was not searched; never a hang.

How much is done is counted by how often the work asks whether to stop.
"""

from __future__ import annotations

import pytest

from models.authority.facts import Case
from models.authority.proof import Coverage, coverage_of
from models.authority.routing import route
from models.document import Document
from models.effort import Stopped
from models.findings import CHECKS, check
from tests.models.authority.small import NAMES, ON, SIZE, band, matrix, row
from tests.models.authority.test_proof import wild

ROWS = 10_000
WIDE = SIZE.changed(upper=10**6)
# Far more than any of these needs, and some seconds of work at the very most.
MOST_ASKED = 100_000


def proved(document: Document) -> Coverage:
    """The coverage, after no more than so much work."""
    asked = 0

    def halt() -> bool:
        nonlocal asked
        asked += 1
        return asked > MOST_ASKED

    found = coverage_of(document, document.decisions["buy"], document.rules, ON)
    found.look(halt)
    return found


def stairs(*left_out: int) -> Document:
    """One row above the other, some left out."""
    steps = (row(f"s{at}", band(at, at + 1), by=NAMES[at % 5]) for at in range(ROWS) if at not in left_out)
    return matrix(*steps, row("above", band(ROWS, "unlimited")))


def test_rows_that_fit_together_are_proved_whole() -> None:
    assert proved(stairs()).whole


def test_the_one_row_that_is_missing_is_found() -> None:
    found = proved(stairs(7_777))
    (gap,) = found.gaps
    assert (found.all_gaps, found.all_overlaps) == (1, 0)
    assert found.gap_space.example(gap).facts == {"amount": 777_700}


def test_rows_that_all_cover_the_same_are_said_to_overlap_too_often() -> None:
    document = matrix(*(row(f"r{at}", by=NAMES[at % 5]) for at in range(ROWS)))
    found = proved(document)
    assert (found.all_gaps, found.all_overlaps, len(found.overlaps)) == (0, None, 50)
    answer = route(document, Case("buy"), ON)
    assert answer.kind == "conflict"
    assert answer.sentence.startswith("Conflict: 10,000 rows cover this case; by ")
    assert len(answer.sentence) < 500


@pytest.mark.slow
def test_rows_inside_each_other_with_a_priority_each_are_said_to_lie_too_deep() -> None:
    document = matrix(
        WIDE, *(row(f"p{at}", band(at // 2, 2 * ROWS - at), band(0, at + 1, "size"), priority=at) for at in range(ROWS))
    )
    found = proved(document)
    assert not found.all_never_used
    assert found.all_overlaps == 0


@pytest.mark.slow
def test_rows_that_cut_each_other_in_every_way_are_said_to_be_too_many() -> None:
    document = wild(ROWS)
    said = [finding.sentence for finding in check(document, ON, [one for one in CHECKS if one.id == "F00"])]
    assert said[0] == "The 10,000 rows of “Buy” cut its cases into more pieces than can be searched for gaps."
    assert route(document, Case("buy"), ON).kind == "unknown"
    assert route(document, Case("buy", {"amount": 5, "size": 5}), ON).kind in ("unknown", "depends", "gap", "decided")


def test_a_proof_stops_as_soon_as_it_is_asked_to() -> None:
    document = wild(2_000)
    found = coverage_of(document, document.decisions["buy"], document.rules, ON)
    asked = 0

    def halt() -> bool:
        nonlocal asked
        asked += 1
        return asked == 20

    with pytest.raises(Stopped):
        found.look(halt)
    assert asked == 20
    assert found.all_gaps is None
