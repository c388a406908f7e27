"""What is decided: instruments, dimensions, tiers, and the library of forty-five decisions."""

from decimal import Decimal
from typing import Any

from models.commands import matrix
from models.decisions import Dimension, Instrument, Rate, Tier
from models.ids import fresh
from models.quantities import Money
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Set up the library of decisions."""
    data = read("library")
    with story.chapter("Say what a case is described by"):
        for position, each in enumerate(data["dimensions"], 1):
            row = Dimension(id=fresh("dimension"), name=each["name"], key=each["key"], kind="flag", position=position)
            story.add(row, **each, ordered="classes" in each)
        for each in data["rates"]:
            story.add(
                Rate(
                    id=fresh("rate"),
                    source=each["source"],
                    target="EUR",
                    on=story.days(-20),
                    rate=Decimal(each["rate"]),
                )
            )
    with story.chapter("Set up tiers and instruments"):
        for each in data["tiers"]:
            tier = Tier(id=fresh("tier"), name=each["name"], rank=each["rank"], position=each["rank"])
            story.add(tier, **{**each, "decided_by": story.id("role", each["decided_by"])})
        for each in data["instruments"]:
            story.add(Instrument(id=fresh("instrument"), **each))
    with story.chapter("Collect the decisions"):
        for section in data["sections"]:
            story.do(matrix.add_section, section["name"])
            for decision in section["decisions"]:
                _decision(story, story.id("section", section["name"]), decision)


def _decision(story: Story, section: str, data: dict[str, Any]) -> None:
    keys = data.pop("dimensions", [])
    bound_by_law = data.get("reserved") == "by_law"
    fields = {
        **data,
        "tier": story.id("tier", data["tier"]),
        "dimensions": tuple(story.dimension(key) for key in keys),
        "instrument": story.id("instrument", "Company law" if bound_by_law else "Scheme of delegation"),
        "review_on": story.days(35),
    }
    if data["name"] == "Buy goods or services":
        fields["aggregation_cap"] = Money(minor=10_000_000, currency="EUR")
    story.do(matrix.add_decision, fields.pop("name"), section, **fields)
