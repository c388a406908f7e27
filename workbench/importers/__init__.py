"""Authority matrices from other people's files: read, reported cell by cell, and planned as one undoable step."""

from workbench.importers.matrix import read_matrix
from workbench.importers.plan import plan_import
from workbench.importers.reading import ImportOptions, MatrixReading
from workbench.importers.refusals import ImportRefused
from workbench.importers.report import CellReport, ImportReport, Remark

__all__ = [
    "CellReport",
    "ImportOptions",
    "ImportRefused",
    "ImportReport",
    "MatrixReading",
    "Remark",
    "plan_import",
    "read_matrix",
]
