"""The difference of two versions of a matrix: the boxes in which the answer differs, and in words who gains and loses.

Answers are compared, not rows: rows that are renamed, divided or moved and give every case the same are no difference.
"""

from models.authority.difference.comparing import Difference, compared
from models.authority.difference.versions import Version, version_of
from models.authority.difference.wording import Line, Report, reported

__all__ = ["Difference", "Line", "Report", "Version", "compared", "reported", "version_of"]
