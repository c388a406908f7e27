"""Opening, making and copying files from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from workbench.failures import FileProblem
from workbench.settings import data_folder, documents_folder

if TYPE_CHECKING:
    from workbench.session import Session
    from workbench.window.main import Window


class Files(QObject):
    """What the file menu does. A file that cannot be opened leaves the open one as it is and says why.

    The session is imported when the first file is opened: the window stands before.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def new(self) -> None:
        """Ask where, make an empty file there and go on with it."""
        path = self._ask_save(self.tr("New file"), self._folder() / self.tr("Organisation.remit"))
        if path is None:
            return
        if path.exists():
            # The dialog has asked about overwriting, but an organisation's file is not thrown away by one click.
            self._window.say(self.tr("{name} is there already; choose another name.").format(name=path.name), "error")
            return
        self._show(lambda: _session().create(path))

    def open_first(self, path: Path | None = None) -> None:
        """Go on with what the window was started for: a file, else the one used last, else the sample."""
        self._show(lambda: _session().open(path) if path is not None else self._last())

    def _last(self) -> Session:
        settings = self._window.settings
        for item in list(settings.recent):
            try:
                return _session().open(Path(item))
            except FileProblem:
                settings.forget(item)
        return _sample()

    def open(self) -> None:
        """Ask for a file and go on with it."""
        found, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open"), str(self._folder()), self.tr("Remit files (*.remit);;All files (*)")
        )
        if found:
            self.open_path(Path(found))

    def open_path(self, path: Path) -> None:
        """Go on with a file. The one that is open already is simply shown."""
        if path.absolute() != self._here():
            self._show(lambda: _session().open(path))

    def sample(self) -> None:
        """Go on with the sample organisation, made when it is not there yet."""
        self._show(_sample)

    def save_copy(self) -> None:
        """Ask where and write a whole copy there."""
        here = self._window.session.path
        path = self._ask_save(self.tr("Save a copy"), here.with_name(f"{here.stem} copy{here.suffix}"))
        if path is None:
            return
        try:
            self._window.session.save_copy(path, force=True)
        except FileProblem as problem:
            self._window.say(str(problem), "error")
            return
        self._window.say(self.tr("Copied to {path}.").format(path=path), "ok")

    def fill_recent(self, menu: QMenu) -> None:
        """Put the recent files into a menu."""
        others = self.recent()
        for path in others:
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.open_path(path))
        menu.setToolTipsVisible(True)
        menu.setEnabled(bool(others))

    def recent(self) -> list[Path]:
        """Return the recent files that still exist, without the open one."""
        here = self._here()
        return [Path(i) for i in self._window.settings.recent if Path(i) != here and Path(i).exists()]

    def _show(self, opened: Callable[[], Session]) -> None:
        try:
            session = opened()
        except FileProblem as problem:
            if self._window.has_file():
                self._window.say(str(problem), "error")
            else:
                self._window.nothing_to_show(str(problem))
            return
        self._window.attach(session)

    def _here(self) -> Path | None:
        return self._window.session.path.absolute() if self._window.has_file() else None

    def _folder(self) -> Path:
        here = self._here()
        return documents_folder() if here is None or here.parent == data_folder() else here.parent

    def _ask_save(self, title: str, proposal: Path) -> Path | None:
        found, _ = QFileDialog.getSaveFileName(self._window, title, str(proposal), self.tr("Remit files (*.remit)"))
        if not found:
            return None
        path = Path(found)
        return path if path.suffix else path.with_suffix(".remit")


def _session() -> type[Session]:
    from workbench.session import Session

    return Session


def _sample() -> Session:
    from workbench.samples import sample_file

    return _session().open(sample_file(data_folder()))
