"""The cases of a row, edited in the inspector as a person clicks and types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.rules import BandCondition, ClassCondition, FlagCondition, Rule
from models.authority.words import band_words
from models.changes import apply
from models.commands.boxes import put_condition
from models.commands.rows import add_row
from models.decisions import Dimension, Place
from models.document import Document
from models.quantities import NONE, UNLIMITED, Band, QuantityError
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on, rule_in
from views.band_text import read_band
from views.matrix import MatrixPage
from views.matrix.inspector.bands import BandEditor

Key = Qt.Key
MONEY = Dimension(id="m", name="Amount", key="m", kind="money", unit="EUR", step="0.01")  # type: ignore[arg-type]
MONTHS = Dimension(id="t", name="Term", key="t", kind="number", unit="months")
RISK = Dimension(id="risk", name="Risk", key="risk", kind="classes", classes=("low", "medium", "high"), ordered=True)
PLAN = Dimension(id="plan", name="In plan", key="plan", kind="flag")


def looking(qtbot: QtBot, document: Document, at: int = 1) -> tuple[MatrixPage, Memory]:
    page, session = page_on(qtbot, document)
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Operating Expenses", at))
    page.inspector.show_focus()
    return page, session


def with_facts() -> Document:
    document = small()
    for row in (RISK, PLAN, Place(id="de", name="Germany"), Place(id="hq", name="Head office", kind="location")):
        document = apply(document, add_row(document, row))
    decision = next(row for row in document.decisions if row.name == "Operating Expenses")
    rule = document.rules.by("decision", decision.id)[1].id
    for condition in (ClassCondition(dimension="risk", among=("low",)), FlagCondition(dimension="plan", value=True)):
        document = apply(document, put_condition(document, "rule", rule, condition))
    return document


def rule_at(page: MatrixPage, at: int = 1) -> Rule:
    return page.grid.sheet.document.rules[rule_in(page, "Operating Expenses", at)]


def editor(page: MatrixPage) -> BandEditor:
    (found,) = page.inspector.conditions.bands.values()
    return found


def type_band(page: MatrixPage, text: str) -> None:
    edit = editor(page).words.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Return)


def band(page: MatrixPage) -> BandCondition:
    return next(c for c in rule_at(page).box if isinstance(c, BandCondition))


def test_a_band_is_typed_as_people_write_it_and_read_back(qtbot: QtBot) -> None:
    page, session = looking(qtbot, small())
    assert editor(page).words.value() == "above 5,000 up to and including 10,000 USD"
    for text, wanted, words in (
        ("over 2k up to 8,000", Band(lower=200_001, upper=800_001), "above 2,000 up to and including 8,000 USD"),
        ("from 2,000 and below 8,000 USD", Band(lower=200_000, upper=800_000), "from 2,000 and below 8,000 USD"),
        ("unlimited", Band(lower=0, upper=UNLIMITED), "any"),
        ("none", Band(upper=NONE), "none"),
        ("above 10, upper limit not stated", Band(lower=1_001), "above 10 USD, upper limit not stated"),
    ):
        before = session.steps
        type_band(page, text)
        assert band(page).band == wanted
        assert editor(page).words.edit.text() == words
        assert session.steps == before + 1
    page.grid.bridge.undo()
    assert band(page).band == Band(upper=NONE)


def test_a_limit_in_another_currency_is_kept_in_it(qtbot: QtBot) -> None:
    page, _ = looking(qtbot, small())
    type_band(page, "up to 5,000 EUR")
    assert (band(page).band, band(page).currency) == (Band(lower=0, upper=500_001), "EUR")
    page.inspector.show_focus()
    assert editor(page).words.edit.text() == "up to and including 5,000 EUR"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5,000", "Write it like"),
        ("about 5,000", "Write it like"),
        ("above 10 up to 5", "The upper edge lies below the lower one"),
        ("up to 5 parrots", "is not an amount"),
        ("up to 0.001", "finer than the smallest step"),
        ("above 5 EUR up to 10 USD", "one currency"),
    ],
)
def test_what_is_no_band_is_refused_beneath_and_stays(qtbot: QtBot, text: str, reason: str) -> None:
    page, session = looking(qtbot, small())
    type_band(page, text)
    assert reason in editor(page).words.message()
    assert editor(page).words.edit.text() == text
    assert session.steps == 0


@given(
    st.sampled_from([MONEY, MONTHS]),
    st.none() | st.integers(0, 10**8),
    st.integers(1, 10**8) | st.sampled_from([UNLIMITED, None]),
)
def test_every_band_can_be_typed_back_as_it_is_read(dimension: Dimension, lower: int | None, upper: object) -> None:
    if isinstance(upper, int) and lower is not None:
        upper += lower
    given_band = Band(lower=lower, upper=upper)  # type: ignore[arg-type]
    words = band_words(dimension, given_band)
    read = read_band(dimension, words)
    assert read.currency is None
    assert read.band == given_band.changed(lower=lower or 0)


@given(st.text(max_size=30))
def test_any_text_is_a_band_or_refused_in_a_sentence(text: str) -> None:
    try:
        said = band_words(MONEY, read_band(MONEY, text).band)
    except QuantityError as error:
        said = str(error)
    assert said


def test_classes_are_chips_and_the_last_one_stays(qtbot: QtBot) -> None:
    page, session = looking(qtbot, with_facts())
    conditions = page.inspector.conditions
    chips = {chip.text(): chip for chip in conditions.chips["risk"].buttons}
    assert [chip.isChecked() for chip in chips.values()] == [True, False, False]
    QTest.mouseClick(chips["high"], Qt.MouseButton.LeftButton)
    assert ClassCondition(dimension="risk", among=("low", "high")) in rule_at(page).box
    QTest.keyClick(chips["low"], Key.Key_Space)
    QTest.keyClick(chips["high"], Key.Key_Space)
    assert ClassCondition(dimension="risk", among=("high",)) in rule_at(page).box
    assert "drop the condition instead" in conditions.message()
    assert chips["high"].isChecked()
    assert session.steps == 2


def test_a_yes_or_no_fact_is_two_chips_of_which_one_is_on(qtbot: QtBot) -> None:
    page, session = looking(qtbot, with_facts())
    yes, no = page.inspector.conditions.chips["plan"].buttons
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert FlagCondition(dimension="plan", value=False) in rule_at(page).box
    assert (yes.isChecked(), no.isChecked()) == (False, True)
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert FlagCondition(dimension="plan", value=True) in rule_at(page).box
    assert (yes.isChecked(), no.isChecked()) == (True, False)
    assert session.steps == 2


def test_places_of_several_kinds_are_chosen_and_new_ones_become_known(qtbot: QtBot) -> None:
    page, session = looking(qtbot, with_facts())
    places = page.inspector.places
    assert not any(field.isVisible() for field in places.fields.values())
    places.actions_by_kind["entity"].trigger()
    QTest.keyClicks(places.fields["entity"].edit, "germany")
    QTest.keyClick(places.fields["entity"].edit, Key.Key_Return)
    assert rule_at(page).places == ("de",)
    places.actions_by_kind["department"].trigger()
    QTest.keyClicks(places.fields["department"].edit, "Research")
    QTest.keyClick(places.fields["department"].edit, Key.Key_Return)
    document = page.grid.sheet.document
    new = next(place for place in document.places if place.name == "Research")
    assert new.kind == "department"
    assert set(rule_at(page).places) == {"de", new.id}
    page.inspector.show_focus()
    assert page.inspector.where.text().endswith("in Germany, in Research")
    assert session.steps == 2
    page.grid.bridge.undo()
    assert rule_at(page).places == ("de",)
    assert new.id not in page.grid.sheet.document.places


def test_kind_priority_days_and_status_are_read_back(qtbot: QtBot) -> None:
    page, session = looking(qtbot, small())
    form = page.inspector.row_form
    kind = form.field("kind")
    assert kind is not None
    kind.combo.setCurrentIndex(1)  # type: ignore[attr-defined]
    kind.commit()
    for name, text in (("priority", "2"), ("starts", "2026-01-01"), ("ends", "2026-12-31")):
        field = form.field(name)
        edit = field.edit  # type: ignore[union-attr]
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Key.Key_Return)
    page.inspector.show_focus()
    assert page.inspector.standing.text() == (
        "A carve-out: it goes before ordinary rows. Priority 2. In force from 1 January 2026 until 31 December 2026."
    )
    assert session.steps == 4
