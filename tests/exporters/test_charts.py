"""Charts as files: whole or not at all, the same bytes for the same chart, text that stays text, names tamed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from exporters.base import ExportRefused
from exporters.charts import write_chart, write_charts
from exporters.figures import write_simulation
from models.simulation.charts.description import BarChart, Chart
from tests.madecharts import BARS, CHARTS, LINES
from tests.simulated import sample_report


def _words(path: Path) -> str:
    texts = etree.fromstring(path.read_bytes()).iter("{http://www.w3.org/2000/svg}text")
    return "\n".join("".join(map(str, text.itertext())) for text in texts)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_a_drawing_says_what_the_screen_says(chart: Chart, tmp_path: Path) -> None:
    words = _words(write_chart(chart, tmp_path / "chart.svg"))
    axis = chart.axis if hasattr(chart, "axis") else chart.x
    assert chart.title in words
    assert chart.note in words
    assert axis.title in words
    assert all(tick.text in words for tick in axis.ticks)


def test_bars_are_named_with_their_figures(tmp_path: Path) -> None:
    words = _words(write_chart(BARS, tmp_path / "load.svg"))
    for bar in BARS.bars:
        assert bar.name in words
        assert bar.range.text in words


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    for kind in ("svg", "png"):
        first, second = (write_chart(LINES, tmp_path / f"{n}.{kind}").read_bytes() for n in "ab")
        assert first == second


def test_a_picture_reads_in_greyscale(tmp_path: Path) -> None:
    """Hatches: a bar that warns has many greys along its middle, a plain one few."""
    with Image.open(write_chart(BARS, tmp_path / "load.png")) as opened:
        grey = opened.convert("L")
    hatched, plain = (_changes(grey, part) for part in (1 / 6, 5 / 6))
    assert hatched > 20
    assert plain < 10


def _changes(grey: Image.Image, down: float) -> int:
    top, bottom = int(grey.height * 0.2), int(grey.height * 0.83)
    y = int(top + (bottom - top) * down)
    row = list(grey.crop((int(grey.width * 0.24), y, int(grey.width * 0.4), y + 1)).tobytes())
    return sum(abs(a - b) > 25 for a, b in pairwise(row))


@pytest.mark.parametrize("name", ["$x^2$ \\frac", "<script>&amp;", "\x00\x1b[31m\ud800", "采购 🙂", "=1+1", "a\nb\tc"])
def test_names_are_drawn_whatever_they_are(name: str, tmp_path: Path) -> None:
    bars = tuple(replace(bar, name=name, detail=name) for bar in BARS.bars)
    hostile: BarChart = replace(BARS, title=name, note=name, bars=bars)
    for kind in ("svg", "png"):
        assert write_chart(hostile, tmp_path / f"hostile.{kind}").stat().st_size > 1_000
    etree.fromstring((tmp_path / "hostile.svg").read_bytes())


def test_what_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"chart\.pdf is neither \.svg nor \.png"):
        write_chart(BARS, tmp_path / "chart.pdf")
    there = write_chart(BARS, tmp_path / "load.svg")
    before = there.read_bytes()
    with pytest.raises(ExportRefused, match="is there already"):
        write_chart(LINES, there)
    assert there.read_bytes() == before
    with pytest.raises(ExportRefused, match="There is no folder"):
        write_charts(CHARTS, tmp_path / "nowhere" / "deeper")


def test_charts_go_into_a_folder_all_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    written = write_charts((BARS, LINES), folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in written)
    assert {path.name for path in written} == {"load.svg", "load.png", "queues.svg", "queues.png"}
    (folder / "load.svg").unlink()
    with pytest.raises(ExportRefused, match="is there already"):
        write_charts((BARS, LINES), folder)
    assert not (folder / "load.svg").exists()
    write_charts((BARS, LINES), folder, force=True)
    with pytest.raises(ExportRefused, match="is a file; name a folder"):
        write_charts((BARS,), folder / "load.svg")


def test_a_simulation_is_one_picture(tmp_path: Path) -> None:
    words = _words(write_simulation(sample_report(), tmp_path / "all.svg"))
    for title in (
        "How long cases take",
        "Load by role",
        "Who decides",
        "Open cases over time",
        "4 replications of 1,200",
    ):
        assert title in words
