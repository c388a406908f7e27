"""What was decided and written down, and how the organisation reviews itself."""

from typing import Any

from models.ids import fresh
from models.records import AgreedChange, Option, Record, Review
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Write the records and the reviews."""
    data = read("records")
    with story.chapter("Write down what was decided"):
        for position, each in enumerate(data["records"], 1):
            _record(story, each, position)
    with story.chapter("Review the last quarter"):
        _reviews(story, data["review"])


def _record(story: Story, data: dict[str, Any], position: int) -> None:
    row = Record(
        id=fresh("record"),
        name=data["name"],
        decision=story.id_or_none("decision", data.get("decision")),
        facts=story.facts(data.get("facts", ())),
        problem=data["problem"],
        options=tuple(Option(**option) for option in data["options"]),
        trade_offs=data.get("trade_offs", ""),
        expected=data["expected"],
        actual=data.get("actual", ""),
        decided_by=story.id("role", data["decided_by"]),
        decided_by_person=story.id_or_none("person", data.get("person")),
        decided_on=story.days(data["day"]),
        consulted=story.ids("role", data.get("consulted", ())),
        informed=story.ids("role", data.get("informed", ())),
        principles=story.ids("principle", data.get("principles", ())),
        review_on=story.day(data.get("review")),
        supersedes=story.id_or_none("record", data.get("supersedes")),
        position=position,
    )
    story.add(row, status=data["status"])


def _reviews(story: Story, data: dict[str, Any]) -> None:
    past, current = sorted(story.document.quarters, key=lambda quarter: quarter.starts)
    held = story.add(
        Review(
            id=fresh("review"),
            quarter=past.id,
            held_on=past.ends,
            status="closed",
            working=data["working"],
            friction=data["friction"],
            evolve=data["evolve"],
        )
    )
    for position, each in enumerate(data["changes"], 1):
        change = AgreedChange(
            id=fresh("change"),
            review=held.id,
            name=each["name"],
            owner=story.id("role", each["owner"]),
            decision=story.id_or_none("decision", each.get("decision")),
            due=story.days(30),
            position=position,
        )
        story.add(change, status=each["status"])
    story.add(Review(id=fresh("review"), quarter=current.id, held_on=current.ends))
