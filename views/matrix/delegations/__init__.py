"""Delegations with their dates on a line, and urgent routes and separated duties beside them."""

from views.matrix.delegations.part import DelegationsPart

__all__ = ["DelegationsPart"]
