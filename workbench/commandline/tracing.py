"""An event log of the first run of a simulation, written beside its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.document import Document

if TYPE_CHECKING:
    from models.simulation.telling.report import Report


def write_event_log(document: Document, report: Report, target: Path, *, force: bool) -> Path:
    """Write what happens to the cases of the first replication, from an empty start, and return where.

    Raises ExportRefused.
    """
    from exporters.event_log import write_log
    from exporters.run_log import rows_of
    from models.simulation.results.trace import traced

    settings = report.result.settings
    trace = traced(report.model.layout, seed=settings.seed, cases=settings.cases)
    return write_log(rows_of(document, report.model, trace), target, force=force)
