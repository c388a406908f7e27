"""A case as a form: its facts, its places and the day that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.authority.casebook import fact_text
from models.authority.facts import Case, CaseError, FactValue, read_fact
from models.authority.lookup import dimensions_of
from models.authority.places import by_kind, kind_of, place_axis
from models.authority.turning import DATE
from models.authority.words import unit_of
from models.cases import LibraryCase
from models.decisions import Decision, Dimension, Place, PlaceKind
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.around import Around, around_kept, around_of
from views.matrix.inspector.more import More
from views.matrix.inspector.pieces import clear, column
from views.shell.fields import Choice, ChoiceField, DateField, Field, LineField


class CaseForm(QWidget):
    """Facts, places and a day to fill in. `changed` says which of them was, as `models.authority.turning` names it.

    It comes at each keystroke, and `settled` once the person has done with a field.
    What else a case brings along (who asks, what was spent before) is `more`, beneath a heading that opens.
    """

    changed = Signal(str)
    settled = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decision = ""
        self._shape: tuple[object, ...] = ()
        self._unread: list[Field] = []
        self.fields: dict[str, Field] = {}
        self.places: dict[PlaceKind, ChoiceField] = {}
        self.day = DateField(self.tr("On"), hint=self.tr("Today, unless you say another day"))
        self.day.committed.connect(partial(self._take, DATE))
        self.more = More(bridge)
        self.more.changed.connect(self.changed)
        self.more.settled.connect(self.settled)
        self._facts = column(spacing=tokens.SPACE_M)
        whole = column(self, tokens.SPACE_M)
        whole.addLayout(self._facts)
        whole.addWidget(self.day)
        whole.addWidget(self.more)

    def show_decision(self, decision: Decision) -> None:
        """Ask for the facts of a decision; those that are given already stay while it is the same one."""
        document = self._bridge.document
        dimensions = dimensions_of(document, decision)
        used = by_kind(document.places, (p for r in document.rules.by("decision", decision.id) for p in r.places))
        places = tuple(place for place in document.places if kind_of(document.places, place.id) in used)
        shape = (decision.id, dimensions, places)
        if shape != self._shape:
            same = self._decision == decision.id
            kept = self._texts() if same else {}
            chosen = (*self._chosen(), *self.more.chosen_places()) if same else ()
            self._shape, self._decision = shape, decision.id
            self._build(dimensions, places, kept)
            self._choose_places(place for place in chosen if place in document.places)
        self.more.show_decision(decision, self.places)

    def case(self) -> Case:
        """Return the case as it stands there; a fact that cannot be read says why beneath, and is left out."""
        document, facts = self._bridge.document, dict[str, FactValue]()
        for field in (*self.fields.values(), *self.places.values(), self.day):
            # A day that cannot be read goes on saying so.
            if field is not self.day or not field.dirty():
                field.clear_message()
        self._unread.clear()
        for key, field in self.fields.items():
            text = str(_shown(field) or "")
            if not text.strip():
                continue
            try:
                facts[key] = read_fact(document, document.dimensions[key], text, on=self.on())
            except CaseError as error:
                field.set_message(str(error), "warning")
                self._unread.append(field)
        places = (*self._chosen(), *self.more.chosen_places())
        around = self.more.read(self.on())
        return replace(around, facts=facts, place=next(iter(places), None), more_places=places[1:])

    def _chosen(self) -> tuple[str, ...]:
        return tuple(str(field.shown()) for field in self.places.values() if field.shown())

    def on(self) -> date:
        """Return the day that is asked about."""
        return self.stated_day() or self._bridge.today()

    def stated_day(self) -> date | None:
        """Return the day that the person gave, or None."""
        value = self.day.value()
        return value if isinstance(value, date) else None

    def show_case(self, case: Case, on: date | None) -> None:
        """Show another case of the decision, in full."""
        document = self._bridge.document
        texts = {key: fact_text(document, document.dimensions[key], value) for key, value in case.facts.items()}
        self._fill(texts, around_of(document, case), on)

    def show_kept(self, kept: LibraryCase) -> None:
        """Show a case of the library in the words in which it is kept, also those that cannot be read any more."""
        self._fill({fact.dimension: fact.value for fact in kept.facts}, around_kept(kept), kept.on)

    def _fill(self, texts: dict[str, str], around: Around, on: date | None) -> None:
        self.day.reset(on)
        for key, field in self.fields.items():
            text = texts.get(key, "")
            field.reset(text if isinstance(field, LineField) else self._choice(key, text))
        self.more.show_around(around, self._choose_places(around.case.places))

    def _choose_places(self, places: Iterable[str]) -> tuple[str, ...]:
        """Choose places in the fields of their kinds, and return those that have none here."""
        kinds = by_kind(self._bridge.document.places, places)
        for kind, field in self.places.items():
            field.reset(next(iter(kinds.pop(kind, ())), None))
        return tuple(place for left in kinds.values() for place in left)

    def _choice(self, dimension: str, text: str) -> str | None:
        """Return what a choice is called in its list, whatever it was written like."""
        row = self._bridge.document.dimensions[dimension]
        try:
            value = read_fact(self._bridge.document, row, text, on=self.on()) if text else None
        except CaseError:
            return None
        return None if value is None else fact_text(self._bridge.document, row, value)

    # ---- what it shows

    def mark(self, factor: str, words: str) -> None:
        """Say beneath the field of a factor what it does, unless something has to be said about its text."""
        places = {place_axis(kind): field for kind, field in self.places.items()}
        field = {**self.fields, **places, DATE: self.day}.get(factor) or self.more.field_of(factor)
        if field is not None and field not in self._unread:
            field.set_message(words, "info")

    def first(self) -> QWidget:
        """Return the field in which to begin."""
        return next(iter((*self.fields.values(), *self.places.values(), self.day)))

    def _texts(self) -> dict[str, object]:
        return {key: _shown(field) for key, field in self.fields.items()}

    def _build(self, dimensions: tuple[Dimension, ...], places: tuple[Place, ...], kept: dict[str, object]) -> None:
        clear(self._facts)
        self.fields = {dimension.id: self._field(dimension, kept.get(dimension.id)) for dimension in dimensions}
        self.places = {}
        groups = by_kind(self._bridge.document.places, (place.id for place in places))
        for kind, ids in groups.items():
            choices = [Choice(place.id, place.name) for place in places if place.id in ids]
            name = self._kind_name(kind) if len(groups) > 1 else self.tr("Place")
            self.places[kind] = ChoiceField(name, choices, optional=True)
            self.places[kind].edited.connect(partial(self._tell, place_axis(kind)))
            self.places[kind].committed.connect(partial(self._take, place_axis(kind)))
        for field in (*self.fields.values(), *self.places.values()):
            self._facts.addWidget(field)

    def _kind_name(self, kind: PlaceKind) -> str:
        names = {"entity": self.tr("Entity"), "location": self.tr("Location"), "department": self.tr("Department")}
        return names[kind]

    def _field(self, dimension: Dimension, kept: object) -> Field:
        label = dimension.question or dimension.name
        if dimension.kind in ("flag", "classes"):
            choices = (
                [Choice("yes", self.tr("yes")), Choice("no", self.tr("no"))]
                if dimension.kind == "flag"
                else [Choice(name, name) for name in dimension.classes]
            )
            field: Field = ChoiceField(label, [Choice(None, self.tr("not said")), *choices], kept)
        else:
            field = LineField(label, str(kept or ""), placeholder=self.tr("not said"), hint=self._hint(dimension))
        field.edited.connect(partial(self._tell, dimension.id))
        field.committed.connect(partial(self._take, dimension.id))
        return field

    def _tell(self, factor: str, *_: object) -> None:
        self.changed.emit(factor)

    def _take(self, factor: str, *_: object) -> None:
        self.changed.emit(factor)
        self.settled.emit()

    def _hint(self, dimension: Dimension) -> str:
        unit = unit_of(dimension)
        other = next((rate.source for rate in self._bridge.document.rates if rate.target == unit), "")
        if dimension.kind == "money" and other:
            return self.tr("In {unit}, or with another currency: 5000 {other}").format(unit=unit, other=other)
        return self.tr("In {unit}").format(unit=unit) if unit else ""


def _shown(field: Field) -> object:
    """Return what stands in a field, handed over or not."""
    if isinstance(field, LineField):
        return field.text()
    return field.shown() if isinstance(field, ChoiceField) else field.value()
