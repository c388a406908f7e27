"""What was read from a matrix, in names and words, before it becomes rows of a document."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.authority.rules import Right
from workbench.importers.deciders import Who
from workbench.importers.footnotes import Flag
from workbench.importers.labels import BandLabel
from workbench.importers.letters import LetterScheme

if TYPE_CHECKING:
    from workbench.importers.report import ImportReport


@dataclass(frozen=True)
class ImportOptions:
    """`footnotes_as_conditions`: footnotes that contradict each other ("if in plan", "if not") become a condition."""

    footnotes_as_conditions: bool = True


@dataclass(frozen=True)
class RoleReading:
    """A role with the heading that stands above its column."""

    name: str
    column_group: str
    address: str


@dataclass(frozen=True)
class Part:
    """A part that somebody plays in a row, from the cell at `address`."""

    right: Right
    who: Who
    strand: str
    address: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoteReading:
    """A footnote or remark; `role` is empty where it concerns the whole row or matrix."""

    mark: str
    text: str
    role: str = ""


@dataclass(frozen=True)
class RowReading:
    """A row: where it stands, what it is about, and who plays which part under which condition.

    `bands` lie on different dimensions; `when` holds flags by name.
    """

    address: str
    label: str
    sections: tuple[str, ...]
    decision: str
    bands: tuple[BandLabel, ...]
    parts: tuple[Part, ...]
    when: tuple[tuple[str, bool], ...] = ()
    notes: tuple[NoteReading, ...] = ()
    note: str = ""
    clause: str = ""

    @property
    def band(self) -> BandLabel | None:
        """The first of the bands, or None."""
        return self.bands[0] if self.bands else None


@dataclass(frozen=True)
class MatrixReading:
    """A whole sheet as read, with the report that names every cell."""

    file: str
    title: str
    roles: tuple[RoleReading, ...]
    rows: tuple[RowReading, ...]
    flags: tuple[Flag, ...]
    role_notes: tuple[NoteReading, ...]
    matrix_notes: tuple[NoteReading, ...]
    scheme: LetterScheme | None
    report: "ImportReport"
