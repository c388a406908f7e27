"""The dimensions that an import needs: found by key or name in the document, else made from what the sheet says."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from models.authority.rules import BandCondition
from models.changes import Edit
from models.decisions import Dimension, DimensionKind
from models.ids import fresh
from models.quantities import QuantityError, TooLarge, minor_unit
from workbench.importers.footnotes import key_of
from workbench.importers.labels import BandLabel
from workbench.importers.reading import MatrixReading, RowReading
from workbench.importers.refusals import ImportRefused


class Axes:
    """Finds or makes the dimensions of an import, inside an edit."""

    def __init__(self, edit: Edit, reading: MatrixReading) -> None:
        self._edit = edit
        self._bands = [band for row in reading.rows for band in row.bands]
        self._flags = {flag.name: flag for flag in reading.flags}

    def condition(self, row: RowReading, band: BandLabel) -> BandCondition:
        """Return the condition that a row's band is. Raises ImportRefused when its edges fall between two steps."""
        dimension = self._of_band(band)
        currency = band.currency if dimension.kind == "money" and band.currency != dimension.unit else None
        try:
            return BandCondition(dimension=dimension.id, band=band.on(dimension.step), currency=currency)
        except QuantityError as error:
            place = f"{row.address} (“{row.label}”)"
            do = "Write a smaller amount" if isinstance(error, TooLarge) else f"Give {dimension.name} a smaller step"
            raise ImportRefused(f"The band in {place} does not fit {dimension.name}: {error} {do}.") from None

    def flag(self, name: str) -> Dimension:
        """Return the yes-or-no dimension of a column or of a pair of footnotes."""
        flag = self._flags.get(name)
        key = key_of(name)
        return self._found(key, name, "flag") or self._make(key, name, "flag", basis=flag.basis if flag else "")

    def _of_band(self, band: BandLabel) -> Dimension:
        kind = _kind(band)
        name = _name(band, kind)
        key = "amount" if name == "Amount" else key_of(name)
        found = self._found(key, name, kind)
        if found is not None and (kind != "number" or not found.unit or not band.unit or found.unit == band.unit):
            return found
        if found is not None:
            name = f"{name} in {band.unit}"
            key = key_of(name)
            if other := self._found(key, name, kind):
                return other
        alike = [each for each in self._bands if _kind(each) == kind and _name(each, kind) == _name(band, kind)]
        if kind == "money":
            currency = self._currency(alike)
            return self._make(key, name, kind, unit=currency, step=minor_unit(currency))
        unit = "" if kind == "percent" else band.unit
        return self._make(key, name, kind, unit=unit, step=_step(alike))

    def _currency(self, bands: Sequence[BandLabel]) -> str:
        """Return the currency that most of the bands name, else that of the whole sheet, else the organisation's."""
        own = Counter(band.currency for band in bands if band.currency)
        every = Counter(band.currency for band in self._bands if band.currency)
        common = own.most_common(1) or every.most_common(1)
        return str(common[0][0]) if common else self._edit.document.workspace.currency

    def _found(self, key: str, name: str, kind: DimensionKind) -> Dimension | None:
        rows = [row for row in self._edit.document.dimensions if row.kind == kind]
        by_key = (row for row in rows if row.key == key)
        return next(by_key, None) or next((row for row in rows if row.name.casefold() == name.casefold()), None)

    def _make(
        self,
        key: str,
        name: str,
        kind: DimensionKind,
        *,
        unit: str = "",
        step: Decimal = Decimal(1),
        basis: str = "",
    ) -> Dimension:
        rows = self._edit.document.dimensions
        taken = {row.key for row in rows}
        free = next(k for n in range(len(taken) + 2) if (k := key if n == 0 else f"{key}_{n + 1}") not in taken)
        position = max((row.position for row in rows), default=0.0) + 1
        return self._edit.create(
            Dimension(
                id=fresh("dimension"),
                name=name,
                key=free,
                kind=kind,
                unit=unit,
                step=step,
                lower=0 if kind != "flag" else None,
                basis=basis,
                position=position,
            )
        )


def _kind(band: BandLabel) -> DimensionKind:
    if not band.unit:
        return "money"
    return "percent" if band.unit == "%" else "number"


def _name(band: BandLabel, kind: DimensionKind) -> str:
    if band.subject:
        return band.subject[:1].upper() + band.subject[1:]
    return {"money": "Amount", "percent": "Percentage"}.get(kind) or band.unit[:1].upper() + band.unit[1:]


def _step(bands: Sequence[BandLabel]) -> Decimal:
    """Return the coarsest decimal step on which all edges lie, at most one."""
    edges = [edge for band in bands for edge in (band.lower, band.upper) if isinstance(edge, Decimal)]
    exponents = [int(edge.normalize().as_tuple().exponent) for edge in edges if edge]
    return Decimal(1).scaleb(min([0, *exponents]))
