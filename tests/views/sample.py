"""A small organisation, built by the commands that a user's edits run, for the tests of pages and their pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from models.changes import ChangeSet
from models.commands import matrix, rows, strategy, teams
from models.document import Document
from models.quantities import Band, Money
from models.workspace import WORKSPACE_ID, Workspace
from workbench.session import Session

TODAY = date(2026, 8, 14)

THEMES = (
    (
        "Keep the customers we have",
        "A customer who signs is glad of it three months later, without a call to support.",
        "Half of all churn happens in the first ninety days, long before anybody here notices.",
        "No discounts to hold people back. No change to prices before Q4.",
    ),
    (
        "Decide close to the work",
        "Teams take every reversible decision themselves and know that they may.",
        "A routine approval takes nine days, of which eight are waiting.",
        "Four eyes stay on contracts, people and models in production.",
    ),
    (
        "One road to production",
        "A model goes live through one shared pipeline, checked as it goes.",
        "Five teams run five pipelines; two of them cannot be audited.",
        "Teams choose the platform because it is easier, never because they must.",
    ),
    (
        "Answer for our models",
        "For each model in use we can say who owns it, what it does and how we would stop it.",
        "The regulator asks from January.",
        "",
    ),
)

OUTCOMES: tuple[tuple[int | None, str, dict[str, Any], tuple[tuple[date, float, float | None, str], ...]], ...] = (
    (
        0,
        "Fewer customers leave in their first ninety days",
        {"kind": "decrease", "baseline": 8.0, "target": 6.8, "unit": "% a month", "owner": "Onboarding"},
        (
            (date(2026, 7, 10), 7.9, 0.6, ""),
            (date(2026, 7, 31), 7.5, 0.7, "The new first week works in Germany."),
            (date(2026, 8, 12), 7.3, 0.7, ""),
        ),
    ),
    (
        0,
        "New customers reach their first report sooner",
        {"kind": "decrease", "baseline": 12, "target": 4, "unit": "days", "owner": "Onboarding"},
        ((date(2026, 8, 3), 5, 0.8, ""),),
    ),
    (1, "Launch the decision portal", {"owner": "Chief Operating Officer"}, ()),
    (
        1,
        "Routine approvals are quick",
        {"kind": "decrease", "baseline": 9, "target": 2, "unit": "days", "owner": "Chief Operating Officer"},
        ((date(2026, 8, 10), 9.5, 0.4, "Holidays."),),
    ),
    (
        1,
        "Decisions taken in teams",
        {"kind": "increase", "baseline": 35, "target": 70, "unit": "%", "owner": "Chief Operating Officer"},
        ((date(2026, 8, 1), 52, 0.6, ""),),
    ),
    (
        2,
        "Models released through the shared pipeline",
        {"kind": "increase", "baseline": 11, "target": 30, "unit": "models", "owner": "Platform"},
        ((date(2026, 8, 7), 31, 1.0, ""),),
    ),
    (
        2,
        "Releases that are rolled back",
        {"kind": "keep_below", "target": 3, "unit": "%", "owner": "Platform"},
        ((date(2026, 8, 7), 2.1, 0.9, ""),),
    ),
    (3, "Models with a named owner", {"kind": "increase", "baseline": 61, "target": 100, "unit": "%"}, ()),
    (None, "Recruiting takes less time", {"kind": "decrease", "baseline": 64, "target": 45, "unit": "days"}, ()),
)

TEAMS: tuple[tuple[str, str, tuple[tuple[str, str, float], ...]], ...] = (
    ("Leadership", "leadership", (("Ada Brandt", "", 100), ("Jonas Weber", "", 100), ("Priya Raman", "", 100))),
    (
        "Onboarding",
        "stream",
        (
            ("Mara Okafor", "Product", 100),
            ("Tom Ritter", "Design", 100),
            ("Lea Sommer", "Engineering", 100),
            ("Yusuf Demir", "Engineering", 100),
            ("Nils Holm", "Data", 50),
        ),
    ),
    (
        "Platform",
        "platform",
        (
            ("Ines Calvo", "Product", 100),
            ("Paul Neumann", "Engineering", 100),
            ("Wei Zhang", "Engineering", 100),
            ("Nils Holm", "Data", 50),
            ("Sara Lind", "Operations", 100),
            ("Omar Haddad", "Engineering", 100),
            ("Kim Larsen", "Engineering", 100),
            ("Eva Novak", "Security", 60),
        ),
    ),
    ("Credit models", "stream", (("Hanna Vogel", "Data science", 100), ("Luca Moretti", "Risk", 100))),
)

ROLES: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("Chief Executive", "CEO", "Leadership", "Ada Brandt"),
    ("Chief Operating Officer", "COO", "Leadership", "Jonas Weber"),
    ("Chief Financial Officer", "CFO", "Leadership", "Priya Raman"),
    ("Onboarding lead", "OL", "Onboarding", "Mara Okafor"),
    ("Platform lead", "PL", "Platform", "Ines Calvo"),
    ("Risk officer", "RO", "Credit models", "Luca Moretti"),
    ("General Counsel", "GC", None, None),
)


def fill(session: Session) -> None:
    """Put the organisation into an empty file."""
    session.execute(rows.add_row, Workspace(id=WORKSPACE_ID, name="Northwind Labs", currency="EUR"))
    _people(session)
    _strategy(session)
    _matrix(session)


def _people(session: Session) -> None:
    for name, kind, members in TEAMS:
        session.execute(teams.add_team, name, kind=kind)
        for person, part, share in members:
            session.execute(teams.add_member, of(session.document, "team", name), person, share, part)
    for name, short, team, holder in ROLES:
        belongs = of(session.document, "team", team) if team else None
        session.execute(teams.add_role, name, short=short, team=belongs)
        if holder:
            session.execute(teams.hold_role, of(session.document, "role", name), holder, date(2025, 1, 1))
    session.execute(
        rows.set_fields, "team", of(session.document, "team", "Onboarding"), skills=("product", "design", "data")
    )
    session.execute(
        teams.set_charter,
        of(session.document, "team", "Onboarding"),
        purpose="New customers are glad they signed, and need nobody’s help to get there.",
        customer="People in their first ninety days with us, and the account managers who look after them.",
        in_scope="Everything from signature to the first report.\nThe help centre for beginners.",
        out_of_scope="Renewals and prices.\nThe billing system.",
        ways_of_working="Two-week rhythm; a demonstration every second Thursday.",
        tooling="Shared design system, experiment tracking of the platform.",
        budget=Money(minor=25_000_000, currency="EUR"),
        escalation_note="First the Chief Operating Officer, within two working days.",
        review_on=date(2026, 10, 1),
    )


def _strategy(session: Session) -> None:
    session.execute(strategy.add_quarter, date(2026, 5, 1), "past")
    session.execute(strategy.add_quarter, TODAY, "current")
    quarter = session.document.quarters.by("status", "current")[0].id
    for name, statement, why, guardrails in THEMES:
        session.execute(
            strategy.add_theme,
            quarter,
            name,
            statement=statement,
            why=why,
            guardrails=guardrails,
            sponsor=of(session.document, "role", "Chief Operating Officer"),
        )
    for theme, name, given, readings in OUTCOMES:
        inside = of(session.document, "theme", THEMES[theme][0]) if theme is not None else None
        fields = {key: value for key, value in given.items() if key != "owner"}
        fields |= _owner(session.document, given.get("owner"))
        session.execute(strategy.add_outcome, quarter, name, inside, due=date(2026, 9, 30), **fields)
        for on, value, confidence, note in readings:
            outcome = of(session.document, "outcome", name)
            session.execute(strategy.check_in, outcome, on, value, confidence, note)


def _owner(document: Document, name: str | None) -> dict[str, object]:
    if name is None:
        return {}
    table = "team" if any(team.name == name for team in document.teams) else "role"
    return {f"owner_{table}": of(document, table, name)}


def _matrix(session: Session) -> None:
    from models.decisions import Dimension

    session.execute(matrix.add_section, "Spending")
    amount = Dimension(id="dimension-amount", name="Amount", key="amount", kind="money", unit="EUR")
    session.execute(rows.add_row, amount)
    section = session.document.sections.by("name", "Spending")[0].id
    for name, letters in (
        (
            "Operating expenses",
            ({"Onboarding lead": "A", "Platform lead": "A"}, {"Chief Financial Officer": "A", "Onboarding lead": "R"}),
        ),
        ("Choose a tool", ({"Onboarding lead": "A", "Platform lead": "C"},)),
        ("Release a model", ({"Platform lead": "A", "Risk officer": "A", "Onboarding lead": "I"},)),
    ):
        _decision(session, section, name, letters, amount.id)


def _decision(session: Session, section: str, name: str, letters: tuple[dict[str, str], ...], amount: str) -> None:
    session.execute(matrix.add_decision, name, section)
    decision = of(session.document, "decision", name)
    if len(letters) > 1:
        session.execute(rows.set_fields, "decision", decision, dimensions=(amount,))
    bands = (Band(lower=0, upper=500_001), Band(lower=500_001, upper="unlimited"))
    for index, cells in enumerate(letters):
        rule = created(session.execute(matrix.add_rule, decision), "rule")
        if len(letters) > 1:
            session.execute(matrix.set_band, rule, amount, bands[index])
        for role, text in cells.items():
            session.execute(matrix.set_cell, rule, of(session.document, "role", role), text)


def of(document: Document, table: str, name: str) -> str:
    """Return the id of the row of that name."""
    return str(next(row.id for row in document.table(table) if row.name == name))


def created(changes: ChangeSet, table: str) -> str:
    """Return the id of the one row of a table that an edit put in."""
    (found,) = (change.id for change in changes.changes if change.entity == table and change.before is None)
    return found


def session_with(path: Path, *fillers: Callable[[Session], None]) -> Session:
    """Return an open session on a new file, filled by these functions."""
    session = Session.create(path)
    for filler in fillers:
        filler(session)
    return session
