"""The dimensions of a document: what describes a case, and which values there are."""

from views.matrix.dimensions.part import DimensionsPart

__all__ = ["DimensionsPart"]
