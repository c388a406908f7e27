"""Whatever is typed or pasted is taken as something that can be, or refused in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import ChangeSet, EditRefused, apply
from models.commands.calendars import add_calendar
from models.constraints import check
from models.document import Document
from models.simulation.assumptions import Assumptions
from tests.views.simulation.inputs.desk import TODAY, held
from views.shell.fields.base import Unreadable
from views.simulation.inputs.arriving import moments_in
from views.simulation.inputs.decision_lines import decision_columns, decision_lines, take_decisions
from views.simulation.inputs.mix import read_share, share_text
from views.simulation.inputs.role_lines import role_columns, role_lines, take_roles
from views.valuetable.table import Typed

pytestmark = pytest.mark.usefixtures("dressed")

DOCUMENT = apply(held(), add_calendar(held(), "Office hours"))
ROLES = [role.id for role in DOCUMENT.roles]
DECISIONS = [decision.id for decision in DOCUMENT.decisions]

texts = st.one_of(
    st.text(max_size=12),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.floats(-10, 500).map(lambda number: f"{number:.3f}"),
    st.integers(-5, 300).map(lambda number: f"{number} %"),
    st.sampled_from(
        ("office", "OFFICE HOURS", "at random", "as listed", "on a schedule", "1e30", "−4", "=1+1", "'5", "½")
    ),
)


def blocks(lines: list[str], keys: list[str]) -> st.SearchStrategy[dict[tuple[str, str], str]]:
    cells = st.tuples(st.sampled_from(lines), st.sampled_from(keys))
    return st.dictionaries(cells, texts, min_size=1, max_size=4)


def taken(read: Callable[[Document, Typed], ChangeSet], typed: Typed) -> Document | None:
    """Return the document after typed texts; None where they are refused in words."""
    said = ""
    try:
        changes = read(DOCUMENT, typed)
        after = apply(DOCUMENT, changes)
        check(after, changes)
    except (Unreadable, EditRefused) as reason:
        said = str(reason)
    if said:
        assert said.endswith(".")
        return None
    assert apply(after, changes.inverted()) == DOCUMENT
    return after


@given(blocks(ROLES, [column.key for column in role_columns(DOCUMENT) if column.key != "load"]))
def test_any_text_about_a_role(typed: dict[tuple[str, str], str]) -> None:
    after = taken(take_roles, typed)
    if after is not None:
        lines = role_lines(after, Assumptions(), TODAY, {})
        again = {
            (line.id, key.key): cell.typed
            for line in lines
            for key, cell in zip(role_columns(after), line.cells, strict=True)
            if key.key != "load"
        }
        # What is shown can be typed back, and changes nothing.
        assert not take_roles(after, again)


@given(blocks(DECISIONS, [column.key for column in decision_columns() if column.key != "mix"]))
def test_any_text_about_a_decision(typed: dict[tuple[str, str], str]) -> None:
    after = taken(take_decisions, typed)
    if after is not None:
        lines = decision_lines(after, Assumptions())
        again = {
            (line.id, key.key): cell.typed
            for line in lines
            for key, cell in zip(decision_columns(), line.cells, strict=True)
            if key.key != "mix"
        }
        back = apply(after, take_decisions(after, again))
        assert [row.arrivals for row in back.volumes] == [row.arrivals for row in after.volumes]


@given(texts)
def test_any_text_about_what_cases_look_like(text: str) -> None:
    for dimension in DOCUMENT.dimensions:
        try:
            share = read_share(dimension, text)
        except Unreadable:
            continue
        assert read_share(dimension, share_text(dimension, share)) == share


@given(st.lists(st.one_of(texts, st.datetimes().map(lambda moment: moment.isoformat(" ", "minutes"))), max_size=5))
def test_any_list_of_moments(lines: list[str]) -> None:
    said = ""
    try:
        found = moments_in("\n".join(lines))
    except EditRefused as reason:
        said = str(reason)
    assert "2026-03-02 09:30" in said if said else len(found) <= len(lines)
