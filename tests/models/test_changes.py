"""Edits as data: collected, ordered for a database with foreign keys, taken back, and what deleting takes along."""

from datetime import date

import pytest

from models.authority.expressions import AllOf, OneRole, Vote
from models.authority.rules import Edition, Rule, Step
from models.changes import Edit, EditRefused, apply, difference, in_one_step
from models.commands import rows, strategy, teams
from models.decisions import Decision, Section
from models.document import TYPES, Document
from models.entity import referred_tables
from models.records import Record
from models.strategy import Quarter, Theme
from models.targets import Outcome
from models.teams import Role


def _document() -> Document:
    edit = Edit(Document())
    quarter = edit.create(Quarter(id="quarter-1", name="Q1", starts=date(2026, 1, 1), ends=date(2026, 3, 31)))
    edit.create(Theme(id="theme-1", quarter=quarter.id, name="Trust", sponsor="role-ceo"))
    edit.create(Outcome(id="outcome-1", quarter=quarter.id, theme="theme-1", name="Fewer defects"))
    for name in ("ceo", "cfo", "board"):
        edit.create(Role(id=f"role-{name}", name=name.upper()))
    edit.create(Edition(id="edition-1", name="Matrix"))
    edit.create(Section(id="section-1", name="Money"))
    edit.create(Section(id="section-2", name="Loans", parent="section-1"))
    edit.create(Decision(id="decision-1", name="Borrow", section="section-2", requesters=("role-cfo", "role-ceo")))
    approve = Step(right="approve", who=AllOf(parts=(OneRole(role="role-cfo"), OneRole(role="role-board"))))
    confirm = Step(right="ratify", who=Vote(body="role-board", excluded=("role-ceo",)), stage=2)
    edit.create(Rule(id="rule-1", edition="edition-1", decision="decision-1", procedure=(approve, confirm)))
    edit.create(Record(id="record-1", name="Loan of May", decision="decision-1", consulted=("role-ceo", "role-cfo")))
    return edit.document


def test_every_table_stands_behind_those_that_its_rows_refer_to() -> None:
    names = list(TYPES)
    for number, (name, row_type) in enumerate(TYPES.items()):
        forward = {table for table in referred_tables(row_type) if names.index(table) > number}
        assert not forward, f"{name} refers to {forward}, which stands behind it"


def test_parents_come_before_children_and_go_after_them() -> None:
    start = _document()
    created = difference(Document(), start, "all")
    order = {change.id: number for number, change in enumerate(created.changes)}
    assert order["section-1"] < order["section-2"] < order["decision-1"] < order["rule-1"]
    deleted = created.inverted()
    order = {change.id: number for number, change in enumerate(deleted.changes)}
    assert order["rule-1"] < order["decision-1"] < order["section-2"] < order["section-1"]
    assert apply(start, deleted) == Document()


def test_several_changes_of_one_row_are_one_and_nothing_is_left_out_or_in() -> None:
    edit = Edit(_document())
    role = edit.document.roles["role-ceo"]
    edit.set(role, short="C")
    edit.set(role, short="CEO")
    passing = edit.create(Role(id="role-x", name="X"))
    edit.delete(passing)
    changes = edit.done("Shorten")
    assert [(c.entity, c.id) for c in changes.changes] == [("role", "role-ceo")]
    back = Edit(_document())
    back.set(back.document.roles["role-ceo"], short="C")
    back.set(back.document.roles["role-ceo"], short="")
    assert not back.done("Nothing")


def test_deleting_takes_along_what_cannot_be_without_it_and_frees_what_only_mentions_it() -> None:
    document = _document()
    after = apply(document, rows.delete_row(document, "theme", "theme-1"))
    assert after.outcomes["outcome-1"].theme is None
    after = apply(document, rows.delete_row(document, "section", "section-1"))
    assert not len(after.sections)
    assert not len(after.decisions)
    assert not len(after.rules)
    assert after.records["record-1"].decision is None


def test_deleting_what_a_procedure_needs_is_refused_and_names_the_place() -> None:
    document = _document()
    with pytest.raises(EditRefused, match=r"CFO.*row of “Borrow”"):
        rows.delete_row(document, "role", "role-cfo")


def test_a_mention_deep_inside_is_freed_without_losing_what_stands_around_it() -> None:
    document = _document()
    after = apply(document, rows.delete_row(document, "role", "role-ceo"))
    rule = after.rules["rule-1"]
    assert isinstance(rule.procedure[1].who, Vote)
    assert rule.procedure[1].who.excluded == ()
    assert rule.procedure[0] == document.rules["rule-1"].procedure[0]
    assert after.decisions["decision-1"].requesters == ("role-cfo",)
    assert after.records["record-1"].consulted == ("role-cfo",)
    assert after.themes["theme-1"].sponsor is None


def test_changes_that_no_longer_fit_are_refused() -> None:
    document = _document()
    late = rows.set_fields(document, "role", "role-ceo", short="C")
    moved_on = apply(document, rows.set_fields(document, "role", "role-ceo", short="D"))
    with pytest.raises(EditRefused, match="has changed since"):
        apply(moved_on, late)


def test_several_edits_become_one_step() -> None:
    document = _document()
    changes = in_one_step(
        "Found a team",
        document,
        lambda d: teams.add_team(d, "Harbour"),
        lambda d: teams.add_member(d, next(iter(d.teams)).id, "Ada"),
        lambda d: strategy.add_theme(d, "quarter-1", "Speed"),
    )
    after = apply(document, changes)
    assert changes.label == "Found a team"
    assert [person.name for person in after.people] == ["Ada"]
    assert apply(after, changes.inverted()) == document


def test_a_value_that_does_not_fit_is_refused_with_the_name_of_its_field() -> None:
    with pytest.raises(EditRefused, match="The level of this role does not fit"):
        rows.set_fields(_document(), "role", "role-ceo", level=-1)
