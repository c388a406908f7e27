"""Text in cells, as every export writes it."""

from models.inert import LONGEST, clean, inert, is_active

__all__ = ["LONGEST", "clean", "inert", "is_active"]
