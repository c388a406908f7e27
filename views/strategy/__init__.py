"""Themes of a quarter and their outcome targets, as a board."""

from views.strategy.page import StrategyPage

__all__ = ["StrategyPage"]
