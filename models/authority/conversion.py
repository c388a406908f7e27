"""What another scheme cannot show of a matrix, or would change in it, said before anything happens."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.authority.cells import rights_by_role, with_rights
from models.authority.expressions import roles_in
from models.authority.labels import EVERY_CASE, row_label
from models.authority.letter_words import rights_words, scheme_name
from models.authority.lettering import Lettering, Shown, reporting
from models.authority.levels import levels_shown, reduced
from models.authority.procedures import deciding_steps
from models.authority.rules import RIGHTS, Edition, Right, Rule, Step
from models.authority.schemes import UNSHOWN, Scheme, letter_of, letters_for, preset_of
from models.authority.words import capital, listed, role_words, some_of, verb
from models.document import Document


@dataclass(frozen=True)
class CellLoss:
    """A cell that a scheme cannot show as it is.

    `hidden` are rights without a letter, `blurred` those whose letter says more; `dropped` and `gained` are what
    converting would take from the cell and add to it.
    """

    rule: str
    role: str
    shows: str
    hidden: tuple[Right, ...] = ()
    blurred: tuple[Right, ...] = ()
    dropped: tuple[Right, ...] = ()
    gained: tuple[Right, ...] = ()


@dataclass(frozen=True)
class Losses:
    """What a scheme cannot show or tell apart in an edition, cell by cell and in words; empty where it can all.

    `when_shown` says what could not be seen, `when_converted` what would be changed, `strictness` which rows the
    scheme does not allow, although its letters show them. `undecided` are the rows that would lose their decider.
    """

    scheme: str
    cells: tuple[CellLoss, ...]
    when_shown: tuple[str, ...]
    when_converted: tuple[str, ...]
    strictness: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve digits that change with any of these losses; converting asks for those that were shown."""
        return hashlib.sha256(repr((self.scheme, self.cells)).encode()).hexdigest()[:12] if self.cells else ""


def losses(document: Document, edition: Edition, scheme: Scheme | None) -> Losses:
    """Return what a scheme (None: the house letters) cannot show of an edition, and what converting would change."""
    lettering, name = Lettering(letters_for(scheme), reporting(document)), scheme_name(scheme)
    rows = [_Row(rule, rights_by_role(rule)) for rule in document.rules.by("edition", edition.id)]
    for row in rows:
        row.cells = tuple(_in_pairs(row, lettering) if lettering.in_pairs else _in_letters(row, lettering))
    found = tuple(loss for row in rows for loss in row.cells)
    undecided = [row.rule for row in rows if row.cells and row.loses_its_decider()]
    shown = (
        _levels_shown(document, found, name, lettering)
        if lettering.in_pairs
        else _letters_shown(found, name, lettering)
    )
    return Losses(
        name,
        found,
        tuple(shown),
        tuple(_converting(document, found, undecided, rows)),
        tuple(_strictness(scheme, rows)),
        tuple(rule.id for rule in undecided),
    )


@dataclass
class _Row:
    rule: Rule
    parts: Mapping[str, tuple[Right, ...]]
    cells: tuple[CellLoss, ...] = ()

    def sorted_out(self) -> tuple[list[Step], list[Step]]:
        """The steps that converting would leave somebody in, and those that it would not."""
        dropped = {(loss.role, right) for loss in self.cells for right in loss.dropped}
        sides: tuple[list[Step], list[Step]] = [], []
        for step in self.rule.procedure:
            sides[all((role, step.right) in dropped for role in roles_in(step.who))].append(step)
        return sides

    def loses_its_decider(self) -> bool:
        """Whether somebody decides now and nobody would."""
        left, gone = self.sorted_out()
        gained = any("approve" in loss.gained for loss in self.cells)
        return bool(gone) and not gained and not deciding_steps(left) and bool(deciding_steps(self.rule.procedure))


def _in_letters(row: _Row, lettering: Lettering) -> Iterator[CellLoss]:
    for role, rights in row.parts.items():
        shown = lettering.shown(rights)
        if shown.told != rights:
            dropped = tuple(right for right in rights if right not in shown.told)
            gained = tuple(right for right in shown.told if right not in rights)
            blurred = _blurred(rights, gained, shown, lettering)
            yield CellLoss(row.rule.id, role, shown.text, dropped, blurred, dropped, gained)


def _blurred(
    rights: tuple[Right, ...], gained: tuple[Right, ...], shown: Shown, lettering: Lettering
) -> tuple[Right, ...]:
    used = {sign for _, sign in shown.signs}
    wide = [one for one in lettering.letters if one.letter in used and set(one.rights) & set(gained)]
    return tuple(right for right in rights if any(right in letter.rights for letter in wide))


def _in_pairs(row: _Row, lettering: Lettering) -> Iterator[CellLoss]:
    texts = levels_shown(row.parts, lettering.letters, lettering.above)
    if UNSHOWN not in texts.values():
        return
    left = reduced(row.parts, lettering.letters, lettering.above)
    for role, rights in row.parts.items():
        hidden = rights if texts[role] == UNSHOWN else ()
        dropped = tuple(right for right in rights if right not in left.get(role, ()))
        if hidden or dropped:
            yield CellLoss(row.rule.id, role, texts[role], hidden, (), dropped)


