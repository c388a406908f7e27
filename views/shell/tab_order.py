"""Tab goes through what is shown in the order in which it is laid out, however late a part of it was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QSplitter, QWidget


def follow_layout(root: QWidget) -> None:
    """Let the focus go through the widgets within `root` as they stand in its layouts, from the first to the last."""
    for before, after in pairwise(_stops(root)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that shown ones lead to by Tab, in the order of the layouts."""
    for child in _children(widget):
        if child.isHidden():
            continue
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        yield from _stops(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        found: list[QWidget | None] = [widget.widget()]
    elif isinstance(widget, QAbstractScrollArea):
        # What lies over a table or a text, such as buttons in a row of a list.
        found = [widget.viewport()]
    elif isinstance(widget, QSplitter):
        found = [widget.widget(at) for at in range(widget.count())]
    elif (layout := widget.layout()) is not None:
        found = list(_laid_out(layout))
    else:
        found = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    yield from (child for child in found if child is not None)


def _laid_out(layout: QLayout) -> Iterator[QWidget | None]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _laid_out(inner)
        elif item is not None:
            yield item.widget()
