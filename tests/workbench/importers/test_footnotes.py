"""Footnotes, and the pairs of them that are a condition."""

import pytest

from workbench.importers.footnotes import Footnote, flags_among, footnote_in, is_heading, legend_in
from workbench.importers.sheets import Cell


@pytest.mark.parametrize(
    ("yes", "no", "name", "key"),
    [
        ("If in Plan", "If Not Included in Company Plan", "In plan", "in_plan"),
        ("Budgeted", "Unbudgeted", "Budgeted", "budgeted"),
        ("when urgent", "when not urgent", "Urgent", "urgent"),
        ("only if in budget", "outside the budget", "In budget", "in_budget"),
    ],
)
def test_opposite_footnotes_are_a_flag(yes: str, no: str, name: str, key: str) -> None:
    notes = [Footnote("1", no, "A1"), Footnote("2", "Board minutes needed", "A2"), Footnote("3", yes, "A3")]
    (flag,) = flags_among(notes)
    assert (flag.name, flag.key, flag.yes.mark, flag.no.mark) == (name, key, "3", "1")


def test_footnotes_about_different_things_stay_notes() -> None:
    notes = [Footnote("1", "If in plan", "A1"), Footnote("2", "If not urgent", "A2"), Footnote("3", "In plan", "A3")]
    assert flags_among(notes) == ()


@pytest.mark.parametrize(
    ("text", "mark"),
    [("(1) If in Plan", "1"), ("* Board only", "*"), ("² twice", "2"), ("1. First", "1"), ("[a] b", "a")],
)
def test_a_footnote_has_its_mark(text: str, mark: str) -> None:
    note = footnote_in(Cell(9, 1, text))
    assert note is not None
    assert (note.mark, note.address) == (mark, "A9")


def test_what_is_no_footnote() -> None:
    assert footnote_in(Cell(1, 1, "Plan (1)")) is None
    assert footnote_in(Cell(1, 1, "10,000 and more")) is None


def test_headings_and_legends() -> None:
    assert is_heading("Notes/Comments")
    assert is_heading("Legend:")
    assert not is_heading("Note the date")
    assert legend_in("A = Approves; R = Recommends") == {
        "A": ("Approves", ("approve",)),
        "R": ("Recommends", ("recommend",)),
    }
    assert legend_in("A = Apples") == {}
