"""A case walked across the map, at the speed of the facilitator's keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authority.facts import Case
from models.cases import LibraryCase
from models.commands.rows import add_row
from models.walk.walking import start
from tests.models.findings.example import link
from tests.views.escalation.desk import Desk, desk, organisation
from views import theme
from views.shell.fields import LineField

KEY = Qt.Key
NINE = datetime(2026, 5, 4, 9, 0)


@pytest.fixture
def at(qtbot: QtBot, dressed: QApplication) -> Iterator[Desk]:
    with desk(qtbot) as made:
        yield made


def begin(at: Desk) -> None:
    at.page.begin(start(at.document, Case("buy", {"amount": 500}), at=NINE))
    QApplication.processEvents()


def on_stage(at: Desk) -> bool:
    """Whether a case is walked."""
    return at.page.stage.walk is not None


def test_a_case_is_described_and_walked(at: Desk, qtbot: QtBot) -> None:
    at.page.walk_button.click()
    page, case = at.page, at.page.desk
    assert page.beside.current() is case
    field = case.form.fields["amount"]
    assert isinstance(field, LineField)
    qtbot.keyClicks(field.edit, "5 EUR")
    qtbot.keyClick(field.edit, KEY.Key_Return)
    case.start_button.click()
    QApplication.processEvents()
    assert page.stage.isVisible()
    assert not page.beside.isVisible()
    assert page.stage.clock.text() == "Mon 4 May 2026, 9:00"
    assert page.stage.sentence.text() == "It comes up, and goes to Lead"
    assert at.map.walk is not None
    assert at.map.walk.roles == ("lead",)
    assert at.map.hasFocus()


def test_what_is_wanting_is_said(at: Desk, qtbot: QtBot) -> None:
    case = at.page.desk
    at.page.ask_case()
    case.start_button.click()
    assert "It depends on “Amount”" in case.problem.text()
    # It is seen, and so is the button: neither is beneath the edge of a small window.
    at.page.resize(900, 520)
    at.settle()
    qtbot.mouseClick(case.start_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert case.problem.visibleRegion().boundingRect() == case.problem.rect()
    case.at.edit.setText("noon")
    case.begin()
    assert case.problem.text() == "“noon” is not a time of the day; write it like 9:30."
    assert not at.page.stage.isVisible()


def test_keys_step_on_back_and_choose(at: Desk) -> None:
    begin(at)
    stage = at.page.stage
    assert [button.text().partition("  ")[0] for button in stage.buttons] == ["1", "2", "3", "4", "5"]
    at.press(KEY.Key_2)
    assert stage.walk is not None
    assert stage.walk.roles == ("cfo",)
    assert stage.sentence.text() == "Lead cannot decide it → CFO, after 20 min of working time"
    assert stage.reason.text() == "Lead passes it to CFO within 4 hours (a case above the limit)."
    assert stage.carries.text() == "Along with it: The offer"
    at.press(KEY.Key_Left)
    assert stage.walk.roles == ("lead",)
    at.press(KEY.Key_Space)
    assert stage.walk.end == "decided"
    assert not stage.next.isEnabled()
    at.press(KEY.Key_Right)
    assert len(stage.walk.history) == 2
    at.press(KEY.Key_Escape)
    assert not on_stage(at)
    assert not stage.isVisible()
    assert at.map.walk is None
    at.press(KEY.Key_2)
    assert not stage.isVisible()


def test_buttons_step_as_well(at: Desk, qtbot: QtBot) -> None:
    begin(at)
    stage = at.page.stage
    qtbot.mouseClick(stage.buttons[1], Qt.MouseButton.LeftButton)
    assert stage.walk is not None
    assert stage.walk.roles == ("cfo",)
    qtbot.mouseClick(stage.back, Qt.MouseButton.LeftButton)
    assert stage.walk.roles == ("lead",)
    qtbot.mouseClick(stage.next, Qt.MouseButton.LeftButton)
    assert stage.walk.end == "decided"


def test_the_token_travels_along_the_way_and_arrives(at: Desk, qtbot: QtBot) -> None:
    begin(at)
    at.press(KEY.Key_2)
    assert at.map.travelling()
    qtbot.waitUntil(lambda: not at.map.travelling(), timeout=3000)
    at.press(KEY.Key_Left)
    assert not at.map.travelling()


def test_nothing_moves_where_the_system_wants_no_motion(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at.map, "_wanted_ms", lambda: 0)
    begin(at)
    at.press(KEY.Key_2)
    assert not at.map.travelling()
    assert at.map.walk is not None
    assert at.map.walk.roles == ("cfo",)


def test_a_case_of_the_library_is_walked_at_once(at: Desk) -> None:
    at.bridge.execute(
        add_row,
        LibraryCase.model_validate(
            {"id": "k", "name": "Printers", "decision": "buy", "facts": [{"dimension": "amount", "value": "500 EUR"}]}
        ),
    )
    at.settle()
    at.page.ask_case()
    case = at.page.desk
    case.kept.reset("k")
    case.kept.committed.emit("k")
    assert at.page.stage.walk is not None
    assert at.page.stage.walk.roles == ("head",)


def test_an_edit_meanwhile_is_said_and_the_case_begun_again(at: Desk) -> None:
    begin(at)
    at.bridge.execute(add_row, link("b", "cfo", "board", triggers=("limit",)))
    at.settle()
    assert at.page.messages.text() == "The file has changed since this case came up."
    at.page._begin_again()
    at.press(KEY.Key_2)
    assert any("Board" in button.text() for button in at.page.stage.buttons)


def test_numbers_typed_into_a_field_stay_there(at: Desk, qtbot: QtBot) -> None:
    at.page.ask_case()
    field = at.page.desk.form.fields["amount"]
    assert isinstance(field, LineField)
    qtbot.keyClicks(field.edit, "1 2")
    assert field.text() == "1 2"


def test_parts_side_by_side_have_a_token_each(qtbot: QtBot, dressed: QApplication) -> None:
    from models.authority.expressions import AllOf, OneRole
    from models.authority.rules import Step
    from tests.models.authority.small import row

    both = Step(right="approve", who=AllOf(parts=(OneRole(role="lead"), OneRole(role="cfo"))))
    with desk(qtbot, organisation(row("small", by=(both,)))) as made:
        made.page.begin(start(made.document, Case("buy", {"amount": 500}), at=NINE))
        if made.page.stage.walk is not None and made.page.stage.walk.posts:
            assert made.page.stage.walk.roles == ("lead", "cfo")
        assert not made.map.grab().isNull()


def test_the_clock_is_read_to_the_minute_in_a_small_window_with_large_text(at: Desk, dressed: QApplication) -> None:
    theme.apply(dressed, "light", 1.5)
    long = datetime(2026, 9, 30, 10, 45)
    at.page.begin(start(at.document, Case("buy", {"amount": 500}), at=long))
    clock = at.page.stage.clock
    assert clock.text() == "Wed 30 September 2026, 10:45"
    for width, role in ((1900, "display"), (940, "title")):
        at.page.resize(width, 700)
        at.settle()
        assert clock.property("role") == role
        assert clock.fontMetrics().horizontalAdvance(clock.text()) <= clock.width()


def test_the_trail_of_a_case_strikes_out_no_name(at: Desk, qtbot: QtBot) -> None:
    begin(at)
    at.press(KEY.Key_2)
    qtbot.waitUntil(lambda: not at.map.travelling())
    around = at.map._around_boxes()
    assert not any(around.contains(node.rect.center()) for node in at.map.picture.nodes.values())
    edge = at.map.picture.edges["up"]
    assert around.contains(edge.middle)
