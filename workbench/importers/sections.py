"""Rows to sections and decisions: which labels head others, and which bands belong to which decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.importers.labels import BandLabel
from workbench.importers.names import LONGEST_NAME, short_name
from workbench.importers.reading import RowReading
from workbench.importers.report import Ledger
from workbench.importers.rows import Line


@dataclass
class _Group:
    """Headings, outermost first, and the rows under the last of them."""

    headings: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def rows_of(lines: Sequence[Line], title: str, ledger: Ledger) -> Iterator[tuple[Line, RowReading]]:
    """Yield each row that states who plays which part in which decision, with the line that it came from.

    A heading whose rows are all bands is a decision; over named rows it is a section, and a lone band among them
    is a row of a decision named like the section. Rows before any heading belong to no section.
    """
    for group in _groups([line for line in lines if line.label.name or line.label.band or line.filled]):
        yield from _rows_of_group(group, title, ledger)


def _groups(lines: Sequence[Line]) -> Iterator[_Group]:
    styled = _styled(lines)
    group = _Group()
    for place, line in enumerate(lines):
        behind = lines[place + 1] if place + 1 < len(lines) else None
        if not _heads(line, behind, styled):
            group.lines.append(line)
        elif group.lines:
            yield group
            kept = [h for h in group.headings if styled and h.level < line.level]
            group = _Group([*kept, line])
        elif styled and group.headings and line.level < group.headings[-1].level:
            yield group
            group = _Group([line])
        else:
            group.headings.append(line)
    yield group


def _styled(lines: Sequence[Line]) -> bool:
    """Whether headings differ from rows by their looks, so that a plain label without parts can be told from them."""
    rows = [line for line in lines if not line.bare and line.cell is not None]
    strong = any(line.bare and line.level == 0 for line in lines)
    return strong and sum(line.level for line in rows) * 2 > len(rows)


def _heads(line: Line, behind: Line | None, styled: bool) -> bool:
    if not line.bare or not line.label.name:
        return False
    if line.text.rstrip().endswith(":") or (styled and line.level == 0):
        return True
    if behind is None:
        return False
    return not styled or (not behind.bare and not behind.label.name)


def _rows_of_group(group: _Group, title: str, ledger: Ledger) -> Iterator[tuple[Line, RowReading]]:
    heads = [short_name(line.label.name) for line in group.headings]
    named = any(line.label.name for line in group.lines)
    whole = bool(heads) and not named and bool(group.lines)
    sections = tuple(heads[:-1] or heads) if whole else tuple(heads)
    _enter_headings(group, whole, ledger)
    for line in group.lines:
        path = (*line.path, *sections)
        name = line.label.name or (heads[-1] if heads else path[-1] if path else title)
        bands = line.conditions.bands or tuple(filter(None, (line.label.band,)))
        _enter_label(line, name, bands[0] if bands else None, ledger)
        yield (
            line,
            RowReading(
                line.address,
                line.text,
                path,
                short_name(name),
                bands,
                line.parts,
                when=line.conditions.flags,
                notes=tuple(line.notes),
                note=line.note,
                clause=line.clause,
            ),
        )


def _enter_headings(group: _Group, whole: bool, ledger: Ledger) -> None:
    for place, line in enumerate(group.headings):
        if line.cell is None:
            continue
        name = short_name(line.label.name)
        if not group.lines:
            ledger.unread(line.cell, "a heading with nothing under it")
        elif whole and place == len(group.headings) - 1:
            section = ", in a section of the same name" if place == 0 else ""
            ledger.read(line.cell, "decision", f"the decision {name}{section}")
        else:
            ledger.read(line.cell, "section", f"the section {name}")


def _enter_label(line: Line, name: str, band: BandLabel | None, ledger: Ledger) -> None:
    cell = line.cell
    if cell is None:
        return
    own = line.label.band
    if line.label.name or own is None:
        words = f"the decision {short_name(name)}"
        ledger.read(cell, "decision", f"{words}, {_said(band)}" if band is not None else words)
    else:
        ledger.read(cell, "band", f"{short_name(name)}, {_said(own)}")
    if len(name) > LONGEST_NAME:
        ledger.remark(cell, "its name is cut; the whole text stays in the row's label")
    remark = line.label.remark or (own.remark if own is not None and not line.conditions.bands else "")
    if remark:
        ledger.remark(cell, remark)


def _said(band: BandLabel) -> str:
    of = (band.subject or "amount").lower()
    return " ".join(filter(None, (of, band.edges, band.currency or band.unit)))
