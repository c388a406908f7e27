"""The heads of the grid: whole names of roles, and a pointer at the focus above and beside it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from pytestqt.qtbot import QtBot

from models.commands.rows import set_fields
from tests.views.matrix.conftest import Desk, desk_for
from tests.views.matrix.samples import large
from views import theme
from views.matrix.look import fitted, label_text, narrowest, wrapped


def colour(desk: Desk, x: int, y: int) -> str:
    picture = desk.grid.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    return QColor(picture.pixel(round(x * scale), round(y * scale))).name()


def test_the_heads_of_the_focus_are_lit(desk: Desk) -> None:
    geometry, look = desk.grid.geometry_, theme.tokens()
    row, column = desk.go("Bonuses", "CEO")
    beside, above = geometry.top(row) + 3, geometry.left(column) + 3
    assert colour(desk, 3, beside) == look.selected
    assert colour(desk, above, geometry.head_height - 1) == look.accent
    assert colour(desk, geometry.first_width - 1, beside) == look.accent
    desk.go("Options", "Board")
    assert colour(desk, 3, beside) == look.surface
    assert colour(desk, above, geometry.head_height - 1) != look.accent


@pytest.mark.parametrize("value", [0, 33, 250, 1111, 10**6])
def test_no_name_is_cut_wherever_the_bar_is_dragged(qtbot: QtBot, value: int) -> None:
    desk = desk_for(qtbot, large(10, 60))
    geometry = desk.grid.geometry_
    desk.grid.horizontalScrollBar().setValue(value)
    first = geometry.columns_in(geometry.first_width, geometry.width - 1).start
    assert geometry.left(first) == geometry.first_width
    if value == 10**6:
        assert geometry.left(60) + geometry.column_width == geometry.width


def test_a_role_has_two_lines_at_most_and_loses_nothing_while_they_are_enough(desk: Desk) -> None:
    role = desk.grid.sheet.columns[0].role
    desk.bridge.execute(set_fields, "role", role.id, name="Chief Information Security Officer of the Group")
    metrics, canvas, geometry = QFontMetrics(desk.grid.canvas.look.label), desk.grid.canvas, desk.grid.geometry_
    for column in desk.grid.sheet.columns:
        name = label_text(column.role.name, column.mark)
        along = geometry.column_width - 8 if canvas.upright else geometry.head_height - canvas.group_height - 12
        text = fitted(name, metrics, along, 2)
        assert text.count("\n") <= 1
        assert text.replace("\n", " ") == name


def test_texts_break_where_it_costs_least(desk: Desk) -> None:
    metrics = QFontMetrics(desk.grid.canvas.look.body)
    text = "> 25,000 – 100,000 EUR · > 24 months · personal data"
    room = metrics.horizontalAdvance("> 25,000 – 100,000 EUR · > 24 months")
    assert wrapped(text, metrics, room) == "> 25,000 – 100,000 EUR · > 24 months\npersonal data"
    assert wrapped("one two three", metrics, metrics.horizontalAdvance("one two")) == "one two\nthree"
    assert narrowest("Chief Security Officer", metrics) == max(
        metrics.horizontalAdvance("Chief Security"), metrics.horizontalAdvance("Officer")
    )
    assert desk.grid.canvas.look.wrapped_label("short", "rule", 400) == "short"
