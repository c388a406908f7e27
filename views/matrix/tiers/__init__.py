"""The decision tiers of a document, with their criteria and decisions."""

from views.matrix.tiers.part import TiersPart

__all__ = ["TiersPart"]
