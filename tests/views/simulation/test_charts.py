"""Charts on the screen: pointed at, walked by key, copied as picture and as numbers, told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.simulation.charts.description import Chart
from tests.madecharts import BARS, CHARTS, LINES
from views import theme
from views.simulation.charts import ChartSection, ChartView
from views.simulation.charts.picture import picture

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=CHARTS, ids=lambda chart: chart.key)
def chart(request: pytest.FixtureRequest) -> Chart:
    found: Chart = request.param
    return found


def _shown(qtbot: QtBot, chart: Chart, width: int = 520) -> ChartView:
    view = ChartView(chart)
    qtbot.addWidget(view)
    view.resize(width, view.sizeHint().height())
    view.show()
    view.activateWindow()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def test_every_part_can_be_come_to_by_key_and_is_told(chart: Chart, qtbot: QtBot, dressed: QApplication) -> None:
    view = _shown(qtbot, chart)
    parts = view.parts()
    assert len(parts) >= 2
    said = []
    for _ in parts:
        qtbot.keyClick(view, KEY.Key_Down)
        said.append(view.said())
    assert said == [part.text for part in parts]
    qtbot.keyClick(view, KEY.Key_Down)
    assert view.said() == parts[0].text
    qtbot.keyClick(view, KEY.Key_End)
    assert view.said() == parts[-1].text
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, KEY.Key_Return)
    assert chosen.args == [len(parts) - 1]
    assert view.accessibleName() == chart.title
    assert chart.spoken() in view.accessibleDescription()


@pytest.mark.parametrize("width", [320, 900])
def test_parts_lie_inside_the_chart_and_a_click_finds_them(
    chart: Chart, width: int, qtbot: QtBot, dressed: QApplication
) -> None:
    view = _shown(qtbot, chart, width)
    for number, part in enumerate(view.parts()):
        place = part.room.center()
        assert view.rect().contains(place.toPoint())
        found: list[int] = []
        view.selected.connect(found.append)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
        view.selected.disconnect(found.append)
        # Of parts that lie on each other the last is meant, such as the mark across a column.
        assert found
        assert found[-1] >= number


def test_numbers_are_copied_with_headings_and_nothing_that_runs(qtbot: QtBot, dressed: QApplication) -> None:
    view = _shown(qtbot, BARS)
    qtbot.keyClick(view, KEY.Key_C, CONTROL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["", "Share of time in use", "95 % from", "to"]
    assert lines[1] == ["'=cmd()", "1", "0.9", "1.1"]
    assert len(lines) == 1 + len(BARS.bars)
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    view.copy_numbers()
    QLocale.setDefault(before)
    assert QGuiApplication.clipboard().text().split("\n")[1].split("\t")[2] == "0,9"


def test_numbers_of_every_chart_have_as_many_cells_as_headings(
    chart: Chart, qtbot: QtBot, dressed: QApplication
) -> None:
    view = _shown(qtbot, chart)
    view.copy_numbers()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == len(chart.numbers().rows) + 1


def test_the_picture_is_light_and_has_its_title_whatever_the_look(
    chart: Chart, qtbot: QtBot, dressed: QApplication
) -> None:
    theme.apply(dressed, "dark")
    view = _shown(qtbot, chart)
    qtbot.keyClick(view, KEY.Key_C, CONTROL | SHIFT)
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 1520
    assert image.pixelColor(2, 2) == QColor("#ffffff")
    head = image.copy(0, 0, image.width(), 110)
    assert _darkest(head) < 90


def _darkest(image: QImage) -> int:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return min(grey.pixelColor(x, y).lightness() for x in range(0, grey.width(), 2) for y in range(0, grey.height(), 2))


def test_busy_roles_stand_out_without_colour(qtbot: QtBot, dressed: QApplication) -> None:
    """Hatches: along a bar that warns, light and dark alternate; a plain one is one grey."""
    view = _shown(qtbot, BARS)
    grey = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ratio = grey.devicePixelRatio()
    changes = []
    for part in view.parts():
        y = round((part.room.top() + 14) * ratio)
        row = [grey.pixelColor(x, y).lightness() for x in range(round(150 * ratio), round(190 * ratio))]
        changes.append(sum(abs(first - second) > 40 for first, second in pairwise(row)))
    assert changes[0] > 3
    assert changes[1] > 3
    assert changes[2] == 0


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_charts_are_painted_in_every_look_and_size(
    chart: Chart, mode: theme.Mode, qtbot: QtBot, dressed: QApplication
) -> None:
    for zoom in (1.0, 2.0):
        theme.apply(dressed, mode, zoom)
        view = _shown(qtbot, chart)
        image = view.grab().toImage()
        inks = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        assert len(inks) > 3
        assert view.sizeHint().height() > 80


def test_for_readers_from_right_to_left_bars_begin_at_the_right(qtbot: QtBot, dressed: QApplication) -> None:
    view = _shown(qtbot, BARS)
    left = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() != left
    found: list[int] = []
    view.selected.connect(found.append)
    qtbot.mouseClick(
        view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() - 40, round(view.parts()[0].room.center().y()))
    )
    assert found == [0]


def test_time_runs_to_the_right_for_all_readers(qtbot: QtBot, dressed: QApplication) -> None:
    view = _shown(qtbot, LINES)
    before = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() == before


def test_a_section_offers_all_that_can_be_done_with_its_chart(qtbot: QtBot, dressed: QApplication) -> None:
    section = ChartSection(BARS, "It is counted.")
    qtbot.addWidget(section)
    section.show()
    menu = section.more.menu()
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Copy picture", "Copy numbers", "Export as SVG or PNG …"]
    with qtbot.waitSignal(section.export_asked) as asked:
        menu.actions()[2].trigger()
    assert asked.args == [BARS]
    menu.actions()[0].trigger()
    assert not QGuiApplication.clipboard().image().isNull()
    names = [button.accessibleName() for button in section.findChildren(QWidget) if button.accessibleName()]
    assert "How “Load by role” is worked out" in names
    assert "Copy or export “Load by role”" in names


def test_a_picture_is_as_wide_as_asked(dressed: QApplication) -> None:
    assert picture(BARS, 600).width() == 2 * (600 + 40)
