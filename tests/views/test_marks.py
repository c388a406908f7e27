"""The marks of rights: letter, shape and colour, told apart in grey."""

from __future__ import annotations

import itertools

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from views import marks, theme, tokens


def test_marks_differ_in_grey_even_with_the_same_letter(dressed: QApplication) -> None:
    drawn = {
        right: marks.pixmap(right, "X", 32).toImage().convertToFormat(QImage.Format.Format_Alpha8)
        for right in tokens.SHAPES
    }
    for one, two in itertools.combinations(drawn, 2):
        assert drawn[one] != drawn[two], (one, two)


def test_the_cache_follows_theme_letter_and_scale(dressed: QApplication) -> None:
    light = marks.pixmap("approve", "A", 24)
    assert marks.pixmap("approve", "A", 24).cacheKey() == light.cacheKey()
    assert marks.pixmap("approve", "D", 24).toImage() != light.toImage()
    assert marks.pixmap("approve", "A", 24, 1.5).width() == 36
    theme.apply(dressed, "dark")
    assert marks.pixmap("approve", "A", 24).toImage() != light.toImage()
