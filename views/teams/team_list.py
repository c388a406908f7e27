"""The teams, one below the other: name, size and kind, and a quiet mark where something is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.document import Document
from models.findings import Finding
from views.shell.two_lines import Line, LinesModel, TwoLineList


class TeamList(TwoLineList):
    """The list of the teams, in the order of the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Teams"))
        self._kinds = {
            "stream": self.tr("stream"),
            "platform": self.tr("platform"),
            "enabling": self.tr("enabling"),
            "subsystem": self.tr("subsystem"),
            "leadership": self.tr("leadership"),
        }

    @property
    def teams(self) -> LinesModel:
        """The model of the list."""
        return self.lines

    def show_teams(self, document: Document, warnings: dict[str, tuple[Finding, ...]]) -> None:
        """Show the teams as they are now."""
        self.lines.show_lines(
            [
                Line(
                    team.id,
                    team.name,
                    self._second(document, team.id, team.kind),
                    "\n".join(finding.sentence for finding in warnings.get(team.id, ())),
                )
                for team in document.teams
            ]
        )

    def _second(self, document: Document, team: str, kind: str) -> str:
        count = len({member.person for member in document.memberships.by("team", team)})
        people = self.tr("1 person") if count == 1 else self.tr("{count} people").format(count=count)
        return f"{people} · {self._kinds[kind]}"
