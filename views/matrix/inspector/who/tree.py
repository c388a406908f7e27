"""An approval expression as a small tree: roles and groups, carried with the mouse or by keys, read back at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.authority.expressions import Expression, OneRole, Vote
from models.authority.words import who_words
from models.commands.trees import Path, inserted, moved, parts_of, replaced, unwrapped, wrapped
from views import theme, tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import clear, column
from views.matrix.inspector.who.moves import Target, dropped, path_of, pushed
from views.matrix.inspector.who.node import NodeLine
from views.matrix.inspector.who.terms import terms_of
from views.name_line import NameLine
from views.shell.accessibility import announce
from views.shell.grip import DropMark

_INDENT = 14


class ExpressionTree(QWidget):
    """`changed` comes with the whole new expression for each edit."""

    changed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._who: Expression | None = None
        self._shown: tuple[object, ...] = ()
        self._quota: Path | None = None
        self._follow: Expression | None = None
        self.lines: dict[Path, NodeLine] = {}
        self.adders: dict[Path, NameLine] = {}
        self.terms: dict[Path, list[QWidget]] = {}
        self._list = column(self, tokens.SPACE_XS)
        self._mark = DropMark(self)
        self.setAccessibleName(self.tr("Who acts"))

    def show_expression(self, who: Expression) -> None:
        """Show who acts."""
        document = self._bridge.document
        shown = (who, self._quota, self._bridge.read_only, document.roles)
        if self._shown and shown[:3] == self._shown[:3] and shown[3] is self._shown[3]:
            return
        focused = self._focused()
        self._shown, self._who = shown, who
        clear(self._list)
        self.lines, self.adders, self.terms = {}, {}, {}
        self._list.addWidget(self._node(who, ()))
        followed = path_of(who, self._follow) if self._follow is not None else None
        self._follow = None
        if followed is not None and (grip := self.lines[followed].grip) is not None:
            grip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focused is not None:
            self._focus(*focused)

    # ---- building

    def _node(self, who: Expression, path: Path) -> QWidget:
        whole = QWidget()
        lines = column(whole, tokens.SPACE_XS)
        line = self.lines[path] = NodeLine(self._bridge.document, self._root, path)
        self._connect(line)
        lines.addWidget(line)
        take = partial(self._replace, path)
        body = _Body()
        inner = column(body, tokens.SPACE_XS)
        inner.setContentsMargins(_INDENT + (tokens.SPACE_S if path else 0), 0, 0, 0)
        self.terms[path] = terms_of(self._bridge.document, who, take, new_quota=self._quota == path)
        for term in self.terms[path]:
            term.setEnabled(not self._bridge.read_only)
            inner.addWidget(term)
        for at, part in enumerate(parts_of(who)):
            inner.addWidget(self._node(part, (*path, at)))
        if not isinstance(who, OneRole | Vote) and not self._bridge.read_only:
            inner.addWidget(self._adder(path))
        line.set_read_only(self._bridge.read_only)
        if inner.count():
            lines.addWidget(body)
        return whole

    def _adder(self, path: Path) -> NameLine:
        adder = self.adders[path] = NameLine(self.tr("Add a role"), self.tr("Add a role …"))
        adder.set_names([role.name for role in self._bridge.document.roles])
        adder.committed.connect(lambda name: self._add(path, str(name)))
        return adder

    def _connect(self, line: NodeLine) -> None:
        path = line.path
        line.part_changed.connect(partial(self._replace, path))
        line.wrap_asked.connect(lambda kind: self._hand_over(wrapped(self._root, path, kind)))
        line.unwrap_asked.connect(lambda: self._hand_over(unwrapped(self._root, path)))
        line.remove_asked.connect(lambda: self._replace(path, None))
        line.quota_asked.connect(lambda: self._begin_quota(path))
        if line.grip is not None:
            line.grip.pushed.connect(lambda columns, rows: self._move(path, pushed(self._root, path, columns, rows)))
            line.grip.carried.connect(lambda place: self._carry(path, place))
            line.grip.put_back.connect(self._mark.hide)
            line.grip.dropped.connect(lambda place: self._drop(path, place))

    @property
    def _root(self) -> Expression:
        assert self._who is not None
        return self._who

    # ---- edits

    def _replace(self, path: Path, part: Expression | None) -> None:
        self._quota = None
        self._hand_over(replaced(self._root, path, part))

    def _begin_quota(self, path: Path) -> None:
        self._quota = path
        self.show_expression(self._root)

    def _add(self, path: Path, name: str) -> None:
        if not name:
            return
        found = [role for role in self._bridge.document.roles if role.name.casefold() == name.casefold()]
        if not found:
            self.adders[path].refuse(
                "", self.tr("There is no role “{name}”; add it to the matrix first.").format(name=name)
            )
            return
        self.adders[path].reset("")
        part = OneRole(role=found[0].id)
        group = self.lines[path].part
        self._hand_over(inserted(self._root, path, len(parts_of(group)), part))

    def _move(self, source: Path, target: Target | None) -> None:
        if target is None:
            return
        part = self.lines[source].part
        after = moved(self._root, source, target.group, target.at)
        if after != self._root:
            self._follow = part
            self._hand_over(after)
            announce(self, self.tr("Now {words}").format(words=who_words(self._bridge.document, after)))

    def _hand_over(self, who: Expression | None) -> None:
        if who is not None and who != self._who:
            self.changed.emit(who)

    # ---- carrying

    def _target(self, source: Path, place: QPoint) -> tuple[Target, NodeLine, float] | None:
        y = self.mapFromGlobal(place).y()
        lines = [line for line in self.lines.values() if line.path[: len(source)] != source]
        line = min(lines, key=lambda line: abs(line.place_in(self).center().y() - y), default=None)
        if line is None:
            return None
        rect = line.place_in(self)
        share = min(1.0, max(0.0, (y - rect.top()) / max(1, rect.height())))
        target = dropped(self._root, line.path, share)
        return (target, line, share) if target is not None else None

    def _carry(self, source: Path, place: QPoint) -> None:
        found = self._target(source, place)
        if found is None:
            self._mark.hide()
            return
        target, line, share = found
        rect = line.place_in(self)
        if target.group == line.path and (share <= 0.7 or isinstance(line.part, OneRole | Vote)):
            self._mark.around(rect)
        else:
            self._mark.between(rect.left(), self.width(), rect.top() if share < 0.3 else rect.bottom() + 2)

    def _drop(self, source: Path, place: QPoint) -> None:
        self._mark.hide()
        found = self._target(source, place)
        if found is not None:
            self._move(source, found[0])

    # ---- the focus, which stays where it was when the tree is drawn anew

    def _focused(self) -> tuple[Path, str] | None:
        held = next((widget for widget in self.findChildren(QWidget) if widget.hasFocus()), None)
        if held is None:
            return None
        for path, adder in self.adders.items():
            if adder.isAncestorOf(held):
                return path, "add"
        for path, line in self.lines.items():
            if line.isAncestorOf(held):
                return path, "grip" if held is line.grip else held.accessibleName()
        for path, terms in self.terms.items():
            if any(term.isAncestorOf(held) for term in terms):
                return path, held.accessibleName()
        return None

    def _focus(self, path: Path, piece: str) -> None:
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines[path]
        widget: QWidget = line.first_field
        if piece == "add":
            widget = self.adders.get(path, widget)
        elif piece == "grip" and line.grip is not None:
            widget = line.grip
        else:
            inside = (one for part in (line, *self.terms[path]) for one in part.findChildren(QWidget))
            named = (one for one in inside if one.accessibleName() == piece)
            widget = next((one for one in named if one.focusPolicy() != Qt.FocusPolicy.NoFocus), widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


class _Body(QWidget):
    """What belongs to a group, with a line at its left that shows how far it goes."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self.layout()
        x = layout.contentsMargins().left() - _INDENT // 2 - 1 if layout is not None else 0
        painter = QPainter(self)
        painter.fillRect(x, 0, 1, self.height() - 4, theme.color("edge"))
