"""The closed forms themselves: published values, limits, Markov chains solved numerically, direct integration."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from models.simulation import oracles
from tests.models.simulation.chains_of_markov import stationary


def test_the_closed_forms_give_their_published_values() -> None:
    assert oracles.mmc_wait(2.55, 1.0, 3) == pytest.approx(1.6231, abs=5e-5)
    assert oracles.mg1_wait(0.7, 1.0, math.sqrt(math.exp(0.64) - 1)) == pytest.approx(2.2126, abs=5e-5)
    assert oracles.patient_until(2.55, 1.0, 3, 1.5)[0] == pytest.approx(0.08156, abs=5e-6)
    assert oracles.erlang_b(2, 1.0) == pytest.approx(0.2)
    assert oracles.erlang_b(10, 7.0) == pytest.approx(0.0787, abs=5e-5)
    assert oracles.erlang_c(1, 0.7) == pytest.approx(0.7)


def test_a_deadline_that_never_comes_changes_nothing() -> None:
    timed_out, waits = oracles.patient_until(2.55, 1.0, 3, 200.0)
    assert timed_out == pytest.approx(0.0, abs=1e-9)
    assert waits == pytest.approx(oracles.mmc_wait(2.55, 1.0, 3))
    assert oracles.erlang_a(2.55, 1.0, 3, 1e-9)[1] == pytest.approx(oracles.mmc_wait(2.55, 1.0, 3), rel=1e-6)


@pytest.mark.parametrize(
    "at_full_load",
    [
        lambda: oracles.mmc_wait(2.0, 1.0, 2),
        lambda: oracles.mg1_wait(1.0, 1.0, 1.0),
        lambda: oracles.priority_waits((0.5, 0.5), 1.0, 1.0),
        lambda: oracles.fork_join_two(1.0, 1.0),
        lambda: oracles.calendar_waits(0.5, 1.0, 1, 0.5),
    ],
)
def test_at_full_load_there_is_no_mean(at_full_load: Callable[[], object]) -> None:
    with pytest.raises(oracles.Unstable, match="utilisation 1 is not below 1"):
        at_full_load()


LOADS = st.floats(0.1, 1.3)
SERVERS = st.integers(1, 8)


@given(LOADS, SERVERS, st.floats(0.05, 4.0))
@settings(deadline=None)
def test_erlang_a_is_its_birth_and_death_process(load: float, servers: int, giving_up: float) -> None:
    rate = load * servers
    weights = [1.0]
    for n in range(1, 600):
        weights.append(weights[-1] * rate / (min(n, servers) + max(n - servers, 0) * giving_up))
    chances = np.array(weights) / sum(weights)
    queue = float(chances @ np.maximum(np.arange(600) - servers, 0))
    gives_up, wait = oracles.erlang_a(rate, 1.0, servers, giving_up)
    assert wait == pytest.approx(queue / rate, rel=1e-8)
    assert gives_up == pytest.approx(giving_up * queue / rate, rel=1e-8)


def patient(
    rate: float, servers: int, stays: Callable[[float], float], stayed: Callable[[float], float], pieces: list[float]
) -> tuple[float, float]:
    """Return the share that gives up and the mean wait in M/M/n+G, by integrating over the offered wait.

    `stays(x)` is the probability of still waiting after x, `stayed` its integral from 0. The offered wait has the
    density c·exp(λ·stayed(x) - nμx); at 0 it is λ times the probability that just one server is idle, which the chain
    of M/M/n below n gives. `pieces` are the ends of the stretches to integrate over, the last far out.
    """

    def integral(of: Callable[[float], float]) -> float:
        def weighted(x: float) -> float:
            return of(x) * math.exp(rate * stayed(x) - servers * x)

        return sum(quad(weighted, low, high, epsabs=1e-13)[0] for low, high in pairwise([0.0, *pieces]))

    terms = [rate**j / math.factorial(j) for j in range(servers)]
    scale = rate / (sum(terms) / terms[-1] + rate * integral(lambda x: 1.0))
    return scale * integral(lambda x: 1.0 - stays(x)), scale * integral(stayed)


@pytest.mark.parametrize(("rate", "servers", "deadline"), [(2.55, 3, 1.5), (0.8, 1, 0.7), (5.5, 5, 2.0), (3.0, 3, 1.0)])
def test_a_fixed_deadline_by_direct_integration(rate: float, servers: int, deadline: float) -> None:
    found = patient(
        rate, servers, lambda x: float(x < deadline), lambda x: min(x, deadline), [deadline, deadline + 40.0 / servers]
    )
    assert oracles.patient_until(rate, 1.0, servers, deadline) == pytest.approx(found, rel=1e-8)


@pytest.mark.parametrize(("rate", "servers", "giving_up"), [(2.55, 3, 0.5), (0.8, 1, 2.0), (7.0, 6, 0.2)])
def test_random_patience_by_direct_integration(rate: float, servers: int, giving_up: float) -> None:
    found = patient(
        rate,
        servers,
        lambda x: math.exp(-giving_up * x),
        lambda x: -math.expm1(-giving_up * x) / giving_up,
        [5.0, 20.0, 60.0],
    )
    assert oracles.erlang_a(rate, 1.0, servers, giving_up) == pytest.approx(found, rel=1e-8)


def test_priorities_as_a_markov_chain() -> None:
    """Two classes at one server: how many of each wait, and who is served."""
    high, low, most = 0.25, 0.3, 60

    def moves(state: tuple[int, int, int]) -> Iterator[tuple[tuple[int, int, int], float]]:
        urgent, other, served = state
        if urgent < most:
            yield ((urgent + 1, other, served) if served else (0, 0, 1)), high
        if other < most:
            yield ((urgent, other + 1, served) if served else (0, 0, 2)), low
        if served:
            if urgent:
                yield (urgent - 1, other, 1), 1.0
            elif other:
                yield (0, other - 1, 2), 1.0
            else:
                yield (0, 0, 0), 1.0

    chances = stationary((0, 0, 0), moves)
    waits = (
        sum(p * state[0] for state, p in chances.items()) / high,
        sum(p * state[1] for state, p in chances.items()) / low,
    )
    assert oracles.priority_waits((high, low), 1.0, 1.0) == pytest.approx(waits, rel=1e-6)


def test_two_in_parallel_as_a_markov_chain() -> None:
    """Both queues are first in first out, so the longer one says how many cases are not done."""
    rate, most = 0.5, 60

    def moves(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], float]]:
        one, two = state
        if max(state) < most:
            yield (one + 1, two + 1), rate
        if one:
            yield (one - 1, two), 1.0
        if two:
            yield (one, two - 1), 1.0

    present = sum(p * max(state) for state, p in stationary((0, 0), moves).items())
    assert oracles.fork_join_two(rate, 1.0) == pytest.approx(present / rate, rel=1e-6)


def test_a_jackson_network_with_feedback_as_a_markov_chain() -> None:
    """Every third case of the second role is sent back to the first, which has two servers."""
    rate, most, services = 0.5, 45, (0.6, 1.0)
    passes = np.array([[0.0, 1.0], [0.3, 0.0]])

    def moves(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], float]]:
        one, two = state
        if one < most:
            yield (one + 1, two), rate
        if one and two < most:
            yield (one - 1, two + 1), min(one, 2) * services[0]
        if two:
            yield (one, two - 1), 0.7 * services[1]
            if one < most:
                yield (one + 1, two - 1), 0.3 * services[1]

    present = sum(p * sum(state) for state, p in stationary((0, 0), moves).items())
    exact = oracles.jackson_time(np.array([rate, 0.0]), passes, np.array(services), (2, 1))
    assert exact == pytest.approx(present / rate, rel=1e-3)


@given(st.floats(0.05, 0.9))
def test_constant_work_as_an_embedded_chain(load: float) -> None:
    """Who leaves M/D/1 leaves behind, on average, as many as Little's law says are there: λ(W + 1)."""
    most = 400
    come = np.exp(-load + np.arange(most) * math.log(load) - np.array([math.lgamma(k + 1) for k in range(most)]))
    chances = [1.0 - load]
    for n in range(most - 1):
        balance = chances[n] - chances[0] * come[n] - sum(chances[k] * come[n + 1 - k] for k in range(1, n + 1))
        chances.append(max(balance / come[0], 0.0))
        if sum(chances) > 1 - 1e-13:
            break
    left_behind = sum(n * p for n, p in enumerate(chances))
    assert load * (oracles.mg1_wait(load, 1.0, 0.0) + 1.0) == pytest.approx(left_behind, rel=1e-4)


def test_hops_are_those_of_the_powers_of_the_chain() -> None:
    passes = np.array([[0.0, 0.3, 0.1], [0.2, 0.0, 0.4], [0.1, 0.0, 0.0]])
    start = np.array([0.5, 0.5, 0.0])
    hops, at = 0.0, start
    for _ in range(200):
        at = at @ passes
        hops += at.sum()
    assert oracles.mean_hops(start, passes) == pytest.approx(hops)


def test_a_calendar_cuts_the_closed_hours_out() -> None:
    assert oracles.calendar_waits(0.7, 1.0, 1, 1.0) == pytest.approx((7 / 3, 7 / 3))
    working, clock = oracles.calendar_waits(0.2, 1.0, 1, 0.25)
    assert working == pytest.approx(oracles.mmc_wait(0.8, 1.0, 1))
    assert clock == pytest.approx(4 * working)


def test_presence_is_an_integral() -> None:
    arrived, left = np.array([0.0, 1.0, 5.0]), np.array([2.0, 4.0, 9.0])
    assert oracles.number_present(arrived, left, 0.0, 10.0) == pytest.approx(0.9)
    assert oracles.number_present(arrived, left, 1.5, 3.5) == pytest.approx((0.5 + 2.0) / 2)
