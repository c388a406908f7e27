"""Authority matrices from other people's files: read, reported cell by cell, and planned as one undoable step."""

from workbench.importers.matrix import read_matrix
from workbench.importers.own_workbook import Comparison, Difference, belongs_to, plan_reimport, reimport
from workbench.importers.plan import plan_import
from workbench.importers.reading import ImportOptions, MatrixReading
from workbench.importers.refusals import ImportRefused
from workbench.importers.report import CellReport, ImportReport, Remark

__all__ = [
    "CellReport",
    "Comparison",
    "Difference",
    "ImportOptions",
    "ImportRefused",
    "ImportReport",
    "MatrixReading",
    "Remark",
    "belongs_to",
    "plan_import",
    "plan_reimport",
    "read_matrix",
    "reimport",
]
