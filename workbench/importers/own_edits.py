"""What somebody typed over a cell of Remit's own workbook, as the edit that takes it over."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from models.authority.lettering import lettering_of
from models.authority.rules import BandCondition, ClassCondition, Condition, Edition, FlagCondition, Rule
from models.authority.schemes import letters_in, rights_of
from models.authority.words import box_words, unit_of
from models.changes import ChangeSet, EditRefused, in_one_step, name_of
from models.commands.matrix import drop_condition, row_name, set_cell, set_condition
from models.commands.rows import delete_row, set_fields
from models.decisions import Dimension
from models.document import TYPES, Document
from models.quantities import QuantityError
from workbench.importers.labels import parse_band
from workbench.importers.letters import split_marks

_YES, _NO = ("yes", "y", "true", "x"), ("no", "n", "false")
_REMARKS = "Remarks"
IN_WORDS = "In words"


@dataclass(frozen=True)
class Step:
    """An edit, with its rank: conditions come before labels, deletions last."""

    rank: int
    run: Callable[[Document], ChangeSet]


Outcome = tuple[Step | None, str]
"""The edit, or None and why there is none."""


class Edits:
    """Makes edits of a document and an edition of its matrix."""

    def __init__(self, document: Document, edition: Edition) -> None:
        self.document = document
        self.lettering = lettering_of(document, edition)
        self.letters = self.lettering.letters

    def what(self, key: tuple[str, str]) -> str:
        """Return what people call what a line shows: "row", "section"."""
        return TYPES[key[0]].what()

    def name(self, key: tuple[str, str]) -> str:
        """Return the name of what a line shows; a row by its decision and label, or its cases where it has none."""
        row = self.document.table(key[0])[key[1]]
        if not isinstance(row, Rule):
            return name_of(row)
        if row.label or not (row.box or row.places):
            return row_name(self.document, row)
        return f"{self.document.decisions[row.decision].name}: {box_words(self.document, row.box, row.places)}"

    def renamed(self, key: tuple[str, str], before: str, now: str) -> Outcome:
        """Return the edit for another name of a line or column, or another text of a note."""
        table, row_id = key
        if table == "note":
            return self._note(row_id, before, now)
        text, marks = split_marks(now)
        old, old_marks = split_marks(before)
        if marks != old_marks and (old_marks or text == old):
            return None, "footnote marks are set in Remit itself"
        if marks and not old_marks:
            text = now
        if table != "rule":
            return self._tried(0, partial(set_fields, table=table, row_id=row_id, name=text))
        rule = self.document.rules[row_id]
        decision = self.document.decisions[rule.decision]
        alone = not rule.box and not rule.places and len(self.document.rules.by("decision", decision.id)) == 1
        if not alone:
            return self._tried(2, partial(set_fields, table="rule", row_id=row_id, label=text))
        if text.startswith(f"{decision.name}: "):
            label = text.removeprefix(f"{decision.name}: ")
            return self._tried(2, partial(set_fields, table="rule", row_id=row_id, label=label))
        if old == decision.name:
            return self._tried(2, partial(_rename_both, decision=decision.id, rule=rule, name=text))
        return None, f"the row is shown as “{decision.name}: …”; change one of the two in Remit itself"

    def cell(self, rule: str, column: tuple[str, str], heading: str, before: str, now: str) -> Outcome:
        """Return the edit for another text in a cell of a row."""
        table, row_id = column
        if table == "role":
            return self._letters(rule, row_id, before, now)
        if table == "dimension":
            return self._condition(rule, self.document.dimensions[row_id], now)
        row = self.document.rules[rule]
        if heading == _REMARKS and before == row.note.strip():
            return self._tried(0, partial(set_fields, table="rule", row_id=rule, note=now))
        if heading == IN_WORDS:
            return None, "it is derived from the row; change the letters"
        return None, f"{heading} is changed in Remit itself"

    def same(self, column: tuple[str, str], before: str, now: str) -> bool:
        """Return whether two texts of a cell say the same: "AS" is "SA"."""
        if column[0] != "role" or split_marks(before)[1] != split_marks(now)[1]:
            return before == now
        try:
            if self.lettering.in_pairs:
                # Levels may give a role the same rights and differ in those of the role above.
                return letters_in(split_marks(before)[0], self.letters) == letters_in(split_marks(now)[0], self.letters)
            return rights_of(split_marks(before)[0], self.letters) == rights_of(split_marks(now)[0], self.letters)
        except ValueError:
            return before == now

    def deleted(self, key: tuple[str, str]) -> Outcome:
        """Return the edit for a line that was taken out."""
        if key[0] != "rule":
            return None, f"a {self.what(key)} is deleted in Remit itself"
        return self._tried(3, partial(delete_row, table="rule", row_id=key[1]))

    def _letters(self, rule: str, role: str, before: str, now: str) -> Outcome:
        text, marks = split_marks(now)
        old, old_marks = split_marks(before)
        if not text or text.startswith("("):
            text, marks = "", marks or ((text,) if text else ())
        if marks != old_marks and text.upper() == old.upper():
            return None, "footnote marks are set in Remit itself"
        shown = self.lettering.texts(self.document.rules[rule]).get(role, "")
        if "·" in shown:
            return None, "the cell shows a right that this matrix has no letter for"
        try:
            rights_of(text, self.letters)
        except ValueError as error:
            return None, str(error).rstrip(".")
        return self._tried(0, partial(set_cell, rule=rule, role=role, text=text))

    def _condition(self, rule: str, dimension: Dimension, now: str) -> Outcome:
        if not now:
            return self._tried(1, partial(drop_condition, rule=rule, dimension=dimension.id))
        condition, problem = _condition_of(dimension, now)
        if condition is None:
            return None, problem
        return self._tried(1, partial(set_condition, rule=rule, condition=condition))

    def _note(self, note_id: str, before: str, now: str) -> Outcome:
        note = self.document.notes[note_id]
        head = before.removesuffix(note.text.strip())
        if not now.startswith(head.strip()):
            return None, "footnote marks are set in Remit itself"
        text = now.removeprefix(head.strip()).strip()
        alike = [each.id for each in self.document.notes if (each.mark, each.text) == (note.mark, note.text)]
        return self._tried(0, partial(_set_notes, notes=tuple(alike), text=text))

    def _tried(self, rank: int, run: Callable[[Document], ChangeSet]) -> Outcome:
        """Return the edit if the document takes it, else what it says against it."""
        try:
            run(self.document)
        except EditRefused as refused:
            return None, str(refused).rstrip(".")
        return Step(rank, run), ""


def _condition_of(dimension: Dimension, text: str) -> tuple[Condition | None, str]:
    lowered = text.strip().lower()
    if dimension.kind == "flag":
        if lowered not in (*_YES, *_NO):
            return None, f"{dimension.name} is yes or no"
        return FlagCondition(dimension=dimension.id, value=lowered in _YES), ""
    if dimension.kind == "classes":
        classes = {name.lower(): name for name in dimension.classes}
        named = [part.strip() for part in re.split(r",|\bor\b", lowered) if part.strip()]
        strange = [part for part in named if part not in classes]
        if strange:
            return None, f"“{strange[0]}” is no class of {dimension.name}"
        return ClassCondition(dimension=dimension.id, among=tuple(classes[part] for part in named)), ""
    band = parse_band(text, english=True)
    if band is None:
        return None, "it is no band that Remit can read"
    if band.unit and band.unit not in (unit_of(dimension), dimension.unit):
        return None, f"{dimension.name} is in {unit_of(dimension) or 'plain numbers'}"
    currency = band.currency if dimension.kind == "money" and band.currency != dimension.unit else None
    try:
        return BandCondition(dimension=dimension.id, band=band.on(dimension.step), currency=currency), ""
    except QuantityError as error:
        return None, str(error).rstrip(".")


def _rename_both(document: Document, decision: str, rule: Rule, name: str) -> ChangeSet:
    """Rename a decision that one row stands for; the row's label says the same and goes with it."""
    steps: list[Callable[[Document], ChangeSet]] = [
        partial(set_fields, table="decision", row_id=decision, name=name),
    ]
    if rule.label:
        steps.append(partial(set_fields, table="rule", row_id=rule.id, label=name))
    return in_one_step(f"Rename “{rule.label or name}”", document, *steps)


def _set_notes(document: Document, notes: tuple[str, ...], text: str) -> ChangeSet:
    """Give the same footnote at several places another text."""
    steps = [partial(set_fields, table="note", row_id=note, text=text) for note in notes]
    return in_one_step("Change a footnote", document, *steps)
