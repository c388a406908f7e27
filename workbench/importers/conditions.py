"""Columns that say for which cases a row holds: bands ("Amount"), and yes or no ("Budgeted")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.importers.amount_headings import currency_of, dimension_of, edge_of, in_thousands
from workbench.importers.amounts import AMOUNT
from workbench.importers.labels import BandLabel, parse_band, split_label
from workbench.importers.layout import Layout, heading_of
from workbench.importers.letters import split_marks
from workbench.importers.names import short_name
from workbench.importers.report import Ledger
from workbench.importers.sheets import Cell, Sheet

YES_OR_NO: Mapping[str, bool] = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_IN_THOUSANDS = "it is read in thousands, as its heading says"
_SCALED = re.compile(r"\d\s?(?:[kKmMbB]|mn|bn|mio|million|thousand)\b")


@dataclass(frozen=True)
class Conditions:
    """The bands of a row, and its flags by name."""

    bands: tuple[BandLabel, ...] = ()
    flags: tuple[tuple[str, bool], ...] = ()
    text: str = ""


class ConditionColumns:
    """Reads the condition columns of a sheet, row by row."""

    def __init__(self, sheet: Sheet, layout: Layout, ledger: Ledger) -> None:
        self._sheet, self._layout, self._ledger = sheet, layout, ledger
        self._headings = {c: heading_of(sheet, layout.header, c) for c in (*layout.bands, *layout.flags)}
        edges = {edge: c for c in reversed(layout.bands) if (edge := edge_of(self._headings[c]))}
        self._lower, self._upper = edges.get("lower"), edges.get("upper")

    def read(self, row: int) -> Conditions:
        """Return the conditions of a row, with the text of the first, and enter their cells in the ledger."""
        bands: dict[tuple[str, str], BandLabel] = {}
        flags: dict[str, bool] = {}
        cells = [cell for c in self._headings if (cell := self._sheet.at(row, c)) is not None and not cell.trouble]
        for cell in cells:
            heading = self._headings[cell.column]
            if cell.column in self._layout.flags:
                name = short_name(split_marks(heading)[0])
                flags.setdefault(name, YES_OR_NO[cell.text.strip().lower()])
                self._ledger.read(cell, "condition", f"{name}: {cell.text.strip()}")
                continue
            if cell.column == self._upper and self._lower is not None and self._sheet.at(row, self._lower):
                continue  # read together with its lower edge
            band = self._between(cell) if cell.column == self._lower else self._band(cell, heading)
            if band is None:
                self._ledger.unread(cell, "it is no band that Remit can read")
            elif (key := (band.subject.lower(), band.unit)) in bands:
                self._ledger.unread(cell, "the row has another band on the same dimension")
            else:
                bands[key] = band
                self._enter(cell, band)
        return Conditions(tuple(bands.values()), tuple(flags.items()), cells[0].text if cells else "")

    def _enter(self, cell: Cell, band: BandLabel) -> None:
        self._ledger.read(cell, "band", " ".join(filter(None, (band.subject or "amount", band.edges))))
        if band.remark:
            self._ledger.remark(cell, band.remark)

    def _band(self, cell: Cell, heading: str) -> BandLabel | None:
        text = split_marks(cell.text)[0]
        band = parse_band(text) or (parse_band(f"up to {text}") if cell.column == self._upper else None)
        if band is None:
            return None
        band = replace(band, subject=band.subject or dimension_of(heading))
        if not band.currency and not band.unit:
            band = replace(band, currency=currency_of(heading))
        if in_thousands(heading) and not _SCALED.search(cell.text):
            upper = band.upper * 1000 if isinstance(band.upper, Decimal) else band.upper
            lower = band.lower * 1000 if band.lower is not None else None
            band = replace(band, lower=lower, upper=upper, remark=_IN_THOUSANDS)
        return band

    def _between(self, low: Cell) -> BandLabel | None:
        """Return the band whose lower edge stands in one column and whose upper edge in another.

        An empty upper edge is not stated, which is not the same as unlimited; without such a column there is none.
        """
        below = self._edge(low)
        if below is None or not isinstance(below.upper, Decimal):
            return None
        band = replace(below, lower=below.upper, upper="unlimited", remark="")
        if self._upper is None:
            return band
        high = self._sheet.at(low.row, self._upper)
        if high is None:
            remark = f"its upper edge in {self._headings[self._upper]} is empty: not stated, which is not unlimited"
            return replace(band, upper=None, remark=remark)
        above = self._edge(high)
        if above is None:
            self._ledger.unread(high, "it is no band that Remit can read")
            return replace(band, upper=None)
        self._ledger.read(high, "band", "the upper edge of the row")
        return replace(band, upper=above.upper, currency=band.currency or above.currency)

    def _edge(self, cell: Cell) -> BandLabel | None:
        """Return a bare amount as the upper edge of a band that begins at zero; words for no limit as unlimited."""
        text = split_marks(cell.text)[0]
        whole = split_label(text)
        if not whole.name and whole.band is not None and whole.band.upper == "unlimited" and not whole.band.lower:
            return whole.band
        bare = replace(cell, text=f"up to {text}")
        return self._band(bare, self._headings[cell.column]) if AMOUNT.fullmatch(text) else None
