"""The line of a decision: gaps and overlaps are seen, live while an edge is dragged, and one drag is one step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.rules import ClassCondition, FlagCondition
from models.changes import apply
from models.commands.boxes import put_condition
from models.commands.matrix import drop_condition, set_band
from models.commands.rows import add_row, set_fields
from models.decisions import Dimension
from models.document import Document
from models.quantities import Band
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_conditions import with_facts
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage
from views.matrix.inspector.line_view import LineView
from views.matrix.inspector.scale import number_line
from views.matrix.inspector.troubles import Trouble, troubles

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SPENDING = "Operating Expenses"


def apart(lower: int, document: Document | None = None) -> Document:
    """The small matrix, in which the second row of operating expenses begins at another amount, in dollars."""
    document = document or small()
    decision = next(row.id for row in document.decisions if row.name == SPENDING)
    rule = document.rules.by("decision", decision)[1].id
    dimension = next(row.id for row in document.dimensions if row.name == "Amount")
    return apply(document, set_band(document, rule, dimension, Band(lower=lower * 100 + 1, upper=1_000_001)))


def looking(qtbot: QtBot, document: Document, at: int = 1) -> tuple[MatrixPage, Memory, LineView]:
    page, session = page_on(qtbot, document)
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, SPENDING, at))
    page.inspector.show_focus()
    qtbot.waitUntil(page.inspector.line.isVisible)
    return page, session, page.inspector.line


def edges(page: MatrixPage) -> list[int]:
    document = page.grid.sheet.document
    decision = page.grid.sheet.decision_at(page.grid.selection.row) or ""
    line = number_line(document, decision, next(iter(document.editions)).id)
    assert line is not None
    return [(edge - 1) // 100 for edge in line.edges]


def found_in(document: Document, decision: str, dimension: Dimension) -> tuple[Trouble, ...]:
    return troubles(document, decision, next(iter(document.editions)).id, dimension, date(2026, 5, 1))


def press(line: LineView, edge: int) -> QPoint:
    start = QPoint(round(line._x(edge)), 6)
    QTest.mousePress(line, LEFT, pos=start)
    return start


def test_a_gap_is_shown_with_its_words_and_closed_by_dragging_one_edge_to_the_other(qtbot: QtBot) -> None:
    page, session, line = looking(qtbot, apart(7_000))
    (gap,) = line.troubles
    assert (gap.kind, gap.lower, gap.upper) == ("gap", 500_001, 700_001)
    assert page.inspector.bands.notice.text() == ("No row covers Amount above 5,000 up to and including 7,000 USD.")
    start = press(line, 700_001)
    end = QPoint(round(line._x(500_001)) + 2, start.y())
    QTest.mouseMove(line, end)
    QTest.mouseRelease(line, LEFT, pos=end)
    assert edges(page) == [5_000, 10_000, 100_000]
    assert line.troubles == ()
    assert page.inspector.bands.notice.isHidden()
    assert session.steps == 1
    session.undo()
    page.inspector.show_focus()
    assert edges(page) == [5_000, 7_000, 10_000, 100_000]


def test_an_overlap_is_shown_and_ended_by_keys(qtbot: QtBot) -> None:
    page, session, line = looking(qtbot, apart(4_800))
    (overlap,) = line.troubles
    assert (overlap.kind, overlap.lower, overlap.upper) == ("overlap", 480_001, 500_001)
    assert "do not agree" in overlap.words
    line.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(line, Key.Key_Right)
    assert edges(page) == [5_000, 10_000, 100_000]
    assert line.troubles == ()
    assert session.steps == 2


def test_what_is_wrong_follows_the_pointer_before_anything_is_edited(qtbot: QtBot) -> None:
    page, session, line = looking(qtbot, apart(7_000))
    start = press(line, 1_000_001)
    QTest.mouseMove(line, start + QPoint(25, 0))
    QTest.mouseRelease(line, LEFT, pos=start + QPoint(25, 0))
    assert session.steps == 1
    page.inspector.show_focus()
    start = press(line, 500_001)
    held = [trouble.lower for trouble in line.troubles]
    QTest.mouseMove(line, QPoint(round(line._x(300_001)), start.y()))
    qtbot.waitUntil(lambda: [trouble.lower for trouble in line.troubles] != held)
    (gap,) = line.troubles
    assert gap.lower < 400_000
    assert gap.upper == 700_001
    assert f"above {(gap.lower - 1) // 100:,}" in page.inspector.bands.notice.text()
    assert session.steps == 1
    QTest.keyClick(line, Key.Key_Escape)
    assert [trouble.lower for trouble in line.troubles] == held
    QTest.mouseRelease(line, LEFT, pos=start)
    assert session.steps == 1


def test_another_row_that_covers_every_amount_leaves_no_gap() -> None:
    document = apart(7_000)
    decision = next(row.id for row in document.decisions if row.name == SPENDING)
    dimension = next(row for row in document.dimensions if row.name == "Amount")
    first = document.rules.by("decision", decision)[0].id
    whole = apply(document, drop_condition(document, first, dimension.id))
    found = found_in(whole, decision, dimension)
    assert {trouble.kind for trouble in found} == {"overlap"}


def test_a_gap_in_part_of_the_cases_is_shown_where_it_lies() -> None:
    document = with_facts()
    decision = next(row.id for row in document.decisions if row.name == SPENDING)
    amount = next(row for row in document.dimensions if row.name == "Amount")
    gaps = found_in(document, decision, amount)
    assert {(gap.kind, gap.lower, gap.upper) for gap in gaps} == {("gap", 500_001, 1_000_001)}
    risk = found_in(document, decision, document.dimensions["risk"])
    assert {(gap.lower, gap.upper) for gap in risk} >= {(1, 2), (2, 3)}


def test_classes_and_yes_or_no_are_segments_that_are_chosen_from_a_list(qtbot: QtBot) -> None:
    document = with_facts()
    decision = next(row.id for row in document.decisions if row.name == SPENDING)
    other = document.rules.by("decision", decision)[2].id
    for condition in (
        ClassCondition(dimension="risk", among=("low", "high")),
        FlagCondition(dimension="plan", value=False),
    ):
        document = apply(document, put_condition(document, "rule", other, condition))
    page, session, line = looking(qtbot, document)
    chooser = page.inspector.bands.chooser
    assert chooser.isVisible()
    assert [choice.text for choice in chooser._choices] == ["Amount", "Risk", "In plan"]
    chooser.combo.setCurrentIndex(1)
    chooser.commit()
    shown = line._line
    assert shown is not None
    assert shown.segments == ("low", "medium", "high")
    assert [(bar.lower, bar.upper, bar.lane) for bar in shown.bars] == [(0, 1, 0), (0, 1, 1), (2, 3, 1)]
    assert line.handles == ()
    QTest.mouseClick(line, LEFT, pos=line._bar_rect(shown.bars[2]).center().toPoint())
    assert page.grid.sheet.line(page.grid.selection.row).label.startswith("> 10,000")
    chooser.combo.setCurrentIndex(2)
    chooser.commit()
    assert line._line is not None
    assert line._line.segments == ("no", "yes")
    assert session.steps == 0
    page.inspector.show_focus()
    assert chooser.value() == "plan"


def test_a_long_decision_is_shown_without_a_proof() -> None:
    document = small()
    decision = next(row for row in document.decisions if row.name == SPENDING)
    rule = document.rules.by("decision", decision.id)[0]
    for number in range(301):
        document = apply(document, add_row(document, rule.changed(id=f"rule-{number}", position=100.0 + number)))
    dimension = next(iter(document.dimensions))
    assert found_in(document, decision.id, dimension) == ()


def test_a_draft_is_looked_at_as_if_it_were_in_force() -> None:
    document = apart(7_000)
    edition = next(iter(document.editions))
    document = apply(document, set_fields(document, "edition", edition.id, status="draft"))
    decision = next(row.id for row in document.decisions if row.name == SPENDING)
    (gap,) = found_in(document, decision, next(iter(document.dimensions)))
    assert gap.kind == "gap"
