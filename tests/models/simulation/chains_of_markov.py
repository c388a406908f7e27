"""Queues solved as Markov chains, cut off far out: a second way to what the closed forms say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import numpy as np
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve

State = TypeVar("State")


def stationary(start: State, moves: Callable[[State], Iterable[tuple[State, float]]]) -> Mapping[State, float]:
    """Return the stationary probabilities of all states that can be reached from `start`, by the rates of moves."""
    number = {start: 0}
    waiting, rows, columns, rates = [start], [], [], []
    while waiting:
        state = waiting.pop()
        for target, rate in moves(state):
            if target not in number:
                number[target] = len(number)
                waiting.append(target)
            rows += [number[target], number[state]]
            columns += [number[state], number[state]]
            rates += [rate, -rate]
    count = len(number)
    # Balance in every state but the last one found, whose equation says that the probabilities add up to one.
    keep = [k for k, row in enumerate(rows) if row != count - 1]
    values = [rates[k] for k in keep] + [1.0] * count
    at = ([rows[k] for k in keep] + [count - 1] * count, [columns[k] for k in keep] + list(range(count)))
    right = np.zeros(count)
    right[-1] = 1.0
    solved = spsolve(csc_matrix((values, at), shape=(count, count)), right)
    return {state: float(solved[k]) for state, k in number.items()}
