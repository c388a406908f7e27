"""An approval expression, edited as a tree with the mouse and by keys, and read back at once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote
from models.authority.rules import Step
from models.changes import apply
from models.commands.matrix import set_procedure
from models.commands.teams import hold_role
from models.document import Document
from tests.views.matrix.samples import Memory, small
from tests.views.matrix.test_steps import LEFT, drag, looking, middle, procedure
from views.matrix import MatrixPage
from views.matrix.inspector.step_form import StepForm
from views.matrix.inspector.who.shortfall import shortfall

Key = Qt.Key
DECISION = "Options"


def ids(document: Document) -> dict[str, str]:
    return {role.name: role.id for role in document.roles}


def with_who(*names: str, kind: str = "all_of") -> Document:
    """The small matrix, in which these roles together decide on options."""
    document = small()
    roles = ids(document)
    parts = tuple(OneRole(role=roles[name]) for name in names)
    groups: dict[str, Expression] = {
        "all_of": AllOf(parts=parts),
        "any_of": AnyOf(parts=parts),
        "k_of": KOf(count=min(2, len(parts)), parts=parts),
        "role": parts[0],
    }
    group = groups[kind]
    decision = next(row for row in document.decisions if row.name == DECISION)
    rule = document.rules.by("decision", decision.id)[0].id
    return apply(document, set_procedure(document, rule, (Step(right="approve", who=group),)))


def tree(qtbot: QtBot, document: Document) -> tuple[MatrixPage, Memory, StepForm]:
    page, session, steps = looking(qtbot, DECISION, document=document)
    page.resize(1400, 1200)
    (card,) = steps.cards
    QTest.mouseClick(card.turn, LEFT)
    assert card.form is not None
    form = card.form
    qtbot.waitUntil(form.isVisible)
    for _ in range(3):  # From the form outwards each layout gives its place a turn later.
        QApplication.processEvents()
    return page, session, form


def said(page: MatrixPage) -> str:
    page.inspector.show_focus()
    return page.inspector.steps.sentence.text()


def choose(form: StepForm, path: tuple[int, ...], text: str) -> None:
    """Choose in the list of a line, as a person does with the list open."""
    field = form.tree.lines[path]._field
    field.combo.setCurrentIndex(field.combo.findText(text))
    field.commit()


def act(form: StepForm, path: tuple[int, ...], text: str) -> None:
    """Choose from the menu of a line."""
    menu = form.tree.lines[path].menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_role_is_exchanged_from_the_list(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", kind="role"))
    choose(form, (), "CFO")
    assert said(page) == "CFO approves."
    assert session.steps == 1


def test_a_role_becomes_a_group_and_others_are_added_by_name(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", kind="role"))
    act(form, (), "Put into “any one of”")
    assert form.tree.lines[()].part.kind == "any_of"
    form.tree.adders[()].edit.setFocus()
    QTest.keyClicks(form.tree.adders[()].edit, "board")
    QTest.keyClick(form.tree.adders[()].edit, Key.Key_Return)
    assert said(page) == "CEO or Board approves."
    assert form.tree.adders[()].edit.hasFocus()
    choose(form, (), "all of")
    assert said(page) == "CEO and Board approve."
    box = form.tree.terms[()][0].box  # type: ignore[attr-defined]
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert said(page) == "CEO and Board (different persons) approve."
    assert session.steps == 4
    for _ in range(4):
        page.grid.bridge.undo()
    assert said(page) == "CEO approves."


def test_so_many_of_several_with_some_from_named_roles(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", "CFO", "Board"))
    choose(form, (), "at least … of")
    assert said(page) == "Two of CEO, CFO and Board approve."
    act(form, (), "Some must come from …")
    quota = form.tree.terms[()][0]
    QTest.keyClicks(quota.among.edit, "Board")  # type: ignore[attr-defined]
    QTest.keyClick(quota.among.edit, Key.Key_Return)  # type: ignore[attr-defined]
    roles = ids(page.grid.sheet.document)
    who = procedure(page, DECISION)[0].who
    assert isinstance(who, KOf)
    assert who.quotas == (Quota(count=1, among=OneRole(role=roles["Board"])),)
    assert said(page) == "Two of CEO, CFO and Board, among them Board, approve."
    assert session.steps == 2


def test_more_than_there_are_is_refused_beneath(qtbot: QtBot) -> None:
    from views.shell.fields import NumberField

    _, session, form = tree(qtbot, with_who("CEO", "CFO", "Board", kind="k_of"))
    count = form.tree.lines[()].findChild(NumberField)
    assert isinstance(count, NumberField)
    count.edit.selectAll()
    QTest.keyClicks(count.edit, "4")
    QTest.keyClick(count.edit, Key.Key_Return)
    assert count.message() == "Enter a number from 1 to 3."
    assert session.steps == 0


def test_a_body_votes_with_majority_quorum_notice_and_without_some(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("Board", kind="role"))
    act(form, (), "A vote of this body")
    for name, text in (("quorum", "3"), ("days", "7")):
        field = getattr(form.tree.terms[()][0], name)
        field.edit.selectAll()
        QTest.keyClicks(field.edit, text)
        QTest.keyClick(field.edit, Key.Key_Return)
    terms = form.tree.terms[()][0]
    terms.majority.combo.setCurrentIndex(2)  # type: ignore[attr-defined]
    terms.majority.commit()  # type: ignore[attr-defined]
    excluded = form.tree.terms[()][0].excluded  # type: ignore[attr-defined]
    QTest.keyClicks(excluded.edit, "CEO")
    QTest.keyClick(excluded.edit, Key.Key_Return)
    roles = ids(page.grid.sheet.document)
    assert procedure(page, DECISION)[0].who == Vote(
        body=roles["Board"], majority="two_thirds", quorum=3, minimum_days=7, excluded=(roles["CEO"],)
    )
    assert said(page) == "Two thirds of the Board (quorum 3, 7 days’ notice, without CEO) approve."
    assert session.steps == 5


def test_arrows_carry_a_role_into_and_out_of_groups_and_the_focus_goes_with_it(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", "CFO", "Board"))
    act(form, (0,), "Put into “any one of”")
    assert said(page) == "CEO, CFO and Board approve."
    grip = form.tree.lines[1,].grip
    assert grip is not None
    grip.setFocus()
    QTest.keyClick(grip, Key.Key_Right)
    assert said(page) == "(CEO or CFO) and Board approve."
    moved = form.tree.lines[0, 1].grip
    assert moved is not None
    assert moved.hasFocus()
    QTest.keyClick(moved, Key.Key_Up)
    assert said(page) == "(CFO or CEO) and Board approve."
    up = form.tree.lines[0, 0].grip
    assert up is not None
    QTest.keyClick(up, Key.Key_Left)
    assert said(page) == "CEO, CFO and Board approve."
    act(form, (0,), "Dissolve this group")
    assert [type(part) for part in getattr(procedure(page, DECISION)[0].who, "parts", ())] == [OneRole] * 3
    assert session.steps == 5


def test_a_role_dropped_on_another_makes_a_group_of_the_two(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", "CFO", "Board", kind="any_of"))
    source, target = form.tree.lines[2,], form.tree.lines[0,]
    assert source.grip is not None
    drag(middle(source.grip), middle(target), source.grip)
    assert said(page) == "(CEO and Board) or CFO approves."
    assert session.steps == 1
    page.grid.bridge.undo()
    assert said(page) == "CEO, CFO or Board approves."


def test_a_role_dropped_between_two_others_changes_the_order(qtbot: QtBot) -> None:
    page, _, form = tree(qtbot, with_who("CEO", "CFO", "Board"))
    source, target = form.tree.lines[2,], form.tree.lines[0,]
    assert source.grip is not None
    drag(middle(source.grip), target.mapToGlobal(QPoint(30, 1)), source.grip)
    assert said(page) == "Board, CEO and CFO approve."


def test_the_last_role_cannot_be_taken_out(qtbot: QtBot) -> None:
    page, session, form = tree(qtbot, with_who("CEO", "CFO"))
    act(form, (1,), "Take out")
    assert said(page) == "CEO approves."
    assert "Take out" not in [action.text() for action in form.tree.lines[()].menu().actions()]
    act(form, (0,), "Take out")
    assert said(page) == "CEO approves."
    assert session.steps == 1


def held(document: Document, **people: tuple[str, ...]) -> Document:
    roles = ids(document)
    for role, names in people.items():
        for name in names:
            document = apply(document, hold_role(document, roles[role], name))
    return document


def test_a_warning_says_that_the_people_there_are_cannot_meet_it(qtbot: QtBot) -> None:
    document = held(with_who("CEO", "CFO"), CEO=("Ada",), CFO=("Ada",))
    page, _, form = tree(qtbot, document)
    assert form.notice.text() == ""
    box = form.tree.terms[()][0].box  # type: ignore[attr-defined]
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    page.inspector.show_focus()
    assert form.notice.text() == (
        "It wants different people, and only one holds these roles today, so nobody could meet this."
    )
    choose(form, (1,), "Controller")
    page.inspector.show_focus()
    assert form.notice.text() == "Nobody holds Controller today, so nobody could meet this."


@pytest.mark.parametrize(
    ("quorum", "excluded", "said"),
    [
        (2, (), ""),
        (4, (), "The quorum is 4, and only three may vote in Board today."),
        (3, ("CEO",), "The quorum is 3, and only two may vote in Board today."),
    ],
)
def test_a_quorum_that_the_members_do_not_make_up_is_said(quorum: int, excluded: tuple[str, ...], said: str) -> None:
    document = held(small(), Board=("Ada", "Ben", "Cy"), CEO=("Ada",))
    roles = ids(document)
    vote = Vote(body=roles["Board"], quorum=quorum, excluded=tuple(roles[name] for name in excluded))
    assert shortfall(document, vote, "approve", "", date(2026, 5, 1)) == said


def test_more_parties_than_named_are_said() -> None:
    document = small()
    who = KOf.model_construct(kind="k_of", count=3, parts=(OneRole(role=ids(document)["CEO"]),), quotas=())
    assert "more parties than it names" in shortfall(document, who, "approve", "", date(2026, 5, 1))
