"""The panels beside the map: about what is chosen, what somebody asked for, or else who may be away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from views import tokens
from views.bridge import Bridge
from views.escalation.case_desk import CaseDesk
from views.escalation.found import Worked
from views.escalation.link_form import LinkForm, NewLink
from views.escalation.picture import Edge
from views.escalation.side import AwayPanel, RolePanel, WayPanel
from views.shell.layouts import scrolling


class Beside(QStackedWidget):
    """Turns to one of its panels."""

    def __init__(self, bridge: Bridge, worked: Worked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._worked = bridge, worked
        self._asked: QWidget | None = None
        self._told: tuple[object, ...] = ()
        self.away, self.role, self.way = AwayPanel(), RolePanel(), WayPanel()
        self.link, self.new_link, self.desk = LinkForm(bridge), NewLink(bridge), CaseDesk(bridge)
        self._areas: dict[QWidget, QScrollArea] = {}
        for panel in (self.away, self.role, self.way, self.link, self.new_link, self.desk):
            panel.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_S, 0)
            self._areas[panel] = scrolling(panel, self)
            self.addWidget(self._areas[panel])
        self.setMinimumWidth(260)
        # Only when it has its place.
        queued = Qt.ConnectionType.QueuedConnection
        self.desk.complained.connect(lambda: self.reveal(self.desk, self.desk.problem), queued)

    def ask(self, panel: QWidget | None) -> None:
        """Keep a panel in view until something is chosen; None goes back to what is chosen."""
        self._asked = panel

    def reveal(self, panel: QWidget, widget: QWidget) -> None:
        """Scroll a panel to where a widget of it is seen whole."""
        self._areas[panel].ensureWidgetVisible(widget, 0, tokens.SPACE_M)

    def current(self) -> QWidget:
        """Return the panel that is in view."""
        return next(panel for panel, area in self._areas.items() if area is self.currentWidget())

    def show_away(self) -> None:
        """Show what the absence test has found."""
        self.away.show_test(self._worked.tested, self._worked.absences)

    def follow(self, role: str, edge: Edge | None) -> None:
        """Tell about the role or the way that is chosen, as it is now."""
        self.setCurrentWidget(self._areas[self._asked or self._about(role, edge)])

    def _about(self, role: str, edge: Edge | None) -> QWidget:
        document, marks, fixed = self._bridge.document, self._worked.marks or {}, self._bridge.read_only
        link = document.escalation_links.get(edge.way.link) if edge is not None else None
        if link is not None:
            self.link.show_link(link, marks.get(link.id))
            return self.link
        if edge is not None and edge.way.link is None and {edge.way.from_role, edge.way.to_role} <= self._roles():
            self.way.show_way(document, edge.way, marks.get(edge.way.key), fixed=fixed)
            return self.way
        if role in document.roles:
            self._show_role(role)
            return self.role
        return self.away

    def _show_role(self, role: str) -> None:
        document, worked = self._bridge.document, self._worked
        network, mark, away = worked.network, (worked.marks or {}).get(role), worked.away(role)
        # Filled anew for nothing, it would lose the focus of whoever is in it.
        key = (document, network, mark, away, role)
        if len(self._told) == len(key) and all(one is other for one, other in zip(self._told, key, strict=True)):
            return
        self._told = key
        known = self._roles()
        ways = [w for w in network.ways if {w.from_role, w.to_role} <= known] if network is not None else []
        self.role.show_role(document, role, ways, mark, away, fixed=self._bridge.read_only)

    def _roles(self) -> set[str]:
        return {row.id for row in self._bridge.document.roles}
