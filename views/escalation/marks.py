"""The findings that belong on the map, by the role or the way that they are about."""

from __future__ import annotations

from collections.abc import Iterable

from models.findings import Finding
from views.escalation.picture import Mark

# Escalation, links, absences, loads: what is about roles and the ways between them.
SHOWN = frozenset(
    ("F17", "F18", "F31", "F32", "F33", "F34", "F35", "F36", "F37", "F38", "F39", "F40", "F45", "F46", "F47")
)
_GRAVEST = ("error", "warning", "information")


def marks_of(findings: Iterable[Finding]) -> dict[str, Mark]:
    """Return for each role and each link what findings say about it, the gravest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in findings:
        if finding.id not in SHOWN:
            continue
        said = f"{finding.sentence} {finding.fix}".strip()
        for row in dict.fromkeys(place.row for place in finding.places if place.table in ("role", "escalation_link")):
            found.setdefault(row, []).append((finding.severity, said))
    marks = {}
    for row, those in found.items():
        those.sort(key=lambda each: _GRAVEST.index(each[0]))
        marks[row] = Mark(those[0][0], tuple(dict.fromkeys(words for _, words in those)))
    return marks
