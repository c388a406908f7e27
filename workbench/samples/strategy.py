"""Where the organisation wants to go: principles, signals, the last quarter with its grades, and this one."""

from datetime import date, timedelta
from typing import Any

from models.commands import rows, strategy
from models.ids import fresh
from models.signals import Signal
from models.strategy import Principle
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Set the direction."""
    data = read("strategy")
    with story.chapter("Write down the principles"):
        for position, each in enumerate(data["principles"], 1):
            story.add(Principle(id=fresh("principle"), position=position, **each))
    current = strategy.quarter_containing(story.today, 1)
    with story.chapter("Close the last quarter"):
        _quarter(story, current.starts - timedelta(days=1), "past", data["last_quarter"])
    with story.chapter("Set up the quarter"):
        _quarter(story, story.today, "current", data["this_quarter"])
    with story.chapter("Listen to the teams"):
        for each in data["signals"]:
            signal = Signal(
                id=fresh("signal"),
                name=each["name"],
                team=story.id("team", each["team"]),
                noticed=story.days(each["day"]),
                theme=story.id_or_none("theme", each.get("theme")),
            )
            story.add(signal, kind=each["kind"], status=each["status"])


def _quarter(story: Story, last: date, status: str, themes: list[dict[str, Any]]) -> None:
    """Add the quarter that a day lies in; the latest check-ins lie just before that day."""
    story.do(strategy.add_quarter, last, status)
    quarter = next(each for each in story.document.quarters if each.status == status)
    for theme in themes:
        outcomes = theme.pop("outcomes")
        fields = {**theme, "sponsor": story.id("role", theme["sponsor"])}
        kept = {"status": "kept"} if status == "past" else {}
        story.do(strategy.add_theme, quarter.id, fields.pop("name"), **fields, **kept)
        for outcome in outcomes:
            _outcome(story, quarter.id, story.id("theme", theme["name"]), outcome, last)


def _outcome(story: Story, quarter: str, theme: str, data: dict[str, Any], last: date) -> None:
    story.do(
        strategy.add_outcome,
        quarter,
        data["name"],
        theme,
        kind=data["kind"],
        unit=data["unit"],
        baseline=data["baseline"],
        target=data["target"],
        due=story.document.quarters[quarter].ends,
        owner_team=story.id("team", data["team"]),
        needs=story.ids("decision", data.get("needs", ())),
    )
    outcome = story.id("outcome", data["name"])
    if "grade" in data:
        story.do(rows.set_fields, "outcome", outcome, grade=data["grade"], grade_reason=data["grade_reason"])
    for back, value in enumerate(reversed(data["readings"])):
        day = last - timedelta(days=7 * back + 2)
        note = data.get("note", "") if back == 0 else ""
        story.do(strategy.check_in, outcome, day, value, data["confidence"], note)
