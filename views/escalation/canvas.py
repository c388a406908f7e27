"""The map in one's hands: roles and ways are pointed at, chosen, joined and led elsewhere, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from views import theme
from views.escalation.painting import (
    KNOB,
    mark_side,
    paint_badge,
    paint_frame,
    paint_knob,
    paint_strong,
    shown_edges,
)
from views.escalation.picture import Edge, Node, Picture
from views.escalation.steering import Direction, neighbour
from views.escalation.view import MapView
from views.shell.accessibility import announce

_REACH = 7.0
_STEP = 48
_WHEEL = 1.0015
_KEYS: dict[int, Direction] = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}


@dataclass
class _Drag:
    """What is being dragged: the map (None), or an end of a link: a new one from a role, or the one of a way."""

    at: QPointF
    start: QPointF
    role: str = ""
    way: str = ""
    end: str = "to"
    over: str = ""
    moved: bool = False


class MapCanvas(MapView):
    """`role_chosen` and `way_chosen` come with what was chosen, "" for nothing; `link_drawn` and `link_led` with roles.

    `link_led` names the link, the end ("from" or "to") and the role; `link_asked` wants a link from a role whose end is
    chosen from a list; `delete_asked` comes with a link.
    """

    role_chosen = Signal(str)
    way_chosen = Signal(str)
    link_drawn = Signal(str, str)
    link_led = Signal(str, str, str)
    link_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.role = ""
        self.way = ""
        self.read_only = False
        self._under = ""
        self._drag: _Drag | None = None
        # What a screen reader says of a role or a way.
        self.tell_role: Callable[[str], str] = str
        self.tell_way: Callable[[str], str] = str

    # ---- what is chosen

    def show_picture(self, picture: Picture) -> None:
        self._drag = None
        self._under = ""
        if self.role not in picture.nodes:
            self.role = ""
        if self.way not in picture.edges:
            self.way = ""
        super().show_picture(picture)

    def choose_role(self, role: str, *, tell: bool = True) -> None:
        """Choose a role, or nothing, and say so."""
        self._choose(role if role in self.picture.nodes else "", "")
        if self.role:
            self.reveal(self.picture.nodes[self.role].rect)
            announce(self, self.tell_role(self.role))
        if tell:
            self.role_chosen.emit(self.role)

    def choose_way(self, key: str, *, tell: bool = True) -> None:
        """Choose a way, or nothing, and say so."""
        self._choose("", key if key in self.picture.edges else "")
        if self.way:
            announce(self, self.tell_way(self.way))
        if tell:
            self.way_chosen.emit(self.way)

    def _choose(self, role: str, way: str) -> None:
        if (role, way) != (self.role, self.way):
            self._refresh_chosen()
            self.role, self.way = role, way
            self._refresh_chosen()

    def _refresh_chosen(self) -> None:
        for part in self._lit():
            self.update(self.area(part, 16))

    def _lit(self) -> list[QRectF]:
        """Return where on the map what is chosen stands out."""
        found = []
        node, edge = self.picture.nodes.get(self.role), self.picture.edges.get(self.way)
        if node is not None:
            found.append(node.rect)
            found += [edge.bounds for edge in self.picture.edges_of(self.role)]
        if edge is not None:
            found += [edge.bounds, QRectF(edge.middle.x() - 200, edge.middle.y() - 20, 400, 40)]
        return found

    # ---- painting

    def paint_over(self, painter: QPainter) -> None:
        nodes = self.picture.nodes
        if self.role in nodes:
            for edge in shown_edges(self.picture, self.shown):
                if self.role in (edge.way.from_role, edge.way.to_role):
                    paint_strong(painter, edge, "accent", 2.6)
                    paint_badge(painter, edge, self.shown)
            paint_frame(painter, nodes[self.role], "focus" if self.hasFocus() else "accent")
        edge_chosen = self.picture.edges.get(self.way)
        if edge_chosen is not None:
            paint_strong(painter, edge_chosen, "accent")
            paint_badge(painter, edge_chosen, self.shown.__class__(True))
            if edge_chosen.way.link and not self.read_only:
                for point in (edge_chosen.points[0], edge_chosen.points[-1]):
                    paint_knob(painter, point, filled=False)
        for role in {self._under, self.role} - {""}:
            if role in nodes and not self.read_only and self._drag is None:
                paint_knob(painter, nodes[role].handle)
        if self._drag is not None and (self._drag.role or self._drag.way) and self._drag.moved:
            self._paint_drag(painter, self._drag)

    def _paint_drag(self, painter: QPainter, drag: _Drag) -> None:
        node = self.picture.nodes.get(drag.over)
        if node is not None:
            paint_frame(painter, node, "accent", 3.5, 5.0)
        painter.setPen(QPen(theme.color("accent"), 2.5))
        painter.drawLine(drag.start, drag.at)
        paint_knob(painter, drag.at)

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        point = self.to_map(event.position())
        self._drag = _Drag(event.position(), event.position())
        if event.button() == Qt.MouseButton.MiddleButton:
            return
        held = None if self.read_only else self._held(point)
        if held is not None:
            self._drag = held

    def _held(self, point: QPointF) -> _Drag | None:
        """Return the drag that begins on a knob at a point, if there is one."""
        reach = (KNOB + 4) / min(1.0, self.zoom)
        edge = self.picture.edges.get(self.way)
        if edge is not None and edge.way.link:
            for end, at, other in (("from", 0, -1), ("to", -1, 0)):
                if _near(edge.points[at], point, reach):
                    return _Drag(point, edge.points[other], way=edge.way.key, end=end)
        for role in (self._under, self.role):
            node = self.picture.nodes.get(role)
            if node is not None and _near(node.handle, point, reach):
                return _Drag(point, node.handle, role=role)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            self._point_at(event.position())
            return
        far = (event.position() - (self.to_view(drag.start) if drag.role or drag.way else drag.start)).manhattanLength()
        drag.moved = drag.moved or far >= QApplication.startDragDistance()
        if not drag.role and not drag.way:
            if drag.moved:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pan((event.position() - drag.at).toPoint())
                drag.at = event.position()
            return
        before = self._dragged(drag)
        drag.at = self.to_map(event.position())
        node = self.picture.node_at(drag.at)
        drag.over = node.role if node is not None else ""
        self.update(before.united(self._dragged(drag)))

    def _dragged(self, drag: _Drag) -> QRect:
        """Return where something that is dragged is seen."""
        area = QRectF(drag.start, drag.at).normalized()
        node = self.picture.nodes.get(drag.over)
        return self.area(area.united(node.rect) if node is not None else area, 16)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is None:
            return
        if drag.role or drag.way:
            self.update(self._dragged(drag))
        if not drag.moved:
            self._click(event.position())
        elif drag.role and drag.over:
            self.link_drawn.emit(drag.role, drag.over)
        elif drag.way and drag.over:
            link = self.picture.edges[drag.way].way.link
            self.link_led.emit(link or "", drag.end, drag.over)

    def _click(self, position: QPointF) -> None:
        found = self._at(position)
        if isinstance(found, Node):
            self.choose_role(found.role)
        elif isinstance(found, Edge):
            self.choose_way(found.way.key)
        else:
            self.choose_role("")

    def _at(self, position: QPointF) -> Node | Edge | None:
        """Return what is seen somewhere; the mark of a role counts as the role."""
        point = self.to_map(position)
        node = self.picture.node_at(point)
        if node is not None:
            return node
        marks = self.shown.marks or {}
        side = mark_side() * 0.7
        for role, other in self.picture.nodes.items():
            if role in marks and _near(other.rect.topRight(), point, side):
                return other
        return self.picture.edge_at(point, _REACH / self.zoom, shown_edges(self.picture, self.shown))

    def _knob_at(self, point: QPointF) -> Node | None:
        return next((node for node in self.picture.nodes.values() if _near(node.handle, point, KNOB + 4)), None)

    def _point_at(self, position: QPointF) -> None:
        point = self.to_map(position)
        # The knob stands out over the edge of its box.
        node = self.picture.node_at(point) or self._knob_at(point)
        under = node.role if node is not None else ""
        if under != self._under:
            for role in (self._under, under):
                if role in self.picture.nodes:
                    at = self.picture.nodes[role].handle
                    self.update(self.area(QRectF(at.x() - 10, at.y() - 10, 20, 20)))
            self._under = under
        over_knob = not self.read_only and self._held(point) is not None
        shape = Qt.CursorShape.CrossCursor if over_knob else Qt.CursorShape.ArrowCursor
        if self._at(position) is not None and not over_knob:
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._under:
            self._under = ""
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(QPoint(turned.y() or turned.x(), 0))
        elif turned.y():
            self.zoom_by(_WHEEL ** turned.y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The window has these keys, too, for all its texts; on the map they mean the map.
            if self._zooms(event) or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Insert):
                event.accept()
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> None:
        found = self._at(QPointF(event.pos()))
        key = found.role if isinstance(found, Node) else found.way.key if found is not None else ""
        texts = [self.tell_role(key) if isinstance(found, Node) else self.tell_way(key)] if found is not None else []
        mark = (self.shown.marks or {}).get(key)
        texts += mark.sentences if mark is not None else ()
        QToolTip.showText(event.globalPos(), "\n".join(texts), self)

    # ---- the keys

    def _zooms(self, event: QKeyEvent) -> float | None:
        """Return by how much a key zooms: 0 fits all of it; None where it does not zoom."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        return {Qt.Key.Key_Plus: 1.2, Qt.Key.Key_Equal: 1.2, Qt.Key.Key_Minus: 1 / 1.2, Qt.Key.Key_0: 0.0}.get(
            Qt.Key(event.key())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, factor = event.key(), self._zooms(event)
        if factor is not None:
            self.zoom_by(factor) if factor else self.fit()
        elif key in _KEYS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by = {"up": (0, _STEP), "down": (0, -_STEP), "left": (_STEP, 0), "right": (-_STEP, 0)}[_KEYS[key]]
            self.pan(QPoint(*by))
        elif key in _KEYS:
            self._go(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and (self.role or self.way):
            self.role_chosen.emit(self.role) if self.role else self.way_chosen.emit(self.way)
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_L) and not self.read_only:
            self.link_asked.emit(self.role)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.way and not self.read_only:
            link = self.picture.edges[self.way].way.link
            if link:
                self.delete_asked.emit(link)
        elif key == Qt.Key.Key_Escape and (self._drag or self.role or self.way):
            self._drag = None
            self.update()
            self.choose_role("")
        else:
            super().keyPressEvent(event)

    def _go(self, direction: Direction) -> None:
        """Go to the next role in a direction, or to the first one."""
        boxes = {role: node.rect for role, node in self.picture.nodes.items()}
        found = neighbour(boxes, self.role, direction)
        if found:
            self.choose_role(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refresh_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refresh_chosen()


def _near(one: QPointF, other: QPointF, reach: float) -> bool:
    return (one - other).manhattanLength() <= reach * 1.4
