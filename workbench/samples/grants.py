"""Who may act for whom, what must stay apart, and cases with the answers that are expected."""

from typing import Any

from models.authority.expressions import roles_in
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.rules import Note
from models.cases import LibraryCase
from models.ids import fresh
from models.teams import Absence, Holding
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Say who may act for whom."""
    data = read("grants")
    with story.chapter("Say who may act for whom"):
        for each in data["delegations"]:
            _delegation(story, each)
        _absence(story, data["absence"])
        parts = data["separation"]
        one, other = story.ids("role", (parts["one"], parts["other"]))
        story.add(Separation(id=fresh("separation"), one=one, other=other, reason=parts["reason"]))
        _urgent(story, data["urgent"])
    with story.chapter("Note what consulting security takes"):
        _note(story, data["note"])
    with story.chapter("Keep cases with the answers that we expect"):
        for position, case in enumerate(read("cases")["cases"], 1):
            story.add(
                LibraryCase(
                    id=fresh("case"),
                    name=case["name"],
                    decision=story.id("decision", case["decision"]),
                    facts=story.facts(case["facts"]),
                    place=story.id_or_none("place", case.get("place")),
                    expected=case["expected"],
                    position=position,
                )
            )


def _delegation(story: Story, data: dict[str, Any]) -> None:
    row = Delegation(
        id=fresh("delegation"),
        from_role=story.id("role", data["from"]),
        to_role=story.id("role", data["to"]),
        decisions=story.ids("decision", data.get("decisions", ())),
        starts=story.day(data.get("starts")),
        ends=story.day(data.get("ends")),
        review_on=story.day(data.get("review")),
        reason=data["reason"],
        only_when_absent=data.get("only_when_absent", False),
    )
    story.add(row, kind=data["kind"])


def _absence(story: Story, data: dict[str, Any]) -> None:
    away, deputy = story.ids("person", (data["person"], data["substitute"]))
    starts, ends = story.days(data["starts"]), story.days(data["ends"])
    absence = Absence(id=fresh("absence"), person=away, starts=starts, ends=ends, reason=data["reason"])
    story.add(absence, substitute=deputy, authorised_before=True)
    role = story.id("role", data["role"])
    story.add(Holding(id=fresh("holding"), role=role, person=deputy, starts=starts, ends=ends, acting=True))


def _urgent(story: Story, data: dict[str, Any]) -> None:
    story.add(
        UrgentRoute(
            id=fresh("urgent"),
            name=data["name"],
            tier=story.id("tier", data["tier"]),
            decided_by=story.id("role", data["decided_by"]),
            consulted=story.ids("role", data["consulted"]),
            condition=data["condition"],
            report_to=story.id("role", data["report_to"]),
            ratified_by=story.id("role", data["ratified_by"]),
            ratify_within_days=data["ratify_within_days"],
        )
    )


def _note(story: Story, data: dict[str, Any]) -> None:
    role = story.id("role", data["consulted"])
    for rule in story.document.rules.by("decision", story.id("decision", data["decision"])):
        if any(step.right == "consult" and role in roles_in(step.who) for step in rule.procedure):
            story.add(Note(id=fresh("note"), mark=data["mark"], text=data["text"], rule=rule.id, role=role))
