"""How finely a dimension is measured: all limits on it go over to finer or coarser steps exactly, or it is refused."""

from decimal import Decimal

from pydantic import BaseModel

from models.authority.labels import owned_below
from models.authority.rules import BandCondition
from models.authority.words import unit_of
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.commands.uses import called, put_rewritten, rows_with_values
from models.decisions import Dimension
from models.document import Document
from models.escalation import MixShare
from models.quantities import Band, QuantityError, group, to_steps


def set_step(document: Document, dimension: str, step: Decimal) -> ChangeSet:
    """Measure a dimension in finer or coarser steps. Every limit stays the amount that it is written as.

    Raises EditRefused naming the first row with a limit that the new steps cannot express.
    """
    row: Dimension = find(document, "dimension", dimension)
    if step <= 0:
        raise EditRefused("A step is more than nothing.")
    scale = _Scale(row, step)
    for scenario in document.scenarios:
        if any(row.id in change.value for change in scenario.changes):
            raise EditRefused(f"The scenario “{scenario.name}” has limits on “{row.name}”; take them out of it first.")
    edit = Edit(document)
    edit.set(
        row,
        step=step,
        lower=scale.value(row.lower, "its values begin with"),
        upper=None if row.upper is None else scale.needed(row.upper - 1, "its values end with") + 1,
    )
    for user in rows_with_values(document):
        where = called(document, user)

        def finer(part: BaseModel, where: str = where) -> BaseModel:
            if isinstance(part, BandCondition | MixShare) and part.dimension == row.id and part.band is not None:
                return part.changed(band=scale.band(part.band, where))
            return part

        put_rewritten(edit, user, finer)
    return edit.done(f"Measure “{row.name}” in steps of {group(step)}")


class _Scale:
    """Turns edges in the steps of a dimension into edges in other steps.

    An edge means the same amount, included on the same side, as it is written. So every value that both scales
    have stays in its band, and bands that met still meet.
    """

    def __init__(self, dimension: Dimension, step: Decimal) -> None:
        self._dimension, self._step = dimension, step

    def value(self, steps: int | None, what: str) -> int | None:
        return None if steps is None else self.needed(steps, what)

    def needed(self, steps: int, what: str) -> int:
        amount = steps * self._dimension.step
        try:
            return to_steps(amount, self._step)
        except QuantityError:
            unit = unit_of(self._dimension)
            raise EditRefused(
                f"“{self._dimension.name}” cannot be measured in steps of {group(self._step)}: "
                f"{what} {group(amount)}{f' {unit}' if unit else ''}."
            ) from None

    def band(self, band: Band, where: str) -> Band:
        return band.changed(
            lower=None if band.lower is None else self._edge(band.lower, where),
            upper=self._edge(band.upper, where) if isinstance(band.upper, int) else band.upper,
        )

    def _edge(self, edge: int, where: str) -> int:
        dimension, what = self._dimension, f"{where} has a limit of"
        if edge == dimension.lower:
            return self.needed(edge, what)
        if edge == dimension.upper:
            return self.needed(edge - 1, what) + 1
        owned = owned_below(dimension, edge)
        return self.needed(edge - owned, what) + owned
