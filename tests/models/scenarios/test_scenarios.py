"""Scenarios: what they make of a document, what they are called, and what happens where they do not fit any more."""

from __future__ import annotations

from datetime import date

import pytest

from models.authority.edges import edges_of
from models.changes import ChangeSet, EditRefused, apply
from models.commands import delegations, matrix, procedures, rows, scenarios, teams
from models.commands.thresholds import move_thresholds
from models.constraints import check
from models.decisions import Decision
from models.document import Document
from models.escalation import Capacity, EscalationLink, Scenario, ScenarioChange, Volume
from models.scenarios.applying import DoesNotFit, applied
from models.scenarios.values import setting
from models.scenarios.wording import told
from models.teams import Absence, Person
from tests.models.authority.small import ON, band, row, urgent
from tests.models.authority.small import matrix as small

UP = EscalationLink(id="up", from_role="lead", to_role="head", hours=24)


def after(document: Document, changes: ChangeSet) -> Document:
    """The document after an edit that is allowed, having made sure that it can be taken back."""
    edited = apply(document, changes)
    check(edited, changes)
    assert apply(edited, changes.inverted()) == document
    return edited


@pytest.fixture
def house() -> Document:
    """Two bands of a decision, the roles that decide them, how often it comes, and a scenario without changes."""
    return small(
        Decision(id="buy", name="Buy", dimensions=("amount",)),
        row("low", band(None, 5_000), by="Lead"),
        row("high", band(5_000, "unlimited"), by="Head"),
        Capacity(id="time", role="lead", hours_a_week=10, holders=1),
        Volume(id="often", decision="buy", cases_a_quarter=40),
        UP,
        Person(id="ada", name="Ada Brandt"),
        Person(id="tom", name="Tom Ritter"),
        Scenario(id="tried", name="Raised limits"),
    )


def words(document: Document, scenario: str = "tried") -> list[str]:
    return [one.words for one in told(document, document.scenarios[scenario])]


def try_in(document: Document, command: object, *args: object, **kwargs: object) -> Document:
    return after(document, scenarios.try_in(document, "tried", command, *args, **kwargs))  # type: ignore[arg-type]


def test_a_limit_moves_on_both_sides_and_is_told_once(house: Document) -> None:
    tried = try_in(house, move_thresholds, "buy", "amount", {500_000: 1_000_000}, ON)
    there = applied(tried, "tried")
    assert [edge.at for edge in edges_of(there, "buy", ON)] == [1_000_000]
    assert edges_of(there, "buy", ON)[0].below == ("low",)
    assert edges_of(there, "buy", ON)[0].above == ("high",)
    assert tried.rules == house.rules
    assert words(tried) == ["Lead: limit of “Buy” 5,000 → 10,000 EUR"]
    [one] = told(tried, tried.scenarios["tried"])
    assert len(one.keys) == 4
    assert after(tried, scenarios.drop_changes(tried, "tried", one.keys)) == house


def test_limits_that_move_past_each_other_keep_what_lies_between(house: Document) -> None:
    house = small(*(r for r in house.rules if r.id == "low"), row("mid", band(5_000, 9_000), by="Head"))
    moved = apply(house, move_thresholds(house, "buy", "amount", {500_000: 1_000_000, 900_000: 2_000_000}, ON))
    assert [edge.at for edge in edges_of(moved, "buy", ON)] == [1_000_000, 2_000_000]
    with pytest.raises(EditRefused, match="would cover nothing; move the limit less far"):
        move_thresholds(house, "buy", "amount", {500_000: 1_000_000}, ON)
    with pytest.raises(EditRefused, match="No row of “Buy” has that limit any more"):
        move_thresholds(house, "buy", "amount", {7: 8}, ON)


