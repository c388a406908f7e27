"""Steering by arrows: which box comes next in a direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRectF

Direction = Literal["up", "down", "left", "right"]

# A box that lies aside is as far away as one that is so many times farther ahead.
_ASIDE = 2.5


def neighbour(boxes: Mapping[str, QRectF], start: str, direction: Direction) -> str:
    """Return the nearest box in a direction, "" where there is none; without a start the one on top."""
    if start not in boxes:
        return min(boxes, key=lambda name: (boxes[name].top(), abs(boxes[name].center().x())), default="")
    here = boxes[start].center()
    best, least = "", float("inf")
    for name, box in boxes.items():
        there = box.center()
        across, down = there.x() - here.x(), there.y() - here.y()
        if direction in ("left", "right"):
            ahead, aside = (across if direction == "right" else -across), abs(down) * 3
        else:
            ahead, aside = (down if direction == "down" else -down), abs(across)
        if name != start and ahead > 1 and ahead + aside * _ASIDE < least:
            best, least = name, ahead + aside * _ASIDE
    return best
