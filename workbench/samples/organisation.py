"""Who there is: entities, roles, people, teams and their charters."""

from typing import Any

from models.commands import rows, teams
from models.decisions import Place
from models.ids import fresh
from models.quantities import Money
from models.teams import Interaction
from models.workspace import Workspace
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Set up the organisation."""
    data = read("organisation")
    with story.chapter("Name the organisation and its entities"):
        story.add(Workspace(name=data["name"], purpose=data["purpose"], currency=data["currency"]))
        group = story.add(Place(id=fresh("place"), name=data["group"], position=1))
        for number, name in enumerate(data["entities"], 2):
            story.add(Place(id=fresh("place"), name=name, parent=group.id, position=number))
    with story.chapter("Set up the roles"):
        for role in data["roles"]:
            above = story.id_or_none("role", role.pop("reports_to", None))
            story.do(teams.add_role, role.pop("name"), reports_to=above, **role)
        _particulars(story, data)
    with story.chapter("Say who holds which role"):
        for name, people in data["holders"].items():
            for person in people:
                story.do(teams.hold_role, story.id("role", name), person, story.days(-600))
    with story.chapter("Charter the teams"):
        for team in data["teams"]:
            _charter(story, team, data["currency"])
        for each in data["interactions"]:
            one, other = story.ids("team", (each["team"], each["other"]))
            row = Interaction(id=fresh("interaction"), team=one, other=other, until=story.days(60))
            story.add(row, mode=each["mode"], purpose=each["purpose"])


def _particulars(story: Story, data: dict[str, Any]) -> None:
    leads = story.ids("role", (team["lead"] for team in data["teams"]))
    for name, fields in (
        ("Board", {"quorum": 3, "meets_every_days": 45}),
        ("Risk Committee", {"quorum": 3, "meets_every_days": 14}),
        ("Requester's Manager", {"resolver": "requester_manager"}),
        ("Team Lead", {"members": leads}),
    ):
        story.do(rows.set_fields, "role", story.id("role", name), **fields)


def _charter(story: Story, data: dict[str, Any], currency: str) -> None:
    story.do(teams.add_team, data["name"], kind=data["kind"], skills=data["skills"])
    team = story.id("team", data["name"])
    for member in data["members"]:
        story.do(teams.add_member, team, member["name"], member["time"], member["part"])
    story.do(rows.set_fields, "role", story.id("role", data["lead"]), team=team)
    story.do(
        teams.set_charter,
        team,
        budget=Money(minor=data["budget"] * 100, currency=currency),
        version="3",
        signed_on=story.days(-70),
        review_on=story.days(35),
        **data["charter"],
    )
