"""More about a case, put away until it is asked for: first what the decision can hang on, then everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.authority.casebook import circumstances_words
from models.authority.facts import Case
from models.authority.mattering import circumstances_that_matter, place_kinds_that_matter
from models.authority.places import by_kind, place_axis
from models.authority.turning import URGENT
from models.authority.words import places_words, sentence
from models.decisions import Decision, PlaceKind
from views import icons, tokens
from views.bridge import Bridge
from views.matrix.inspector.around import Around
from views.matrix.inspector.around_fields import EARLIER, REQUESTER, SUBJECT, AroundFields
from views.matrix.inspector.pieces import Link, column
from views.shell.accessibility import tell_description
from views.shell.buttons import Button
from views.shell.fields import Field
from views.shell.labels import Text


class More(QWidget):
    """A heading that opens. `changed(factor)` says what was changed, with an empty factor where all was left out."""

    changed = Signal(str)
    settled = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._decision: Decision | None = None
        self._kinds: frozenset[PlaceKind] = frozenset()
        self._shown: set[str] = set()
        self._open = False
        self._all = False
        self.fields: AroundFields | None = None
        self.head = Button(self.tr("More about this case"), kind="link", on_click=self._toggle)
        self._summary = Text("", "muted", wrap=True)
        self.everything = Link(self.tr("Everything"))
        self.everything.setAccessibleName(self.tr("Everything that can be said about a case"))
        self.everything.followed.connect(self._show_all)
        self.leave_out = Link(self.tr("Leave all of this out"))
        self.leave_out.followed.connect(self._leave_out)
        self._whole = column(self, tokens.SPACE_M)
        self._whole.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        for piece in (self._summary, self.everything, self.leave_out):
            self._whole.addWidget(piece)
        self._arrange()

    # ---- what it shows

    def show_decision(self, decision: Decision, asked: Collection[PlaceKind]) -> None:
        """Ask about a decision, but for the kinds of places that are asked for elsewhere."""
        if self._decision is None or self._decision.id != decision.id:
            self._open = self._all = False
            self._shown.clear()
            if self.fields is not None:
                self.fields.show_around(Around(Case(decision.id)), ())
        self._decision = decision
        used = by_kind(self._bridge.document.places, (place.id for place in self._bridge.document.places))
        self._kinds = frozenset(used) - frozenset(asked)
        if self.fields is not None:
            self.fields.offer(self._bridge.document)
            for kind in asked:
                self.fields.places[kind].reset(None)
        self._arrange()

    def show_around(self, around: Around, places: Iterable[str]) -> None:
        """Show what a case brings along; it opens where there is something to see."""
        own = tuple(places)
        bare = replace(around, case=replace(around.case, place=None, more_places=()))
        said = bool(own) or bare != Around(Case(around.case.decision))
        if said or self.fields is not None:
            self._built().show_around(around, own)
        self._shown.clear()
        self._open = self._open or said
        self._arrange()

    def _built(self) -> AroundFields:
        """The fields, made when they are first needed."""
        if self.fields is None:
            self.fields = AroundFields(self._bridge)
            self.fields.offer(self._bridge.document)
            self.fields.changed.connect(self._changed)
            self.fields.settled.connect(self.settled)
            self._whole.insertWidget(2, self.fields)
        return self.fields

    def _toggle(self) -> None:
        self._open = not self._open
        self._arrange()

    def _show_all(self) -> None:
        hidden = [field for field in self._built().by_factor.values() if field.isHidden()]
        self._all = True
        self._arrange()
        first = next((field for field in hidden if not field.isHidden()), None)
        if first is not None:
            (first if isinstance(first, Field) else first.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_out(self) -> None:
        if self._decision is not None and self.fields is not None:
            self.fields.show_around(Around(Case(self._decision.id)), ())
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)
            self._arrange()
            self.changed.emit("")

    def _changed(self, factor: str) -> None:
        self.leave_out.setVisible(any(True for _ in self._built().given()))
        self.changed.emit(factor)

    def _arrange(self) -> None:
        """Show what there is to see now. A field that was seen stays while it is the same case."""
        given = set(self.fields.given()) if self.fields is not None else set[str]()
        self.head.setIcon(icons.icon("chevron-down" if self._open else "chevron-right", "accent_text"))
        state = self.tr("open") if self._open else self.tr("closed")
        if self.head.accessibleDescription() != state:
            self.head.setAccessibleDescription(state)
            tell_description(self.head)
        self.leave_out.setVisible(bool(given))
        words = "" if self._open or not given else self._words()
        self._summary.setText(words)
        self._summary.setVisible(bool(words))
        self.everything.setVisible(False)
        if self.fields is not None:
            self.fields.setVisible(self._open)
        if not self._open or self._decision is None:
            return
        fields = self._built()
        matter = self._mattering(self._decision)
        there = [factor for factor in fields.by_factor if factor in given or self._is_there(factor, matter)]
        self._shown |= given | matter
        # Where nothing matters there is nothing to begin with, and so nothing to put behind it.
        everything = self._all or not self._shown.intersection(there)
        for factor, field in fields.by_factor.items():
            field.setVisible(factor in there and (everything or factor in self._shown))
        fields.setVisible(True)
        self.everything.setVisible(not everything and any(factor not in self._shown for factor in there))

    def _mattering(self, decision: Decision) -> set[str]:
        document, on = self._bridge.document, self._bridge.today()
        kinds = place_kinds_that_matter(document, decision, on) & self._kinds
        found = circumstances_that_matter(document, decision, on)
        return {URGENT if name == "urgent" else name for name in found} | {place_axis(kind) for kind in kinds}

    def _is_there(self, factor: str, matter: set[str]) -> bool:
        """Return whether there is anything to say of a factor in this file and of this decision."""
        if factor in (REQUESTER, SUBJECT):
            return len(self._bridge.document.people) > 0
        if factor == EARLIER:
            return factor in matter
        kinds = {place_axis(kind) for kind in self._kinds}
        return factor in kinds or not factor.startswith("place.")

    def _words(self) -> str:
        assert self.fields is not None
        assert self._decision is not None
        document = self._bridge.document
        case = self.fields.read(self._decision, self._bridge.today())
        words = [circumstances_words(document, case), *places_words(document, self.chosen_places())]
        given = ", ".join(part for part in words if part)
        return sentence(given) if given else ""

    # ---- what it says

    def read(self, on: date) -> Case:
        """Return a case without facts and places. What cannot be read says why beneath, and is left out."""
        if self.fields is None or self._decision is None:
            return Case(self._decision.id if self._decision is not None else "")
        return self.fields.read(self._decision, on)

    def chosen_places(self) -> tuple[str, ...]:
        """Return the places that are chosen here."""
        return self.fields.chosen_places() if self.fields is not None else ()

    def field_of(self, factor: str) -> Field | None:
        """Return the field that tells of a factor, if it is there and can be read."""
        return self.fields.field_of(factor) if self.fields is not None else None
