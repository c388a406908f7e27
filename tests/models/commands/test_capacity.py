"""Edits of the time that roles have: a blank is not known, a block is one step, and all can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import EditRefused, apply
from models.commands import calendars, rows, teams
from models.commands.capacity import FIELDS, capacity_of, set_capacities, set_capacity
from models.constraints import check
from models.document import Document

NAMES = ("CEO", "CFO", "Controller")


def organisation() -> tuple[Document, list[str], str]:
    document = Document()
    for name in NAMES:
        document = apply(document, teams.add_role(document, name))
    document = apply(document, calendars.add_calendar(document, "Office hours"))
    return document, [role.id for role in document.roles], next(iter(document.calendars)).id


values = {
    "holders": st.one_of(st.none(), st.integers(1, 50)),
    "hours_a_week": st.one_of(st.none(), st.floats(0.25, 168)),
    "calendar": st.one_of(st.none(), st.just("calendar")),
    "cost_an_hour": st.one_of(st.none(), st.floats(0, 1000)),
}
blocks = st.dictionaries(
    st.integers(0, 2), st.fixed_dictionaries({}, optional=values).filter(bool), min_size=1, max_size=3
)


@given(st.lists(blocks, min_size=1, max_size=6))
def test_blocks_say_just_what_was_entered_and_can_be_taken_back(typed: list[dict[int, dict[str, object]]]) -> None:
    document, roles, calendar = organisation()
    known: dict[str, dict[str, object]] = {role: dict.fromkeys(FIELDS) for role in roles}
    for block in typed:
        cells = {
            roles[at]: {field: calendar if value == "calendar" else value for field, value in fields.items()}
            for at, fields in block.items()
        }
        changes = set_capacities(document, cells)
        after = apply(document, changes)
        check(after, changes)
        assert apply(after, changes.inverted()) == document
        assert apply(apply(after, changes.inverted()), changes) == after
        document = after
        for role, fields in cells.items():
            known[role] |= fields
    for role, fields in known.items():
        row = capacity_of(document, role)
        if all(value is None for value in fields.values()):
            assert row is None
        else:
            assert row is not None
            assert {field: getattr(row, field) for field in FIELDS} == fields


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("hours_a_week", 0, "A week has 168 hours; give CEO more than 0"),
        ("hours_a_week", 168.5, "A week has 168 hours"),
        ("holders", 0, "Between 1 and 1,000,000 people can hold CEO"),
        ("holders", 2.5, "each of them whole"),
        ("cost_an_hour", -1, "An hour of CEO costs 0 or more"),
        ("calendar", "gone", "no longer in the file"),
        ("speed", 1, "has no “speed”"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_of_the_block_is_done(
    field: str, value: object, said: str
) -> None:
    document, roles, _ = organisation()
    with pytest.raises(EditRefused, match=said):
        set_capacities(document, {roles[1]: {"holders": 2}, roles[0]: {field: value}})


def test_the_label_says_whose_and_what() -> None:
    document, roles, _ = organisation()
    assert set_capacity(document, roles[1], holders=2, hours_a_week=8).label == (
        "Change the number of holders and hours a week of CFO"
    )
    assert set_capacities(document, {role: {"holders": 1} for role in roles}).label == "Change the capacity of 3 roles"


def test_a_deleted_role_takes_its_capacity_with_it_and_a_deleted_calendar_is_let_go_of() -> None:
    document, roles, calendar = organisation()
    document = apply(document, set_capacity(document, roles[0], calendar=calendar, holders=2))
    document = apply(document, set_capacity(document, roles[1], holders=2))
    document = apply(document, calendars.delete_calendar(document, calendar))
    assert capacity_of(document, roles[0]).calendar is None  # type: ignore[union-attr]  # it has one
    document = apply(document, rows.delete_row(document, "role", roles[0]))
    assert [row.role for row in document.capacities] == [roles[1]]
