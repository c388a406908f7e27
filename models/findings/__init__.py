"""Findings: what is wrong or doubtful in a document, each with its place, one concrete case and what to do."""

from typing import TYPE_CHECKING

from models.findings.base import Check, Finding, Place, Severity
from models.findings.outputs import output_phrase

if TYPE_CHECKING:
    from models.findings.catalogue import CHECKS, Checker, check, checks_reading

__all__ = ["CHECKS", "Check", "Checker", "Finding", "Place", "Severity", "check", "checks_reading", "output_phrase"]


def __getattr__(name: str) -> object:
    """Import the checks when somebody wants them: a page that shows findings need not wait for what finds them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from models.findings import catalogue

    return getattr(catalogue, name)
