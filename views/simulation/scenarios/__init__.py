"""Scenarios of the file: named changes, tried without living them."""

from views.simulation.scenarios.part import ScenariosPart

__all__ = ["ScenariosPart"]
