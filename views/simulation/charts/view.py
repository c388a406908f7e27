"""A chart on the screen: painted, pointed at, walked through by key, read aloud, copied as picture and as numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from models.simulation.charts.description import BarChart, Chart, IntervalChart
from views import icons, theme
from views.shell.accessibility import announce
from views.simulation.charts.copying import numbers_text
from views.simulation.charts.drawing import Drawing, drawing_of
from views.simulation.charts.paper import Paper, Part
from views.simulation.charts.picture import picture

_LEAST_WIDTH = 300
_MARGIN = 4
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class ChartView(QWidget):
    """Shows one chart. Arrow keys walk through its parts and read them; Ctrl+C copies its numbers, Ctrl+Shift+C its
    picture. `export_asked` hands the chart over to whoever writes files; `chosen` is the part that was double-clicked
    or on which Enter was pressed."""

    export_asked = Signal(object)
    chosen = Signal(int)
    selected = Signal(int)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._drawing: Drawing | None = None
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._copy_numbers = QAction(icons.icon("copy"), self.tr("Copy numbers"), self)
        self._copy_picture = QAction(icons.icon("copy"), self.tr("Copy picture"), self)
        self._export = QAction(icons.icon("export"), self.tr("Export as SVG or PNG …"), self)
        self._copy_numbers.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy_picture.setShortcut("Ctrl+Shift+C")
        for action, run in (
            (self._copy_numbers, self.copy_numbers),
            (self._copy_picture, self.copy_picture),
            (self._export, self.export),
        ):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.addAction(action)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart in this place."""
        self.chart = chart
        self._drawing = None
        self._at = None
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(f"{chart.note} {chart.spoken()}")
        self.updateGeometry()
        self.update()

    def copy_numbers(self) -> None:
        """Put the numbers with their headings on the clipboard, tabs between columns."""
        QGuiApplication.clipboard().setText(numbers_text(self.chart.numbers()))
        announce(self, self.tr("The numbers were copied."))

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(picture(self.chart, max(760, self.width())))
        announce(self, self.tr("The picture was copied."))

    def export(self) -> None:
        """Ask for a file to write the chart to."""
        self.export_asked.emit(self.chart)

    def _layout(self) -> Drawing:
        if self._drawing is None:
            self._drawing = drawing_of(self.chart)
        return self._drawing

    def _room(self) -> QRectF:
        return QRectF(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)

    def parts(self) -> list[Part]:
        """Return what can be pointed at, in reading order."""
        return self._layout().parts(self._room())

    def sizeHint(self) -> QSize:
        return QSize(460, round(self._layout().height(self.width() or 460)) + 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._drawing = None
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = Paper(painter, theme.tokens(), self.width(), mirrored=self._from_the_right())
        self._layout().paint(paper, self._room())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(paper.pen("focus", 1.6))
            parts = self.parts()
            frame = self._mirrored(parts[self._at].room) if self._at is not None and self._at < len(parts) else None
            shown = frame.adjusted(-2, -1, 2, 1) if frame is not None else QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(shown, 4, 4)
        painter.end()

    def _from_the_right(self) -> bool:
        """Whether names stand at the right and bars grow to the left. Axes of time and amounts run as always."""
        names_first = isinstance(self.chart, BarChart | IntervalChart)
        return names_first and self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mirrored(self, room: QRectF) -> QRectF:
        if not self._from_the_right():
            return room
        return QRectF(self.width() - room.right(), room.y(), room.width(), room.height())

    def _under(self, place: QPoint) -> int | None:
        """The part at a place; of several the last, which is the narrowest."""
        found = [k for k, part in enumerate(self.parts()) if self._mirrored(part.room).contains(QPointF(place))]
        return found[-1] if found else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._under(event.pos())
            if at is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.parts()[at].text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = self.parts()
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and parts:
            if key in _KEYS:
                self._go(0 if self._at is None else (self._at + _KEYS[key]) % len(parts))
                return
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self._go(0 if key == Qt.Key.Key_Home else len(parts) - 1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
                self.chosen.emit(self._at)
                return
        pressed = QKeySequence(event.keyCombination())
        for action in self.actions():
            if action.shortcut() == pressed:
                action.trigger()
                return
        super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        self._at = at
        part = self.parts()[at]
        announce(self, part.text)
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(self._mirrored(part.room).bottomLeft().toPoint()), part.text, self)
        self.selected.emit(at)
        self.update()

    def said(self) -> str:
        """Return what is said of the part that one has come to."""
        return self.parts()[self._at].text if self._at is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._at = self._under(event.position().toPoint())
        if self._at is not None:
            self.selected.emit(self._at)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        at = self._under(event.position().toPoint())
        if at is not None:
            self.chosen.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._at = None
        self.update()

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the chart."""
        menu = QMenu(self)
        menu.addActions([self._copy_picture, self._copy_numbers, self._export])
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
