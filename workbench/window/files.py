"""Opening, making and copying files from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from workbench.failures import FileProblem
from workbench.session import Session
from workbench.settings import data_folder, documents_folder

if TYPE_CHECKING:
    from workbench.window.main import Window


class Files(QObject):
    """What the file menu does. A file that cannot be opened leaves the open one as it is and says why."""

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
        self._show(lambda: Session.create(path))

    def open(self) -> None:
        """Ask for a file and go on with it."""
        found, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open"), str(self._folder()), self.tr("Remit files (*.remit);;All files (*)")
        )
        if found:
            self.open_path(Path(found))

    def open_path(self, path: Path) -> None:
        """Go on with a file. The one that is open already is simply shown."""
        if path.absolute() != self._window.session.path.absolute():
            self._show(lambda: Session.open(path))

    def sample(self) -> None:
        """Go on with the sample organisation, made when it is not there yet."""
        from workbench.samples import sample_file

        self._show(lambda: Session.open(sample_file(data_folder())))

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
        here = str(self._window.session.path.absolute())
        others = [item for item in self._window.settings.recent if item != here and Path(item).exists()]
        for item in others:
            action = menu.addAction(Path(item).name)
            action.setToolTip(item)
            action.triggered.connect(lambda _checked=False, item=item: self.open_path(Path(item)))
        menu.setToolTipsVisible(True)
        menu.setEnabled(bool(others))

    def recent(self) -> list[Path]:
        """Return the recent files that still exist, without the open one."""
        here = self._window.session.path.absolute()
        return [Path(i) for i in self._window.settings.recent if Path(i) != here and Path(i).exists()]

    def _show(self, opened: object) -> None:
        try:
            session = opened()  # type: ignore[operator]
        except FileProblem as problem:
            self._window.say(str(problem), "error")
            return
        self._window.show_file(session)

    def _folder(self) -> Path:
        here = self._window.session.path.parent
        return documents_folder() if here == data_folder() else here

    def _ask_save(self, title: str, proposal: Path) -> Path | None:
        found, _ = QFileDialog.getSaveFileName(self._window, title, str(proposal), self.tr("Remit files (*.remit)"))
        if not found:
            return None
        path = Path(found)
        return path if path.suffix else path.with_suffix(".remit")
