"""Authority at size: the check of a large organisation, one edit of it, many cases at once, and how work grows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, cycle
from math import log
from statistics import median
from time import perf_counter, process_time

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from models.authority.batch import Column, route_many, said
from models.authority.cutting import edges_of
from models.authority.facts import Case
from models.authority.proof import coverage_of
from models.authority.routing import route
from models.authority.rules import Rule
from models.changes import apply
from models.commands import matrix
from models.document import Document
from models.findings import Checker, check
from models.quantities import Band
from tests.bench import bare_proof
from tests.bench.harness import Proof, Ratio, readable
from tests.bench.organisations import ON, Scale, organisation
from views.background import Task

_CASES = 1_000_000
_SAMPLE = 3_000
_ALONE = 200
_EDITS = 20
_SECONDS = 2.0
# What the fitted exponents may be: of time over rows times their logarithm, and over decisions and dimensions.
_STEEPEST = 1.25


def benches() -> list[Ratio | Proof]:
    """Return the promises on authority, on one organisation of 500 decisions, 60 roles and 4 dimensions."""
    document = organisation(Scale())
    decision = document.decisions["decision 7"].id
    columns = cases(document, decision, _CASES)
    bare_proof.prove(document)
    return [
        Proof(
            "a full check of 500 decisions, 60 roles, 4 dimensions, beside the window's thread: at most 2 s",
            lambda: full_check(document),
        ),
        Ratio(
            "the proof of all decisions, against one compiled pass over their boxes",
            lambda: prove(document),
            lambda: bare_proof.prove(document),
            3,
        ),
        Ratio(
            "the findings of one edit, against a full check",
            edits(document),
            lambda: whole_check(document),
            50,
            at_most=False,
            pairs=5,
        ),
        Ratio(
            "a million cases at once, against as many one by one",
            lambda: route_many(document, decision, columns, ON),
            one_by_one(document, decision, columns),
            100,
            at_most=False,
            pairs=3,
        ),
        Proof("each of a million cases is answered as it would be alone", lambda: same_answers(document, decision)),
        Proof("work grows no faster than n log n with rows, and evenly with dimensions and decisions", growth),
    ]


def prove(document: Document) -> None:
    """Prove the coverage of each decision, from nothing."""
    for decision in document.decisions:
        coverage_of(document, decision, document.rules.by("decision", decision.id), ON).look(None)


def whole_check(document: Document) -> int:
    """Check as the command line does."""
    return len(check(document, ON))


def full_check(document: Document) -> str:
    """Check five times as the window does, in a task while the event loop runs; return what that took."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    taken, found = [], 0
    for _ in range(5):
        loop = QEventLoop()
        found_now: list[object] = []
        task = Task(lambda task: Checker().check(document, ON, progress=_quietly, halt=lambda: task.stopping))
        task.done.connect(found_now.append)
        task.done.connect(loop.quit)
        start = perf_counter()
        task.start()
        loop.exec()
        taken.append(perf_counter() - start)
        (answer,) = found_now
        assert isinstance(answer, tuple)
        found = len(answer)
    bare = min(_timed(lambda: bare_proof.prove(document)) for _ in range(5))
    time = median(taken)
    text = (
        f"{len(document.rules):,} rows, {found} findings in {readable(time)}, which is {time / bare:.0f} times a bare "
        f"pass over the boxes ({readable(bare)}), with all checks of people, paths and words"
    )
    assert time <= _SECONDS, text
    return text


def _quietly(done: int, total: int) -> None:
    """Take note of nothing."""


def edits(document: Document) -> Callable[[], float]:
    """Return a call that makes edits, checks after each, and returns the seconds that one check takes."""
    checker = Checker()
    checker.check(document, ON)
    turns = cycle(("A", "R", "C"))
    numbers = count()
    current = document

    def run() -> float:
        nonlocal current
        taken = 0.0
        for _ in range(_EDITS):
            number = next(numbers)
            row = f"row {number * 7 % len(document.decisions)}-4"
            if number % 2:
                changes = matrix.set_cell(current, row, "role 9", next(turns))
            else:
                changes = matrix.set_band(current, row, "months", Band(lower=None, upper=6 + number % 90))
            current = apply(current, changes)
            start = perf_counter()
            checker.check(current, ON)
            taken += perf_counter() - start
        return taken / _EDITS

    return run


def cases(document: Document, decision: str, size: int) -> dict[str, Column]:
    """Return random cases as columns; every edge of every dimension is among them, from either side."""
    random = np.random.default_rng(5)
    columns: dict[str, Column] = {}
    for dimension in document.dimensions:
        if dimension.kind == "flag":
            columns[dimension.id] = random.random(size) < 0.5
        elif dimension.kind == "classes":
            columns[dimension.id] = random.choice(np.array(dimension.classes), size)
        else:
            edges = np.array(edges_of(document, dimension, Case(decision), ON) or (1,))
            near = random.choice(np.concatenate([edges - 1, edges, edges + 1]), size)
            far = random.integers(0, int(edges.max()) * 2, size)
            columns[dimension.id] = np.where(random.random(size) < 0.3, near, far)
    return columns


