"""A table of values that is typed into like a spreadsheet: painted, with a field only where somebody types."""

from views.valuetable.cells import Cell, Column, Line
from views.valuetable.table import ValueTable

__all__ = ["Cell", "Column", "Line", "ValueTable"]
