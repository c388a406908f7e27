"""The hidden sheet `_remit`: which document a workbook was written from, and which row each line and column shows."""

from collections.abc import Iterable
from datetime import date

from exporters.workbook.sheet import Column, Line, RenderedSheet, Value, letters
from models.authority.rules import Edition

TITLE = "_remit"
SCHEMA = "remit.workbook/1"


def render_identity(
    sheets: Iterable[RenderedSheet], edition: Edition | None, on: date, fingerprint: str
) -> RenderedSheet:
    """Return the hidden sheet.

    Its first lines are name and value: schema, document (the fingerprint of the text form), edition (id), day.
    Below "sheet, kind, at, table, id" name each line ("row", its number) and column ("column", its letters) of
    the other sheets that shows a row of the document.
    """
    named: list[tuple[Value, ...]] = [
        ("schema", SCHEMA),
        ("document", fingerprint),
        ("edition", edition.id if edition else ""),
        ("day", on.isoformat()),
        (None,),
        ("sheet", "kind", "at", "table", "id"),
    ]
    for sheet in sheets:
        for at, column in enumerate(sheet.columns):
            if column.id:
                named.append((sheet.title, "column", letters(at), column.table, column.id))
        for number, line in enumerate(sheet.lines, 1):
            if line.id:
                named.append((sheet.title, "row", number, line.table, line.id))
    lines = tuple(Line((*row, *(None,) * (5 - len(row))), ("",) * 5) for row in named)
    return RenderedSheet(TITLE, (Column(14), Column(22), Column(14), Column(14), Column(22)), lines, (1, 1), "")
