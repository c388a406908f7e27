"""The Changes sheet: what a version of the matrix changes against the one before, in words."""

from datetime import date

from exporters.cells import clean
from exporters.workbook.sheet import Column, Line, RenderedSheet, fitted
from models.authority.rules import Edition
from models.document import Document

_HEADINGS = (("Change", 18.0), ("Role", 28.0), ("Decision", 34.0), ("In words", 100.0))
_KINDS = {
    "gains": "Gains",
    "loses": "Loses",
    "shares": "Shares",
    "terms": "Other terms",
    "decided": "Now decided",
    "undecided": "Became undecided",
    "still": "Still undecided",
    "new": "New",
    "gone": "Gone",
}
_GRAVE = ("undecided",)


def render_changes(document: Document, edition: Edition | None, on: date) -> RenderedSheet | None:
    """Return the Changes sheet of an edition, or None where it replaces none."""
    from models.authority.difference import compared, reported, version_of
    from models.authority.editions import predecessor_of

    before = predecessor_of(document, edition) if edition is not None else None
    if edition is None or before is None:
        return None
    report = reported(compared(version_of(document, before, on), version_of(document, edition, on)))
    columns = tuple(Column(width) for _, width in _HEADINGS)
    top = [
        _across(f"From {report.before} to {report.after}", "title", 27),
        _across(report.claim, "stamp", 18),
        *(_across(note, "stamp", 18) for note in report.notes),
        _across("", "", None),
    ]
    head = Line(tuple(name for name, _ in _HEADINGS), ("heading",) * len(_HEADINGS), height=24)
    body = [
        Line(
            (
                _KINDS[line.kind],
                clean(role.name) if (role := document.roles.get(line.role)) else "",
                clean(document.decisions[line.decision].name),
                clean(line.text),
            ),
            ("severity.error" if line.kind in _GRAVE else "prose", "prose", "prose", "prose"),
        )
        for line in report.lines
    ]
    return RenderedSheet(
        title="Changes",
        columns=columns,
        lines=(*top, head, *fitted(body, columns)),
        headings=(len(top) + 1, len(top) + 1),
        frozen=f"A{len(top) + 2}",
        filtered=bool(body),
        title_columns=0,
    )


def _across(text: str, look: str, height: float | None) -> Line:
    rest = len(_HEADINGS) - 1
    return Line((clean(text) or None, *(None,) * rest), (look, *("",) * rest), height=height)
