"""Edits of the matrix: cells, rows, bands, decisions."""

from collections.abc import Mapping

from models.authority.cells import rights_by_role, strand_of, with_rights
from models.authority.grid import edition_shown
from models.authority.lettering import Lettering, lettering_of
from models.authority.levels import with_level, without_level
from models.authority.rules import BandCondition, Condition, Edition, Right, Rule, Step
from models.authority.schemes import OTHER_SIDE, letters_in, rights_of
from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.commands.rows import fellows, find, last_position, place_before
from models.decisions import Decision, Section
from models.document import Document
from models.entity import Name
from models.ids import fresh
from models.quantities import Band


def set_cell(document: Document, rule: str, role: str, text: str) -> ChangeSet:
    """Give a role the rights that letters stand for in a row; empty text takes its part away.

    Raises EditRefused when a letter is not one of the matrix's scheme.
    """
    row, column = find(document, "rule", rule), find(document, "role", role)
    edit = Edit(document)
    _put_cell(edit, rule, role, text)
    what = f"{text.strip().upper()} for" if text.strip() else "No part for"
    return edit.done(f"{what} {column.name} in “{row_name(document, row)}”")


def set_cells(document: Document, cells: Mapping[tuple[str, str], str]) -> ChangeSet:
    """Set many cells, by row and role, in one step: a paste, a fill, a cleared selection. Raises EditRefused."""
    edit = Edit(document)
    for (rule, role), text in cells.items():
        _put_cell(edit, rule, role, text)
    return edit.done(f"Change {len(cells)} cells")


def _put_cell(edit: Edit, rule: str, role: str, text: str) -> None:
    row: Rule = find(edit.document, "rule", rule)
    find(edit.document, "role", role)
    lettering = lettering_of(edit.document, edit.document.editions[row.edition])
    if lettering.text(row, role) == text.strip().upper():
        return  # Typing what is there already must not flatten rights that share a letter.
    try:
        changed = _rights_typed(row, role, text, lettering)
    except ValueError as error:
        raise EditRefused(str(error)) from None
    for party, rights in changed.items():
        _put_rights(edit, rule, party, rights)


def _rights_typed(row: Rule, role: str, text: str, lettering: Lettering) -> Mapping[str, tuple[Right, ...]]:
    """Return the rights that a text in a cell gives, by role; a level also those of the role above.

    Raises ValueError where the text cannot be taken.
    """
    letters, parts = lettering.letters, rights_by_role(row)
    if not lettering.in_pairs:
        return {role: rights_of(text, letters)}
    if text.strip() == OTHER_SIDE:
        return {}  # Copied along with the level that it belongs to.
    typed = letters_in(text, letters)
    if not typed:
        return without_level(parts, role, letters, lettering.above)
    return with_level(parts, role, typed[0], letters, lettering.above)


def _put_rights(edit: Edit, rule: str, role: str, rights: tuple[Right, ...]) -> None:
    """Give a role exactly these rights in a row."""
    row: Rule = edit.document.rules[rule]
    strand = strand_of(edit.document.roles[role].column_group)
    edit.set(row, procedure=with_rights(row, role, rights, strand))


def set_procedure(document: Document, rule: str, procedure: tuple[Step, ...]) -> ChangeSet:
    """Replace the procedure of a row."""
    row = find(document, "rule", rule)
    edit = Edit(document)
    edit.set(row, procedure=procedure)
    return edit.done(f"Change the procedure of “{row_name(document, row)}”")


def set_condition(document: Document, rule: str, condition: Condition) -> ChangeSet:
    """Put a condition into a row, in place of the one on the same dimension, if any.

    The row's own label is dropped when it spoke of what changed: words that a sheet used for another band mislead.
    """
    row: Rule = find(document, "rule", rule)
    edit = Edit(document)
    _describe_by(edit, row.decision, condition.dimension)
    kept = [old for old in row.box if old.dimension != condition.dimension]
    at = next((i for i, old in enumerate(row.box) if old.dimension == condition.dimension), len(kept))
    edit.set(row, box=(*kept[:at], condition, *kept[at:]), label="")
    return edit.done(f"Change the condition of “{row_name(document, row)}”")


def drop_condition(document: Document, rule: str, dimension: str) -> ChangeSet:
    """Take the condition on a dimension out of a row: it then covers every case on it."""
    row: Rule = find(document, "rule", rule)
    edit = Edit(document)
    edit.set(row, box=tuple(old for old in row.box if old.dimension != dimension), label="")
    return edit.done(f"Drop a condition of “{row_name(document, row)}”")


