"""The map with a case on it: tokens where it lies, the hops behind it drawn strong, and a token that travels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from models.walk.parts import Hop, Walk
from views import theme
from views.escalation.canvas import MapCanvas
from views.escalation.painting import paint_frame, paint_strong, paint_token
from views.escalation.picture import Edge, Picture

_LONGEST_MS = 420
_ROOM = 30.0


class WalkMap(MapCanvas):
    """Shows a walk that `show_walk` gives; without one it is the plain map."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.walk: Walk | None = None
        self._travel: QPainterPath | None = None
        self._share = 1.0
        self._closely: QRectF | None = None
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._motion.valueChanged.connect(self._moved)
        self._motion.finished.connect(self._arrived)

    def show_walk(self, walk: Walk | None, *, forward: bool = False) -> None:
        """Show a walk as it stands, its latest hop travelling where it goes forward; None shows the plain map."""
        self._motion.stop()
        self._travel = None
        self.walk, self.dimmed = walk, walk is not None
        if walk is None and self._closely is not None:
            self._closely = None
            self.fit()
        if walk is not None and walk.history:
            last = walk.history[-1]
            if forward and last.from_role and last.to_roles:
                self._travel = self._path(last.from_role, last.to_roles[0], last)
            self.follow_closely(walk)
        duration = min(_LONGEST_MS, self._wanted_ms())
        if self._travel is not None and duration > 0:
            self._share = 0.0
            self._motion.setDuration(duration)
            self._motion.start()
        else:
            self._travel = None
        self.update()

    def follow_closely(self, walk: Walk) -> None:
        """Bring the roles that a walk passes as near as there is room for, unless they are seen already."""
        roles = {role for hop in walk.history for role in (hop.from_role, *hop.to_roles) if role} | set(walk.roles)
        rects = [self.picture.nodes[role].rect for role in roles if role in self.picture.nodes]
        if not rects:
            return
        around = rects[0]
        for rect in rects[1:]:
            around = around.united(rect)
        if self._closely is None or not self.rect().contains(self.area(around)):
            # What lies beside them says where they stand.
            room = rects[0]
            self._closely = around.adjusted(-room.width(), -room.height(), room.width(), room.height())
            self.fit()

    def fit(self) -> None:
        super().fit()
        if self._closely is not None:
            self._fit_to(self._closely)

    def travelling(self) -> bool:
        """Return whether a token is on its way."""
        return self._travel is not None

    def _wanted_ms(self) -> int:
        """Return how long things may move: twice what the system gives its own; 0 where it wants none."""
        return 2 * self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)

    def _moved(self, share: object) -> None:
        if self._travel is None:
            return
        before = self._token_area(self._share)
        self._share = float(share)  # type: ignore[arg-type]  # between 0 and 1, as its start and end are
        self.update(before.united(self._token_area(self._share)))

    def _arrived(self) -> None:
        self._travel = None
        self.update()

    def _token_area(self, share: float) -> QRect:
        assert self._travel is not None
        point = self._travel.pointAtPercent(share)
        return self.area(QRectF(point.x() - _ROOM, point.y() - _ROOM, 2 * _ROOM, 2 * _ROOM))

    def paint_over(self, painter: QPainter) -> None:
        if self.walk is None:
            super().paint_over(painter)
            return
        painter.save()
        painter.setClipPath(self._around_boxes(), Qt.ClipOperation.IntersectClip)
        for hop in self.walk.history:
            for role in hop.to_roles if hop.from_role else ():
                self._paint_hop(painter, hop, role)
        painter.restore()
        lying = Counter(post.role for post in self.walk.posts)
        if self.walk.end == "decided" and self.walk.history[-1].from_role:
            lying = Counter((self.walk.history[-1].from_role,))
        for role, count in lying.items():
            node = self.picture.nodes.get(role)
            if node is None:
                continue
            painter.setPen(QPen(theme.color("accent"), 2.0))
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(node.rect, 8, 8)
            self._paint_name(painter, role)
            paint_frame(painter, node, "accent", 3.0)
            if self._travel is None:
                done = "✓" if self.walk.end == "decided" else ""
                paint_token(painter, node.handle, str(count) if count > 1 else done)
        if self._travel is not None:
            paint_token(painter, self._travel.pointAtPercent(self._share))

    def _around_boxes(self) -> QPainterPath:
        """Return all but the boxes, whose names no trail is to strike out."""
        around = QPainterPath()
        around.setFillRule(Qt.FillRule.OddEvenFill)
        wide = self.picture.bounds
        around.addRect(wide.adjusted(-wide.width(), -wide.height(), wide.width(), wide.height()))
        for node in self.picture.nodes.values():
            around.addRect(node.rect)
        return around

    def _paint_name(self, painter: QPainter, role: str) -> None:
        node = self.picture.nodes[role]
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("strong"))
        painter.drawText(node.rect, Qt.AlignmentFlag.AlignCenter, "\n".join(node.lines))

    def _paint_hop(self, painter: QPainter, hop: Hop, to_role: str) -> None:
        assert hop.from_role is not None
        edge = _way(self.picture, hop, to_role)
        if edge is not None:
            paint_strong(painter, edge, "accent")
            return
        painter.setPen(QPen(theme.color("accent"), 2.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = self._path(hop.from_role, to_role, hop)
        if path is not None:
            painter.drawPath(path)

    def _path(self, from_role: str, to_role: str, hop: Hop) -> QPainterPath | None:
        """Return the way that a token takes: along the way of the map, or straight from box to box."""
        edge = _way(self.picture, hop, to_role)
        if edge is not None:
            return edge.path
        one, other = self.picture.nodes.get(from_role), self.picture.nodes.get(to_role)
        if one is None or other is None or one is other:
            return None
        start, end = one.rect.center(), other.rect.center()
        path = QPainterPath(start)
        lift = QPointF(0, -one.rect.height() * 0.8)
        path.quadTo((start + end) / 2 + lift, end)
        return path


def _way(picture: Picture, hop: Hop, to_role: str) -> Edge | None:
    """Return the way of the map that a hop followed, if it followed one."""
    return next((found for key in _keys(hop, to_role) if (found := picture.edges.get(key)) is not None), None)


def _keys(hop: Hop, to_role: str) -> Iterator[str]:
    if hop.link:
        yield hop.link
    elif hop.kind in {"limit", "time_out", "absence", "disagreement", "conflict_of_interest", "novelty"}:
        yield f"matrix|{hop.from_role}|{to_role}"
        yield f"reporting_line|{hop.from_role}|{to_role}"
