"""The three-level model in Ciw, which keeps a record of every visit by itself."""

from __future__ import annotations

import time

import ciw

from tests.bench import three_levels as model


def network() -> ciw.network.Network:
    """The model as Ciw describes it: a node a role, a matrix of where customers go."""
    hours = [model.HOURS[0]] * model.LEADS + [model.HOURS[1]] * model.HEADS + [model.HOURS[2]]
    holders = [model.HOLDERS[0]] * model.LEADS + [model.HOLDERS[1]] * model.HEADS + [model.HOLDERS[2]]
    passes = [[0.0] * model.ROLES for _ in range(model.ROLES)]
    for lead in range(model.LEADS):
        passes[lead][model.LEADS + lead % model.HEADS] = model.EXCEPTIONS[0]
    for head in range(model.LEADS, model.ROLES - 1):
        passes[head][model.ROLES - 1] = model.EXCEPTIONS[1]
    return ciw.create_network(
        arrival_distributions=[
            ciw.dists.Exponential(model.RATE) if role < model.LEADS else None for role in range(model.ROLES)
        ],
        service_distributions=[ciw.dists.Exponential(1 / mean) for mean in hours],
        number_of_servers=holders,
        routing=passes,
    )


def run(seed: int, cases: int) -> ciw.Simulation:
    """Return the simulation after so many cases have ended."""
    ciw.seed(seed)
    simulation = ciw.Simulation(network())
    simulation.simulate_until_max_customers(cases, method="Finish")
    return simulation


def seconds(cases: int) -> float:
    """Seconds a million cases take; reading the records off is not counted."""
    start = time.thread_time()
    run(1, cases)
    return (time.thread_time() - start) / cases * 1e6
