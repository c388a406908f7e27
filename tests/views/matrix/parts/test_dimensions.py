"""The dimensions, edited as a person clicks and types."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.rules import BandCondition, ClassCondition
from models.changes import apply
from models.commands.matrix import set_band
from models.commands.rows import add_row
from models.decisions import Dimension
from models.document import Document
from models.quantities import Band
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_conditions import with_facts
from tests.views.matrix.test_page import page_on, rule_in
from tests.views.matrix.test_steps import LEFT, drag, middle
from views.matrix import MatrixPage
from views.matrix.dimensions import DimensionsPart
from views.matrix.dimensions.words import domain_words
from views.shell.fields import LineField, NumberField

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def part_on(
    qtbot: QtBot, document: Document, shown: str = "", *, read_only: bool = False
) -> tuple[MatrixPage, Memory, DimensionsPart]:
    page, session = page_on(qtbot, document, read_only=read_only)
    page.resize(1400, 1000)
    page.parts.turn("dimensions")
    part = page.parts.part("dimensions")
    assert isinstance(part, DimensionsPart)
    qtbot.waitUntil(part.isVisible)
    if shown:
        part.show_dimension(next(row.id for row in document.dimensions if row.name == shown))
    return page, session, part


def enter(field: NumberField | LineField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text) if text else QTest.keyClick(field.edit, Key.Key_Delete)
    QTest.keyClick(field.edit, Key.Key_Return)


def classes_of(session: Memory) -> list[str]:
    return list(session.document.dimensions["risk"].classes)


def test_the_steps_change_and_every_row_goes_along_in_one_step(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, small(), "Amount")
    assert part.form.step.value() == Decimal("0.01")
    enter(part.form.step, "1")
    dimension = next(iter(session.document.dimensions))
    assert dimension.step == 1
    uppers = {c.band.upper for rule in session.document.rules for c in rule.box if isinstance(c, BandCondition)}
    assert uppers == {5_001, 10_001, 100_001, "unlimited"}
    assert session.steps == 1
    session.undo()
    assert part.form.step.edit.text() == "0.01"


def test_a_step_that_a_row_is_too_fine_for_is_refused_beneath_and_names_the_row(qtbot: QtBot) -> None:
    document = small()
    rule = next(iter(document.rules))
    dimension = next(iter(document.dimensions)).id
    document = apply(document, set_band(document, rule.id, dimension, Band(lower=0, upper=500_051)))
    _, session, part = part_on(qtbot, document, "Amount")
    enter(part.form.step, "1")
    assert "the row “Amount up to and including 5,000.50 USD” of “Operating Expenses”" in part.form.step.message()
    assert part.form.step.edit.text() == "1"
    assert session.steps == 0


def test_unit_domain_question_and_basis_are_typed(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, small(), "Amount")
    enter(part.form.unit, "xyz")
    assert part.form.unit.message() == "“XYZ” is not a currency; use a three-letter code such as USD or EUR."
    enter(part.form.unit, "eur")
    enter(part.form.most, "1000000")
    QTest.keyClicks(part.form.question.edit, "What is it worth?")
    QTest.keyClick(part.form.question.edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    enter(part.form.basis, "Whole term, without tax")
    dimension = next(iter(session.document.dimensions))
    assert (dimension.unit, dimension.upper) == ("EUR", 100_000_001)
    assert (dimension.question, dimension.basis) == ("What is it worth?", "Whole term, without tax")
    assert domain_words(dimension) == "from 0 up to 1,000,000, in steps of 0.01 EUR"
    enter(part.form.least, "2000000")
    assert part.form.least.message() == "“Amount” would end before it begins."
    assert session.steps == 4
    enter(part.form.most, "")
    assert next(iter(session.document.dimensions)).upper is None


def test_the_kind_of_a_used_dimension_stays(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, small(), "Amount")
    part.form.kind.combo.setCurrentIndex(4)
    part.form.kind.commit()
    assert "what it measures cannot change" in part.form.kind.message()
    assert session.steps == 0


def test_a_class_is_renamed_where_it_stands_and_its_rows_keep_it(qtbot: QtBot) -> None:
    page, session, part = part_on(qtbot, with_facts(), "Risk")
    line = part.form.classes.lines[0]
    enter(line.field, "minor")
    rule = session.document.rules[rule_in(page, "Operating Expenses", 1)]
    assert ClassCondition(dimension="risk", among=("minor",)) in rule.box
    assert [each.class_name for each in part.form.classes.lines] == ["minor", "medium", "high"]
    assert part.form.classes.lines[0] is line
    enter(part.form.classes.lines[1].field, "High")
    assert part.form.classes.lines[1].field.message() == "“Risk” has a class “High” already."
    assert session.steps == 1


def test_classes_are_added_carried_by_mouse_and_keys_and_deleted_unless_used(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, with_facts(), "Risk")
    classes = part.form.classes
    QTest.keyClicks(classes.add_line.edit, "extreme")
    QTest.keyClick(classes.add_line.edit, Key.Key_Return)
    assert classes_of(session) == ["low", "medium", "high", "extreme"]
    qtbot.waitUntil(lambda: classes.lines[3].isVisible() and classes.lines[3].y() > classes.lines[2].y())
    grip = classes.lines[3].grip
    grip.setFocus()
    QTest.keyClick(grip, Key.Key_Up)
    assert classes_of(session) == ["low", "medium", "extreme", "high"]
    assert grip.hasFocus()
    qtbot.waitUntil(lambda: classes.lines[3].y() > classes.lines[2].y())
    drag(middle(grip), classes.lines[0].mapToGlobal(QPoint(20, 1)), grip)
    assert classes_of(session) == ["extreme", "low", "medium", "high"]
    QTest.mouseClick(classes.lines[1].remove, LEFT)
    assert "“low” is still used by the row" in classes.lines[1].field.message()
    QTest.mouseClick(classes.lines[0].remove, LEFT)
    assert classes_of(session) == ["low", "medium", "high"]
    assert session.steps == 4


def test_a_dimension_is_begun_named_and_deleted(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, small())
    part.begin("classes")
    QTest.keyClicks(part.add_line.edit, "Data sensitivity")
    QTest.keyClick(part.add_line.edit, Key.Key_Return)
    assert part.form.name.value() == "Data sensitivity"
    assert part.form.classes.isVisible()
    assert not part.form.step.isVisible()
    QTest.mouseClick(part.form._delete, LEFT)
    assert [row.name for row in session.document.dimensions] == ["Amount"]
    assert session.steps == 2
    QTest.keyClick(part.list, Key.Key_Delete)
    assert part.form.refusal.text().startswith("“Amount” is still used by the row")
    assert part.form.refusal.isVisible()
    assert session.steps == 2


def test_alt_and_an_arrow_change_the_order(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, with_facts(), "Risk")
    QTest.keyClick(part.list, Key.Key_Up, ALT)
    assert [row.name for row in session.document.dimensions] == ["Amount", "Risk", "In plan"]
    QTest.keyClick(part.list, Key.Key_Down, ALT)
    QTest.keyClick(part.list, Key.Key_Down, ALT)
    assert [row.name for row in session.document.dimensions] == ["Amount", "In plan", "Risk"]
    assert session.steps == 2


def test_a_use_leads_to_its_row(qtbot: QtBot) -> None:
    from views.matrix.inspector.pieces import Link

    page, _, part = part_on(qtbot, with_facts(), "Risk")
    qtbot.waitUntil(lambda: any(link.isVisible() for link in part.form.findChildren(Link)))
    (link,) = (link for link in part.form.findChildren(Link) if link.isVisible())
    QTest.keyClick(link, Key.Key_Return)
    assert page.parts.key() == "rows"
    assert page.grid.sheet.line(page.grid.selection.row).label.startswith("> 5,000")


def test_a_finding_leads_to_the_field_of_a_dimension(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, with_facts())
    assert page.focus_place("dimension", "risk", "question")
    part = page.parts.part("dimensions")
    assert isinstance(part, DimensionsPart)
    assert part.form.name.value() == "Risk"
    qtbot.waitUntil(part.form.question.edit.hasFocus)
    assert not page.focus_place("dimension", "nowhere")


def test_nothing_can_be_changed_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    _, session, part = part_on(qtbot, with_facts(), "Risk", read_only=True)
    assert not part.add_line.isVisible()
    assert not part.form._delete.isVisible()
    assert part.form.classes.lines[0].field.edit.isReadOnly()
    QTest.keyClick(part.list, Key.Key_Down, ALT)
    assert session.steps == 0


@pytest.mark.parametrize(
    ("dimension", "words"),
    [
        (Dimension(id="a", name="A", key="a", kind="flag"), "yes or no"),
        (Dimension(id="a", name="A", key="a", kind="number", unit="months"), "from 0 without end, in whole months"),
        (
            Dimension(id="a", name="A", key="a", kind="percent", step=Decimal("0.5"), lower=None, upper=201),
            "without beginning up to 100, in steps of 0.5 %",
        ),
        (Dimension(id="a", name="A", key="a", kind="classes", classes=tuple("abcdef")), "a, b, c and 3 more"),
        (Dimension(id="a", name="A", key="a", kind="classes", classes=("x", "y"), ordered=True), "x < y"),
    ],
)
def test_domains_are_said_in_words(dimension: Dimension, words: str) -> None:
    assert domain_words(dimension) == words
    assert apply(Document(), add_row(Document(), dimension)).dimensions["a"] == dimension
