"""The procedure of a row, edited in the inspector: steps are opened, moved, added, taken out; each is one step back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authority.rules import Step
from models.document import Document
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_page import page_on, rule_in
from views.matrix import MatrixPage
from views.matrix.inspector.step_card import StepCard
from views.matrix.inspector.step_form import StepForm
from views.matrix.inspector.steps import Steps

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def looking(
    qtbot: QtBot, decision: str, at: int = 0, document: Document | None = None
) -> tuple[MatrixPage, Memory, Steps]:
    page, session = page_on(qtbot, document or small())
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, decision, at))
    page.inspector.show_focus()
    return page, session, page.inspector.steps


def procedure(page: MatrixPage, decision: str, at: int = 0) -> tuple[Step, ...]:
    return page.grid.sheet.document.rules[rule_in(page, decision, at)].procedure


def card(steps: Steps, words: str) -> StepCard:
    return next(card for card in steps.cards if card.sentence.text() == words)


def opened(qtbot: QtBot, steps: Steps, words: str) -> StepForm:
    found = card(steps, words)
    QTest.mouseClick(found.turn, LEFT)
    qtbot.waitUntil(lambda: found.form is not None and found.form.isVisible())
    assert found.form is not None
    return found.form


def drag(start: QPoint, end: QPoint, grip: object) -> None:
    """Carry a grip from a place on the screen to another."""
    from PySide6.QtWidgets import QWidget

    assert isinstance(grip, QWidget)
    QTest.mousePress(grip, LEFT, pos=grip.mapFromGlobal(start))
    for part in (0.4, 0.8, 1.0):
        place = start + (end - start) * part
        QTest.mouseMove(grip, grip.mapFromGlobal(place))
    QTest.mouseRelease(grip, LEFT, pos=grip.mapFromGlobal(end))


def middle(widget: object) -> QPoint:
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    return widget.mapToGlobal(widget.rect().center())


def test_a_step_is_opened_by_a_click_on_its_words_and_only_one_is_open(qtbot: QtBot) -> None:
    _, session, steps = looking(qtbot, "Options")
    first, second = steps.cards
    qtbot.waitUntil(lambda: first.sentence.height() > 10)
    QTest.mouseClick(first, LEFT, pos=first.sentence.geometry().center())
    assert [card.form is not None for card in steps.cards] == [True, False]
    QTest.keyClick(second.turn, Key.Key_Space)
    assert [card.form is not None for card in steps.cards] == [False, True]
    assert session.steps == 0


def test_right_deadline_silence_strand_and_binding_are_one_edit_each(qtbot: QtBot) -> None:
    page, session, steps = looking(qtbot, "Options")
    form = opened(qtbot, steps, "Board approves.")
    assert not form.on_timeout.isVisible()
    QTest.keyClicks(form.hours.edit, "48")
    QTest.keyClick(form.hours.edit, Key.Key_Return)
    page.inspector.show_focus()
    assert form.on_timeout.isVisible()
    form.on_timeout.combo.setCurrentIndex(2)
    form.on_timeout.commit()
    form.strand.combo.setCurrentIndex(2)
    form.strand.commit()
    QTest.mouseClick(form.binding.box, LEFT, pos=QPoint(8, form.binding.box.height() // 2))
    page.inspector.show_focus()
    approve = procedure(page, "Options")[1]
    assert (approve.hours, approve.on_timeout, approve.strand, approve.binding) == (48, "approve", "financial", False)
    assert session.steps == 4
    assert card(steps, "Board approves.")._beside.text() == (
        "financial · within 48 hours, silence is a yes · not binding"
    )
    for _ in range(4):
        page.grid.bridge.undo()
    page.inspector.show_focus()
    assert procedure(page, "Options")[1].hours is None
    assert form.hours.edit.text() == ""


def test_ratification_has_days_and_a_period(qtbot: QtBot) -> None:
    page, _, steps = looking(qtbot, "Options")
    form = opened(qtbot, steps, "Board approves.")
    assert not form.within_days.isVisible()
    form.right.combo.setCurrentIndex([row.value for row in form.right._choices].index("ratify"))
    form.right.commit()
    page.inspector.show_focus()
    assert steps.sentence.text() == "CEO recommends, then Board ratifies."
    assert form.within_days.isVisible()
    QTest.keyClicks(form.within_days.edit, "30")
    QTest.keyClick(form.within_days.edit, Key.Key_Return)
    form.cadence.combo.setCurrentIndex(3)
    form.cadence.commit()
    ratify = procedure(page, "Options")[1]
    assert (ratify.right, ratify.within_days, ratify.cadence) == ("ratify", 30, "quarter")
    page.inspector.show_focus()
    assert steps.sentence.text() == "CEO recommends, then Board ratifies within 30 days."


def test_a_deadline_of_no_time_is_refused_beneath(qtbot: QtBot) -> None:
    _, session, steps = looking(qtbot, "Options")
    form = opened(qtbot, steps, "Board approves.")
    QTest.keyClicks(form.hours.edit, "0")
    QTest.keyClick(form.hours.edit, Key.Key_Return)
    assert form.hours.message() == "Enter 0.01 or more."
    assert session.steps == 0


def test_arrows_on_the_grip_move_a_step_between_stages_and_the_focus_stays(qtbot: QtBot) -> None:
    page, session, steps = looking(qtbot, "Options")
    grip = card(steps, "CEO recommends.").grip
    grip.setFocus()
    QTest.keyClick(grip, Key.Key_Down)
    assert [(step.right, step.stage) for step in procedure(page, "Options")] == [("recommend", 1), ("approve", 1)]
    QTest.keyClick(grip, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [(step.right, step.stage) for step in procedure(page, "Options")] == [("approve", 1), ("recommend", 2)]
    assert grip.hasFocus()
    assert steps.sentence.text() == "Board approves, then CEO recommends."
    QTest.keyClick(grip, Key.Key_Down)
    assert session.steps == 2
    page.grid.bridge.undo()
    page.grid.bridge.undo()
    page.inspector.show_focus()
    assert steps.sentence.text() == "CEO recommends, then Board approves."


def test_a_step_is_dragged_before_beside_and_behind_another(qtbot: QtBot) -> None:
    page, session, steps = looking(qtbot, "Options")
    recommend, approve = card(steps, "CEO recommends."), card(steps, "Board approves.")
    below = approve.mapToGlobal(QPoint(40, approve.height() - 2))
    drag(middle(recommend.grip), below, recommend.grip)
    assert steps.sentence.text() == "Board approves, then CEO recommends."
    qtbot.waitUntil(lambda: approve.y() < recommend.y())
    drag(middle(recommend.grip), middle(approve), recommend.grip)
    assert [step.stage for step in procedure(page, "Options")] == [1, 1]
    assert session.steps == 2


def test_escape_puts_a_step_back(qtbot: QtBot) -> None:
    _, session, steps = looking(qtbot, "Options")
    recommend, approve = card(steps, "CEO recommends."), card(steps, "Board approves.")
    grip, end = recommend.grip, approve.mapToGlobal(QPoint(40, approve.height() - 2))
    QTest.mousePress(grip, LEFT)
    QTest.mouseMove(grip, grip.mapFromGlobal(end))
    assert steps._mark.isVisible()
    QTest.keyClick(grip, Key.Key_Escape)
    assert not steps._mark.isVisible()
    QTest.mouseRelease(grip, LEFT, pos=grip.mapFromGlobal(end))
    assert session.steps == 0


def test_a_step_is_added_by_typing_who_and_taken_out_again(qtbot: QtBot) -> None:
    page, session, steps = looking(qtbot, "Options")
    steps.begin("sign")
    assert steps.add_line.edit.hasFocus()
    QTest.keyClicks(steps.add_line.edit, "cfo")
    QTest.keyClick(steps.add_line.edit, Key.Key_Return)
    assert steps.sentence.text() == "CEO recommends, then Board approves, then CFO signs."
    form = opened(qtbot, steps, "CFO signs.")
    QTest.mouseClick(form._remove, LEFT)
    assert steps.sentence.text() == "CEO recommends, then Board approves."
    assert session.steps == 2
    page.grid.bridge.undo()
    page.inspector.show_focus()
    assert [step.right for step in procedure(page, "Options")] == ["recommend", "approve", "sign"]


def test_a_role_that_is_not_known_is_refused_in_place(qtbot: QtBot) -> None:
    _, session, steps = looking(qtbot, "Options")
    QTest.keyClicks(steps.add_line.edit, "Emperor")
    QTest.keyClick(steps.add_line.edit, Key.Key_Return)
    assert steps.add_line.message() == "There is no role “Emperor”; add it to the matrix first."
    assert steps.add_line.edit.text() == "Emperor"
    assert session.steps == 0


def test_nothing_moves_in_a_file_that_is_only_read(qtbot: QtBot) -> None:
    page, session = page_on(qtbot, small(), read_only=True)
    page.resize(1400, 900)
    page.focus_place("rule", rule_in(page, "Options"))
    page.inspector.show_focus()
    steps = page.inspector.steps
    assert not steps.add_line.isVisible()
    assert not any(card.grip.isVisible() for card in steps.cards)
    form = opened(qtbot, steps, "Board approves.")
    assert not form.right.combo.isEnabled()
    assert not form.tree.adders
    assert session.steps == 0
