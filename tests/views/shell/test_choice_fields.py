"""Fields of choices, picked from by mouse, arrows and typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.shell.forms import Show
from views.shell.fields import Choice, ChoiceField, TagsField

KEY = Qt.Key
ROLES = [Choice("cfo", "Chief Financial Officer"), Choice("gc", "General Counsel"), Choice("md", "Managing Director")]


class TestChoice:
    def test_a_pick_from_the_list_counts_at_once(self, qtbot: QtBot, show: Show) -> None:
        field = ChoiceField("Owner", ROLES, "cfo")
        form = show(field)
        field.combo.showPopup()
        view = field.combo.view()
        place = view.visualRect(view.model().index(1, 0)).center()
        qtbot.waitUntil(view.isVisible)
        qtbot.wait(QApplication.doubleClickInterval() + 50)  # Qt ignores a release right after opening
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert form.given == ["gc"]

    def test_walking_with_the_arrows_is_one_edit(self, qtbot: QtBot, show: Show) -> None:
        field = ChoiceField("Owner", ROLES, "cfo")
        form = show(field)
        qtbot.keyClick(field.combo, KEY.Key_Down)
        qtbot.keyClick(field.combo, KEY.Key_Down)
        assert form.given == []
        qtbot.keyClick(field.combo, KEY.Key_Return)
        assert form.given == ["md"]

    def test_a_first_letter_is_seen_at_once_and_counts_on_leaving(self, qtbot: QtBot, show: Show) -> None:
        field = ChoiceField("Owner", ROLES, "cfo")
        form = show(field)
        with qtbot.waitSignal(field.edited):
            qtbot.keyClicks(field.combo, "g")
        assert (field.shown(), field.value()) == ("gc", "cfo")
        assert form.given == []
        form.elsewhere.setFocus()
        assert form.given == ["gc"]

    def test_escape_and_the_wheel(self, qtbot: QtBot, show: Show) -> None:
        field = ChoiceField("Owner", ROLES, "cfo")
        form = show(field)
        qtbot.keyClick(field.combo, KEY.Key_Down)
        qtbot.keyClick(field.combo, KEY.Key_Escape)
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field.combo, turn)
        form.elsewhere.setFocus()
        assert form.given == []
        assert field.combo.currentText() == "Chief Financial Officer"

    def test_none_and_a_value_that_is_gone(self, qtbot: QtBot, show: Show) -> None:
        field = ChoiceField("Owner", ROLES, "retired", optional=True)
        form = show(field)
        assert not field.dirty()
        form.elsewhere.setFocus()
        assert form.given == []
        field.setFocus()
        qtbot.keyClick(field.combo, KEY.Key_Home)
        form.elsewhere.setFocus()
        assert form.given == [None]


class TestTags:
    def test_added_by_typing_and_removed_by_backspace(self, qtbot: QtBot, show: Show) -> None:
        field = TagsField("Consulted", ("cfo",), choices=ROLES)
        form = show(field)
        qtbot.keyClicks(field.edit, "general")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == [("cfo", "gc")]
        assert field.edit.text() == ""
        qtbot.keyClick(field.edit, KEY.Key_Backspace)
        assert form.given[-1] == ("cfo",)

    def test_a_chip_says_whom_it_removes(self, qtbot: QtBot, show: Show) -> None:
        field = TagsField("Consulted", ("cfo", "gc"), choices=ROLES)
        form = show(field)
        chip = field._chips[0]
        assert chip.accessibleName() == "Remove Chief Financial Officer"
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert form.given == [("gc",)]

    def test_unknown_names_stay_unless_free(self, qtbot: QtBot, show: Show) -> None:
        field = TagsField("Consulted", choices=ROLES)
        form = show(field)
        qtbot.keyClicks(field.edit, "the cat")
        qtbot.keyClick(field.edit, KEY.Key_Return)
        assert form.given == []
        assert "the cat" in field.message()
        assert field.edit.text() == "the cat"
        free = TagsField("Tags", free=True)
        other = show(free)
        qtbot.keyClicks(free.edit, "the cat")
        qtbot.keyClick(free.edit, KEY.Key_Return)
        assert other.given == [("the cat",)]

    def test_chips_wrap_and_the_field_grows(self, qtbot: QtBot, show: Show) -> None:
        field = TagsField("Tags", tuple(f"a rather long tag {index}" for index in range(9)), free=True)
        form = show(field)
        form.resize(320, 500)
        qtbot.waitUntil(lambda: field._box.height() > 4 * field.edit.height())
        assert all(field._box.rect().contains(chip.geometry()) for chip in field._chips)


def test_a_choice_without_room_ends_with_three_dots(qtbot: QtBot, dressed: QApplication) -> None:
    def picture(text: str) -> QImage:
        field = ChoiceField("Of", [Choice(1, text)], 1)
        qtbot.addWidget(field)
        field.combo.resize(160, 36)
        return field.combo.grab().toImage()

    name = "Open or close a bank account"
    seen = picture(name)
    assert any(seen == picture(f"{name[:letters].rstrip()}…") for letters in range(4, 20))
    assert picture("Sign") != picture("Sign…")
