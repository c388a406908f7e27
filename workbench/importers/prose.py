"""Charts of one column: a band, and beside it a sentence that says who may decide."""

import re
from collections.abc import Iterator

from workbench.importers.deciders import Who, read_deciders
from workbench.importers.labels import BandLabel, parse_band
from workbench.importers.reading import MatrixReading, Part, RoleReading, RowReading
from workbench.importers.report import ImportReport, Ledger
from workbench.importers.sheets import Cell, Sheet

_DECIDES = re.compile(
    r"^\s*(?:the\s+)?(?P<who>[^.;:]{2,120}?)\s+(?P<how>may|must|shall|can|has to|have to)\s+"
    r"(?:approve|authori[sz]e|award|decide)\b",
    re.IGNORECASE,
)
_LEAST_BANDS = 2


def read_prose(file: str, sheet: Sheet) -> MatrixReading | None:
    """Return a chart of bands and sentences as one decision named after the sheet, or None where this is none.

    A decider is recognised at the start of a sentence ("The City Manager must approve …"); the sentence stays the
    note of its row either way.
    """
    columns = {c: cells for c, cells in sheet.columns.items() if len(cells) >= _LEAST_BANDS}
    column = next((c for c, cells in columns.items() if _share_of_bands(cells) >= 0.6), None)
    if column is None or len(sheet.columns) < 2:
        return None
    ledger = Ledger(sheet)
    name = " ".join(sheet.title.replace("_", " ").split())
    rows = tuple(_rows(sheet, column, name, ledger))
    if not any(row.note for row in rows):
        return None
    roles: dict[str, RoleReading] = {}
    for row in rows:
        for part in row.parts:
            for who in part.who.names():
                roles.setdefault(who.casefold(), RoleReading(who, "", part.address))
    counts = {
        "decisions": 1,
        "rows": len(rows),
        "bands": len(rows),
        "roles": len(roles),
        "notes": sum(bool(row.note) for row in rows),
        "conditions": 0,
    }
    report = ImportReport(file, sheet.title, ledger.cells(), counts, (), tuple(ledger.remarks))
    return MatrixReading(file, name, tuple(roles.values()), rows, (), (), (), None, report)


def _share_of_bands(cells: tuple[Cell, ...]) -> float:
    return sum(parse_band(cell.text) is not None for cell in cells) / len(cells)


def _rows(sheet: Sheet, column: int, name: str, ledger: Ledger) -> Iterator[RowReading]:
    for row, cells in sheet.rows.items():
        label = sheet.at(row, column)
        band = parse_band(label.text) if label is not None else None
        if label is None or band is None:
            continue
        ledger.read(label, "band", f"{name}, amount {band.edges} {band.currency or band.unit}".rstrip())
        if band.remark:
            ledger.remark(label, band.remark)
        parts: list[Part] = []
        notes: list[str] = []
        for cell in cells:
            if cell is label:
                continue
            if cell.trouble:
                ledger.unread(cell, cell.trouble)
                continue
            notes.append(cell.text.strip())
            part = _decider(cell, ledger)
            if part is None:
                ledger.unread(cell, "no decider is recognised in this sentence; it is kept as the note of the row")
            else:
                parts.append(part)
                ledger.read(cell, "right", f"{part.who}: approve; the sentence is kept as the note of the row")
            _compare(cell, band, ledger)
        yield RowReading(label.address, label.text, (), name, (band,), tuple(parts), note="\n".join(notes))


def _decider(cell: Cell, ledger: Ledger) -> Part | None:
    found = _DECIDES.match(cell.text)
    if found is None:
        return None
    who = read_deciders(found["who"])
    if who is None:
        return None
    if who.kind == "all_of" and found["how"].lower() in ("may", "can"):
        who = Who("any_of", parts=who.parts)
        ledger.remark(cell, f"“{found['who'].strip()} {found['how']} approve” is read as either of them: {who}")
    return Part("approve", who, "", cell.address)


_LESS_THAN = re.compile(r"\b(?:less than|under|below)\s+(?:US\$|[$€£])?[\d.,]*\d", re.IGNORECASE)


def _compare(cell: Cell, band: BandLabel, ledger: Ledger) -> None:
    """Remark where the sentence excludes the edge that the label includes."""
    said = _LESS_THAN.search(cell.text)
    found = parse_band(said[0]) if said else None
    if found is not None and found.upper == band.upper and band.upper_inclusive:
        ledger.remark(
            cell, f"the sentence says “{said[0] if said else ''}”, the label includes the edge; the label counts"
        )
