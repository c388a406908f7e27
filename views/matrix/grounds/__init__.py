"""What rows stand on: places, instruments and exchange rates."""

from views.matrix.grounds.part import GroundsPart

__all__ = ["GroundsPart"]
