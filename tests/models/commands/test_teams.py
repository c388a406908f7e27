"""Edits of teams, their roles and those who hold them as the charter form makes them."""

from __future__ import annotations

from datetime import date

import pytest

from models.authority.holders import holders_of
from models.changes import ChangeSet, EditRefused, apply
from models.commands import teams
from models.document import Document

DAY, EVE, LATER = date(2026, 8, 14), date(2026, 8, 13), date(2026, 9, 1)


def after(document: Document, changes: ChangeSet) -> Document:
    """Return the document after an edit, having made sure that it can be taken back."""
    edited = apply(document, changes)
    assert apply(edited, changes.inverted()) == document
    return edited


@pytest.fixture
def house() -> Document:
    """A team and a role that belongs to it, held by Ada since last year."""
    document = after(Document(), teams.add_team(Document(), "Onboarding"))
    team = next(iter(document.teams)).id
    document = after(document, teams.add_role(document, "Onboarding lead", team=team))
    role = next(iter(document.roles)).id
    return after(document, teams.hold_role(document, role, "Ada Brandt", date(2025, 1, 1)))


def held(document: Document, on: date) -> set[str]:
    role = next(iter(document.roles)).id
    return {holder.name for holder in holders_of(document, role, on)}


def test_who_stops_holding_a_role_has_held_it_until_the_day_before(house: Document) -> None:
    role = next(iter(house.roles)).id
    house = after(house, teams.set_holders(house, role, ("Tom Ritter",), DAY))
    assert held(house, EVE) == {"Ada Brandt"}
    assert held(house, DAY) == {"Tom Ritter"}


def test_adding_a_holder_keeps_the_others_as_they_are(house: Document) -> None:
    role = next(iter(house.roles)).id
    before = next(iter(house.holdings))
    house = after(house, teams.set_holders(house, role, ("ada brandt", "Tom Ritter", "Tom Ritter"), DAY))
    assert held(house, DAY) == {"Ada Brandt", "Tom Ritter"}
    assert house.holdings[before.id] == before
    assert len(house.people) == 2


def test_a_mistake_of_the_same_day_leaves_no_trace(house: Document) -> None:
    role = next(iter(house.roles)).id
    house = after(house, teams.set_holders(house, role, ("Ada Brandt", "Tom Ritter"), DAY))
    house = after(house, teams.set_holders(house, role, ("Ada Brandt",), DAY))
    assert [holding.starts for holding in house.holdings] == [date(2025, 1, 1)]


def test_who_held_a_role_before_can_hold_it_again(house: Document) -> None:
    role = next(iter(house.roles)).id
    house = after(house, teams.set_holders(house, role, (), DAY))
    house = after(house, teams.set_holders(house, role, ("Ada Brandt",), LATER))
    assert held(house, EVE) == held(house, LATER) == {"Ada Brandt"}
    assert held(house, DAY) == set()


def test_a_known_role_is_given_and_an_unknown_one_becomes_known(house: Document) -> None:
    house = after(house, teams.add_role(house, "Risk officer"))
    team = next(iter(house.teams)).id
    house = after(house, teams.give_role(house, team, "risk OFFICER"))
    house = after(house, teams.give_role(house, team, "Product lead"))
    assert {role.name for role in house.roles.by("team", team)} == {"Onboarding lead", "Risk officer", "Product lead"}
    assert len(house.roles) == 3


def test_nobody_is_on_a_team_twice(house: Document) -> None:
    team = next(iter(house.teams)).id
    house = after(house, teams.add_member(house, team, "Tom Ritter", 50, "Design"))
    with pytest.raises(EditRefused, match="Tom Ritter is on “Onboarding” already"):
        teams.add_member(house, team, " tom ritter ")