def converted(rule: Rule, cells: Iterable[CellLoss], strands: Mapping[str, str]) -> Rule:
    """Return a row with its cells as a scheme's letters can say them; `strands` says in which each role acts."""
    parts = rights_by_role(rule)
    for loss in cells:
        left = {*parts[loss.role], *loss.gained} - {*loss.dropped}
        rights = tuple(right for right in RIGHTS if right in left)
        rule = rule.changed(procedure=with_rights(rule, loss.role, rights, strands.get(loss.role, "")))
    return rule


# ---- in words


def cell_loss_words(document: Document, loss: CellLoss, *, converting: bool = False) -> str:
    """Return a loss: "CFO in “Bonuses”: “endorses” shows as “·”", or what converting does: "loses “endorses”"."""
    where = f"{role_words(document, loss.role)} in {_row_words(document, document.rules[loss.rule])}"
    if converting:
        parts = [f"loses “{rights_words(loss.dropped)}”"] if loss.dropped else []
        parts += [f"gains “{rights_words(loss.gained)}”"] if loss.gained else []
        return f"{where}: {listed(parts)}"
    unseen = {*loss.hidden, *loss.blurred}
    return f"{where}: “{rights_words(unseen)}” shows as “{loss.shows}”"


def _row_words(document: Document, rule: Rule) -> str:
    decision = document.decisions[rule.decision].name
    label = row_label(document, rule).text
    return f"“{decision}”" if label in (decision, EVERY_CASE) else f"“{decision}: {label}”"


def _letters_shown(found: Sequence[CellLoss], name: str, lettering: Lettering) -> Iterator[str]:
    for right in RIGHTS:
        hidden = [loss for loss in found if right in loss.hidden]
        if hidden:
            yield f"{capital(name)} has no letter for “{verb(right)}”: {_cells(hidden)} would show as “{UNSHOWN}”."
    for letter in lettering.letters:
        meant = set(letter.rights)
        blurred = [loss for loss in found if meant & {*loss.blurred} and meant & {*loss.gained}]
        if blurred:
            several = listed([f"“{verb(right)}”" for right in RIGHTS if right in meant])
            yield f"{several} become one letter, {letter.letter}, in {_cells(blurred)}."


def _levels_shown(document: Document, found: Sequence[CellLoss], name: str, lettering: Lettering) -> Iterator[str]:
    hidden = [loss for loss in found if loss.hidden]
    if not hidden:
        return
    first = hidden[0]
    rule = document.rules[first.rule]
    boss = lettering.above.get(first.role)
    theirs = rights_by_role(rule).get(boss or "", ())
    beside = f", while {role_words(document, boss)} {rights_words(theirs)}" if boss and theirs else ""
    yield (
        f"{capital(name)} cannot say what {_cells(hidden)} hold, such as that {role_words(document, first.role)} "
        f"{rights_words(first.hidden)}{beside} in {_row_words(document, rule)}: "
        f"{'it' if len(hidden) == 1 else 'they'} would show as “{UNSHOWN}”."
    )


def _converting(
    document: Document, found: Sequence[CellLoss], undecided: Sequence[Rule], rows: Sequence[_Row]
) -> Iterator[str]:
    for field, what in (("dropped", "take away"), ("gained", "add")):
        counted = [
            f"“{verb(right)}” in {_cells(cells)}"
            for right in RIGHTS
            if (cells := [loss for loss in found if right in getattr(loss, field)])
        ]
        if counted:
            yield f"Converting would {what} {listed(counted)}."
    gone = [step for row in rows if row.cells for step in row.sorted_out()[1]]
    limits = sum(step.hours is not None or step.within_days is not None for step in gone)
    notes = sum(bool(step.note) for step in gone)
    if limits or notes:
        counted = [_number(limits, "time limit")] * bool(limits) + [_number(notes, "note")] * bool(notes)
        yield f"With these parts {listed(counted)} would go."
    if undecided:
        names = some_of([_row_words(document, rule) for rule in undecided])
        yield f"Nobody would decide {names} any more."


def _strictness(scheme: Scheme | None, rows: Sequence[_Row]) -> Iterator[str]:
    known = preset_of(scheme)
    for right in known.single if known is not None else ():
        counts = [
            sum(right in rights for rights in row.parts.values())
            for row in rows
            if row.rule.kind != "refer" and not row.rule.see_document
        ]
        none, several = counts.count(0), sum(count > 1 for count in counts)
        parts = [f"{_have(none)} none"] * bool(none) + [f"{_have(several)} several"] * bool(several)
        if parts and known is not None:
            letter = letter_of(right, known.letters)
            yield f"{known.name} asks for exactly one {letter} in each row: {listed(parts)}."


def _have(rows: int) -> str:
    return f"{_number(rows, 'row')} {'has' if rows == 1 else 'have'}"


def _cells(found: Sequence[CellLoss]) -> str:
    return f"{_number(len(found), 'cell')} in {_number(len({loss.rule for loss in found}), 'row')}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