def set_band(document: Document, rule: str, dimension: str, band: Band) -> ChangeSet:
    """Have a row cover the cases of a band on a dimension."""
    return set_condition(document, rule, BandCondition(dimension=dimension, band=band))


def move_boundary(document: Document, dimension: str, below: str, above: str, edge: int) -> ChangeSet:
    """Move the edge, in steps, between the bands of two rows: it belongs to the upper one.

    Raises EditRefused when one of them has no band on the dimension.
    """
    edit = Edit(document)
    for rule, change in ((below, {"upper": edge}), (above, {"lower": edge})):
        row: Rule = find(edit.document, "rule", rule)
        box = tuple(
            c.changed(band=c.band.changed(**change)) if isinstance(c, BandCondition) and c.dimension == dimension else c
            for c in row.box
        )
        if box == row.box and not any(c.dimension == dimension for c in row.box):
            raise EditRefused(f"“{row_name(document, row)}” has no band to move.")
        edit.set(row, box=box, label="")
    return edit.done("Move a threshold")


def add_rule(document: Document, decision: str, after: str | None = None, edition: str | None = None) -> ChangeSet:
    """Add a row without conditions to a decision, behind another row or all, in an edition (untold: the latest).

    Where a file has no matrix yet, one is begun.
    """
    row: Decision = find(document, "decision", decision)
    edit = Edit(document)
    new = edit.create(_new_rule(edit, row.id, edition))
    if after is not None:
        following = _following(document, after)
        place_before(edit, new, following)
    return edit.done(f"Add a row to “{row.name}”")


def set_first_cell(document: Document, decision: str, role: str, text: str, edition: str | None = None) -> ChangeSet:
    """Give a role a part in a decision that has no row yet in an edition (untold: the latest), adding the row."""
    row: Decision = find(document, "decision", decision)
    edit = Edit(document)
    new = edit.create(_new_rule(edit, row.id, edition))
    _put_cell(edit, new.id, role, text)
    return edit.done(f"{text.strip().upper()} for {find(document, 'role', role).name} in “{row.name}”")


def duplicate_rule(document: Document, rule: str) -> ChangeSet:
    """Add a copy of a row behind it."""
    row: Rule = find(document, "rule", rule)
    edit = Edit(document)
    copy = edit.create(row.changed(id=fresh("rule")))
    place_before(edit, copy, _following(document, rule))
    return edit.done(f"Duplicate “{row_name(document, row)}”")


def _following(document: Document, rule: str) -> str | None:
    ids = [row.id for row in fellows(document, find(document, "rule", rule))]
    at = ids.index(rule) + 1
    return ids[at] if at < len(ids) else None


def _new_rule(edit: Edit, decision: str, edition: str | None) -> Rule:
    of: Edition = find(edit.document, "edition", edition) if edition is not None else current_edition(edit)
    position = last_position(edit.document, "rule")
    return Rule(id=fresh("rule"), edition=of.id, decision=decision, position=position)


def current_edition(edit: Edit) -> Edition:
    """Return the edition that is worked on, beginning the first one where a file has none."""
    found = edition_shown(edit.document)
    return found or edit.create(Edition(id=fresh("edition"), name="Authority matrix", version="1"))


def add_section(document: Document, name: Name, parent: str | None = None) -> ChangeSet:
    """Add a heading to the decision library."""
    edit = Edit(document)
    position = last_position(document, "section")
    row = edit.create(Section(id=fresh("section"), name=name, parent=parent, position=position))
    return edit.done(f"Add the section “{row.name}”")


def add_decision(document: Document, /, name: Name, section: str | None = None, **fields: object) -> ChangeSet:
    """Add a decision at the end of a section."""
    edit = Edit(document)
    position = last_position(document, "decision")
    row = Decision(id=fresh("decision"), name=name, section=section, position=position)
    edit.create(row.changed(**fields) if fields else row)
    return edit.done(f"Add the decision “{row.name}”")


def _describe_by(edit: Edit, decision: str, dimension: str) -> None:
    row = edit.document.decisions[decision]
    if dimension not in row.dimensions:
        edit.set(row, dimensions=(*row.dimensions, dimension))


def row_name(document: Document, rule: Rule) -> str:
    """Return what a row is called: its decision, and its own label where it has one."""
    decision = document.decisions.get(rule.decision)
    name = name_of(decision) if decision else "row"
    return f"{name}: {rule.label}" if rule.label and rule.label != name else name
