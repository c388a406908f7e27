"""One line of the tree: a role, a group or a vote, with its grip, what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.authority.expressions import Expression, KOf, OneRole, Vote
from models.authority.words import who_words
from models.commands.trees import GROUPS, GroupKind, Path, can_unwrap, of_kind, part_at
from models.document import Document
from views import tokens
from views.shell.buttons import IconButton
from views.shell.fields import Choice, ChoiceField, NumberField
from views.shell.grip import Grip
from views.shell.labels import Text


class NodeLine(QWidget):
    """Shows the part of an expression at a path. The signals say what the person wants of it."""

    part_changed = Signal(object)
    wrap_asked = Signal(str)
    unwrap_asked = Signal()
    remove_asked = Signal()
    quota_asked = Signal()

    def __init__(self, document: Document, who: Expression, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.part = path, part_at(who, path)
        name = who_words(document, self.part)
        self.setAccessibleName(name)
        self.grip: Grip | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_XS)
        if path:
            self.grip = Grip(self.tr("Move {name}").format(name=name))
            row.addWidget(self.grip)
        if isinstance(self.part, OneRole | Vote):
            self._put_role(row, document, self.part)
        else:
            self._put_group(row, self.part)
        self.more = IconButton("more", self.tr("More for {name}").format(name=name), on_click=self._offer)
        self.more.setProperty("role", "compact")
        row.addWidget(self.more)
        self._whole = who

    @property
    def first_field(self) -> QWidget:
        """What takes the focus when the line does."""
        return self._field

    def set_read_only(self, read_only: bool) -> None:
        """Let the line be read and not changed."""
        self._field.set_read_only(read_only)
        self.more.setVisible(not read_only)
        if self.grip is not None:
            self.grip.setVisible(not read_only)
        for count in self.findChildren(NumberField):
            count.set_read_only(read_only)

    def _put_role(self, row: QHBoxLayout, document: Document, part: OneRole | Vote) -> None:
        if isinstance(part, Vote):
            row.addWidget(Text(self.tr("a vote of"), "muted"))
        held = part.role if isinstance(part, OneRole) else part.body
        field = "role" if isinstance(part, OneRole) else "body"
        self._field = ChoiceField(self.tr("Role"), [Choice(role.id, role.name) for role in document.roles], held)
        self._field.committed.connect(lambda role: self.part_changed.emit(part.changed(**{field: role})))
        self._plain(self._field, row)

    def _put_group(self, row: QHBoxLayout, part: Expression) -> None:
        kinds = [
            Choice("all_of", self.tr("all of")),
            Choice("any_of", self.tr("any one of")),
            Choice("k_of", self.tr("at least … of")),
        ]
        self._field = ChoiceField(self.tr("How many of them"), kinds, part.kind)
        self._field.committed.connect(lambda kind: self.part_changed.emit(of_kind(part, kind)))
        self._plain(self._field, row)
        if isinstance(part, KOf):
            count = NumberField(
                self.tr("How many of them must"), part.count, minimum=1, maximum=len(part.parts), required=True
            )
            count.label.hide()
            count.setFixedWidth(self.fontMetrics().averageCharWidth() * 7 + 16)
            count.committed.connect(lambda value: self.part_changed.emit(part.changed(count=value)))
            row.addWidget(count)
            row.addWidget(Text(self.tr("of {count}").format(count=len(part.parts)), "muted"))
            row.addStretch(1)

    def _plain(self, field: ChoiceField, row: QHBoxLayout) -> None:
        field.label.hide()
        field.combo.setProperty("role", "quiet")
        row.addWidget(field, 0 if isinstance(self.part, KOf) else 1, Qt.AlignmentFlag.AlignVCenter)

    # ---- what can be done with it

    def _offer(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return what can be done with this part."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups: dict[GroupKind, str] = {
            "all_of": self.tr("Put into “all of”"),
            "any_of": self.tr("Put into “any one of”"),
            "k_of": self.tr("Put into “at least … of”"),
        }
        for kind in GROUPS:
            self._act(menu, groups[kind], partial(self.wrap_asked.emit, kind))
        part = self.part
        if isinstance(part, OneRole):
            self._act(menu, self.tr("A vote of this body"), lambda: self.part_changed.emit(of_kind(part, "vote")))
        elif isinstance(part, Vote):
            self._act(menu, self.tr("Without a vote"), lambda: self.part_changed.emit(of_kind(part, "role")))
        else:
            unwrap = self._act(menu, self.tr("Dissolve this group"), self.unwrap_asked.emit)
            unwrap.setEnabled(can_unwrap(self._whole, self.path))
        if isinstance(part, KOf):
            self._act(menu, self.tr("Some must come from …"), self.quota_asked.emit)
        if self.path:
            menu.addSeparator()
            self._act(menu, self.tr("Take out"), self.remove_asked.emit)
        return menu

    def _act(self, menu: QMenu, text: str, run: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def place_in(self, tree: QWidget) -> QRect:
        """Return where this line is in the tree."""
        return QRect(self.mapTo(tree, self.rect().topLeft()), self.size())
