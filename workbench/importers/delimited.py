"""Tables kept as text: .csv and .tsv, whatever their separator and encoding."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbench.importers.refusals import ImportRefused
from workbench.importers.sheets import Cell, Sheet, sheet_of

_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_FIELD = 1_000_000


def sheet_of_text(path: Path, content: bytes) -> Sheet:
    """Return the table of a text file as a sheet named after the file.

    Raises ImportRefused when the file is no text or no table.
    """
    text = _decoded(path.name, content)
    separator = "\t" if path.suffix.lower() in (".tsv", ".tab") else _separator(text)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return sheet_of(path.stem, _cells(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as error:
        raise ImportRefused(f"{path.name} is not a table of text: {error}.") from None


def _cells(rows: Iterator[list[str]]) -> Iterator[Cell]:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text.strip():
                yield Cell(number, column, text)


def _decoded(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportRefused(f"{name} is not a text file, although it is named like one.")


def _separator(text: str) -> str:
    """Return the separator that cuts most rows into the same number of fields, more than one."""
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        sample = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
        try:
            widths = [len(row) for _, row in zip(range(200), sample, strict=False) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = Counter(widths).most_common(1)[0]
        score = rows / len(widths) if width > 1 else 0
        if score > best_score:
            best, best_score = separator, score
    return best
