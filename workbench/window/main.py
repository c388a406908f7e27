"""The main window: one open file, its pages around it, and every action in menus, keys and the palette."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from views import background, theme
from views.shell.empty_state import EmptyState
from views.shell.frame import Frame
from views.shell.page import Page
from views.shell.rail_item import RailItem
from views.shell.workspace_button import WorkspaceButton
from workbench.settings import Settings
from workbench.window import actions, pages
from workbench.window.files import Files

if TYPE_CHECKING:
    from models.changes import ChangeSet
    from views.bridge import Bridge
    from views.findings.fixer import Fixer
    from views.findings.menu import FindingsMenu
    from views.findings.watch import FindingsWatch
    from views.shell.command_palette import CommandPalette
    from workbench.session import Session
    from workbench.window.transfers import Transfers


class Window(QMainWindow):
    """Shows a file, and owns its session: going on with another file closes the one before.

    The window stands before there is a file. What is imported and made here is only what the first picture needs;
    once that is on the screen, `painted` is emitted, and `attach` brings the models, the file and its pages.
    """

    painted = Signal()
    attached = Signal()

    # There from the first file on.
    session: Session
    bridge: Bridge
    watch: FindingsWatch

    def __init__(self, settings: Settings, name: str = "") -> None:
        super().__init__()
        self.settings = settings
        self.frame = Frame()
        self.files = Files(self)
        self._has_file = self._seen = False
        self.setCentralWidget(self.frame)
        self.setMinimumSize(800, 560)
        # A projector shows less than that, and has no room for a title bar beside it either.
        self.resize(QSize(1360, 860).boundedTo(self.screen().availableSize() - QSize(16, 48)))
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.actions_by_name = actions.make_all(self)
        pages.add_all(self)
        self._make_rail(name)
        self._name(name)
        key = settings.page if settings.page in pages.KEYS else pages.KEYS[0]
        self.frame.stand_in(key, Page(pages.heading(key), scrolls=False))
        self.frame.strip.set_status(self.tr("Opening …"))
        self.frame.page_changed.connect(self._page_changed)
        self.frame.strip.severity_chosen.connect(self._show_findings)
        self.frame.strip.fixes_asked.connect(self._open_fixes)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # One turn later, when the picture has gone to the screen.
            QTimer.singleShot(0, self.painted.emit)

    def has_file(self) -> bool:
        """Return whether a file is open."""
        return self._has_file

    def attach(self, session: Session) -> None:
        """Show a file, and close the one before."""
        if self._has_file:
            self.frame.commit()
            before, self.session = self.session, session
            self.bridge.open(session)
            before.close()
            return
        self.session = session
        self._has_file = True
        self._bring_to_life()
        self.frame.show_page(self.frame.rail.current())
        self._opened()
        self.attached.emit()

    def nothing_to_show(self, problem: str) -> None:
        """Say why no file could be opened, where its page would stand, and offer what can be done instead."""
        instead = EmptyState("error", problem, action=self.tr("Open …"), action_icon="open", on_action=self.files.open)
        instead.offer(self.tr("Open the sample"), self.files.sample)
        self._name("")
        self.frame.strip.set_status("")
        self.frame.stand_in(self.frame.rail.current(), instead)
        instead.take_focus()

    @cached_property
    def transfers(self) -> Transfers:
        """What imports and exports, once somebody does."""
        from workbench.window.transfers import Transfers

        return Transfers(self)

    @cached_property
    def finder(self) -> CommandPalette:
        """What Ctrl+K opens, made when it is first pressed."""
        from views.shell.command_palette import CommandPalette
        from workbench.window.found import Found

        finder = CommandPalette(self, shortcut="")
        Found(self).provide_to(finder)
        return finder

    def go_to(self, table: str, row_id: str, field: str = "") -> bool:
        """Show the page that shows a row and put the focus there; return whether one does."""
        for key in pages.PLACES.get(table, ()):
            page = self.frame.page(key)
            self.frame.show_page(key)
            if page.focus_place(table, row_id, field):
                return True
        return False

    def say(self, text: str, severity: str = "info", **more: object) -> None:
        """Show a message in place, above the page."""
        self.frame.messages.say(text, severity, **more)  # type: ignore[arg-type]  # passed on as they are

    def undo(self) -> None:
        """Take the latest edit back. What is being typed is an edit of its own, and the first to be taken back."""
        self.frame.commit()
        label = self.bridge.can_undo()
        self.bridge.undo()
        self._enable()
        if label and self.bridge.can_redo() == label:
            self.frame.strip.set_status(self.tr("Undone: {what}.").format(what=label))

    def undo_only(self, changes: ChangeSet) -> None:
        """Take an edit back from the message about it, unless something was edited after it."""
        if self.bridge.can_undo() == changes.label:
            self.undo()
        else:
            self.say(self.tr("There are later edits; Undo takes them back one by one, the latest first."), "warning")

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.frame.commit()
        label = self.bridge.can_redo()
        self.bridge.redo()
        self._enable()
        if label and self.bridge.can_undo() == label:
            self.frame.strip.set_status(self.tr("Done again: {what}.").format(what=label))

    def set_mode(self, mode: str) -> None:
        """Change the look, now and for the next time."""
        self.settings.mode = mode
        self._dress()

    def zoom(self, factor: float) -> None:
        """Make all text larger or smaller, now and for the next time."""
        self.settings.zoom = min(2.0, max(0.8, self.settings.zoom * factor))
        self._dress()

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _make_rail(self, name: str) -> None:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: actions.fill_menu(self, menu))
        self.workspace_button = WorkspaceButton(name, menu)
        self.frame.rail.set_head(self.workspace_button)
        for icon in ("undo", "redo"):
            action = self.actions_by_name[icon]
            item = self.frame.rail.add_command(icon, action.text(), action.shortcut().toString())
            item.clicked.connect(action.trigger)
            action.changed.connect(lambda item=item, action=action: _follow(item, action))
            _follow(item, action)
        search = self.frame.rail.add_command("search", self.tr("Find or do anything"), "Ctrl+K")
        search.clicked.connect(self._find)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._find)

    def _find(self) -> None:
        if self._has_file:
            self.finder.toggle()

    def _bring_to_life(self) -> None:
        """Import and make what works on a file, once there is the first one."""
        from views.bridge import Bridge
        from views.findings.watch import FindingsWatch

        self.bridge = Bridge(self.session, self)
        self.watch = FindingsWatch(self.bridge, self)
        for action in self.actions_by_name.values():
            action.setEnabled(True)
        self.bridge.changed.connect(self._changed)
        self.bridge.refused.connect(lambda sentence: self.say(sentence, "error"))
        self.bridge.opened.connect(self._opened)
        self.watch.changed.connect(self._found)

    @cached_property
    def fixer(self) -> Fixer:
        """What looks for fixes, once somebody asks for some."""
        from views.findings.fixer import Fixer

        return Fixer(self.bridge, self)

    @cached_property
    def _findings_menu(self) -> FindingsMenu:
        from views.findings.menu import FindingsMenu

        menu = FindingsMenu(self.watch, self.fixer, self)
        menu.chosen.connect(self._show_finding)
        menu.waiving.connect(lambda key: self._show_finding(key, waive=True))
        return menu

    def _open_fixes(self, button: QWidget) -> None:
        self._findings_menu.open_above(button)

    def _show_finding(self, key: str, *, waive: bool = False) -> None:
        from views.findings.page import FindingsPage

        page = self.frame.show_page("findings")
        if isinstance(page, FindingsPage):
            page.choose(key, waive=waive)

    def _page_changed(self, key: str) -> None:
        self.settings.page = key
        self.frame.set_inspector(None)

    def _opened(self) -> None:
        self.settings.remember(self.session.path)
        self._name(self.session.document.workspace.name, read_only=self.session.read_only)
        self.setWindowFilePath(str(self.session.path))
        self._enable()
        self.frame.strip.set_status(self.tr("Every edit is saved at once."))
        self.frame.set_inspector(None)
        if self.session.notice:
            self.say(self.session.notice, "warning")
        else:
            self.frame.messages.dismiss()
        # The first check waits until the page has been painted.
        QTimer.singleShot(0, self.watch.start)

    def _name(self, name: str, *, read_only: bool = False) -> None:
        self.workspace_button.set_name(name or "Remit")
        locked = self.tr(" (read-only)") if read_only else ""
        self.setWindowTitle(f"{name}{locked} – Remit" if name else "Remit")

    def _changed(self, changes: ChangeSet) -> None:
        self.frame.strip.set_status(self.tr("{what}. Saved.").format(what=changes.label))
        if changes.touches("workspace"):
            self._name(self.session.document.workspace.name)
        self._enable()

    def _enable(self) -> None:
        for name, label in (("undo", self.bridge.can_undo()), ("redo", self.bridge.can_redo())):
            action = self.actions_by_name[name]
            action.setEnabled(label is not None)
            word = self.tr("Undo") if name == "undo" else self.tr("Redo")
            action.setToolTip(f"{word}: {label}" if label else word)

    def _found(self) -> None:
        counts = self.watch.counts()
        shown = {"info" if severity == "information" else severity: n for severity, n in counts.items()}
        self.frame.strip.set_counts({**shown, "waived": len(self.watch.waived)})
        errors = counts.get("error", 0)
        self.frame.rail.set_badge("findings", errors, self.tr("{n} errors").format(n=errors))

    def _show_findings(self, severity: str) -> None:
        page = self.frame.show_page("findings")
        show = getattr(page, "show_severity", None)
        if show is not None:
            show("information" if severity == "info" else severity)

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.settings.mode, self.settings.zoom)  # type: ignore[arg-type]
        self.settings.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question: everything is in the file already."""
        self.frame.commit()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.save()
        background.stop_all()
        if self._has_file:
            self.session.close()
        event.accept()


def _follow(item: RailItem, action: QAction) -> None:
    item.setEnabled(action.isEnabled())
    item.setToolTip(action.toolTip())
