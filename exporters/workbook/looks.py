"""How cells look. Every fill is told apart in grey print by its lightness, and never says more than its letter."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Calibri"
INK, MUTED, PAPER = "1A1E24", "565E6B", "FFFFFF"
HEADING, GROUP, SECTION, DECISION, LINE = "27324A", "3F4C6B", "D5DCE8", "EDF0F5", "C3C9D3"
ERROR, WARNING, INFORMATION = "F2C4C0", "F8E3B4", "E3E9F4"

# From dark to light by the weight of the part: deciding, binding, advising, being told.
RIGHTS = {
    "approve": "9FB9EA",
    "sign": "B4D3B2",
    "ratify": "BFB3E0",
    "agree": "E7C79B",
    "veto": "E7C79B",
    "endorse": "DCC9E6",
    "recommend": "D3E2F8",
    "consult": "E4EEDF",
    "support": "EEF0EA",
    "perform": "E2E6EC",
    "notify": "F4F5F7",
}


@dataclass(frozen=True)
class Look:
    """The look of a cell. `size` is in points, `indent` in steps, `turn` in degrees."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    lines: Literal["all", "rows", "none"] = "all"
    across: Literal["left", "center", "right"] = "left"
    upright: Literal["top", "center", "bottom"] = "center"
    wrap: bool = True
    indent: int = 1
    turn: int = 0
    numbers: str = "General"


def _looks() -> dict[str, Look]:
    heading = Look(bold=True, ink=PAPER, fill=HEADING)
    looks = {
        "": Look(lines="none", wrap=False, indent=0),
        "title": Look(size=18, bold=True, lines="none", wrap=False, indent=0),
        "stamp": Look(size=10, ink=MUTED, lines="none", wrap=False, upright="top", indent=0),
        "foot": Look(size=12, bold=True, lines="none", wrap=False, indent=0),
        "note": Look(lines="none", upright="top", indent=0),
        "heading": heading,
        "heading.group": Look(bold=True, ink=PAPER, fill=GROUP, across="center"),
        "heading.role": Look(bold=True, ink=PAPER, fill=HEADING, across="center"),
        "heading.upright": Look(bold=True, ink=PAPER, fill=HEADING, across="center", upright="bottom", turn=90),
        "section.fill": Look(fill=SECTION, lines="rows"),
        "decision.fill": Look(fill=DECISION, lines="rows"),
        "blank": Look(across="center"),
        "fact": Look(ink=INK),
        "remark": Look(ink=MUTED),
        "words": Look(ink=MUTED, size=9),
        "text": Look(),
        "strong": Look(bold=True),
        "number": Look(across="right", wrap=False, numbers="#,##0.##"),
        "count": Look(across="right", wrap=False, numbers="#,##0"),
        "prose": Look(upright="top"),
        "severity.error": Look(bold=True, fill=ERROR, upright="top"),
        "severity.warning": Look(bold=True, fill=WARNING, upright="top"),
        "severity.note": Look(fill=INFORMATION, upright="top"),
    }
    for depth in range(5):
        looks[f"section.{depth}"] = Look(size=11, bold=True, fill=SECTION, indent=depth + 1, wrap=False, lines="rows")
        looks[f"decision.{depth}"] = Look(bold=True, fill=DECISION, indent=depth + 1, lines="rows")
        looks[f"rule.{depth}"] = Look(indent=depth + 1)
    for right, fill in RIGHTS.items():
        looks[f"right.{right}"] = Look(bold=right == "approve", fill=fill, across="center")
    return looks


LOOKS = _looks()


def stencil(sheet: "Worksheet", look: str, *, quoted: bool = False) -> "Cell":
    """Return a cell of this look to write any number of values with; `quoted` keeps active text from ever running."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = WriteOnlyCell(sheet)
    wanted = LOOKS[look]
    cell.font = Font(FONT, wanted.size, bold=wanted.bold, italic=wanted.italic, color=wanted.ink)
    if wanted.fill:
        cell.fill = PatternFill("solid", fgColor=wanted.fill)
    if wanted.lines != "none":
        side = Side("thin", color=LINE)
        beside = side if wanted.lines == "all" else None
        cell.border = Border(left=beside, right=beside, top=side, bottom=side)
    cell.alignment = Alignment(
        horizontal=wanted.across,
        vertical=wanted.upright,
        wrap_text=wanted.wrap or None,
        indent=0 if wanted.across == "center" else wanted.indent,
        text_rotation=wanted.turn,
    )
    cell.number_format = wanted.numbers
    if quoted:
        cell.quotePrefix = True
    return cell
