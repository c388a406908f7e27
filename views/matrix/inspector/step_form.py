"""One step of a procedure in fields: the right, who acts, by when, what silence means, and how it counts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.rules import RIGHTS, Rule, Step
from models.authority.words import verb
from models.changes import ChangeSet
from models.commands.procedures import set_step, set_who
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.matrix.inspector.pieces import column
from views.matrix.inspector.who.shortfall import shortfall
from views.matrix.inspector.who.tree import ExpressionTree
from views.notice import Notice
from views.shell.buttons import Button
from views.shell.fields import Choice, ChoiceField, Field, NumberField, TextField, ToggleField
from views.shell.labels import Text
from views.shell.section import Columns

STRANDS = ("functional", "financial", "legal", "signature")
_AFTERWARDS = ("ratify", "notify", "perform")


class StepForm(QWidget):
    """Edits the step of a row at a place that `show_step` says; `remove` takes it out."""

    def __init__(self, bridge: Bridge, remove: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rule, self._at = "", 0
        self.tree = ExpressionTree(bridge)
        self.tree.changed.connect(self._set_who)
        self.notice = Notice()
        self._refused = Text("", "error", wrap=True)
        self._refused.hide()
        self._form = Form(bridge, self._change, self)
        self._make_fields()
        self._remove = Button(self.tr("Take out this step"), kind="danger", icon="delete", on_click=remove)
        foot = QHBoxLayout()
        foot.addWidget(self._remove)
        foot.addStretch(1)
        lines = column(self, tokens.SPACE_M)
        for piece in (
            self.right,
            self.tree,
            self._refused,
            self.notice,
            Columns(self.hours, self.on_timeout),
            Columns(self.within_days, self.cadence),
            self.strand,
            self.binding,
            self.note,
        ):
            lines.addWidget(piece)
        lines.addLayout(foot)

    def _make_fields(self) -> None:
        rights = [Choice(right, verb(right).capitalize()) for right in RIGHTS]
        self.right = ChoiceField(self.tr("Right"), rights)
        self.hours = NumberField(
            self.tr("Within"), decimals=2, minimum=0.01, unit=self.tr("hours"), placeholder=self.tr("no deadline")
        )
        silences = [
            Choice("escalate", self.tr("the case goes up")),
            Choice("approve", self.tr("silence is a yes")),
            Choice("reject", self.tr("silence is a no")),
        ]
        self.on_timeout = ChoiceField(self.tr("Otherwise"), silences, optional=True)
        self.within_days = NumberField(
            self.tr("After the decision, within"), minimum=0, unit=self.tr("days"), placeholder=self.tr("no limit")
        )
        periods = [
            Choice("week", self.tr("each week")),
            Choice("month", self.tr("each month")),
            Choice("quarter", self.tr("each quarter")),
            Choice("year", self.tr("each year")),
        ]
        self.cadence = ChoiceField(self.tr("For all cases together"), periods, optional=True)
        self.strand = ChoiceField(self.tr("Strand"), optional=True)
        self.binding = ToggleField(self.tr("Binding"))
        self.note = TextField(self.tr("Note on this step"), lines=1)
        self._bind("right", self.right)
        self._bind("hours", self.hours, _as_decimal, lambda value: None if value is None else float(value))
        for name in ("on_timeout", "within_days", "cadence", "binding", "note"):
            self._bind(name, getattr(self, name))
        self._bind("strand", self.strand, lambda text: text or None, lambda value: value or "")

    def _bind(
        self,
        name: str,
        field: Field,
        shown: Callable[[Any], object] = lambda value: value,
        taken: Callable[[Any], object] = lambda value: value,
    ) -> None:
        def show(rule: Rule) -> object:
            return shown(getattr(rule.procedure[self._at], name)) if self._at < len(rule.procedure) else None

        self._form.bind(name, field, show, lambda value: {name: taken(value)})

    def show_step(self, rule: Rule, at: int) -> None:
        """Show a step; what is being typed about the same one stays."""
        step, same = rule.procedure[at], (rule.id, at) == (self._rule, self._at)
        if not same and self._rule:
            self._form.commit()
        self._rule, self._at = rule.id, at
        document = self._bridge.document
        used = {each.strand for row in document.rules.by("edition", rule.edition) for each in row.procedure}
        strands = dict.fromkeys((*STRANDS, *sorted(used - {""})))
        self.strand.set_choices([Choice(name, name[:1].upper() + name[1:]) for name in strands])
        (self._form.show if same else self._form.reset)(rule)
        self._form.set_read_only(self._bridge.read_only)
        self._remove.setVisible(not self._bridge.read_only)
        self.on_timeout.setVisible(step.hours is not None)
        for field, value in ((self.within_days, step.within_days), (self.cadence, step.cadence)):
            field.setVisible(step.right in _AFTERWARDS or value is not None)
        self.tree.show_expression(step.who)
        if not same:
            self._say("")
        self.notice.say(shortfall(document, step.who, step.right, rule.decision, self._bridge.today()))

    def message(self) -> str:
        """Return why the last edit of who acts was refused, or nothing."""
        return "" if self._refused.isHidden() else self._refused.text()

    def close_form(self) -> None:
        """Stop handing over: the step is gone."""
        self._form.close()

    def _change(self, document: Document, /, **fields: object) -> ChangeSet:
        return set_step(document, self._rule, self._at, **fields)

    def _set_who(self, who: Any) -> None:
        self._say(self._bridge.attempt(set_who, self._rule, self._at, who))
        rule = self._bridge.document.rules.get(self._rule)
        if rule is not None and self._at < len(rule.procedure):
            # At once, so that the next key finds the part where this one has put it.
            self.tree.show_expression(rule.procedure[self._at].who)

    def _say(self, text: str) -> None:
        self._refused.setText(text)
        self._refused.setVisible(bool(text))


def _as_decimal(hours: float | None) -> Decimal | None:
    return None if hours is None else Decimal(f"{hours:g}")


def beside(step: Step) -> str:
    """Return what a step's sentence leaves out, in a few words: "financial · within 24 hours, else it escalates"."""
    ends = {"escalate": ", else the case goes up", "approve": ", silence is a yes", "reject": ", silence is a no"}
    parts = [step.strand]
    if step.hours is not None:
        hours = "hour" if step.hours == 1 else "hours"
        parts.append(f"within {step.hours:g} {hours}{ends.get(step.on_timeout or '', '')}")
    if step.cadence:
        parts.append(f"for all cases of a {step.cadence} together")
    if not step.binding:
        parts.append("not binding")
    parts.append(step.note)
    return " · ".join(part for part in parts if part)
