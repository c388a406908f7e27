"""Findings: what is wrong or doubtful in a document, each with its place, one concrete case and what to do."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.findings.base import Check, Finding, Place, Severity
    from models.findings.catalogue import CHECKS, Checker, check, checks_reading
    from models.findings.outputs import output_phrase

__all__ = ["CHECKS", "Check", "Checker", "Finding", "Place", "Severity", "check", "checks_reading", "output_phrase"]

_MODULES = {
    "CHECKS": "catalogue",
    "Check": "base",
    "Checker": "catalogue",
    "Finding": "base",
    "Place": "base",
    "Severity": "base",
    "check": "catalogue",
    "checks_reading": "catalogue",
    "output_phrase": "outputs",
}


def __getattr__(name: str) -> object:
    """Import what somebody wants: a page that shows one thing of a finding need not wait for all that finds them."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
