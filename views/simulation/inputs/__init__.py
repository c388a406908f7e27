"""What is known for a simulation, and the tables in which it is entered."""

from views.simulation.inputs.inputs import PLACES, Inputs

__all__ = ["PLACES", "Inputs"]
