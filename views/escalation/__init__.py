"""The escalation page: the map of roles and ways, one case walked through it, and who may be away."""

from views.escalation.page import EscalationPage

__all__ = ["EscalationPage"]
