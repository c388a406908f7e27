"""The main window: one open file, its pages around it, and every action in menus, keys and the palette."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from models.changes import ChangeSet
from views import background, icons, theme
from views.bridge import Bridge
from views.findings.watch import FindingsWatch
from views.shell.command_palette import CommandPalette
from views.shell.frame import Frame
from views.shell.workspace_button import WorkspaceButton
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import pages
from workbench.window.files import Files
from workbench.window.found import Found
from workbench.window.transfers import Transfers


class Window(QMainWindow):
    """Shows a session. It owns the session: opening another file closes the one before."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.bridge = Bridge(session, self)
        self.frame = Frame()
        self.watch = FindingsWatch(self.bridge, self)
        self.files = Files(self)
        self.transfers = Transfers(self)
        self.actions_by_name: dict[str, QAction] = {}
        self.setCentralWidget(self.frame)
        self.setMinimumSize(800, 560)
        self.resize(1360, 860)
        self._make_actions()
        pages.add_all(self)
        self._make_rail()
        self.finder = CommandPalette(self)
        Found(self).provide_to(self.finder)
        self.bridge.changed.connect(self._changed)
        self.bridge.refused.connect(self._refused)
        self.bridge.opened.connect(self._opened)
        self.watch.changed.connect(self._found)
        self.frame.page_changed.connect(self._page_changed)
        self.frame.strip.severity_chosen.connect(self._show_findings)
        self._restore()
        self._opened()

    def show_file(self, session: Session) -> None:
        """Go on with another file and close the one before."""
        self.frame.commit()
        before, self.session = self.session, session
        self.bridge.open(session)
        before.close()

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

    def _make_actions(self) -> None:
        standard = QKeySequence.StandardKey
        self._action("new", self.tr("New file …"), "new", self.files.new, standard.New)
        self._action("open", self.tr("Open …"), "open", self.files.open, standard.Open)
        self._action("sample", self.tr("Open the sample"), "strategy", self.files.sample)
        self._action("copy", self.tr("Save a copy …"), "export", self.files.save_copy, standard.SaveAs)
        self._action("import", self.tr("Import a matrix …"), "import", self.transfers.import_matrix, "Ctrl+I")
        for name, text in self.transfers.exports().items():
            self._action(f"export-{name}", text, "export", lambda name=name: self.transfers.export(name))
        self._action("undo", self.tr("Undo"), "undo", self._undo, standard.Undo)
        self._action("redo", self.tr("Redo"), "redo", self._redo, standard.Redo)
        self.actions_by_name["redo"].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        for mode, text in self._modes().items():
            self._action(f"mode-{mode}", text, "settings", lambda mode=mode: self._set_mode(mode))
        self._action("larger", self.tr("Larger text"), "add", lambda: self._zoom(1.1), "Ctrl++")
        self.actions_by_name["larger"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._action("smaller", self.tr("Smaller text"), "search", lambda: self._zoom(1 / 1.1), "Ctrl+-")
        self._action("full-screen", self.tr("Full screen"), "matrix", self._full_screen, "F11")
        self._action("quit", self.tr("Quit"), "close", self.close, standard.Quit)

    def _modes(self) -> dict[str, str]:
        return {
            "system": self.tr("Look: as the system"),
            "light": self.tr("Look: light"),
            "dark": self.tr("Look: dark"),
            "contrast": self.tr("Look: high contrast"),
        }

    def _action(self, name: str, text: str, icon: str, run: object, keys: object = None) -> None:
        action = QAction(icons.icon(icon), text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))  # type: ignore[call-overload]  # a standard key or a text
        action.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        self.addAction(action)
        self.actions_by_name[name] = action

    def _make_rail(self) -> None:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.workspace_button = WorkspaceButton("", menu)
        self.frame.rail.set_head(self.workspace_button)
        for name, icon in (("undo", "undo"), ("redo", "redo")):
            action = self.actions_by_name[name]
            item = self.frame.rail.add_command(icon, action.text(), action.shortcut().toString())
            item.clicked.connect(action.trigger)
            action.changed.connect(lambda item=item, action=action: self._follow(item, action))
        search = self.frame.rail.add_command("search", self.tr("Find or do anything"), "Ctrl+K")
        search.clicked.connect(lambda _checked=False: self.finder.open())

    def _follow(self, item: object, action: QAction) -> None:
        item.setEnabled(action.isEnabled())  # type: ignore[attr-defined]  # a RailItem
        item.setToolTip(action.toolTip())  # type: ignore[attr-defined]

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        actions = self.actions_by_name
        for name in ("new", "open"):
            menu.addAction(actions[name])
        recent = menu.addMenu(icons.icon("open"), self.tr("Open recent"))
        self.files.fill_recent(recent)
        menu.addAction(actions["sample"])
        menu.addAction(actions["copy"])
        menu.addSeparator()
        menu.addAction(actions["import"])
        exports = menu.addMenu(icons.icon("export"), self.tr("Export"))
        for name in self.transfers.exports():
            exports.addAction(actions[f"export-{name}"])
        menu.addSeparator()
        look = menu.addMenu(icons.icon("settings"), self.tr("Look"))
        for name in (*(f"mode-{mode}" for mode in self._modes()), "larger", "smaller", "full-screen"):
            look.addAction(actions[name])
        menu.addSeparator()
        menu.addAction(actions["quit"])

    def _restore(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        key = self.settings.page
        self.frame.show_page(key if key in pages.KEYS else pages.KEYS[0])

    def _page_changed(self, key: str) -> None:
        self.settings.page = key
        self.frame.set_inspector(None)

    def _opened(self) -> None:
        self.settings.remember(self.session.path)
        self._name_things()
        self._enable()
        self.frame.strip.set_status(self.tr("Every edit is saved at once."))
        self.frame.set_inspector(None)
        if self.session.notice:
            self.say(self.session.notice, "warning")
        else:
            self.frame.messages.dismiss()
        # The first check waits until the window has been painted.
        QTimer.singleShot(0, self.watch.start)

    def _name_things(self) -> None:
        name = self.session.document.workspace.name
        self.workspace_button.set_name(name)
        locked = self.tr(" (read-only)") if self.session.read_only else ""
        self.setWindowTitle(f"{name}{locked} – Remit")
        self.setWindowFilePath(str(self.session.path))

    def _changed(self, changes: ChangeSet) -> None:
        self.frame.strip.set_status(self.tr("{what}. Saved.").format(what=changes.label))
        if changes.touches("workspace"):
            self._name_things()
        self._enable()

    def _enable(self) -> None:
        for name, label in (("undo", self.bridge.can_undo()), ("redo", self.bridge.can_redo())):
            action = self.actions_by_name[name]
            action.setEnabled(label is not None)
            word = self.tr("Undo") if name == "undo" else self.tr("Redo")
            action.setToolTip(f"{word}: {label}" if label else word)

    def _refused(self, sentence: str) -> None:
        self.say(sentence, "error")

    def _undo(self) -> None:
        self._move(self.bridge.undo)

    def _redo(self) -> None:
        self._move(self.bridge.redo)

    def _move(self, move: object) -> None:
        # What is being typed is an edit of its own, and the first one to be taken back.
        self.frame.commit()
        move()  # type: ignore[operator]
        self._enable()

    def _found(self) -> None:
        counts = self.watch.counts()
        shown = {"info" if severity == "information" else severity: n for severity, n in counts.items()}
        self.frame.strip.set_counts(shown)
        errors = counts.get("error", 0)
        self.frame.rail.set_badge("findings", errors, self.tr("{n} errors").format(n=errors))

    def _show_findings(self, severity: str) -> None:
        page = self.frame.show_page("findings")
        show = getattr(page, "show_severity", None)
        if show is not None:
            show("information" if severity == "info" else severity)

    def _set_mode(self, mode: str) -> None:
        self.settings.mode = mode
        self._dress()

    def _zoom(self, factor: float) -> None:
        self.settings.zoom = min(2.0, max(0.8, self.settings.zoom * factor))
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.settings.mode, self.settings.zoom)  # type: ignore[arg-type]
        self.settings.save()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question: everything is in the file already."""
        self.frame.commit()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.save()
        background.stop_all()
        self.session.close()
        event.accept()