def _alone(columns: dict[str, Column], decision: str, at: int) -> Case:
    return Case(decision, {name: column[at].item() for name, column in columns.items()})


def one_by_one(document: Document, decision: str, columns: dict[str, Column]) -> Callable[[], float]:
    """Return a call that answers some of the cases alone, and returns the seconds that all would take."""
    some = [_alone(columns, decision, at) for at in range(_ALONE)]

    def run() -> float:
        start = perf_counter()
        for case in some:
            route(document, case, ON)
        return (perf_counter() - start) / _ALONE * _CASES

    return run


def same_answers(document: Document, decision: str) -> str:
    """Compare thousands of cases, those at the edges among them, with the answers that they get alone."""
    columns = cases(document, decision, _CASES)
    routed = route_many(document, decision, columns, ON)
    random = np.random.default_rng(6)
    chosen = set(random.integers(0, _CASES, _SAMPLE).tolist())
    edges = 0
    for dimension in document.dimensions:
        if dimension.kind in ("money", "number"):
            for edge in edges_of(document, dimension, Case(decision), ON):
                for value in (edge - 1, edge, edge + 1):
                    found = np.flatnonzero(columns[dimension.id] == value)[:3]
                    chosen.update(found.tolist())
                    edges += len(found)
    for at in sorted(chosen):
        alone, together = route(document, _alone(columns, decision, at), ON), routed[at]
        assert (alone.kind, alone.rules) == (together.kind, together.rules), f"case {at} differs"
        assert alone.kind == "gap" or said(alone) == said(together), f"case {at} is told otherwise"
    return f"{len(chosen):,} of {_CASES:,} cases, {edges} of them at edges; {len(routed.answers)} different answers"


def _timed(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


def growth() -> str:
    """Show how the time of a proof grows, print it as a table, and return the fitted exponents."""
    table = Table("what grows", title="Time of a proof: rows that divide the cases, with one gone, with one twice")
    for heading in ("size", "sound", "a gap", "an overlap"):
        table.add_column(heading, justify="right")
    steepest: dict[str, float] = {}
    for what, sizes in _GROWING.items():
        taken: dict[str, list[tuple[int, float]]] = {}
        for size, scale in sizes:
            document = organisation(scale)
            times = {kind: min(_proved(document, spoil) for _ in range(3)) for kind, spoil in _KINDS.items()}
            for kind, time in times.items():
                taken.setdefault(kind, []).append((size, time))
            table.add_row(what, f"{size:,}", *(readable(time) for time in times.values()))
        exponents = {kind: _exponent(points, what == "rows of one decision") for kind, points in taken.items()}
        table.add_row(what, "exponent", *(f"{exponent:.2f}" for exponent in exponents.values()), end_section=True)
        steepest[what] = max(exponents.values())
    Console(width=110).print(table)
    text = ", ".join(f"{what}: {exponent:.2f}" for what, exponent in steepest.items())
    assert max(steepest.values()) <= _STEEPEST, f"steepest exponents {text}"
    return f"steepest exponents {text} (rows after their logarithm is taken out)"


_GROWING: dict[str, list[tuple[int, Scale]]] = {
    "rows of one decision": [(n, Scale(decisions=1, rows=n, defects=0)) for n in (30, 100, 300, 1000)],
    "dimensions": [(n, Scale(decisions=40, dimensions=n, defects=0)) for n in (1, 2, 3, 4, 6, 8)],
    "decisions": [(n, Scale(decisions=n, defects=0)) for n in (50, 150, 500)],
}


def _sound(rows: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return rows


def _gone(rows: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return rows[: len(rows) // 2] + rows[len(rows) // 2 + 1 :]


def _twice(rows: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return (*rows, rows[len(rows) // 2].changed(id="twice", procedure=()))


_KINDS: dict[str, Callable[[tuple[Rule, ...]], tuple[Rule, ...]]] = {
    "sound": _sound,
    "a gap": _gone,
    "an overlap": _twice,
}


def _proved(document: Document, spoil: Callable[[tuple[Rule, ...]], tuple[Rule, ...]]) -> float:
    rows = [(d, spoil(document.rules.by("decision", d.id))) for d in document.decisions]

    def run() -> None:
        for decision, rules in rows:
            found = coverage_of(document, decision, rules, ON)
            found.look(None)
            assert found.all_gaps is not None
            assert found.all_overlaps is not None

    return _timed(run)


def _exponent(points: list[tuple[int, float]], with_logarithm: bool) -> float:
    """Return the slope of time over size, both as logarithms; of n log n, where asked, what goes beyond it is more."""
    xs = [log(size) for size, _ in points]
    ys = [log(time / (log(size) if with_logarithm else 1)) for size, time in points]
    return float(np.polyfit(xs, ys, 1)[0])
