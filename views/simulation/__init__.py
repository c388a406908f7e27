"""The simulation page: what happens to cases that arrive, queue and escalate."""

from views.simulation.page import SimulationPage

__all__ = ["SimulationPage"]
