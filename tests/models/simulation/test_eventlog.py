"""A run told as an event log."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.compile import compile_model
from models.simulation.eventlog import CAME, LoggedEvent, events
from tests.simulated import ON, sample


def told(document: Document) -> list[LoggedEvent]:
    return list(events(document, compile_model(document, Assumptions(), on=ON), seed=5, cases=400))


def test_every_case_comes_once_first_and_closes_once_last() -> None:
    rows = told(sample())
    by_case: dict[int, list[LoggedEvent]] = defaultdict(list)
    for row in rows:
        by_case[row.case].append(row)
    assert set(by_case) == set(range(400))
    for found in by_case.values():
        assert found[0].activity == CAME
        assert found[-1].activity.startswith("Closed: ")
        assert all(one.when <= other.when for one, other in pairwise(found))
        assert len({row.decision for row in found}) == 1
    assert min(row.when for row in rows).date() >= ON


def test_what_is_begun_is_completed_under_the_same_name() -> None:
    rows = told(sample())
    begun = Counter((row.case, row.activity) for row in rows if row.lifecycle == "start")
    done = Counter((row.case, row.activity) for row in rows if row.lifecycle == "complete")
    assert begun
    assert all(done[key] == count for key, count in begun.items())
    assert all(row.role and row.role in row.activity for row in rows if row.lifecycle == "start")
