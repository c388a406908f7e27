"""The procedure of a row: read back as a sentence, and as steps that are opened, moved, added and taken out."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.authority.rules import RIGHTS, Right, Rule, Step
from models.authority.schemes import Letter
from models.authority.words import procedure_words, sentence, verb
from models.commands.procedures import Where, add_step, drop_step, move_step, shift_step
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.matrix.inspector.step_card import StepCard
from views.name_line import NameLine
from views.shell.accessibility import announce
from views.shell.buttons import Button
from views.shell.grip import DropMark
from views.shell.labels import Text


class Steps(QWidget):
    """Edits the procedure of a row. At most one step is open."""

    opened = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rule: Rule | None = None
        self._letters: tuple[Letter, ...] = ()
        self.cards: list[StepCard] = []
        self._right: Right = "approve"
        self.sentence = Text("", "strong", wrap=True)
        self._body = QWidget()
        self._list = column(self._body, tokens.SPACE_S)
        self._mark = DropMark(self._body)
        self.add_line = NameLine(self.tr("Add a step"), "")
        self.add_line.committed.connect(self._add)
        self._choose = Button("", kind="quiet", on_click=self._offer)
        self._menu = QMenu(self._choose)
        for right in RIGHTS:
            action = self._menu.addAction(verb(right).capitalize())
            action.triggered.connect(lambda _checked=False, right=right: self.begin(right))
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_XS)
        foot.addWidget(self.add_line, 1)
        foot.addWidget(self._choose)
        whole = column(self, tokens.SPACE_M)
        whole.addWidget(self.sentence)
        whole.addWidget(self._body)
        whole.addLayout(foot)
        self._say_right()

    def show_rule(self, rule: Rule, letters: tuple[Letter, ...]) -> None:
        """Show the procedure of a row."""
        document = self._bridge.document
        words = sentence(procedure_words(document, rule.procedure)) if rule.procedure else ""
        self.sentence.setText(words or self.tr("Nobody has a part in this row yet. Type a letter into a cell."))
        before = self._rule
        if before is not None and before.id == rule.id:
            self._follow(before.procedure, rule.procedure)
        else:
            for card in self.cards:
                card.set_open(False)
        self._rule, self._letters = rule, letters
        while len(self.cards) < len(rule.procedure):
            self._grow()
        while len(self.cards) > len(rule.procedure):
            self._discard(self.cards.pop())
        self._arrange(rule)
        writable = not self._bridge.read_only
        self.add_line.set_names([role.name for role in document.roles])
        self.add_line.setVisible(writable)
        self._choose.setVisible(writable)
        for card in self.cards:
            card.show_step(rule, card.at, letters)

    def _arrange(self, rule: Rule) -> None:
        """Put the cards in order; nothing is made anew, so that the focus stays where it is."""
        for at, card in enumerate(self.cards):
            card.at = at
        order = sorted(self.cards, key=lambda card: _order(rule.procedure[card.at]))
        shown = [item.widget() for at in range(self._list.count()) if (item := self._list.itemAt(at)) is not None]
        if shown != order:
            for card in self.cards:
                self._list.removeWidget(card)
            for card in order:
                self._list.addWidget(card)
                card.show()
            for earlier, later in pairwise(order):
                QWidget.setTabOrder(earlier.turn, later.grip)
        before = 0
        for card in order:
            stage = rule.procedure[card.at].stage
            card.number.setText(f"{stage}." if stage != before else "")
            before = stage

    def _follow(self, before: tuple[Step, ...], after: tuple[Step, ...]) -> None:
        """Let each card go with its step to where that is now; those of steps that changed keep their order."""
        cards = list(self.cards)
        taken: list[StepCard | None] = []
        for step in after:
            same = (card for card, old in zip(cards, before, strict=False) if _content(old) == _content(step))
            card = next((card for card in same if card not in taken), None)
            taken.append(card)
        rest = [card for card in cards if card not in taken]
        if len(after) < len(before):
            gone = len(before) - len(after)
            for card in rest[-gone:]:
                self._discard(card)
            rest = rest[:-gone]
        self.cards = [card if card is not None else (rest.pop(0) if rest else self._made()) for card in taken]

    def _grow(self) -> None:
        self.cards.append(self._made())

    def _made(self) -> StepCard:
        card = StepCard(self._bridge, self._body)
        card.opened.connect(lambda on: self._open(card) if on else None)
        card.remove_asked.connect(lambda: self._remove(card))
        card.grip.pushed.connect(lambda columns, rows: self._push(card, rows or columns))
        card.grip.carried.connect(lambda place: self._carry(card, place))
        card.grip.dropped.connect(lambda place: self._drop(card, place))
        card.grip.put_back.connect(self._mark.hide)
        return card

    def _discard(self, card: StepCard) -> None:
        card.set_open(False)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _open(self, opened: StepCard) -> None:
        for card in self.cards:
            if card is not opened:
                card.set_open(False)
        self.opened.emit(opened)

    # ---- edits

    def begin(self, right: Right) -> None:
        """Choose the right of the next step that is added, and go to the line where its role is typed."""
        self._right = right
        self._say_right()
        self.add_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_right(self) -> None:
        self._choose.setText(f"{verb(self._right)} ▾")
        self._choose.setAccessibleName(self.tr("Right of the new step: {right}").format(right=verb(self._right)))
        self.add_line.edit.setPlaceholderText(self.tr("Add a step: who …"))

    def _offer(self) -> None:
        self._menu.popup(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))

    def _add(self, name: object) -> None:
        if not name or self._rule is None:
            return
        wanted = str(name).casefold()
        role = next((role.id for role in self._bridge.document.roles if role.name.casefold() == wanted), None)
        if role is None:
            said = self.tr("There is no role “{name}”; add it to the matrix first.").format(name=name)
            self.add_line.refuse("", said)
            return
        refused = self._bridge.attempt(add_step, self._rule.id, self._right, role)
        if refused:
            self.add_line.refuse("", refused)
        else:
            self.add_line.reset("")
            self._refresh()

    def _remove(self, card: StepCard) -> None:
        if self._rule is not None and self._bridge.execute(drop_step, self._rule.id, card.at) is not None:
            self._refresh()
            (self.cards[0].turn if self.cards else self.add_line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _push(self, card: StepCard, by: int) -> None:
        if self._rule is not None and self._bridge.execute(shift_step, self._rule.id, card.at, by):
            self._refresh()
            announce(self, self.sentence.text())

    def _refresh(self) -> None:
        rule = self._bridge.document.rules.get(self._rule.id) if self._rule is not None else None
        if rule is not None:
            self.show_rule(rule, self._letters)

    # ---- carrying

    def _target(self, carried: StepCard, place: QPoint) -> tuple[Where, StepCard] | None:
        """Return where a drop leads: beside the steps of a stage, or between two stages."""
        rule = self._rule
        others = [card for card in self.cards if card is not carried]
        if rule is None or not others:
            return None
        y = self._body.mapFromGlobal(place).y()
        near = min(others, key=lambda card: abs(card.geometry().center().y() - y))
        rect = near.geometry()
        share = (y - rect.top()) / max(1, rect.height())
        return ("before" if share < 0.3 else "after" if share > 0.7 else "beside"), near

    def _carry(self, carried: StepCard, place: QPoint) -> None:
        found = self._target(carried, place)
        if found is None or self._rule is None:
            self._mark.hide()
            return
        where, near = found
        stage = self._rule.procedure[near.at].stage
        group = [card.geometry() for card in self.cards if self._rule.procedure[card.at].stage == stage]
        top, bottom = min(rect.top() for rect in group), max(rect.bottom() for rect in group)
        if where == "beside":
            self._mark.around(near.geometry().adjusted(-2, -2, 2, 2))
        else:
            self._mark.between(0, self._body.width(), top - 4 if where == "before" else bottom + 4)

    def _drop(self, carried: StepCard, place: QPoint) -> None:
        self._mark.hide()
        found = self._target(carried, place)
        if found is None or self._rule is None:
            return
        where, near = found
        stage = self._rule.procedure[near.at].stage
        if self._bridge.execute(move_step, self._rule.id, carried.at, where, stage):
            self._refresh()
            announce(self, self.sentence.text())


def _content(step: Step) -> Step:
    return step if step.stage == 1 else step.model_copy(update={"stage": 1})


def _order(step: Step) -> tuple[int, int]:
    return step.stage, RIGHTS.index(step.right)
