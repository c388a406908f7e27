"""The window as a person uses it: edit, undo, find, jump, import, export, close without a question."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.commands import strategy, teams
from views.comparison import ComparisonPreview
from views.findings.page import FindingsPage
from views.importing import ImportPreview
from workbench.samples import build
from workbench.session import Session
from workbench.settings import Settings
from workbench.window import Window, pages

_LONG = 60_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("window") / "sample.remit"
    build(path, date.today())
    return path


@pytest.fixture
def window(sample: Path, tmp_path: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[Window]:
    path = tmp_path / "acme.remit"
    shutil.copy(sample, path)
    opened = Window(Settings(tmp_path / "settings.json"))
    opened.attach(Session.open(path))
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.deleteLater()


def _wait_for_findings(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.watch.checked and not window.watch.busy(), timeout=_LONG)


def _find(window: Window, qtbot: QtBot, text: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.finder.edit, text)
    qtbot.keyClick(window.finder.edit, Qt.Key.Key_Return)


def _says(window: Window, text: str) -> bool:
    """Return whether a text stands in the strip at the foot."""
    return any(label.text() == text for label in window.frame.strip.findChildren(QLabel))


def test_every_page_opens(window: Window, qtbot: QtBot) -> None:
    for number, key in enumerate(pages.KEYS, 1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.frame.current_key() == key
        assert window.frame.page(key).isVisible()


def test_the_file_is_named_and_saving_is_never_asked_for(window: Window) -> None:
    assert window.windowTitle() == "Northlight – Remit"
    assert "save" not in {action.text().casefold() for action in window.actions_by_name.values()}


def test_an_edit_is_undone_and_redone_from_anywhere(window: Window, qtbot: QtBot) -> None:
    before = window.session.document
    window.bridge.execute(teams.add_role, "Ombudsman")
    assert window.actions_by_name["undo"].toolTip() == "Undo: Add the role “Ombudsman”"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document == before
    assert window.actions_by_name["redo"].isEnabled()
    assert _says(window, "Undone: Add the role “Ombudsman”.")
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.roles.by("name", "Ombudsman")
    assert _says(window, "Done again: Add the role “Ombudsman”.")


def test_a_refused_edit_is_said_in_place_and_changes_nothing(window: Window) -> None:
    before = window.session.document
    assert window.bridge.execute(teams.add_role, "risk lead") is None
    assert window.frame.messages.text() == "There is already a role called “risk lead”."
    assert window.session.document is before


def test_ctrl_k_finds_an_object_and_goes_there(window: Window, qtbot: QtBot) -> None:
    _find(window, qtbot, "choose a model vendor")
    assert window.frame.current_key() == "matrix"
    _find(window, qtbot, "credit scoring")
    assert window.frame.current_key() in {"teams", "matrix"}


def test_ctrl_k_does_an_action(window: Window, qtbot: QtBot) -> None:
    window.bridge.execute(teams.add_role, "Ombudsman")
    _find(window, qtbot, "undo")
    assert not window.session.document.roles.by("name", "Ombudsman")


def test_findings_follow_edits_and_lead_to_their_places(window: Window, qtbot: QtBot) -> None:
    _wait_for_findings(window, qtbot)
    before = len(window.watch.findings)
    current = next(quarter for quarter in window.session.document.quarters if quarter.status == "current")
    window.bridge.execute(strategy.add_theme, current.id, "A theme without an outcome")
    _wait_for_findings(window, qtbot)
    added = [finding for finding in window.watch.findings if "A theme without an outcome" in finding.sentence]
    assert [finding.id for finding in added] == ["F67"]
    assert len(window.watch.findings) > before
    page = window.frame.show_page("findings")
    assert isinstance(page, FindingsPage)
    page.show_severity("warning")
    page.filter.setText("F67")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert window.frame.current_key() == "strategy"
    window.bridge.undo()
    _wait_for_findings(window, qtbot)
    assert len(window.watch.findings) == before


def test_a_real_sheet_is_previewed_imported_as_one_step_and_taken_back(
    window: Window, qtbot: QtBot, shared_data: Path
) -> None:
    before = window.session.document
    window.transfers.read(shared_data / "authority" / "wide" / "gitlab_2018_wide.xlsx")
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    assert window.session.document is before
    preview = window.frame.findChild(ImportPreview)
    assert preview is not None
    qtbot.mouseClick(preview.accept, Qt.MouseButton.LeftButton)
    assert window.session.document.decisions.by("name", "Operating Expenses")
    assert window.session.can_undo() == "Import gitlab_2018_wide.xlsx"
    window.bridge.undo()
    assert window.session.document == before


def test_the_message_about_an_import_takes_back_that_import_only(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Decision,CEO,CFO\nLease a lorry,A,C\nSell a lorry,C,A\n")
    window.transfers.read(sheet)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    preview = window.frame.findChild(ImportPreview)
    assert preview is not None
    qtbot.mouseClick(preview.accept, Qt.MouseButton.LeftButton)
    window.bridge.execute(teams.add_role, "Ombudsman")
    undo = next(b for b in window.frame.messages.findChildren(QPushButton) if b.text() == "Undo" and b.isVisible())
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window.session.document.roles.by("name", "Ombudsman")
    assert "later edits" in window.frame.messages.text()


def test_an_export_never_goes_over_the_open_file(window: Window) -> None:
    window.transfers.write("xlsx", window.session.path)
    assert "choose another name" in window.frame.messages.text()
    assert not window.transfers.busy()
    assert window.bridge.execute(teams.add_role, "Ombudsman")


def test_an_exported_workbook_comes_back_as_changes_to_tick(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    book = tmp_path / "matrix.xlsx"
    window.transfers.write("xlsx", book)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    window.transfers.read(book)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    assert "says the same" in window.frame.messages.text()
    pages = load_workbook(book)
    page = pages["Matrix"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == "C"][:2]
    for cell in cells:
        cell.value = "I"
    page.cell(cells[0].row, page.max_column).value = "Nobody decides."
    pages.save(book)
    before = window.session.document
    window.transfers.read(book)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    preview = window.frame.findChild(ComparisonPreview)
    assert preview is not None
    assert preview.ticked() == {cell.coordinate for cell in cells}
    assert preview.accept.text() == "Take over 2"
    preview.boxes[cells[0].coordinate].click()
    assert preview.ticked() == {cells[1].coordinate}
    qtbot.mouseClick(preview.accept, Qt.MouseButton.LeftButton)
    assert window.session.can_undo() == "Take over changes of matrix.xlsx"
    window.bridge.undo()
    assert window.session.document == before


def test_a_sheet_that_cannot_be_read_leaves_everything_as_it_is(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    before = window.session.document
    bad = tmp_path / "broken.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    window.transfers.read(bad)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    assert "broken.xlsx" in window.frame.messages.text()
    assert window.session.document is before


@pytest.mark.parametrize("name", ["xlsx", "docx", "md", "csv", "json"])
def test_each_export_writes_its_file(window: Window, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"out.{name}"
    window.transfers.write(name, target)
    qtbot.waitUntil(lambda: not window.transfers.busy(), timeout=_LONG)
    assert target.stat().st_size > 500
    assert str(target) in window.frame.messages.text()


def test_another_file_is_opened_in_place_and_a_bad_one_is_not(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = window.session.path
    other = tmp_path / "other.remit"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(other), ""))
    window.actions_by_name["new"].trigger()
    assert window.session.path == other
    assert len(window.session.document.roles) == 0
    for key in pages.KEYS:
        window.frame.show_page(key)
    broken = tmp_path / "broken.remit"
    broken.write_bytes(b"nothing")
    window.files.open_path(broken)
    assert window.session.path == other
    assert "is not a Remit file" in window.frame.messages.text()
    window.files.open_path(first)
    assert window.session.path == first
    assert [path.name for path in window.files.recent()] == ["other.remit"]


def test_a_file_that_somebody_else_edits_is_shown_and_says_so(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    with Session.create(tmp_path / "busy.remit"):
        window.files.open_path(tmp_path / "busy.remit")
        assert "is being edited by" in window.frame.messages.text()
        assert "read-only" in window.windowTitle()
        assert window.bridge.execute(teams.add_role, "Ombudsman") is None


def test_the_look_and_the_place_are_remembered(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.actions_by_name["mode-dark"].trigger()
    window.frame.show_page("teams")
    window.close()
    again = Settings.load(tmp_path / "settings.json")
    assert (again.mode, again.page) == ("dark", "teams")
    assert again.recent == [str(window.session.path)]


def test_broken_settings_are_no_reason_not_to_start(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for text in ("", "[]", '{"recent": [1, "a"], "mode": 3, "zoom": "x"}'):
        file.write_text(text)
        found = Settings.load(file)
        assert found.mode == "system"
        assert found.zoom == 1.0
    assert found.recent == ["a"]
