"""Every action of the window with its text, icon and keys, and the menu of the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from views import icons

if TYPE_CHECKING:
    from workbench.window.main import Window

Keys = str | QKeySequence.StandardKey


def make_all(window: Window) -> dict[str, QAction]:
    """Return the actions by name. Those that need a file are disabled; `Window.attach` enables them."""
    tr, standard = window.tr, QKeySequence.StandardKey
    made: dict[str, QAction] = {}

    def add(name: str, text: str, icon: str, run: Callable[[], object], *keys: Keys, file: bool = False) -> None:
        action = QAction(icons.icon(icon), text, window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setEnabled(not file)
        action.triggered.connect(lambda _checked=False: run())
        window.addAction(action)
        made[name] = action

    def import_matrix() -> None:
        window.transfers.import_matrix()

    def export(name: str) -> None:
        window.transfers.export(name)

    add("new", tr("New file …"), "new", window.files.new, standard.New)
    add("open", tr("Open …"), "open", window.files.open, standard.Open)
    add("sample", tr("Open the sample"), "strategy", window.files.sample)
    add("copy", tr("Save a copy …"), "export", window.files.save_copy, standard.SaveAs, file=True)
    add("import", tr("Import a matrix …"), "import", import_matrix, "Ctrl+I", file=True)
    for name, text in {
        "xlsx": tr("Workbook (.xlsx) …"),
        "docx": tr("Charters as a document (.docx) …"),
        "md": tr("Charters as Markdown (.md) …"),
        "csv": tr("Matrix as a table (.csv) …"),
        "json": tr("Everything as text (.json) …"),
    }.items():
        add(f"export-{name}", text, "export", partial(export, name), file=True)
    add("undo", tr("Undo"), "undo", window.undo, standard.Undo, file=True)
    add("redo", tr("Redo"), "redo", window.redo, "Ctrl+Shift+Z", "Ctrl+Y", file=True)
    for mode, text in {
        "system": tr("Look: as the system"),
        "light": tr("Look: light"),
        "dark": tr("Look: dark"),
        "contrast": tr("Look: high contrast"),
    }.items():
        add(f"mode-{mode}", text, "settings", partial(window.set_mode, mode))
    add("larger", tr("Larger text"), "add", partial(window.zoom, 1.1), "Ctrl++", "Ctrl+=")
    add("smaller", tr("Smaller text"), "search", partial(window.zoom, 1 / 1.1), "Ctrl+-")
    add("full-screen", tr("Full screen"), "matrix", window.full_screen, "F11")
    add("quit", tr("Quit"), "close", window.close, standard.Quit)
    return made


def fill_menu(window: Window, menu: QMenu) -> None:
    """Put what can be done with the file, and the looks, into the menu of the file, anew."""
    tr, actions = window.tr, window.actions_by_name
    menu.clear()
    menu.addAction(actions["new"])
    menu.addAction(actions["open"])
    window.files.fill_recent(menu.addMenu(icons.icon("open"), tr("Open recent")))
    menu.addAction(actions["sample"])
    menu.addAction(actions["copy"])
    menu.addSeparator()
    menu.addAction(actions["import"])
    menu.addMenu(icons.icon("export"), tr("Export")).addActions(_named(actions, "export-"))
    menu.addSeparator()
    look = menu.addMenu(icons.icon("settings"), tr("Look"))
    look.addActions([*_named(actions, "mode-"), actions["larger"], actions["smaller"], actions["full-screen"]])
    menu.addSeparator()
    menu.addAction(actions["quit"])


def _named(actions: dict[str, QAction], beginning: str) -> list[QAction]:
    return [action for name, action in actions.items() if name.startswith(beginning)]
