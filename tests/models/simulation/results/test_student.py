"""Quantiles of Student's t against scipy."""

from __future__ import annotations

import pytest
from scipy.special import stdtrit

from models.simulation.results.student import student_t


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.975, 0.9995])
def test_quantiles_are_those_of_scipy(share: float) -> None:
    for freedom in (*range(1, 60), 199, 999, 1000, 1001, 50_000):
        assert student_t(freedom, share) == pytest.approx(float(stdtrit(freedom, share)), rel=1e-11, abs=1e-14)


def test_the_published_values() -> None:
    assert round(student_t(1, 0.975), 3) == 12.706
    assert round(student_t(19, 0.975), 3) == 2.093
    assert round(student_t(100_000, 0.975), 3) == 1.960


@pytest.mark.parametrize(("freedom", "share"), [(0, 0.5), (3, 0.0), (3, 1.0)])
def test_there_is_none_outside(freedom: int, share: float) -> None:
    with pytest.raises(ValueError, match="no quantile of t"):
        student_t(freedom, share)