def test_each_thing_that_people_try_has_its_words(house: Document) -> None:
    tried = try_in(house, rows.set_fields, "capacity", "time", hours_a_week=12.5, holders=2)
    tried = try_in(tried, rows.set_fields, "volume", "often", cases_a_quarter=80)
    tried = try_in(tried, rows.set_fields, "escalation_link", "up", hours=8)
    tried = try_in(tried, procedures.set_step, "low", 0, hours=48, on_timeout="escalate")
    tried = try_in(tried, rows.add_row, Capacity(id="more", role="head", hours_a_week=20))
    away = Absence(id="away", person="ada", starts=date(2026, 7, 1), ends=date(2026, 7, 14), substitute="tom")
    tried = try_in(tried, rows.add_row, away)
    tried = try_in(tried, teams.hold_role, "lead", "Eve Adler")
    tried = try_in(tried, delegations.add_delegation, "head", "lead")
    tried = try_in(tried, rows.set_fields, "role", "lead", reports_to="head")
    tried = try_in(tried, matrix.set_condition, "low", urgent(True))
    assert words(tried) == [
        "Lead: 10 → 12.5 hours a week for decisions",
        "Lead: 1 → 2 holders",
        "“Buy”: 40 → 80 cases a quarter",
        "Lead to Head: 24 → 8 hours before a case goes on",
        "“Buy”: Lead approves within none → 48 hours and “Buy”: Lead approves, and in silence not stated → escalate",
        "Head: 20 hours a week for decisions",
        "Ada Brandt is away from 1 July 2026 until 14 July 2026, Tom Ritter stands in",
        "The person “Eve Adler”",
        "Eve Adler holds “Lead”",
        "Head delegates to Lead",
        "Role “Lead”: reports to none → “Head”",
        "Decision “Buy”: dimensions “Amount” → “Amount” and “Urgent”",
        "Lead: “Buy” for Amount below 5,000 EUR → Amount below 5,000 EUR, Urgent: yes",
    ]


def test_a_row_can_be_taken_away_and_come_back(house: Document) -> None:
    tried = try_in(house, rows.delete_row, "escalation_link", "up")
    assert words(tried) == ["Without cases from Lead to Head within 24 hours (limit)"]
    assert "up" not in applied(tried, "tried").escalation_links
    back = try_in(tried, rows.add_row, UP)
    assert back == house


def test_what_is_taken_back_is_no_change_any_more(house: Document) -> None:
    tried = try_in(house, rows.set_fields, "capacity", "time", hours_a_week=20)
    assert try_in(tried, rows.set_fields, "capacity", "time", hours_a_week=10) == house


def test_an_edit_of_a_row_that_a_scenario_adds_changes_that_row(house: Document) -> None:
    tried = try_in(house, rows.add_row, Capacity(id="more", role="head", hours_a_week=20))
    tried = try_in(tried, rows.set_fields, "capacity", "more", holders=2)
    assert words(tried) == ["Head: 20 hours a week for decisions, 2 holders"]
    assert try_in(tried, rows.delete_row, "capacity", "more") == house


def test_a_scenario_stands_on_another_one(house: Document) -> None:
    tried = try_in(house, rows.set_fields, "capacity", "time", hours_a_week=20)
    tried = after(tried, scenarios.add_scenario(tried, "And more holders", "tried"))
    upper = next(s.id for s in tried.scenarios if s.base)
    tried = after(tried, scenarios.try_in(tried, upper, rows.set_fields, "capacity", "time", holders=3))
    there = applied(tried, upper).capacities["time"]
    assert (there.hours_a_week, there.holders) == (20, 3)
    with pytest.raises(EditRefused, match="stands on itself"):
        after(tried, scenarios.stand_on(tried, "tried", upper))
    assert words(tried, upper) == ["Lead: 1 → 3 holders"]
    gone = scenarios.delete_scenario(tried, "tried")
    assert gone.label == "Delete the scenario “Raised limits” and 1 that stands on it"
    assert not len(after(tried, gone).scenarios)


