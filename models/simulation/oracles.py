"""Closed forms from queueing theory: what the kernel must find, within its interval, where they apply.

Rates are per hour, times in hours. λ is the arrival rate, μ the service rate of one server, a = λ/μ the offered load
and ρ = a/c the utilisation of c servers.
"""

from __future__ import annotations

import math

import numpy as np

from models.simulation.arrays import Floats


class Unstable(ValueError):
    """The load is at or above what the servers can do, so that no mean exists."""


def _stable(utilisation: float) -> None:
    if utilisation >= 1.0:
        raise Unstable(f"utilisation {utilisation:.4g} is not below 1")


def erlang_b(servers: int, load: float) -> float:
    """Return the probability that all servers are busy when nobody waits (Erlang's loss formula).

    Source: Erlang (1917), by the recursion B(0) = 1, B(n) = a·B(n-1) / (n + a·B(n-1)).
    """
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Return the probability that an arrival waits in M/M/c.

    Source: Erlang (1917); C = B / (1 - ρ(1 - B)). Raises Unstable at or above full load.
    """
    _stable(load / servers)
    blocked = erlang_b(servers, load)
    return blocked / (1.0 - load / servers * (1.0 - blocked))


def mmc_wait(arrivals: float, service: float, servers: int) -> float:
    """Return the mean wait in M/M/c: C(c, a) / (cμ - λ)."""
    return erlang_c(servers, arrivals / service) / (servers * service - arrivals)


def mg1_wait(arrivals: float, mean: float, variation: float) -> float:
    """Return the mean wait in M/G/1, given the mean service time and its coefficient of variation.

    Source: Pollaczek (1930), Khinchine (1932): λE[S²] / 2(1 - ρ). With variation 0 it is M/D/1.
    """
    _stable(arrivals * mean)
    return arrivals * mean**2 * (1.0 + variation**2) / (2.0 * (1.0 - arrivals * mean))


def priority_waits(arrivals: tuple[float, ...], mean: float, variation: float) -> tuple[float, ...]:
    """Return the mean waits of the classes of M/G/1 with priorities, highest first; work in hand is not interrupted.

    Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954):
    W_k = W_0 / ((1 - σ_{k-1})(1 - σ_k)) with σ_k the utilisation by the classes up to k and W_0 = λE[S²]/2.
    """
    _stable(sum(arrivals) * mean)
    residual = sum(arrivals) * mean**2 * (1.0 + variation**2) / 2.0
    waits, before = [], 0.0
    for rate in arrivals:
        after = before + rate * mean
        waits.append(residual / ((1.0 - before) * (1.0 - after)))
        before = after
    return tuple(waits)


def patient_until(arrivals: float, service: float, servers: int, deadline: float) -> tuple[float, float]:
    """Return the probability of a time-out and the mean wait of all, in M/M/n whose customers wait at most `deadline`.

    Source: Zeltyn and Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G
    queue", Queueing Systems 51 (2005), with H(x) = min(x, D): J = ∫ exp(λH(x) - nμx) dx,
    ε = Σ_{j<n} (a^j/j!) / (a^{n-1}/(n-1)!), P = (1 + (λ - nμ)J) / (ε + λJ),
    E[W] = λ ∫ H(x) exp(λH(x) - nμx) dx / (ε + λJ).
    """
    load, drain = arrivals / service, servers * service
    net = drain - arrivals
    tail = math.exp(-net * deadline)
    if abs(net) < 1e-12:
        early, early_first = deadline, deadline**2 / 2.0
    else:
        early = (1.0 - tail) / net
        early_first = (1.0 - tail * (1.0 + net * deadline)) / net**2
    total = early + tail / drain
    first = early_first + deadline * tail / drain
    terms = [load**j / math.factorial(j) for j in range(servers)]
    scale = sum(terms) / terms[-1] + arrivals * total
    return (1.0 - net * total) / scale, arrivals * first / scale


def erlang_a(arrivals: float, service: float, servers: int, giving_up: float) -> tuple[float, float]:
    """Return the probability of giving up and the mean wait of all, in M/M/n+M: each waits an exponential time at most.

    `giving_up` is the rate θ, one over the mean patience. Source: Palm (1957); Garnett, Mandelbaum and Reiman,
    "Designing a call center with impatient customers", M&SOM 4 (2002), with x = nμ/θ, y = λ/θ,
    A = 1 + Σ_{j≥1} y^j / ((x+1)···(x+j)) and B Erlang's loss probability: P(wait) = A·B / (1 + (A - 1)B),
    P(give up | wait) = 1/(ρA) + 1 - 1/ρ, and E[W] = P(give up)/θ, as those who give up leave at rate θ·E[queue].
    """
    load = arrivals / (servers * service)
    x, y = servers * service / giving_up, arrivals / giving_up
    total = term = 1.0
    j = 0
    while term > 1e-17 * total:
        j += 1
        term *= y / (x + j)
        total += term
    blocked = erlang_b(servers, arrivals / service)
    waits = total * blocked / (1.0 + (total - 1.0) * blocked)
    gives_up = waits * (1.0 / (load * total) + 1.0 - 1.0 / load)
    return gives_up, gives_up / giving_up


def calendar_waits(arrivals: float, service: float, servers: int, share: float) -> tuple[float, float]:
    """Return the mean wait in open hours and by the clock, in M/M/c that is open for a `share` of the time.

    Cases come while it is open only, `arrivals` an hour by the clock on average, so λ = arrivals/share an open hour.
    Counted in open hours it is M/M/c (change of time: the closed hours are cut out), whose wait W does not depend on
    the moment. Begun at a moment spread evenly over the open hours, W of them take W/share by the clock on average,
    whatever the calendar, as open hours come at that rate in the long run.
    """
    wait = mmc_wait(arrivals / share, service, servers)
    return wait, wait / share


def fork_join_two(arrivals: float, service: float) -> float:
    """Return the mean time until both of two parallel M/M/1 queues, fed by the same arrivals, have done their part.

    Source: Flatto and Hahn (1984); Nelson and Tantawi, "Approximate analysis of fork/join synchronization in parallel
    queues", IEEE Transactions on Computers 37 (1988): (12 - ρ) / (8(μ - λ)).
    """
    _stable(arrivals / service)
    return (12.0 - arrivals / service) / (8.0 * (service - arrivals))


def mean_hops(start: Floats, passes: Floats) -> float:
    """Return the mean number of escalations of a case: γ̂ᵀ(I - P)⁻¹1 - 1.

    `start` [R] is the probability of starting at each role and `passes` [R, R] that of a case going from one role to
    another; what is missing to one in a row is decided there. Source: Kemeny and Snell, "Finite Markov chains" (1960),
    chapter 3, for the mean number of steps before absorption.
    """
    return float(start @ np.linalg.solve(np.eye(len(start)) - passes, np.ones(len(start)))) - 1.0


def traffic(outside: Floats, passes: Floats) -> Floats:
    """Return [R] the rate at which work arrives at each role of an open network: λ = (I - Pᵀ)⁻¹γ.

    Source: Jackson, "Networks of waiting lines", Operations Research 5 (1957).
    """
    rates: Floats = np.linalg.solve(np.eye(len(outside)) - passes.T, outside).astype(np.float64)
    return rates


def jackson_time(outside: Floats, passes: Floats, service: Floats, servers: tuple[int, ...]) -> float:
    """Return the mean time in an open Jackson network: Σ λ_r(W_r + 1/μ_r) / Σ γ_r, with W_r the M/M/c wait."""
    rates = traffic(outside, passes)
    stays = [mmc_wait(rate, mu, c) + 1.0 / mu for rate, mu, c in zip(rates, service, servers, strict=True)]
    return float(rates @ np.array(stays) / outside.sum())


def number_present(arrived: Floats, left: Floats, start: float, end: float) -> float:
    """Return ∫ N(t) dt / (end - start): how many were present on average between two moments.

    `arrived` and `left` [N] are when each came and went. Little's law as an integral, exact for every finite stretch:
    the area under N(t) is the time that those present spent in it, added up. Source: Little, "A proof for the queuing
    formula L = λW", Operations Research 9 (1961); Stidham, "A last word on L = λW", Operations Research 22 (1974).
    """
    spent = np.minimum(left, end) - np.maximum(arrived, start)
    return float(np.maximum(spent, 0.0).sum()) / (end - start)
