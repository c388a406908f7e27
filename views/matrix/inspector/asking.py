"""Who decides? A case of the focused decision, described fact by fact, and its answer with the reasons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.answers import Answer, AnswerKind, Reason
from models.authority.facts import Case, CaseError, FactValue, read_fact
from models.authority.lookup import dimensions_of
from models.authority.places import by_kind, kind_of
from models.authority.routing import route
from models.authority.words import unit_of
from models.decisions import Decision, Dimension, Place, PlaceKind
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.pieces import Link, clear, column
from views.shell.accessibility import announce
from views.shell.fields import Choice, ChoiceField, Field, LineField
from views.shell.labels import Text
from views.shell.severity import Glyph

_ICONS: dict[AnswerKind, tuple[str, str]] = {
    "decided": ("ok", "ok"),
    "depends": ("question", "info"),
    "gap": ("error", "error"),
    "conflict": ("error", "error"),
    "unknown": ("question", "warning"),
    "nobody": ("error", "error"),
}


class Asking(QWidget):
    """Answers live while the facts are typed. `row_chosen` comes when the person wants to see a row of the reasons."""

    row_chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decision: Decision | None = None
        self._shape: tuple[object, ...] = ()
        self.fields: dict[str, Field] = {}
        self._places: dict[PlaceKind, ChoiceField] = {}
        self._facts = column(spacing=tokens.SPACE_M)
        self._glyph = Glyph("question", "info")
        self.sentence = Text("", "strong", wrap=True)
        self._spoken = ""
        self._reasons = column(spacing=tokens.SPACE_S)
        self._why = Text(self.tr("Why"), "heading")
        self._steps = column(spacing=tokens.SPACE_XS)
        whole = column(self, tokens.SPACE_M)
        whole.addLayout(self._facts)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        whole.addLayout(row)
        whole.addLayout(self._steps)
        whole.addWidget(self._why)
        whole.addLayout(self._reasons)
        whole.addStretch(1)

    def show_decision(self, decision: Decision) -> None:
        """Ask about a decision; facts that are given already stay while it is the same one."""
        document = self._bridge.document
        dimensions = dimensions_of(document, decision)
        used = by_kind(document.places, (p for r in document.rules.by("decision", decision.id) for p in r.places))
        places = tuple(place for place in document.places if kind_of(document.places, place.id) in used)
        shape = (decision.id, dimensions, places)
        if shape != self._shape:
            kept = self._texts() if self._decision is not None and self._decision.id == decision.id else {}
            self._shape, self._decision = shape, decision
            self._build(dimensions, places, kept)
        self._decision = decision
        self.answer()

    def _texts(self) -> dict[str, object]:
        return {
            key: field.text() if isinstance(field, LineField) else field.value() for key, field in self.fields.items()
        }

    def _build(self, dimensions: tuple[Dimension, ...], places: tuple[Place, ...], kept: dict[str, object]) -> None:
        clear(self._facts)
        self.fields = {dimension.id: self._field(dimension, kept.get(dimension.id)) for dimension in dimensions}
        self._places = {}
        groups = by_kind(self._bridge.document.places, (place.id for place in places))
        for kind, ids in groups.items():
            choices = [Choice(place.id, place.name) for place in places if place.id in ids]
            name = self._kind_name(kind) if len(groups) > 1 else self.tr("Place")
            self._places[kind] = ChoiceField(name, choices, optional=True)
            self._places[kind].committed.connect(lambda _value: self.answer())
        for field in (*self.fields.values(), *self._places.values()):
            self._facts.addWidget(field)

    def _kind_name(self, kind: PlaceKind) -> str:
        names = {"entity": self.tr("Entity"), "location": self.tr("Location"), "department": self.tr("Department")}
        return names[kind]

    def _field(self, dimension: Dimension, kept: object) -> Field:
        field: Field
        label = dimension.question or dimension.name
        if dimension.kind in ("flag", "classes"):
            choices = (
                [Choice("yes", self.tr("yes")), Choice("no", self.tr("no"))]
                if dimension.kind == "flag"
                else [Choice(name, name) for name in dimension.classes]
            )
            choice = ChoiceField(label, [Choice(None, self.tr("not said")), *choices], kept)
            choice.committed.connect(lambda _value: self.answer())
            field = choice
        else:
            line = LineField(label, str(kept or ""), placeholder=self.tr("not said"), hint=self._hint(dimension))
            line.edited.connect(self.answer)
            line.committed.connect(lambda _value: self.answer())
            field = line
        return field

    def _hint(self, dimension: Dimension) -> str:
        unit = unit_of(dimension)
        if dimension.kind == "money":
            return self.tr("In {unit}, or with another currency: 5000 {unit}").format(unit=unit)
        return self.tr("In {unit}").format(unit=unit) if unit else ""

    # ---- the answer

    def answer(self) -> None:
        """Answer the case as it is described now."""
        if self._decision is None or self._decision.id not in self._bridge.document.decisions:
            return
        answer = route(self._bridge.document, self._case(self._decision), self._bridge.today())
        self._glyph.set_icon(*_ICONS[answer.kind])
        self.sentence.setText(answer.sentence)
        if answer.sentence != self._spoken:
            self._spoken = answer.sentence
            announce(self, answer.sentence)
        self._show_steps(answer)
        self._show_reasons(answer.reasons)

    def _case(self, decision: Decision) -> Case:
        document, facts = self._bridge.document, dict[str, FactValue]()
        for key, field in self.fields.items():
            text = field.text() if isinstance(field, LineField) else str(field.value() or "")
            field.clear_message()
            if not text.strip():
                continue
            try:
                facts[key] = read_fact(document, document.dimensions[key], text, on=self._bridge.today())
            except CaseError as error:
                field.set_message(str(error), "warning")
        places = tuple(str(place) for field in self._places.values() if (place := field.value()))
        return Case(decision.id, facts, next(iter(places), None), places[1:])

    def _show_steps(self, answer: Answer) -> None:
        clear(self._steps)
        for step in answer.steps:
            people = ", ".join(dict.fromkeys(h.name + (f" ({h.capacity})" if h.capacity else "") for h in step.holders))
            if people:
                self._steps.addWidget(Text(f"{step.sentence} {people}.", "muted", wrap=True))
        for remark in answer.remarks:
            self._steps.addWidget(Text(remark, "muted", wrap=True))

    def _show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        clear(self._reasons)
        self._why.setVisible(bool(reasons))
        order = {"won": 0, "open": 1, "lost": 2}
        for reason in sorted(reasons, key=lambda reason: order[reason.verdict]):
            whole = QWidget()
            lines = column(whole, 0)
            link = Link(reason.words)
            link.followed.connect(partial(self.row_chosen.emit, reason.rule))
            link.setAccessibleName(self.tr("Go to {row}").format(row=reason.words))
            top = QHBoxLayout()
            icon = {"won": ("ok", "ok"), "open": ("question", "info"), "lost": ("remove", "disabled")}[reason.verdict]
            top.setSpacing(tokens.SPACE_S)
            top.addWidget(Glyph(*icon), 0, Qt.AlignmentFlag.AlignTop)
            top.addWidget(link, 1)
            lines.addLayout(top)
            text = Text(reason.sentence, "small", wrap=True)
            text.setContentsMargins(26, 0, 0, 0)
            lines.addWidget(text)
            self._reasons.addWidget(whole)
