"""What the checks find about each team, for quiet marks beside it."""

from __future__ import annotations

from datetime import date

from models.document import Document
from models.findings import Finding
from models.findings.charters import CHECKS
from models.findings.survey import Survey


def warnings_by_team(document: Document, on: date) -> dict[str, tuple[Finding, ...]]:
    """Return the findings about teams, their members and their charters, by the id of the team."""
    survey = Survey(document, on)
    found: dict[str, dict[str, Finding]] = {}
    for check in CHECKS:
        for finding in check.run(survey):
            for place in finding.places:
                team = _team_of(document, place.table, place.row)
                if team is not None:
                    found.setdefault(team, {})[finding.key] = finding
    return {team: tuple(findings.values()) for team, findings in found.items()}


def _team_of(document: Document, table: str, row_id: str) -> str | None:
    if table == "team":
        return row_id
    if table in ("membership", "charter", "role"):
        row = document.table(table).get(row_id)
        return None if row is None else row.team
    return None
