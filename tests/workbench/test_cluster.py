"""On a Dask cluster the same comes out as on threads; and one sentence says what is missing."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest

from models.changes import apply
from models.commands import capacity, scenarios
from models.effort import Stopped
from models.whatif.comparing import compare
from models.whatif.levers import HoursLever, ThresholdLever
from models.whatif.running import Runner, Threads, Watch
from models.whatif.searching import Ask, search
from tests.models.whatif.house import ASSUMED, DAY, FEW, house, scenario
from workbench.cluster import runner_for
from workbench.failures import FileProblem

pytestmark = pytest.mark.slow  # processes start, each with its own imports


@pytest.fixture(scope="module")
def cluster() -> Iterator[Runner]:
    """Two processes on this machine."""
    with runner_for("local", 2) as runner:
        assert runner is not None
        yield runner


def squared(shared: int, task: int, watch: Watch) -> int:
    if task < 0:
        raise ValueError("less than nothing")
    return shared * task**2


def test_answers_come_in_the_order_of_the_tasks(cluster: Runner) -> None:
    took: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    found = cluster(
        squared, 3, range(20), took=lambda at, answer: took.append((at, answer)), progress=lambda *d: told.append(d)
    )
    assert found == [3 * task**2 for task in range(20)]
    assert sorted(took) == list(enumerate(found))
    assert told[-1][0] == told[-1][1]
    assert cluster.workers == 2
    with pytest.raises(ValueError, match="less than nothing"):
        cluster(squared, 3, [1, -1])
    with pytest.raises(Stopped):
        cluster(squared, 3, range(200), halt=lambda: True)


def test_a_comparison_and_a_search_are_the_same_on_one_thread_many_and_dask(cluster: Runner) -> None:
    document = house(scenario("eased"))
    document = apply(document, scenarios.try_in(document, "eased", capacity.set_capacity, "head", hours_a_week=20))
    limits = ThresholdLever("buy", "amount", 500_000, (300_000, 500_000, 900_000))
    ask = Ask((limits, HoursLever("lead", (8.0, 12.0))), budget=60)
    runners = (Threads(1), Threads(4), cluster)
    compared = [compare(document, ["eased"], ASSUMED, FEW, on=DAY, runner=runner) for runner in runners]
    assert len({tuple(side.result.digest for side in one.sides if side.result) for one in compared}) == 1
    assert len({str([side.measured for side in one.sides]) for one in compared}) == 1
    searched = [search(document, ask, ASSUMED, FEW, on=DAY, runner=runner) for runner in runners]
    assert searched[0] == searched[1] == searched[2]
    assert searched[0].frontier


def test_a_search_stopped_on_a_cluster_goes_on_on_threads(cluster: Runner) -> None:
    document = house()
    ask = Ask((HoursLever("lead", (8.0, 10.0, 12.0, 14.0)),), budget=60)
    whole = search(document, ask, ASSUMED, FEW, on=DAY)
    kept: list[dict[str, object]] = []
    calls = iter(range(1_000))
    part = search(document, ask, ASSUMED, FEW, on=DAY, runner=cluster, keep=kept.append, halt=lambda: next(calls) >= 1)
    assert not part.done
    assert search(document, ask, ASSUMED, FEW, on=DAY, state=kept[-1]) == whole


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.cluster._KNOCKS", 0.5)
    with runner_for("") as runner:
        assert runner is None
    with (
        pytest.raises(FileProblem, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        runner_for("tcp://127.0.0.1:9"),
    ):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(FileProblem, match=r"not installed; get it with: pip install 'remit\[cluster\]'"),
        runner_for("local"),
    ):
        pass


def test_what_is_no_address_is_refused_and_whatever_else_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for words in ("nonsense", "foo://host:8786", "tcp://host"):
        with pytest.raises(FileProblem, match="is no address of a Dask scheduler"), runner_for(words):
            pass
    monkeypatch.setattr("workbench.cluster._KNOCKS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FileProblem, match="No Dask scheduler answers"), runner_for(address):
            pass
