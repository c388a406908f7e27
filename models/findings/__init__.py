"""Findings: what is wrong or doubtful in a document, each with its place, one concrete case and what to do."""

from models.findings.base import Check, Finding, Place, Severity
from models.findings.catalogue import CHECKS, check, checks_reading
from models.findings.outputs import output_phrase

__all__ = ["CHECKS", "Check", "Finding", "Place", "Severity", "check", "checks_reading", "output_phrase"]
