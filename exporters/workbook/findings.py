"""The Findings sheet: what is wrong or doubtful in the matrix, with one case that shows it and what to do."""

from collections.abc import Iterable
from dataclasses import replace

from exporters.cells import clean
from exporters.naming import place_name
from exporters.workbook.sheet import Line, RenderedSheet, listing
from models.document import Document
from models.findings.base import SEVERITY_WORDS, Finding

_HEADINGS = (
    ("Severity", 12.0),
    ("Rule", 7.0),
    ("Finding", 24.0),
    ("Where", 36.0),
    ("What", 60.0),
    ("A case that shows it", 40.0),
    ("What to do", 48.0),
    ("Why it matters", 48.0),
)


def render_findings(document: Document, findings: Iterable[Finding]) -> RenderedSheet:
    """Return the Findings sheet in the order of the findings."""
    rows = []
    for found in findings:
        values = (
            SEVERITY_WORDS[found.severity],
            found.id,
            clean(found.name),
            clean("\n".join(dict.fromkeys(place_name(document, place) for place in found.places))),
            clean(found.sentence),
            clean(found.case or ""),
            clean(found.fix),
            clean(found.reason),
        )
        rows.append((values, "finding", found.key))
    sheet = listing("Findings", _HEADINGS, rows, empty="Nothing was found.", looks=("prose",) * len(_HEADINGS))
    return replace(sheet, lines=tuple(_coloured(line) for line in sheet.lines))


def _coloured(line: Line) -> Line:
    return replace(line, looks=(f"severity.{line.values[0]}", *line.looks[1:])) if line.table == "finding" else line
