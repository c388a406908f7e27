"""What the lines of the grid are called: short for the eye, whole for the ear; each worked out once."""

from __future__ import annotations

from models.authority.force import day_words
from models.authority.grid import GridRow
from models.authority.labels import Label, row_label
from models.authority.rules import BandCondition, Rule
from models.authority.words import capital, condition_words, places_words, sentence
from models.changes import ChangeSet
from models.document import Document
from views.matrix.parts import marks_of

_KINDS = {"carve_out": "carve-out", "urgent": "urgent", "refer": "refers upward"}
# What the words of many rows hang on.
_SPREADING = ("dimension", "place")


class Wording:
    """The labels of a document's lines."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._labels: dict[str, Label] = {}
        self._noted: frozenset[str | None] | None = None

    def show(self, document: Document) -> None:
        """Speak of another document."""
        self._document = document
        self._labels.clear()
        self._noted = None

    def follow(self, document: Document, changes: ChangeSet) -> set[str]:
        """Return the rows that are called otherwise now; rows of one decision are told apart by each other's cases."""
        self._document = document
        if changes.touches("note"):
            self._noted = None
        if changes.touches(*_SPREADING):
            self._labels.clear()
            return set()
        renamed: set[str] = set()
        for change in changes.changes:
            self._labels.pop(change.id, None)
            if change.entity == "decision":
                renamed.update(rule.id for rule in document.rules.by("decision", change.id))
            rules = [rule for rule in (change.before, change.after) if isinstance(rule, Rule)]
            if len({_named_by(rule) for rule in rules}) == len(rules):
                for rule in rules:
                    renamed.update((rule.id, *(beside.id for beside in document.rules.by("decision", rule.decision))))
        for row_id in renamed:
            self._labels.pop(row_id, None)
        return renamed

    def label(self, row: GridRow) -> Label:
        """Return what a line is called, and what stands quietly beside it."""
        found = self._labels.get(row.id)
        if found is None:
            found = self._labels[row.id] = self._named(row)
        return found

    def mark(self, row: GridRow) -> str:
        """Return the marks of the footnotes of a line."""
        if self._noted is None:
            self._noted = frozenset(note.rule for note in self._document.notes)
        if row.rule is None or row.rule.id not in self._noted:
            return ""
        return marks_of([note for note in self._document.notes.by("rule", row.rule.id) if note.role is None])

    def whole(self, row: GridRow) -> str:
        """Return a line in full words: "Up to $5K, Amount up to and including 5,000 USD, In plan: yes"."""
        rule = row.rule
        if rule is None:
            return self.label(row).text
        if row.decision is not None:
            parts = [row.decision.name, rule.label if rule.label != row.decision.name else ""]
        else:
            words = case_text(self._document, rule)
            parts = [rule.label, words] if rule.label or words else ["Every case"]
        return ", ".join(part for part in (*parts, _state(rule)) if part)

    def _named(self, row: GridRow) -> Label:
        rule = row.rule
        if rule is None:
            shown = row.decision or row.section
            return Label(shown.name if shown is not None else "")
        if row.decision is not None:
            label = Label(row.decision.name, rule.label if rule.label != row.decision.name else "")
        else:
            label = row_label(self._document, rule)
        state = _state(rule)
        return Label(label.text, " · ".join(part for part in (state, label.aside) if part)) if state else label


def case_text(document: Document, rule: Rule) -> str:
    """Return the cases of a row in words: the amount needs no name, other facts do."""
    parts = []
    for condition in rule.box:
        dimension = document.dimensions.get(condition.dimension)
        plain = isinstance(condition, BandCondition) and dimension is not None and dimension.kind == "money"
        text = condition_words(document, condition, named=not plain)
        parts.append(condition_words(document, condition) if text in ("any", "none") else text)
    if rule.places:
        parts += places_words(document, rule.places)
    text = ", ".join(parts)
    return capital(text)


def standing_text(document: Document, rule: Rule) -> str:
    """Return what sets a row apart besides its cases: "A carve-out: it goes before ordinary rows. Priority 2."."""
    kinds = {
        "carve_out": "A carve-out: it goes before ordinary rows.",
        "urgent": "Only when there is no time.",
        "refer": "Refers upward.",
    }
    days = ""
    if rule.starts is not None or rule.ends is not None:
        parts = (
            f"from {day_words(rule.starts)}" if rule.starts else "",
            f"until {day_words(rule.ends)}" if rule.ends else "",
        )
        days = sentence(f"in force {' '.join(part for part in parts if part)}")
    instrument = document.instruments.get(rule.instrument)
    said = (
        kinds.get(rule.kind, ""),
        f"Priority {rule.priority}." if rule.priority else "",
        sentence(rule.status) if rule.status != "published" else "",
        days,
        f"By “{instrument.name}”." if instrument is not None else "",
    )
    return " ".join(part for part in said if part)


def _named_by(rule: Rule) -> tuple[object, ...]:
    return rule.decision, rule.label, rule.box, rule.places, rule.kind, rule.status


def _state(rule: Rule) -> str:
    """Return what sets a row apart from an ordinary one in force."""
    return " · ".join(
        part for part in (_KINDS.get(rule.kind, ""), rule.status if rule.status != "published" else "") if part
    )
