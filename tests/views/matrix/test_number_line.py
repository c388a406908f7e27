"""The number line by keyboard: edges have the focus, move by round numbers, and each move is one step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.decisions import Dimension
from models.quantities import UNLIMITED
from tests.views.matrix.samples import CENTS, small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage
from views.matrix.inspector.scale import Bar, NumberLine

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at_line(qtbot: QtBot) -> MatrixPage:
    page, _ = page_on(qtbot, small())
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Operating Expenses", 1))
    page.inspector.show_focus()
    page.inspector.line.setFocus(Qt.FocusReason.TabFocusReason)
    return page


def uppers(page: MatrixPage) -> list[int]:
    """The amounts up to which the rows of operating expenses go, themselves included."""
    document = page.grid.sheet.document
    bands = [document.rules[rule_in(page, "Operating Expenses", at)].box[0].band for at in range(4)]  # type: ignore[union-attr]
    edges = [band.upper for band in bands if band.upper != UNLIMITED]
    assert [band.lower for band in bands[1:]] == edges
    return [(edge - 1) // CENTS for edge in edges if isinstance(edge, int)]


def test_an_edge_moves_by_round_numbers_and_each_key_is_one_step(qtbot: QtBot) -> None:
    page = at_line(qtbot)
    line = page.inspector.line
    assert uppers(page) == [5_000, 10_000, 100_000]
    QTest.keyClick(line, Key.Key_Right)
    assert uppers(page) == [5_100, 10_000, 100_000]
    QTest.keyClick(line, Key.Key_Right, SHIFT)
    assert uppers(page) == [6_100, 10_000, 100_000]
    for _ in range(2):
        QTest.keyClick(line, Key.Key_Left)
    assert uppers(page) == [5_900, 10_000, 100_000]
    assert line.hasFocus()
    for expected in (6_000, 6_100, 5_100, 5_000):
        page.grid.bridge.undo()
        assert uppers(page)[0] == expected


def test_tab_goes_from_edge_to_edge_and_then_on(qtbot: QtBot) -> None:
    page = at_line(qtbot)
    line = page.inspector.line
    QTest.keyClick(line, Key.Key_Tab)
    QTest.keyClick(line, Key.Key_Left)
    assert uppers(page) == [5_000, 9_900, 100_000]
    QTest.keyClick(line, Key.Key_Tab)
    QTest.keyClick(line, Key.Key_Right)
    assert uppers(page) == [5_000, 9_900, 110_000]
    QTest.keyClick(line, Key.Key_Backtab)
    QTest.keyClick(line, Key.Key_Right)
    assert uppers(page) == [5_000, 10_000, 110_000]
    for _ in range(2):
        QTest.keyClick(line, Key.Key_Tab)
    assert not line.hasFocus()


def test_an_edge_stops_at_its_neighbours(qtbot: QtBot) -> None:
    page = at_line(qtbot)
    for _ in range(12):
        QTest.keyClick(page.inspector.line, Key.Key_Right, SHIFT)
    first, second, _ = uppers(page)
    assert first < second == 10_000
    for _ in range(20):
        QTest.keyClick(page.inspector.line, Key.Key_Left, SHIFT)
    assert 0 <= uppers(page)[0] < 100


def test_the_edge_that_is_held_shows_its_whole_value(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("views.matrix.inspector.line_view.announce", lambda _widget, text: spoken.append(text))
    page = at_line(qtbot)
    line = page.inspector.line
    assert spoken == ["≤ 5,000 USD"]
    before = line.grab().toImage()
    QTest.keyClick(line, Key.Key_Right)
    assert spoken[-1] == "≤ 5,100 USD"
    assert line.grab().toImage() != before
    start = QPoint(round(line._x(1_000_001)), 6)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(line, start + QPoint(20, 0))
    held = line._held()
    assert held is not None
    assert held[1] > 1_000_001
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 0))
    assert uppers(page)[1] == (held[1] - 1) // CENTS


def test_a_file_that_is_only_read_has_no_edge_to_hold(qtbot: QtBot) -> None:
    page, _ = page_on(qtbot, small(), read_only=True)
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Operating Expenses", 1))
    page.inspector.show_focus()
    assert page.inspector.line.handles == ()
    assert page.inspector.line.focusPolicy() == Qt.FocusPolicy.NoFocus


MONEY = Dimension(id="m", name="Amount", key="amount", kind="money", unit="EUR", step="0.01")  # type: ignore[arg-type]
MONTHS = Dimension(id="t", name="Term", key="term", kind="number", unit="months")


@given(st.sampled_from([MONEY, MONTHS]), st.integers(2, 10**9), st.sampled_from([-10, -1, 1, 10]))
def test_a_nudge_goes_the_way_it_says_and_two_of_them_lead_back(dimension: Dimension, edge: int, by: int) -> None:
    moved = halves(dimension, edge).nudged(edge, by)
    assert moved > edge if by > 0 else 0 < moved < edge
    onward = halves(dimension, moved).nudged(moved, by)
    if onward > 1_000:
        assert halves(dimension, onward).nudged(onward, -by) == moved


def halves(dimension: Dimension, edge: int) -> NumberLine:
    return NumberLine(dimension, (Bar("a", 0, edge, 0), Bar("b", edge, None, 0)), (edge,))
