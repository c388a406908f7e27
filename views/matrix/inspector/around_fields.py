"""The fields of what a case brings along beside its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.authority.circumstances import read_hours
from models.authority.facts import Case, CaseError
from models.authority.places import KINDS, kind_of, place_axis
from models.authority.turning import URGENT
from models.decisions import Decision, PlaceKind
from models.document import Document
from views import tokens
from views.bridge import Bridge
from views.matrix.inspector.around import Around
from views.matrix.inspector.earlier import EarlierAmounts
from views.matrix.inspector.pieces import column
from views.shell.fields import Choice, ChoiceField, Field, LineField, TagsField, ToggleField

REQUESTER, ROLE, SUBJECT, ABSENT, EARLIER, WAITED = (
    "requester",
    "requesting_role",
    "subject",
    "absent",
    "earlier",
    "waited",
)


class AroundFields(QWidget):
    """All of them, by the factor of which they tell; `changed(factor)` and `settled` come as from a form of facts."""

    changed = Signal(str)
    settled = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.unread: list[Field] = []
        self.requester = ChoiceField(self.tr("Who asks"))
        self.requesting_role = ChoiceField(self.tr("As which role"))
        self.subject = ChoiceField(self.tr("Whom it is about"))
        self.absent = TagsField(self.tr("Who is away"), placeholder=self.tr("Add a role"))
        self.earlier = EarlierAmounts()
        self.waited = LineField(
            self.tr("Hours waited without an answer"), placeholder=self.tr("not said"), hint=self.tr("Such as 72")
        )
        self.urgent = ToggleField(self.tr("Urgent: it cannot wait"))
        self.places = {kind: ChoiceField(name) for kind, name in self._kind_names().items()}
        self.by_factor: dict[str, Field | EarlierAmounts] = {
            REQUESTER: self.requester,
            ROLE: self.requesting_role,
            SUBJECT: self.subject,
            ABSENT: self.absent,
            EARLIER: self.earlier,
            WAITED: self.waited,
            URGENT: self.urgent,
            **{place_axis(kind): field for kind, field in self.places.items()},
        }
        whole = column(self, tokens.SPACE_M)
        for factor, field in self.by_factor.items():
            whole.addWidget(field)
            if isinstance(field, EarlierAmounts):
                field.changed.connect(partial(self.changed.emit, factor))
                field.settled.connect(self.settled)
            else:
                field.committed.connect(partial(self._take, factor))
                if isinstance(field, LineField | ChoiceField):
                    field.edited.connect(partial(self.changed.emit, factor))

    def _kind_names(self) -> dict[PlaceKind, str]:
        names = {"entity": self.tr("Entity"), "location": self.tr("Location"), "department": self.tr("Department")}
        return {kind: names[kind] for kind in KINDS}

    def _take(self, factor: str, *_: object) -> None:
        self.changed.emit(factor)
        self.settled.emit()

    # ---- what it shows

    def offer(self, document: Document) -> None:
        """Offer who and what there is in a document; what is no longer there is given no more."""
        people = [Choice(person.id, person.name) for person in document.people]
        roles = [Choice(role.id, role.name) for role in document.roles]
        self._choose(self.requester, people)
        self._choose(self.subject, people)
        self._choose(self.requesting_role, roles)
        self.absent.set_choices(roles)
        away = self._away()
        if any(role not in document.roles for role in away):
            self.absent.reset(tuple(role for role in away if role in document.roles))
        for kind, field in self.places.items():
            own = [place for place in document.places if kind_of(document.places, place.id) == kind]
            self._choose(field, [Choice(place.id, place.name) for place in own])

    def _choose(self, field: ChoiceField, choices: list[Choice]) -> None:
        field.set_choices([Choice(None, self.tr("not said")), *choices])
        if field.value() is not None and all(choice.value != field.value() for choice in choices):
            field.reset(None)

    def show_around(self, around: Around, places: Iterable[str]) -> None:
        """Show what a case brings along, with those of its places that are asked for here."""
        document, case = self._bridge.document, around.case
        self.requester.reset(case.requester)
        self.requesting_role.reset(case.requesting_role)
        self.subject.reset(case.subject)
        self.absent.reset(tuple(role.id for role in document.roles if role.id in case.absent))
        self.earlier.show_amounts(around.earlier)
        self.waited.reset(around.waited)
        self.urgent.reset(case.urgent)
        mine = {kind_of(document.places, place): place for place in places}
        for kind, field in self.places.items():
            field.reset(mine.get(kind))

    def given(self) -> Iterator[str]:
        """Yield the factors of which something is said, readable or not."""
        for factor, field in self.by_factor.items():
            if isinstance(field, EarlierAmounts):
                said = field.given()
            else:
                said = bool(_shown(field))
            if said:
                yield factor

    # ---- what it says

    def read(self, decision: Decision, on: date) -> Case:
        """Return a case without facts and places; what cannot be read says why beneath, and is left out."""
        self.unread.clear()
        for field in self.by_factor.values():
            # What was left there unreadable goes on saying why.
            if isinstance(field, Field) and not (field is self.absent and field.dirty()):
                field.clear_message()
        case = Case(
            decision.id,
            requester=_one(self.requester),
            requesting_role=_one(self.requesting_role),
            subject=_one(self.subject),
            absent=frozenset(self._away()),
            earlier=self.earlier.read(self._bridge.document, decision, on),
            urgent=bool(self.urgent.value()),
        )
        text = self.waited.text().strip()
        if not text:
            return case
        try:
            return replace(case, waited=read_hours(text))
        except CaseError as error:
            self.waited.set_message(str(error), "warning")
            self.unread.append(self.waited)
            return case

    def chosen_places(self) -> tuple[str, ...]:
        """Return the places that are chosen here."""
        return tuple(place for field in self.places.values() if (place := _one(field)) is not None)

    def field_of(self, factor: str) -> Field | None:
        """Return the field that tells of a factor, unless it cannot be read."""
        field = self.by_factor.get(factor)
        found = field.touched() if isinstance(field, EarlierAmounts) else field
        return None if found in self.unread else found

    def _away(self) -> tuple[str, ...]:
        value = self.absent.value()
        return tuple(str(role) for role in value) if isinstance(value, tuple) else ()


def _one(field: ChoiceField) -> str | None:
    return None if field.shown() is None else str(field.shown())


def _shown(field: Field) -> object:
    if isinstance(field, LineField):
        return field.text().strip()
    return field.shown() if isinstance(field, ChoiceField) else field.value()