def test_copies_have_names_of_their_own_and_stand_behind(house: Document) -> None:
    document = after(house, scenarios.add_scenario(house, "Last"))
    for _ in range(2):
        document = after(document, scenarios.copy_scenario(document, "tried"))
    names = [scenario.name for scenario in document.scenarios]
    assert names == ["Raised limits", "Raised limits (copy) 2", "Raised limits (copy)", "Last"]
    last = document.scenarios.by("name", "Last")[0].id
    document = after(document, scenarios.move_scenario(document, last, "tried"))
    assert next(iter(document.scenarios)).name == "Last"
    with pytest.raises(EditRefused, match="already a scenario called “LAST”"):
        after(document, scenarios.rename_scenario(document, "tried", "LAST"))


def test_applied_to_the_file_it_is_one_step_that_can_be_taken_back(house: Document) -> None:
    tried = try_in(house, move_thresholds, "buy", "amount", {500_000: 1_000_000}, ON)
    tried = try_in(tried, rows.set_fields, "capacity", "time", hours_a_week=20)
    done = scenarios.apply_scenario(tried, "tried")
    assert done.label == "Apply the scenario “Raised limits”"
    assert {change.entity for change in done.changes} == {"rule", "capacity"}
    assert after(tried, done).capacities["time"].hours_a_week == 20


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (ScenarioChange(table="capacity", row="lost", field="holders", value="2"), "the capacity is no longer"),
        (ScenarioChange(table="capacity", row="time", field="pay", value="2"), "a capacity has no “pay”"),
        (ScenarioChange(table="capacity", row="time", field="id", value='"x"'), "a capacity has no “id”"),
        (ScenarioChange(table="capacity", row="time", field="holders", value="0"), "The holders of this capacity"),
        (ScenarioChange(table="capacity", row="time", field="holders", value="{"), "property name"),
        (ScenarioChange(table="capacity", row="time", field="role", value='"lost"'), "names a role under “role”"),
        (ScenarioChange(table="capacity", row="new", value='{"id":"other"}'), "not a capacity with the identifier new"),
        (ScenarioChange(table="capacity", row="new", value="[" * 100_000), "nested too deeply"),
        (ScenarioChange(table="rule", row="low", field="box", value="[" * 900 + "]" * 900), "row"),
        (ScenarioChange(table="salary", row="new", value="null"), "cannot change “salary”"),
        (ScenarioChange(table="scenario", row="tried", value="null"), "cannot change “scenario”"),
        (ScenarioChange(table="dimension", row="amount", value="null"), "is still used by"),
    ],
)
def test_what_does_not_fit_is_named_with_the_reason(house: Document, change: ScenarioChange, says: str) -> None:
    broken = house.with_rows({"scenario": {"tried": Scenario(id="tried", name="Raised limits", changes=(change,))}})
    with pytest.raises(DoesNotFit) as refused:
        applied(broken, "tried")
    said = str(refused.value)
    assert said.startswith("The scenario “Raised limits” does not fit the file any more, in “")
    assert says.casefold() in said.casefold()
    assert refused.value.change == change
    assert len(told(broken, broken.scenarios["tried"])) == 1
    assert after(broken, scenarios.drop_changes(broken, "tried", [change.key])) == house


def test_a_change_that_others_need_stays(house: Document) -> None:
    tried = try_in(house, rows.add_row, Person(id="eve", name="Eve Adler"))
    tried = try_in(tried, teams.hold_role, "lead", "Eve Adler")
    with pytest.raises(EditRefused, match=r"^Other changes need this one. The scenario “Raised limits” does not fit"):
        scenarios.drop_changes(tried, "tried", [("person", "eve", "")])


def test_a_value_that_no_row_can_have_is_refused(house: Document) -> None:
    with pytest.raises(EditRefused, match="holders of this capacity does not fit"):
        setting(house.capacities["time"], "holders", 0)


def test_a_scenario_tries_nothing_but_the_organisation(house: Document) -> None:
    with pytest.raises(EditRefused, match="do this outside of it"):
        scenarios.try_in(house, "tried", scenarios.add_scenario, "Inside")
    with pytest.raises(EditRefused, match="no longer in the file"):
        scenarios.try_in(house, "lost", rows.delete_row, "capacity", "time")
