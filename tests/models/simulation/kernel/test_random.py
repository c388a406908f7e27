"""Philox against the published vectors, and the distributions drawn from it."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from scipy import stats

from models.simulation.kernel.random import philox, uniform
from models.simulation.kernel.service import duration, normal
from models.simulation.model.layout import CONSTANT, EXPONENTIAL, LOGNORMAL
from models.simulation.model.pieces import Work


@numba.njit
def block(counter: np.ndarray, key: np.ndarray) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    return philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1])


@numba.njit
def draws(kind: np.uint8, scale: float, spread: float, count: int) -> np.ndarray:
    found = np.empty(count)
    for case in range(count):
        word, _, _, _ = philox(np.uint64(case), np.uint64(0), np.uint64(0), np.uint64(1), np.uint64(5), np.uint64(0))
        found[case] = duration(kind, scale, spread, uniform(word))
    return found


@numba.njit
def normals(at: np.ndarray) -> np.ndarray:
    found = np.empty(len(at))
    for k in range(len(at)):
        found[k] = normal(at[k])
    return found


# kat_vectors of Random123 1.14, lines "philox4x32 10": counter, key, result
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def words(text: str) -> np.ndarray:
    return np.array([int(word, 16) for word in text.split()], dtype=np.uint64)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_philox_gives_the_published_words(counter: str, key: str, expected: str) -> None:
    assert list(block(words(counter), words(key))) == list(words(expected))


def test_the_normal_quantile_agrees_with_scipy_far_into_the_tails() -> None:
    at = np.concatenate([np.logspace(-10, -0.31, 400), 1 - np.logspace(-9, -0.31, 400)])
    np.testing.assert_allclose(normals(at), stats.norm.ppf(at), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("work", "distribution"),
    [
        (Work(2.0, 1.0, EXPONENTIAL), stats.expon(scale=2.0)),
        (Work(2.0, 0.5, LOGNORMAL), stats.lognorm(s=np.sqrt(np.log(1.25)), scale=2.0 / np.sqrt(1.25))),
    ],
)
def test_service_times_have_their_distribution(work: Work, distribution: object) -> None:
    spread = float(np.sqrt(np.log1p(work.variation**2))) if work.shape == LOGNORMAL else 0.0
    scale = work.hours * float(np.exp(-0.5 * spread**2))
    sample = draws(np.uint8(work.shape), scale, spread, 20_000)
    assert stats.kstest(sample, distribution.cdf).pvalue > 0.01  # type: ignore[attr-defined]
    assert sample.mean() == pytest.approx(work.hours, rel=0.02)
    assert sample.std() / sample.mean() == pytest.approx(work.variation, rel=0.05)


def test_constant_work_always_takes_the_same() -> None:
    assert set(draws(np.uint8(CONSTANT), 1.5, 0.0, 100)) == {1.5}
