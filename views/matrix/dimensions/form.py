"""One dimension: what it is called and asks, which values there are, how finely, and where it is used."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.rules import Rule
from models.authority.words import rule_words, sentence, unit_of
from models.changes import ChangeSet, name_of
from models.commands.dimensions import MEASURED, set_domain, set_kind, set_unit
from models.commands.granularity import set_step
from models.commands.rows import set_fields
from models.commands.uses import users_of
from models.decisions import Dimension
from models.document import Document
from views import tokens
from views.binding import Form
from views.bridge import Bridge
from views.inplace import InPlaceText
from views.matrix.dimensions.class_list import ClassList
from views.matrix.dimensions.words import KINDS, domain_words
from views.matrix.inspector.pieces import Link, clear, column
from views.shell.buttons import IconButton
from views.shell.fields import Choice, ChoiceField, Field, LineField, NumberField, TextField, ToggleField
from views.shell.labels import Text
from views.shell.section import Columns, Section

_LISTED = 12


class DimensionForm(QWidget):
    """Edits the dimension that `show_dimension` says. `delete_asked` and `rule_chosen` come with an id."""

    delete_asked = Signal(str)
    rule_chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        self._users: tuple[object, ...] = ()
        self._form = Form(bridge, self._change, self)
        self._make_fields()
        self.classes = ClassList(bridge)
        self.refusal = Text("", "error", wrap=True)
        self.refusal.hide()
        self._read_back = Text("", "muted", wrap=True)
        self._delete = IconButton(
            "delete", self.tr("Delete this dimension"), on_click=lambda: self.delete_asked.emit(self._id)
        )
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_S)
        head.addWidget(self.name, 1)
        head.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        self._values = Section(self.tr("Values"))
        self._measures = Columns(self.unit, self.step, self.least, self.most)
        for part in (self._read_back, self._measures, self.classes, self.ordered, self.basis):
            self._values.add(part)
        self._used = Section(self.tr("Used by"))
        self._uses = column(spacing=tokens.SPACE_XS)
        self._used.add(self._uses)
        lines = column(self, tokens.SPACE_L)
        lines.addLayout(head)
        lines.addWidget(self.refusal)
        lines.addWidget(Columns(self.kind, self.key))
        lines.addWidget(self.question)
        lines.addWidget(self._values)
        lines.addWidget(self._used)
        lines.addStretch(1)

    def _make_fields(self) -> None:
        self.name = InPlaceText(self.tr("Name"), type_role="title", breaks=False, required=True)
        self.kind = ChoiceField(self.tr("Kind"), [Choice(kind, text.capitalize()) for kind, text in KINDS.items()])
        self.key = LineField(self.tr("Short name"), required=True)
        self.question = TextField(
            self.tr("Asked as"), lines=1, placeholder=self.tr("How the question is put to people: What is it worth?")
        )
        self.unit = LineField(self.tr("Unit"), hint="")
        self.step = NumberField(
            self.tr("Smallest step"),
            decimals=9,
            required=True,
            hint=self.tr("Limits go over to other steps exactly, or the change is refused."),
        )
        self.least = NumberField(self.tr("From"), decimals=9, placeholder=self.tr("without beginning"))
        self.most = NumberField(self.tr("Up to and including"), decimals=9, placeholder=self.tr("without end"))
        self.ordered = ToggleField(self.tr("The classes have a rank, the lowest first"))
        self.basis = LineField(
            self.tr("What the value includes"), placeholder=self.tr("Whole term with options, without tax")
        )
        for field in ("name", "kind", "key", "question", "unit", "ordered", "basis", "step"):
            self._form.bind(field, getattr(self, field))
        self._form.bind("lower", self.least, lambda row: None if row.lower is None else row.lower * row.step)
        self._form.bind("upper", self.most, lambda row: None if row.upper is None else (row.upper - 1) * row.step)

    def field(self, name: str) -> Field:
        """Return the field of that name; the name of the dimension where there is none."""
        return self._form.field(name) or self.name

    def show_dimension(self, dimension: Dimension) -> None:
        """Show a dimension; what is being typed about another one is handed over first."""
        same = dimension.id == self._id
        if not same:
            if self._id:
                self._form.commit()
            self._id = dimension.id
            dimension = self._bridge.document.dimensions.get(dimension.id) or dimension
            self.refuse("")
        (self._form.show if same else self._form.reset)(dimension)
        self._form.set_read_only(self._bridge.read_only)
        self._delete.setVisible(not self._bridge.read_only)
        example = {"flag": "yes", "classes": next(iter(dimension.classes), "")}.get(dimension.kind, "5000")
        self.key.set_hint(self.tr("On the command line: {fact}").format(fact=f"{dimension.key}={example}"))
        measured = dimension.kind in MEASURED
        self._measures.setVisible(measured)
        self.unit.setVisible(dimension.kind != "percent")
        self.unit.label.setText(self.tr("Currency") if dimension.kind == "money" else self.tr("Unit"))
        for field in (self.step, self.least, self.most):
            field.set_unit(unit_of(dimension))
        self.basis.setVisible(dimension.kind == "money")
        self.ordered.setVisible(dimension.kind == "classes")
        self.classes.setVisible(dimension.kind == "classes")
        if dimension.kind == "classes":
            self.classes.show_dimension(dimension)
        self._read_back.setText(sentence(domain_words(dimension)))
        self._show_uses(dimension)

    def refuse(self, reason: str) -> None:
        """Show why the dimension could not be deleted, or nothing."""
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))

    def _change(self, document: Document, /, **fields: Any) -> ChangeSet:
        if "kind" in fields:
            return set_kind(document, self._id, fields["kind"])
        if "unit" in fields:
            return set_unit(document, self._id, fields["unit"])
        if "step" in fields:
            return set_step(document, self._id, Decimal(fields["step"]))
        if "lower" in fields or "upper" in fields:
            row = document.dimensions[self._id]
            lower = None if row.lower is None else row.lower * row.step
            upper = None if row.upper is None else (row.upper - 1) * row.step
            return set_domain(document, self._id, fields.get("lower", lower), fields.get("upper", upper))
        return set_fields(document, "dimension", self._id, **fields)

    # ---- where it is used

    def _show_uses(self, dimension: Dimension) -> None:
        document = self._bridge.document
        users = users_of(document, dimension)
        described = [row.name for row in document.decisions if dimension.id in row.dimensions]
        shown = (dimension.id, *users, *described)
        if shown == self._users:
            return
        self._users = shown
        clear(self._uses)
        rules = [user for user in users if isinstance(user, Rule)]
        for rule in rules[:_LISTED]:
            decision = document.decisions.get(rule.decision)
            link = Link(f"{decision.name if decision else ''}: {rule_words(document, rule)}")
            link.followed.connect(partial(self.rule_chosen.emit, rule.id))
            self._uses.addWidget(link)
        if len(rules) > _LISTED:
            self._uses.addWidget(Text(self.tr("and {n} more rows").format(n=len(rules) - _LISTED), "muted"))
        for user in users:
            if not isinstance(user, Rule):
                named = name_of(user)
                text = user.what() if named == user.what() else f"{user.what()} “{named}”"
                self._uses.addWidget(Text(text[:1].upper() + text[1:], wrap=True))
        if not users:
            text = self.tr("No row has a condition on it yet.")
            if described:
                text += " " + self.tr("It describes {n} decisions.").format(n=len(described))
            self._uses.addWidget(Text(text, "muted", wrap=True))
