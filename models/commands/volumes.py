"""Edits of how often decisions come up, what their cases look like, and how much work they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document
from models.entity import Value
from models.escalation import Effort, MixPart, MixShare, Volume
from models.ids import fresh
from models.simulation.assumptions import Assumptions

PROBABILITIES = {
    "exception_probability": "an exception",
    "disagreement_probability": "a disagreement",
    "rework_probability": "being sent back",
    "refusal_probability": "a refusal",
}
MOST_CASES = 1_000_000_000
_DAYS_A_QUARTER = 91
Part = TypeVar("Part", bound=Value)
_SAID = {
    "cases_a_quarter": "cases a quarter",
    **{field: f"probability of {words}" for field, words in PROBABILITIES.items()},
    "arrivals": "way in which cases arrive",
    "every_days": "days between cases",
    "first_on": "day of the first case",
    "profile": "hours at which cases arrive",
    "recorded": "moments at which cases arrive",
    "revision_by": "role that revises cases",
}


def volume_of(document: Document, decision: str) -> Volume | None:
    """Return what is known about how often a decision comes up, or None."""
    return next(iter(document.volumes.by("decision", decision)), None)


def set_volume(document: Document, /, decision: str, **fields: object) -> ChangeSet:
    """Say how often a decision comes up and how its cases arrive. Raises EditRefused where it cannot be."""
    return set_volumes(document, {decision: fields})


def set_volumes(document: Document, cells: Mapping[str, Mapping[str, object]]) -> ChangeSet:
    """Say how often decisions come up, in one step: the fields of each by the decision's id.

    The first thing that is known of a decision takes over the assumed number of cases, where that is not it; an
    emptied number ends what is known, where nothing else is. Raises EditRefused, naming the decision, where it
    cannot be; nothing is changed then.
    """
    edit = Edit(document)
    for decision, fields in cells.items():
        find(document, "decision", decision)
        _set_one(edit, decision, dict(fields))
    return edit.done(_label(document, cells))


def _set_one(edit: Edit, decision: str, fields: dict[str, object]) -> None:
    document = edit.document
    name = document.decisions[decision].name
    for field, value in fields.items():
        _possible(name, field, value)
    row = volume_of(document, decision)
    if "cases_a_quarter" in fields and fields["cases_a_quarter"] is None:
        rest = {field: value for field, value in fields.items() if field != "cases_a_quarter"}
        if row is not None and _more_known(row.changed(**rest)):
            raise EditRefused(
                f"More is known of the cases of “{name}”; say how many come in a quarter, or delete all that is known "
                "of them."
            )
        if row is not None:
            edit.delete(row)
        if not any(_says(field, value) for field, value in rest.items()):
            return
        fields, row = rest, None
    if row is None and not any(_says(field, value) for field, value in fields.items()):
        return
    for other in document.volumes.by("decision", decision)[1:]:
        edit.delete(other)
    row = row if row is not None else _begun(edit, decision)
    if fields.get("arrivals") == "scheduled" and row.every_days is None and "every_days" not in fields:
        cases = float(str(fields.get("cases_a_quarter", row.cases_a_quarter)))
        fields["every_days"] = min(366, max(1, round(_DAYS_A_QUARTER / cases)))
    edit.set(row, **fields)


def _says(field: str, value: object) -> bool:
    """Whether a value says anything beside what is assumed of a decision without a volume."""
    return value not in (None, ()) and (field, value) != ("arrivals", "random")


def _begun(edit: Edit, decision: str) -> Volume:
    usual = Assumptions().cases_a_quarter
    return edit.create(Volume(id=fresh("volume"), decision=decision, cases_a_quarter=usual))


def _more_known(row: Volume) -> bool:
    bare = Volume(id=row.id, decision=row.decision, cases_a_quarter=row.cases_a_quarter)
    return row != bare


def _possible(name: str, field: str, value: object) -> None:
    if value is None:
        return
    if field == "cases_a_quarter" and not 0 < float(str(value)) <= MOST_CASES:
        raise EditRefused(
            f"“{name}” comes up more than 0 times a quarter, and no more than a billion times; leave it blank where "
            "nobody knows."
        )
    if field in PROBABILITIES and not 0 <= float(str(value)) < 1:
        raise EditRefused(
            f"The probability of {PROBABILITIES[field]} of “{name}” is 0 % or more and below 100 %: some cases must "
            "get decided."
        )


def _label(document: Document, cells: Mapping[str, Mapping[str, object]]) -> str:
    if len(cells) != 1:
        return f"Change the volumes of {len(cells)} decisions"
    ((decision, fields),) = cells.items()
    named = " and ".join(_SAID.get(field, field.replace("_", " ")) for field in fields)
    return f"Change the {named} of “{document.decisions[decision].name}”"


# ---- how cases arrive


def set_recorded(document: Document, decision: str, moments: Sequence[datetime]) -> ChangeSet:
    """Have the cases of a decision come at the moments of a list. Raises EditRefused for an empty list."""
    if not moments:
        raise EditRefused("A list of arrivals needs at least one moment; paste them, one a line.")
    return set_volume(document, decision, recorded=tuple(sorted(moments)), arrivals="recorded")


# ---- the mix


def add_mix_part(document: Document, decision: str, weight: float = 1.0) -> ChangeSet:
    """Add a part to the mix of a decision's cases, at first like any case."""
    edit, row = _edited(document, decision)
    edit.set(row, mix=(*row.mix, MixPart(weight=weight)))
    return edit.done(f"Add a part to the mix of “{document.decisions[decision].name}”")


