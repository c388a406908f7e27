"""Text in cells stays text, and can be written whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporters.cells import LONGEST, clean, inert, is_active

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(anything)
def test_any_text_can_be_written_as_xml_once_clean(text: str) -> None:
    element = etree.Element("t")
    element.text = clean(text)
    parsed = etree.fromstring(etree.tostring(element)).text or ""
    assert parsed.replace("\r", "\n") == clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")))
def test_ordinary_text_is_kept_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_a_text_longer_than_a_cell_is_cut_where_one_can_see_it() -> None:
    assert clean("x" * LONGEST) == "x" * LONGEST
    assert clean("x" * (LONGEST + 1)).endswith("x…")
    assert len(clean("x" * (LONGEST + 1))) == LONGEST


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_quoted_in_a_table(text: str) -> None:
    assert inert(text).startswith("'")


@given(anything)
def test_no_cell_of_a_table_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    assert not is_active(inert(text).lstrip(" \n"))
