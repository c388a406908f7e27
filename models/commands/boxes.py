"""Edits of boxes of conditions, wherever one is kept: a row, a tier, the limits of a delegation or urgent route."""

from models.authority.rules import BandCondition, Condition, Rule
from models.changes import ChangeSet, Edit, EditRefused, name_of
from models.commands import matrix
from models.commands.rows import find, last_position
from models.decisions import Place, PlaceKind
from models.document import Document
from models.ids import fresh
from models.quantities import NONE

# Table -> the field that holds its box.
BOXES = {"rule": "box", "tier": "conditions", "delegation": "limits", "urgent_route": "limits"}


def put_condition(document: Document, table: str, row_id: str, condition: Condition) -> ChangeSet:
    """Put a condition into a box, in place of the one on the same dimension, if any."""
    if table == "rule":
        return matrix.set_condition(document, row_id, condition)
    row = find(document, table, row_id)
    box: tuple[Condition, ...] = getattr(row, BOXES[table])
    others = [old for old in box if old.dimension != condition.dimension]
    at = next((i for i, old in enumerate(box) if old.dimension == condition.dimension), len(others))
    edit = Edit(document)
    edit.set(row, **{BOXES[table]: (*others[:at], condition, *others[at:])})
    return edit.done(f"Change the condition of the {row.what()} “{name_of(row)}”")


def drop_condition(document: Document, table: str, row_id: str, dimension: str) -> ChangeSet:
    """Take the condition on a dimension out of a box: it then holds whatever the case is on it."""
    if table == "rule":
        return matrix.drop_condition(document, row_id, dimension)
    row = find(document, table, row_id)
    edit = Edit(document)
    box: tuple[Condition, ...] = getattr(row, BOXES[table])
    edit.set(row, **{BOXES[table]: tuple(old for old in box if old.dimension != dimension)})
    return edit.done(f"Drop a condition of the {row.what()} “{name_of(row)}”")


def move_threshold(
    document: Document, dimension: str, below: tuple[str, ...], above: tuple[str, ...], edge: int
) -> ChangeSet:
    """Have the bands of some rows end at an edge, in steps, and those of others begin there, in one step.

    Raises EditRefused when one has no band on the dimension, or would cover nothing any more.
    """
    edit = Edit(document)
    for field, rules in (("upper", below), ("lower", above)):
        for rule in rules:
            row: Rule = find(edit.document, "rule", rule)
            old = next((c for c in row.box if isinstance(c, BandCondition) and c.dimension == dimension), None)
            if old is None:
                raise EditRefused(f"“{matrix.row_name(document, row)}” has no band to move.")
            band = old.band.changed(**{field: edge})
            if band.empty and band.upper != NONE:
                raise EditRefused(f"“{matrix.row_name(document, row)}” would cover nothing; move the edge less far.")
            box = tuple(c.changed(band=band) if c is old else c for c in row.box)
            edit.set(row, box=box, label="")
    return edit.done("Move a threshold")


def limit_to(document: Document, table: str, row_id: str, kind: PlaceKind, wanted: tuple[str, ...]) -> ChangeSet:
    """Limit a row of the matrix or a delegation to these places of a kind, by id or name; other kinds stay.

    A place that is not known yet becomes known.
    """
    row = find(document, table, row_id)
    edit = Edit(document)
    kept = [place for place in row.places if document.places[place].kind != kind]
    named = {place.name.casefold(): place.id for place in document.places if place.kind == kind}
    for each in wanted:
        if each in document.places:
            kept.append(each)
        elif each.casefold() in named:
            kept.append(named[each.casefold()])
        else:
            place = Place(id=fresh("place"), name=each, kind=kind, position=last_position(edit.document, "place"))
            kept.append(edit.create(place).id)
    places = tuple(place.id for place in edit.document.places if place.id in kept)
    edit.set(row, places=places, **({"label": ""} if table == "rule" and places != row.places else {}))
    called = matrix.row_name(document, row) if table == "rule" else name_of(row)
    return edit.done(f"Change where “{called}” applies")