def set_mix_part(document: Document, /, decision: str, number: int, **fields: object) -> ChangeSet:
    """Change the weight or the place of a part of a mix. Raises EditRefused where the weight is not above 0."""
    edit, row = _edited(document, decision)
    part = _at(row.mix, number)
    weight = fields.get("weight", part.weight)
    if weight is None or not 0 < float(str(weight)) < 1e12:
        raise EditRefused("The weight of a part of the mix is more than 0; delete the part where no case is like it.")
    edit.set(row, mix=_with(row.mix, number, part.changed(**fields)))
    return edit.done(f"Change the {' and '.join(fields)} of a part of the mix of “{document.decisions[decision].name}”")


def set_mix_share(document: Document, decision: str, number: int, share: MixShare) -> ChangeSet:
    """Say what the cases of a part look like on a dimension; a share that says nothing makes them like any case."""
    edit, row = _edited(document, decision)
    part = _at(row.mix, number)
    others = tuple(each for each in part.shares if each.dimension != share.dimension)
    says = share.band is not None or bool(share.classes) or share.flag is not None
    kept = tuple(share if each.dimension == share.dimension else each for each in part.shares) if says else others
    if says and share not in kept:
        kept = (*kept, share)
    edit.set(row, mix=_with(row.mix, number, part.changed(shares=kept)))
    dimension = document.dimensions[share.dimension].name
    return edit.done(f"Change the {dimension} of a part of the mix of “{document.decisions[decision].name}”")


def delete_mix_part(document: Document, decision: str, number: int) -> ChangeSet:
    """Take a part out of the mix of a decision's cases."""
    edit, row = _edited(document, decision)
    _at(row.mix, number)
    edit.set(row, mix=_with(row.mix, number, None))
    return edit.done(f"Delete a part of the mix of “{document.decisions[decision].name}”")


# ---- efforts


def add_effort(document: Document, /, decision: str, **fields: object) -> ChangeSet:
    """Say how many minutes a part of a decision's procedure takes; the assumed minutes at first."""
    edit, row = _edited(document, decision)
    effort = Effort(minutes=Assumptions().minutes_to_decide).changed(**fields)
    edit.set(row, efforts=(*row.efforts, effort))
    return edit.done(f"Add an effort to “{document.decisions[decision].name}”")


def set_effort(document: Document, /, decision: str, number: int, **fields: object) -> ChangeSet:
    """Change fields of an effort. Raises EditRefused, in words, where a value cannot be."""
    edit, row = _edited(document, decision)
    effort = _at(row.efforts, number)
    name = document.decisions[decision].name
    for field, value in fields.items():
        _possible(name, field, value)
    minutes, variation = fields.get("minutes", effort.minutes), fields.get("variation", effort.variation)
    if minutes is None or not 0 < float(str(minutes)) < 1e9:
        raise EditRefused(f"Work on “{name}” takes more than 0 minutes; delete the effort where it takes none.")
    if variation is None or not 0 <= float(str(variation)) <= 10:
        raise EditRefused("The variation is the standard deviation by the mean: from 0, always the same time, to 10.")
    edit.set(row, efforts=_with(row.efforts, number, effort.changed(**fields)))
    return edit.done(f"Change the effort of “{name}”")


def delete_effort(document: Document, decision: str, number: int) -> ChangeSet:
    """Take out an effort; what it said is assumed again."""
    edit, row = _edited(document, decision)
    _at(row.efforts, number)
    edit.set(row, efforts=_with(row.efforts, number, None))
    return edit.done(f"Delete an effort of “{document.decisions[decision].name}”")


def _edited(document: Document, decision: str) -> tuple[Edit, Volume]:
    find(document, "decision", decision)
    edit = Edit(document)
    row = volume_of(document, decision)
    return edit, row if row is not None else _begun(edit, decision)


def _at(rows: tuple[Part, ...], number: int) -> Part:
    if not 0 <= number < len(rows):
        raise EditRefused("That part is no longer in the file.")
    return rows[number]


def _with(rows: tuple[Part, ...], number: int, row: Part | None) -> tuple[Part, ...]:
    return (*rows[:number], *(() if row is None else (row,)), *rows[number + 1 :])
