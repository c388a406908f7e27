"""The Thresholds sheet: both edges of every band as figures that agree with the band's words and with its cases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.workbook.thresholds import render_thresholds
from models.authority.rules import BandCondition
from models.document import Document
from models.quantities import Band
from tests.views.matrix.samples import small


def edges(band: Band, step: str = "0.01") -> tuple[object, ...]:
    """From, lower edge, To, upper edge as the sheet has them for a band."""
    document = small()
    rule = next(rule for rule in document.rules if rule.box)
    dimension = document.dimensions[rule.box[0].dimension]
    box = (BandCondition(dimension=dimension.id, band=band),)
    document = document.with_rows(
        {
            "rule": {rule.id: rule.changed(box=box)},
            "dimension": {dimension.id: dimension.changed(step=Decimal(step), lower=None)},
        }
    )
    sheet = render_thresholds(document)
    line = next(line for line in sheet.lines if line.id == rule.id)
    names = list(sheet.lines[0].values)
    return tuple(line.values[names.index(name)] for name in ("From", "Lower edge", "To", "Upper edge"))


@pytest.mark.parametrize(
    ("band", "shown"),
    [
        (Band(lower=500_001, upper=1_000_001), (5000.0, "excluded", 10000.0, "included")),
        (Band(lower=500_000, upper=1_000_000), (5000.0, "included", 10000.0, "excluded")),
        (Band(lower=500_001, upper="unlimited"), (5000.0, "excluded", None, "unlimited")),
        (Band(lower=500_001), (5000.0, "excluded", None, "not stated")),
        (Band(upper="none"), (None, "from the start", None, "none")),
    ],
)
def test_edges_are_written_as_people_write_them(band: Band, shown: tuple[object, ...]) -> None:
    assert edges(band) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from(("0.01", "1")))
def test_the_figures_say_which_cases_are_inside(lower: int, width: int, step: str) -> None:
    band = Band(lower=lower, upper=lower + width)
    first, below, last, above = edges(band, step)
    assert isinstance(first, float)
    assert isinstance(last, float)
    for figure, where in ((first, below), (last, above)):
        assert band.holds(round(figure / float(step))) == (where == "included")


def test_a_matrix_without_thresholds_says_so() -> None:
    assert "No row" in str(render_thresholds(Document()).lines[1].values[0])
