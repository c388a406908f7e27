"""How a part of a page is laid out: a list at the left, one thing of it in fields at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from views import tokens
from views.shell.layouts import scrolling

_MEASURE = 760


def side_by_side(left: QWidget, form: QWidget, *, wide_left: bool = False) -> QSplitter:
    """Return a list and a form beside each other; the form scrolls and stays readable on a wide screen."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(1)
    left.setContentsMargins(0, 0, tokens.SPACE_M, 0)
    form.setContentsMargins(tokens.SPACE_L, 0, tokens.SPACE_M, tokens.SPACE_L)
    form.setMaximumWidth(_MEASURE)
    bounded = QWidget()
    row = QHBoxLayout(bounded)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(form, 1000)
    row.addStretch(1)
    area = scrolling(bounded, split)
    split.addWidget(left)
    split.addWidget(area)
    letter = left.fontMetrics().averageCharWidth()
    left.setMinimumWidth(letter * 28)
    area.setMinimumWidth(letter * 44)
    split.setStretchFactor(0, 3 if wide_left else 1)
    split.setStretchFactor(1, 2)
    split.setSizes([letter * (90 if wide_left else 42), letter * 90])
    return split


def show_right(split: QSplitter, shown: bool) -> None:
    """Show what stands at the right, or give all of the room to the list while there is nothing to show."""
    right = split.widget(1)
    assert right is not None
    right.setVisible(shown)
