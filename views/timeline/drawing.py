"""How things are drawn over their days: each state has a shape, a line and words of its own, beside its colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from models.authority.force import day_words
from views import theme, tokens
from views.timeline.axis import DayAxis, tick_words
from views.timeline.row import Row, State, StateKind

# What stays free at the right, for the arrow of what has no end.
RIM = 18
_PAD = 8
_INDENT = 16

# State -> colour of the line, colour of the filling, kind of line, kind of filling.
_LOOKS: dict[StateKind, tuple[str, str, Qt.PenStyle, Qt.BrushStyle]] = {
    "in_force": ("accent", "accent", Qt.PenStyle.SolidLine, Qt.BrushStyle.SolidPattern),
    "not_yet": ("accent", "selected", Qt.PenStyle.SolidLine, Qt.BrushStyle.SolidPattern),
    "expired": ("edge", "pressed", Qt.PenStyle.SolidLine, Qt.BrushStyle.SolidPattern),
    "revoked": ("edge", "edge", Qt.PenStyle.SolidLine, Qt.BrushStyle.BDiagPattern),
    "waiting": ("warning", "warning", Qt.PenStyle.DashLine, Qt.BrushStyle.NoBrush),
    "cut_off": ("error", "error", Qt.PenStyle.DotLine, Qt.BrushStyle.NoBrush),
}


def row_height(tall: bool) -> int:
    """Return how high a line is: names above what is delegated, in a tall one each name in a line of its own."""
    strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
    return strong.height() * (2 if tall else 1) + small.height() + 2 * _PAD


def fits(row: Row, left: float) -> bool:
    """Return whether both names of a row stand in one line."""
    wide = QFontMetrics(theme.font("strong")).horizontalAdvance(row.name)
    return wide <= left - 2 * _PAD - row.depth * _INDENT


def head_height() -> int:
    """Return how high the names of the days are."""
    return QFontMetrics(theme.font("small")).height() * 2 + 10


def bar_height() -> int:
    """Return how high a bar is."""
    return round(QFontMetrics(theme.font("small")).height() * 0.8)


def head(painter: QPainter, axis: DayAxis, left: float, on: date) -> None:
    """Draw the names of the days, and of today above its line."""
    font = theme.font("small")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    base = metrics.height() * 2 + 4
    for day in axis.ticks():
        painter.setPen(theme.color("text" if day.month == 1 else "muted"))
        painter.drawText(QPointF(left + axis.place(day) + 4, base), tick_words(day))
    font.setWeight(font.Weight.DemiBold)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    text = f"today, {day_words(on)}"
    wide = metrics.horizontalAdvance(text)
    x = min(max(left, left + axis.place(on) - wide / 2), left + axis.width + RIM - wide)
    painter.setPen(theme.color("accent_text"))
    painter.drawText(QPointF(x, metrics.ascent() + 1), text)


def grid(painter: QPainter, axis: DayAxis, left: float, body: QRectF) -> None:
    """Draw a quiet line at each day that has a name."""
    for day in axis.ticks():
        x = left + axis.place(day)
        painter.setPen(QPen(theme.color("edge" if day.month == 1 else "border"), 1))
        painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))


def today(painter: QPainter, x: float, body: QRectF) -> None:
    """Draw the line of today."""
    painter.setPen(QPen(theme.color("accent_text"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))


def names(painter: QPainter, row: Row, place: QRectF, left: float, *, tall: bool, current: bool, focused: bool) -> None:
    """Draw who, to whom, and what, indented as deep as it hangs on those above."""
    if current:
        painter.setPen(QPen(theme.color("focus"), 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("selected"))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), tokens.RADIUS_M, tokens.RADIUS_M)
    x = _PAD + row.depth * _INDENT
    if row.depth:
        painter.setPen(QPen(theme.color("edge"), 1.25))
        elbow = place.top() + _PAD + QFontMetrics(theme.font("strong")).height() / 2
        painter.drawPolyline(
            QPolygonF([QPointF(x - 10, place.top() + 4), QPointF(x - 10, elbow), QPointF(x - 3, elbow)])
        )
    y = place.top() + _PAD
    who = [row.giver, f"→ {row.taker}"] if tall and row.taker else [row.name]
    for text, role, color in (*((name, "strong", "text") for name in who), (row.what, "small", "muted")):
        font = theme.font(role)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(left - x - _PAD))
        painter.drawText(QPointF(x, y + metrics.ascent()), shown)
        y += metrics.height()


def bar(painter: QPainter, state: State, rect: QRectF, *, begins: bool, ends: bool) -> None:
    """Draw a bar in the look of its state; a side without a day is an arrow."""
    line, filling, pen, brush = _LOOKS[state.kind]
    painter.setPen(QPen(theme.color(line), 1.5, pen))
    painter.setBrush(QBrush(QColor(theme.color(filling)), brush))
    if begins and ends:
        painter.drawRoundedRect(rect, 3, 3)
        return
    tip, middle = rect.height() / 2, rect.center().y()
    left = [rect.topLeft(), rect.bottomLeft()] if begins else [QPointF(rect.left(), middle)]
    points = [*left]
    if not begins:
        points = [QPointF(rect.left() + tip, rect.top()), *points, QPointF(rect.left() + tip, rect.bottom())]
    if ends:
        points += [rect.bottomRight(), rect.topRight()]
    else:
        points += [
            QPointF(rect.right(), rect.bottom()),
            QPointF(rect.right() + tip, middle),
            QPointF(rect.right(), rect.top()),
        ]
    painter.drawPolygon(QPolygonF(points))


def state_words(painter: QPainter, state: State, rect: QRectF, left: float, width: float, ground: str) -> None:
    """Write the state beside its bar: behind it, before it, or beneath where there is room nowhere else."""
    font = theme.font("small")
    metrics = QFontMetrics(font)
    wide = metrics.horizontalAdvance(state.words)
    painter.setFont(font)
    ink = theme.color({"waiting": "warning", "cut_off": "error"}.get(state.kind, "muted"))
    if rect.right() + 2 * _PAD + wide <= width:
        place = QPointF(rect.right() + _PAD + 2, rect.center().y() + metrics.ascent() / 2 - 1)
    elif rect.left() - _PAD - wide >= left:
        place = QPointF(rect.left() - _PAD - wide, rect.center().y() + metrics.ascent() / 2 - 1)
    else:
        x = min(max(left + 2, rect.left() + 2), width - wide - 2)
        place = QPointF(x, rect.bottom() + metrics.ascent() + 1)
    # On a ground of their own, so that no line runs through the words.
    plate = QRectF(place.x() - 2, place.y() - metrics.ascent() + 1, wide + 4, metrics.height() - 2)
    painter.fillRect(plate, theme.color(ground))
    painter.setPen(ink)
    painter.drawText(place, state.words)


def knob(painter: QPainter, x: float, rect: QRectF, day: date, width: float) -> None:
    """Draw the end that is held, with its day."""
    painter.setPen(QPen(theme.color("surface"), 1.5))
    painter.setBrush(theme.color("focus"))
    painter.drawEllipse(QPointF(x, rect.center().y()), 6, 6)
    font = theme.font("small")
    font.setWeight(font.Weight.DemiBold)
    metrics = QFontMetrics(font)
    text = day_words(day)
    wide = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(theme.color("accent_text"))
    painter.drawText(QPointF(min(max(0.0, x - wide / 2), width - wide - 2), rect.bottom() + metrics.ascent() + 1), text)
