"""Role names in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.importers.deciders import all_of, one, read_deciders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CFO & GC", "CFO and GC"),
        ("either MD", "MD"),
        ("CEO or CFO", "CEO or CFO"),
        ("either the CEO or the CFO", "CEO or CFO"),
        ("Executive Director and (Treasurer or Chair)", "Executive Director and (Treasurer or Chair)"),
        ("two of CEO, CFO and COO", "2 of CEO, CFO, COO"),
        ("one of CEO, CFO", "CEO or CFO"),
        ("CFO, CEO", "CFO and CEO"),
        ("R&D Lead", "R&D Lead"),
        ("Head of P&L", "Head of P&L"),
        ("purchasing agent", "Purchasing agent"),
        ("both CEO and CFO", "CEO and CFO"),
    ],
)
def test_who_a_cell_names(text: str, expected: str) -> None:
    assert str(read_deciders(text)) == expected


@pytest.mark.parametrize(
    "text", ["", "Ask first. Then see policy 4", "> $5,000", "12", "three of CEO, CFO", "(CEO", "a b c d e f g h"]
)
def test_what_names_nobody(text: str) -> None:
    assert read_deciders(text) is None


def test_one_of_all_is_itself() -> None:
    assert all_of((one("CEO"), one("CEO"))) == one("CEO")


@given(st.text(alphabet="CEOF &,/()or and either two of\n", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    who = read_deciders(text)
    assert who is None or all(who.names())
