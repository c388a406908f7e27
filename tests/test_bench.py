"""The bench harness itself: what it takes as a time, and when a promise counts as kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.bench.harness import Proof, Ratio, Result, measure, prove, readable, seconds, write

ROOT = Path(__file__).resolve().parent.parent


def reporting(*times: float) -> Callable[[], float]:
    """A callable that has measured itself; its first time is the warm-up's."""
    turn: Iterator[float] = cycle(times)
    return lambda: next(turn)


def test_a_float_is_taken_as_the_measured_time() -> None:
    assert seconds(reporting(42.0)) == 42.0


def test_anything_else_is_timed() -> None:
    assert 0 <= seconds(lambda: 42) < 1


def test_a_ratio_is_that_of_the_medians_without_the_warm_up() -> None:
    ours = reporting(99.0, 3.0, 1.0, 100.0)
    floor = reporting(99.0, 2.0, 2.0, 2.0)
    result = measure(Ratio("edit", ours, floor, limit=1.5, pairs=3))
    assert (result.ours, result.floor, result.ratio) == (3.0, 2.0, 1.5)
    assert result.ok
    assert (result.low, result.high) == (0.5, 50.0)


@pytest.mark.parametrize(("limit", "ok"), [(40.0, True), (40.1, False)])
def test_a_speed_up_is_the_floor_over_ours(limit: float, ok: bool) -> None:
    result = measure(Ratio("simulation", reporting(0.5), reporting(20.0), limit, at_most=False, pairs=3))
    assert result.ratio == 40.0
    assert result.ok is ok


def test_the_two_sides_take_turns_in_which_goes_first() -> None:
    order: list[str] = []
    measure(Ratio("turns", lambda: order.append("ours"), lambda: order.append("floor"), limit=9e9, pairs=2))
    assert order == ["floor", "ours", "ours", "floor", "floor", "ours"]


def test_a_broken_proof_is_a_verdict_and_a_broken_bench_is_an_error() -> None:
    def lost() -> str:
        raise AssertionError("an edit was lost")

    def crash() -> str:
        raise OSError("no space")

    assert prove(Proof("durability", lambda: "100 kills")).ok
    assert prove(Proof("durability", lost)).shown == "an edit was lost"
    with pytest.raises(OSError, match="no space"):
        prove(Proof("durability", crash))


def test_what_was_measured_is_written_with_its_machine(tmp_path: Path) -> None:
    result: Result = measure(Ratio("edit", reporting(2.0), reporting(1.0), limit=3, pairs=3))
    write(tmp_path / "new" / "bench.json", [result], [prove(Proof("kill", lambda: "none lost"))])
    written = json.loads((tmp_path / "new" / "bench.json").read_text(encoding="utf-8"))
    assert written["ratios"][0]["ratio"] == 2.0
    assert written["proofs"][0]["shown"] == "none lost"
    assert {"python", "platform", "cores"} <= written["machine"].keys()


def test_seconds_read_in_the_unit_that_fits() -> None:
    assert [readable(time) for time in (2.5e-5, 0.0123, 1.5)] == ["25 µs", "12.3 ms", "1.50 s"]


def test_an_unknown_bench_is_named_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "speed", "--to", str(tmp_path / "bench.json")]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 2
    assert "no bench called speed" in answer.stderr
    assert not (tmp_path / "bench.json").exists()
