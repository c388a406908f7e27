"""The map in one's hands: choose, draw, lead elsewhere, change, delete; by mouse, by keys, and said in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.rows import add_row, delete_row, set_fields
from models.document import Document
from models.teams import Role
from tests.models.findings.example import link
from tests.views.escalation.desk import desk, finding, organisation
from views import theme
from views.matrix.inspector.pieces import Link
from views.shell.labels import Text

KEY = Qt.Key


def texts(widget: object) -> str:
    """Return all that a panel says."""
    return "\n".join(each.text() for each in widget.findChildren(Text))  # type: ignore[attr-defined]  # any widget


def test_a_link_is_drawn_from_the_knob_of_a_role_to_another_one(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.drag(at.at_knob("head"), at.at_role("board"))
        drawn = next(row for row in at.document.escalation_links if row.from_role == "head")
        assert (drawn.to_role, drawn.triggers) == ("board", ("limit",))
        assert at.memory.steps == 1
        assert at.bridge.can_undo() == "Draw an escalation link from Head to Board"
        # It is chosen, and its fields stand beside the map.
        assert at.map.way == drawn.id
        assert at.page.beside.current() is at.page.beside.link
        at.bridge.undo()
        at.settle()
        assert drawn.id not in at.map.picture.edges
        at.bridge.redo()
        at.settle()
        assert drawn.id in at.map.picture.edges


def test_what_cannot_be_drawn_is_said_in_words(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.drag(at.at_knob("lead"), at.at_role("cfo"))
        assert at.memory.steps == 0
        assert "There is a link from Lead to CFO" in at.page.messages.text()
        # Let go beside every role, nothing happens.
        at.drag(at.at_knob("lead"), QPoint(3, 3))
        assert at.memory.steps == 0


def test_an_end_of_a_link_is_dragged_to_another_role(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.click(at.at_way("up", 0.5))
        assert at.map.way == "up"
        at.drag(at.at_way("up", 1.0), at.at_role("board"))
        assert at.document.escalation_links["up"].to_role == "board"
        at.drag(at.at_way("up", 0.0), at.at_role("head"))
        assert at.document.escalation_links["up"].from_role == "head"
        assert at.memory.steps == 2
        at.bridge.undo()
        at.bridge.undo()
        assert at.document.escalation_links["up"] == organisation().escalation_links["up"]


def test_everything_goes_by_keyboard(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.map.setFocus()
        at.press(KEY.Key_Up)
        first = at.map.role
        assert first
        seen = {first}
        for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_Up):
            at.press(key)
            seen.add(at.map.role)
        assert len(seen) > 3
        at.map.choose_role("head")
        at.press(KEY.Key_L)
        new = at.page.beside.new_link
        assert at.page.beside.current() is new
        assert new.from_role.shown() == "head"
        combo = new.to_role.combo
        assert combo.hasFocus()
        qtbot.keyClicks(combo, "Boa")
        qtbot.keyClick(combo, KEY.Key_Return)
        at.settle()
        drawn = next(row for row in at.document.escalation_links if row.from_role == "head")
        assert drawn.to_role == "board"
        assert at.map.hasFocus()
        at.press(KEY.Key_Delete)
        at.settle()
        assert drawn.id not in at.document.escalation_links
        assert at.page.messages.text() == "Delete the escalation link from Head to Board."


def test_a_new_link_is_drawn_whichever_end_is_said_first(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.page.draw_button.click()
        new = at.page.beside.new_link
        for field, name in ((new.to_role, "Boa"), (new.from_role, "Hea")):
            assert at.memory.steps == 0
            field.combo.setFocus()
            qtbot.keyClicks(field.combo, name)
            qtbot.keyClick(field.combo, KEY.Key_Return)
        at.settle()
        drawn = next(row for row in at.document.escalation_links if row.from_role == "head")
        assert drawn.to_role == "board"


def test_the_chosen_link_is_changed_in_place(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.map.choose_way("up")
        form = at.page.beside.link
        form.hours.edit.setFocus()
        qtbot.keyClicks(form.hours.edit, "12")
        qtbot.keyClick(form.hours.edit, KEY.Key_Return)
        assert at.document.escalation_links["up"].hours in (12.0, 412.0)
        novelty = form.triggers.buttons[4]
        qtbot.mouseClick(novelty, Qt.MouseButton.LeftButton)
        assert list(at.document.escalation_links["up"].triggers) == ["limit", "novelty", "absence"]
        for button in form.triggers.buttons:
            if button.isChecked():
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (
            form.refusal.text() == "Something has to set a link off; choose at least one trigger, or delete the link."
        )
        left = at.document.escalation_links["up"]
        assert [button.isChecked() for button in form.triggers.buttons].count(True) == len(left.triggers) == 1
        form.delete_button.click()
        at.settle()
        assert len(at.document.escalation_links) == 0
        assert at.page.beside.current() is at.page.beside.away


def test_a_role_tells_its_ways_its_findings_and_who_could_do_without_it(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.watch.find(
            finding("role", "lead", "Lead stands alone."), finding("escalation_link", "up", "It is too long.")
        )
        at.click(at.at_role("lead"))
        panel = at.page.beside.role
        assert at.page.beside.current() is panel
        said = texts(panel)
        assert "Lead stands alone. Change it." in said
        assert "Lead passes cases to CFO: limit and absence." in said
        assert "While Lead is away, one decision stops." in said
        way = next(each for each in panel.findChildren(Link) if "passes cases to CFO" in each.text())
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
        assert at.map.way == "up"
        assert "It is too long. Change it." in texts(at.page.beside.link)
        assert "1 finding" in at.page._tell_role("lead")


def test_a_way_that_the_matrix_implies_is_made_a_link(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.map.choose_way("matrix|head|ceo")
        panel = at.page.beside.way
        assert at.page.beside.current() is panel
        assert "what Head cannot decide of “Buy” goes to CEO" in texts(panel)
        panel.draw_asked.emit("head", "ceo")
        at.settle()
        assert at.map.picture.edges[at.map.way].way.source == "link"
        assert "matrix|head|ceo" not in at.map.picture.edges


def test_the_absence_test_leads_to_the_role(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        lines = [each for each in at.page.beside.away.findChildren(Link) if each.isVisible()]
        assert [line.text() for line in lines] == [
            "CEO: one decision stops",
            "Head: one decision stops",
            "Lead: one decision stops",
        ]
        qtbot.mouseClick(lines[0], Qt.MouseButton.LeftButton)
        assert at.map.role == "ceo"
        with qtbot.waitSignal(at.page.place_asked) as asked:
            stops = next(each for each in at.page.beside.role.findChildren(Link) if each.text() == "Buy")
            qtbot.mouseClick(stops, Qt.MouseButton.LeftButton)
        assert asked.args == ["decision", "buy"]


def test_the_paths_of_one_decision_are_shown_alone(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        assert "board" in at.map.picture.nodes
        at.page.controls.filter.reset("buy")
        at.page.controls.filtered.emit()
        at.settle()
        assert set(at.map.picture.nodes) == {"lead", "head", "ceo", "cfo"}
        # A link that is drawn now is for this decision.
        at.page.draw("head", "cfo")
        at.settle()
        assert next(row for row in at.document.escalation_links if row.from_role == "head").decision == "buy"


def test_only_what_changes_is_painted_again(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.map.repaint()
        before = at.map.painted_anew
        at.click(at.at_role("lead"))
        at.click(at.at_role("ceo"))
        at.drag(at.at_knob("ceo"), QPoint(2, 2))
        at.map.pan(QPoint(40, 25))
        at.map.repaint()
        assert at.map.painted_anew == before
        moved = at.map.grab().toImage()
        at.map.paint_anew()
        assert at.map.grab().toImage() == moved
        at.press(KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert at.map.painted_anew == before + 2


def test_it_is_moved_and_scaled(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        zoom, offset = at.map.zoom, at.map.offset
        at.drag(QPoint(5, 5), QPoint(45, 65))
        assert (at.map.offset - offset).toPoint() == QPoint(40, 60)
        at.press(KEY.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert (at.map.offset - offset).toPoint() == QPoint(88, 60)
        at.press(KEY.Key_Minus, Qt.KeyboardModifier.ControlModifier)
        assert at.map.zoom < zoom
        at.press(KEY.Key_0, Qt.KeyboardModifier.ControlModifier)
        assert (at.map.zoom, at.map.offset) == (zoom, offset)
        fixed = at.map.to_map(at.map.to_view(at.map.picture.bounds.center()))
        assert (fixed - at.map.picture.bounds.center()).manhattanLength() < 1e-6


def test_a_finding_leads_to_its_role_and_its_link(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        assert at.page.focus_place("role", "cfo")
        assert at.map.role == "cfo"
        assert at.page.focus_place("escalation_link", "up")
        assert at.map.way == "up"
        assert not at.page.focus_place("role", "nobody")
        assert not at.page.focus_place("decision", "buy")


def test_a_hidden_page_catches_up(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        at.page.hide()
        at.bridge.execute(delete_row, "escalation_link", "up")
        at.bridge.execute(set_fields, "role", "board", name="The Board")
        assert not at.page.busy()
        assert "up" in at.map.picture.edges
        at.page.show()
        at.settle()
        assert "up" not in at.map.picture.edges
        assert at.map.picture.nodes["board"].name == "The Board"


def test_an_empty_file_says_what_belongs_here(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot, Document()) as at:
        assert at.page.states.currentWidget() is at.page.nothing
        with qtbot.waitSignal(at.page.place_asked):
            assert at.page.nothing.button is not None
            at.page.nothing.button.click()
        at.bridge.execute(add_row, Role(id="r", name="Somebody"))
        at.settle()
        assert at.page.states.currentWidget() is not at.page.nothing
        assert len(at.map.picture.nodes) == 1


def test_a_file_for_reading_is_only_read(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot, read_only=True) as at:
        at.drag(at.at_knob("head"), at.at_role("board"))
        at.map.choose_way("up")
        at.press(KEY.Key_Delete)
        at.press(KEY.Key_Insert)
        assert at.memory.steps == 0
        assert not at.page.draw_button.isEnabled()
        assert not at.page.beside.link.delete_button.isEnabled()


def test_it_is_read_aloud(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot) as at:
        interface = QAccessible.queryAccessibleInterface(at.map)
        assert interface.text(QAccessible.Text.Name) == "Map of roles and ways"
        for button in at.page.findChildren(type(at.page.draw_button)):
            assert button.text() or button.accessibleName()


def test_the_theme_and_larger_text_are_followed(qtbot: QtBot, dressed: QApplication) -> None:
    with desk(qtbot, organisation(link("b", "cfo", "board"))) as at:
        width, light = at.map.picture.nodes["lead"].rect.width(), at.map.grab().toImage().pixelColor(2, 2)
        try:
            theme.apply(dressed, "dark", 1.5)
            QApplication.processEvents()
            dark = at.map.grab().toImage().pixelColor(2, 2)
            assert dark.lightness() < 60
            assert light.lightness() > 200
            assert at.map.picture.nodes["lead"].rect.width() > 1.3 * width
        finally:
            theme.apply(dressed, "light")
