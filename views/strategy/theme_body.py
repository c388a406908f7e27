"""A theme that can be edited: what it says, why, and its guardrails, each where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from models.changes import ChangeSet
from models.commands import rows
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import INSET, InPlaceText
from views.shell.buttons import IconButton
from views.shell.fields import ChoiceField, Field
from views.shell.labels import Text
from views.strategy import words
from views.strategy.face import BUTTON
from views.strategy.theme_face import hints, states


class ThemeBody(QWidget):
    """Edits one theme. `delete_asked` and `pushed(columns)` come from its menu."""

    delete_asked = Signal()
    pushed = Signal(int)

    def __init__(self, bridge: Bridge, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_id = theme
        self._bridge = bridge
        self._state_actions: dict[str, QAction] = {}
        self._form = Form(bridge, self._change, self)
        asks = hints()
        self.name = InPlaceText(
            self.tr("Theme"), type_role="title", breaks=False, required=True, placeholder=asks["name"]
        )
        self.statement = InPlaceText(self.tr("Statement"), placeholder=asks["statement"])
        self.why = InPlaceText(self.tr("Why"), placeholder=asks["why"])
        self.guardrails = InPlaceText(self.tr("Guardrails"), placeholder=asks["guardrails"])
        self.sponsor = quiet(ChoiceField(self.tr("Sponsor"), optional=True))
        self.status = Text("", "label")
        bound = {
            "name": self.name,
            "statement": self.statement,
            "why": self.why,
            "guardrails": self.guardrails,
            "sponsor": self.sponsor,
        }
        for name, field in bound.items():
            self._form.bind(name, field)
        self.more = IconButton("more", self.tr("More"))
        self.more.setProperty("role", "compact")
        self.more.setFixedSize(BUTTON, BUTTON)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.name, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_S, tokens.SPACE_XS, tokens.SPACE_S, tokens.SPACE_S)
        column.setSpacing(0)
        column.addLayout(top)
        self.status.setContentsMargins(INSET, 0, 0, 0)
        column.addWidget(self.status)
        column.addWidget(self.statement)
        for caption, field in ((self.tr("Why"), self.why), (self.tr("Guardrails"), self.guardrails)):
            column.addSpacing(tokens.SPACE_S)
            column.addWidget(_caption(caption))
            column.addWidget(field)
        column.addStretch(1)
        column.addSpacing(tokens.SPACE_S)
        column.addWidget(self.sponsor)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Move left"), lambda: self.pushed.emit(-1))
        menu.addAction(self.tr("Move right"), lambda: self.pushed.emit(1))
        status = menu.addMenu(self.tr("Status"))
        group = QActionGroup(status)
        for state, name in states().items():
            action = status.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, state=state: self._set_status(state))
            group.addAction(action)
            self._state_actions[state] = action
        menu.addSeparator()
        menu.addAction(self.tr("Delete theme"), self.delete_asked.emit)
        return menu

    def _set_status(self, state: str) -> None:
        self._bridge.execute(rows.set_fields, "theme", self.theme_id, status=state)

    def _change(self, document: Document, **fields: object) -> ChangeSet:
        return rows.set_fields(document, "theme", self.theme_id, **fields)

    def show_theme(self, document: Document) -> None:
        """Show the theme as it is now."""
        theme = document.themes[self.theme_id]
        self.sponsor.set_choices(words.role_choices(document))
        self._state_actions[theme.status].setChecked(True)
        self.status.setText(states()[theme.status])
        self.status.setVisible(theme.status != "active")
        self._form.show(theme)

    def set_read_only(self, read_only: bool) -> None:
        """Let the theme be read and not changed."""
        self.more.setVisible(not read_only)
        self._form.set_read_only(read_only)

    def field(self, name: str) -> Field:
        """Return the field that shows that field of the theme, or its name."""
        return self._form.field(name) or self.name

    def retire(self) -> None:
        """The theme is gone: hand nothing over any more."""
        self._form.close()


def quiet(field: ChoiceField) -> ChoiceField:
    """Return a choice that looks like text until one points at it."""
    field.combo.setProperty("role", "quiet")
    field.label.setContentsMargins(INSET, 0, 0, 0)
    return field


def _caption(text: str) -> Text:
    caption = Text(text, "label")
    caption.setContentsMargins(INSET, 0, 0, 0)
    return caption
