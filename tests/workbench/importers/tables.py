"""Small sheets for tests, written as they look."""

from workbench.importers.matrix import read_sheet
from workbench.importers.reading import ImportOptions, MatrixReading
from workbench.importers.sheets import Cell, Sheet, sheet_of


def sheet(*rows: tuple[str, ...], title: str = "Matrix", bold: tuple[int, ...] = ()) -> Sheet:
    """Return a sheet of these rows; the first cells of the rows numbered in `bold` are bold."""
    return sheet_of(
        title,
        (
            Cell(number, column, text, column == 1 and number in bold)
            for number, row in enumerate(rows, 1)
            for column, text in enumerate(row, 1)
        ),
    )


def reading(*rows: tuple[str, ...], options: ImportOptions | None = None, **how: object) -> MatrixReading:
    """Return what is read from these rows, which must be a matrix."""
    found = read_sheet("matrix.csv", sheet(*rows, **how), options or ImportOptions())  # type: ignore[arg-type]  # as sheet
    assert found is not None
    return found


def parts(found: MatrixReading) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return decision, label and (right, who) of each row."""
    return [(row.decision, row.label, [(part.right, str(part.who)) for part in row.parts]) for row in found.rows]
