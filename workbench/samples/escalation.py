"""Where cases go when a role cannot decide them, how much time roles have, and how often decisions come up."""

from typing import Any

from models.escalation import Capacity, Effort, EscalationLink, MixPart, MixShare, Volume, WorkCalendar
from models.ids import fresh
from models.quantities import Band
from workbench.samples.story import Story, read

# How far the time that a part takes spreads: approvals as much as their mean, the rest less.
_SPREAD = 0.6


def tell(story: Story) -> None:
    """Draw the paths and count the work."""
    data = read("escalation")
    with story.chapter("Draw the escalation paths"):
        for position, each in enumerate(data["links"], 1):
            link = EscalationLink(
                id=fresh("link"),
                from_role=story.id("role", each["from"]),
                to_role=story.id("role", each["to"]),
                decision=story.id_or_none("decision", each.get("decision")),
                hours=each["hours"],
                carries=each["carries"],
                reason=each.get("reason", ""),
                position=position,
            )
            story.add(link, triggers=each["triggers"])
    with story.chapter("Say how much time roles have"):
        calendar = story.add(WorkCalendar(id=fresh("calendar"), name="Office hours"))
        for each in data["capacities"]:
            fields = {**each, "role": story.id("role", each["role"])}
            story.add(Capacity(id=fresh("capacity"), calendar=calendar.id, **fields))
    with story.chapter("Count how often decisions come up"):
        others = tuple(Effort(right=e["right"], minutes=e["minutes"], variation=_SPREAD) for e in data["efforts"])
        for each in data["volumes"]:
            story.add(
                Volume(
                    id=fresh("volume"),
                    decision=story.id("decision", each["decision"]),
                    cases_a_quarter=each["cases_a_quarter"],
                    exception_probability=each["exception_probability"],
                    mix=tuple(_part(story, part) for part in each["mix"]),
                    efforts=(Effort(minutes=each["minutes"]), *others),
                )
            )


def _part(story: Story, data: dict[str, Any]) -> MixPart:
    phrases = (phrase.strip() for phrase in data["cases"].split(";"))
    return MixPart(weight=data["weight"], shares=tuple(_share(story, phrase) for phrase in phrases if phrase))


def _share(story: Story, phrase: str) -> MixShare:
    """Return "amount 50..2001" (whole units, the upper edge exclusive), "budgeted yes" or "risk low" as a share."""
    key, _, value = phrase.partition(" ")
    dimension = story.document.dimensions[story.dimension(key)]
    if dimension.kind == "flag":
        return MixShare(dimension=dimension.id, flag=value == "yes")
    if dimension.kind == "classes":
        return MixShare(dimension=dimension.id, classes=(value,))
    low, high = (int(int(edge) / dimension.step) for edge in value.split(".."))
    return MixShare(dimension=dimension.id, band=Band(lower=low, upper=high))
