"""What the teams share: guilds, platform, data products, resources, knowledge, guardrails."""

from typing import Any

from models.commons import Adoption, Booking, Component, Guardrail, Guild, GuildMember, Knowledge, Pool
from models.ids import fresh
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Set up what is shared."""
    data = read("commons")
    with story.chapter("Start the guilds"):
        for position, each in enumerate(data["guilds"], 1):
            _guild(story, each, position)
    with story.chapter("List the shared platform"):
        for position, each in enumerate(data["components"], 1):
            _component(story, each, position)
    with story.chapter("Share out the resources"):
        for position, each in enumerate(data["pools"], 1):
            _pool(story, each, position)
    with story.chapter("Pass on what was learned"):
        for each in data["knowledge"]:
            item = Knowledge(id=fresh("knowledge"), name=each["name"], on=story.days(each["day"]))
            story.add(item, kind=each["kind"], team=story.id("team", each["team"]), summary=each["summary"])
        for position, each in enumerate(data["guardrails"], 1):
            guard = Guardrail(id=fresh("guardrail"), name=each["name"], threshold=each["threshold"], position=position)
            places = {"tier": "tier", "decision": "decision", "owner": "team"}
            fields = {field: story.id(table, each[field]) for field, table in places.items()}
            story.add(guard, kind=each["kind"], **fields)


def _guild(story: Story, data: dict[str, Any], position: int) -> None:
    members, last = data.pop("members"), story.days(data.pop("last_met"))
    fields = {**data, "host": story.id("person", data["host"])}
    guild = story.add(Guild(id=fresh("guild"), last_met=last, position=position, name=data["name"]), **fields)
    for member in members:
        story.add(GuildMember(id=fresh("guildmember"), guild=guild.id, person=story.id("person", member)))


def _component(story: Story, data: dict[str, Any], position: int) -> None:
    adoptions = data.pop("adoptions")
    fields = {**data, "owner": story.id("team", data["owner"]), "documentation": data.get("found_at", "")}
    part = story.add(Component(id=fresh("component"), position=position, name=data["name"]), **fields)
    for team, how in adoptions:
        row = Adoption(id=fresh("adoption"), component=part.id, team=story.id("team", team), since=story.days(-120))
        story.add(row, how=how)


def _pool(story: Story, data: dict[str, Any], position: int) -> None:
    bookings = data.pop("bookings")
    fields = {**data, "broker": story.id("role", data["broker"])}
    pool = story.add(Pool(id=fresh("pool"), position=position, name=data["name"]), **fields)
    for each in bookings:
        row = Booking(
            id=fresh("booking"),
            pool=pool.id,
            team=story.id("team", each["team"]),
            amount=each["amount"],
            starts=story.days(-14),
            ends=story.days(56),
        )
        story.add(row, status=each["status"], reason=each["reason"])
