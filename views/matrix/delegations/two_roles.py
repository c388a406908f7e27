"""Two lines in which roles are named, one and another: both named, something begins between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import tokens
from views.bridge import Bridge
from views.name_line import NameLine


class TwoRoles(QWidget):
    """`begin(one, other)` is asked with the ids of two roles and returns why it was refused, or nothing."""

    def __init__(
        self, bridge: Bridge, prompts: tuple[str, str], begin: Callable[[str, str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._begin = bridge, begin
        self.one, self.other = (NameLine(prompt, f"{prompt} …") for prompt in prompts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        for line in (self.one, self.other):
            line.committed.connect(lambda name, line=line: self._named(line, str(name)))
            row.addWidget(line, 1, Qt.AlignmentFlag.AlignTop)

    def offer(self, names: Sequence[str]) -> None:
        """Offer the names of these roles."""
        self.one.set_names(names)
        self.other.set_names(names)

    def take_focus(self) -> None:
        """Go to the first line."""
        self.one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, line: NameLine, name: str) -> None:
        if not name:
            return
        if self._role(name) is None:
            line.refuse("", self.tr("There is no role “{name}”.").format(name=name))
            return
        one, other = self._role(self.one.text()), self._role(self.other.text())
        if one is None or other is None:
            (self.other if line is self.one else self.one).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        refused = self._begin(one, other)
        if refused:
            line.refuse("", refused)
            return
        for each in (self.one, self.other):
            each.reset("")

    def _role(self, name: str) -> str | None:
        wanted = name.strip().casefold()
        return next((role.id for role in self._bridge.document.roles if role.name.casefold() == wanted), None)
