"""The matrix: decisions and their rows down, roles across, letters typed as into a spreadsheet."""

from views.matrix.page import MatrixPage

__all__ = ["MatrixPage"]
