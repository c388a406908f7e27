"""A Word document in the house's look: A4, headings, contents with page numbers, tables, header and footer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

_FONT = "Calibri"
_INK, _MUTED, _ACCENT = RGBColor(0x1A, 0x1E, 0x24), RGBColor(0x56, 0x5E, 0x6B), RGBColor(0x27, 0x32, 0x4A)
_LINE, _SHADE = "C3C9D3", "EDF0F5"
_WIDTH = Cm(16.4)


class Word:
    """A document under construction. Texts must be writable in XML."""

    def __init__(self, *, title: str, header: str, footer: str) -> None:
        self._made = docx.Document()
        self._bookmarks = 0
        self._set_up_page()
        self._set_up_styles()
        self._ids = {str(style.name): style.style_id for style in self._made.styles}
        properties = self._made.core_properties
        properties.title, properties.author, properties.subject = title, "Remit", "Team charters"
        properties.language, properties.comments = "en-GB", ""
        self._head_and_foot(header, footer)

    def save(self, path: Path) -> None:
        """Write the document. Raises OSError."""
        self._made.save(str(path))

    def cover(self, name: str, title: str, subtitle: str) -> None:
        """Begin with the name of the organisation, a title and what it is as of."""
        self._add(name, "Remit Organisation")
        self._add(title, "Title")
        self.subtitle(subtitle)

    def contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """Add a list of headings by their marks, each with the page it is on, which the reader's program fills in."""
        self._add("Contents", "Remit Contents")
        for text, mark in entries:
            paragraph = self._add("", "Remit Entry")
            link = _element("hyperlink", anchor=mark)
            run = paragraph.add_run(f"{text}\t")
            link.append(run._r)
            paragraph._p.append(link)
            _field(paragraph, f"PAGEREF {mark} \\h", "–")

    def heading(self, text: str, level: int, *, mark: str = "", new_page: bool = False) -> None:
        """Add a heading; `mark` is what contents refer to it by."""
        paragraph = self._add("", f"Heading {level}")
        paragraph.paragraph_format.page_break_before = new_page or None
        start = self._bookmark(mark) if mark else None
        if start is not None:
            paragraph._p.append(start)
        paragraph.add_run(text)
        if start is not None:
            paragraph._p.append(_element("bookmarkEnd", id=start.get(qn("w:id"))))

    def subtitle(self, text: str) -> None:
        """Add a line under a title."""
        self._add(text, "Subtitle")

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self._add(text, "Normal")

    def remark(self, text: str) -> None:
        """Add a paragraph that says what is missing."""
        self._add(text, "Remit Remark")

    def bullet(self, text: str, clause: str = "") -> None:
        """Add an item of a list, with the clause that it comes from."""
        paragraph = self._add(text, "List Bullet")
        if clause:
            run = paragraph.add_run(f"  {clause}")
            run.font.color.rgb, run.font.size = _MUTED, Pt(9)

    def table(self, heading: Sequence[str], rows: Sequence[Sequence[str]], *, tall: bool = False) -> None:
        """Add a table whose heading repeats on each page; `tall` leaves room to write in."""
        table = self._made.add_table(rows=0, cols=len(heading))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        _lines(table)
        for number, cells in enumerate((heading, *rows)):
            row = table.add_row()
            row.height = Cm(1.1) if tall and number else Cm(0.65)
            _keep_whole(row, heading=number == 0)
            for cell, text in zip(row.cells, cells, strict=True):
                cell.width = int(_WIDTH / len(heading))
                cell.vertical_alignment = 1
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self._ids["Remit Cell"]
                paragraph.add_run(text).bold = number == 0 or None
                if number == 0:
                    _shade(cell)
        self._add("", "Remit Gap")

    def _add(self, text: str, style: str) -> Paragraph:
        paragraph = self._made.add_paragraph(text)
        # By its id: python-docx looks through all of its two hundred styles for a name, paragraph by paragraph.
        paragraph._p.style = self._ids[style]
        return paragraph

    def _bookmark(self, name: str) -> Any:
        self._bookmarks += 1
        return _element("bookmarkStart", id=str(self._bookmarks), name=name)

    def _set_up_page(self) -> None:
        section = self._made.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.header_distance = section.footer_distance = Cm(1.1)

    def _set_up_styles(self) -> None:
        for name, size, bold, ink, before, after in (
            ("Normal", 10, False, _INK, 0, 4),
            ("Title", 30, True, _ACCENT, 0, 8),
            ("Subtitle", 11, False, _MUTED, 0, 14),
            ("Heading 1", 21, True, _ACCENT, 0, 2),
            ("Heading 2", 12.5, True, _ACCENT, 10, 2),
            ("Heading 3", 10, True, _INK, 6, 2),
            ("List Bullet", 10, False, _INK, 0, 2),
            ("Remit Organisation", 13, False, _MUTED, 120, 4),
            ("Remit Contents", 13, True, _ACCENT, 60, 6),
            ("Remit Entry", 10.5, False, _INK, 0, 3),
            ("Remit Remark", 10, False, _MUTED, 0, 5),
            ("Remit Cell", 9.5, False, _INK, 2, 2),
            ("Remit Gap", 4, False, _INK, 0, 2),
        ):
            self._style(name, size, ink, bold=bold, before=before, after=after)
        styles = self._made.styles
        styles["Remit Remark"].font.italic = True
        styles["Remit Entry"].paragraph_format.tab_stops.add_tab_stop(
            _WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        for name in ("Heading 1", "Heading 2", "Heading 3"):
            styles[name].paragraph_format.keep_with_next = True

    def _style(self, name: str, size: float, ink: RGBColor, *, bold: bool, before: float, after: float) -> None:
        styles = self._made.styles
        if name not in [style.name for style in styles]:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        style = styles[name]
        font = style.font
        font.name, font.size, font.bold, font.italic, font.color.rgb = _FONT, Pt(size), bold, False, ink
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            # A theme's font would win over the one just named.
            if fonts.get(qn(kind)) is not None:
                del fonts.attrib[qn(kind)]
        format_ = style.paragraph_format
        format_.space_before, format_.space_after, format_.line_spacing = Pt(before), Pt(after), 1.1
        for unwanted in ("w:pBdr", "w:spacing"):
            for line in style.element.findall(f"*/{{*}}{unwanted[2:]}"):
                if unwanted == "w:pBdr" or line.getparent().tag == qn("w:rPr"):
                    line.getparent().remove(line)

    def _head_and_foot(self, header: str, footer: str) -> None:
        section = self._made.sections[0]
        for part, left, right in ((section.header, header, ()), (section.footer, footer, ("PAGE", "NUMPAGES"))):
            paragraph = part.paragraphs[0]
            paragraph.add_run(left)
            if right:
                # The style of a footer has a tab in the middle and one at the right.
                paragraph.add_run("\t\tPage ")
                _field(paragraph, right[0], "1")
                paragraph.add_run(" of ")
                _field(paragraph, right[1], "1")
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(8.5), _MUTED


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word works out when it opens the document; `shown` stands there until then."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "shown":
            continue
        if kind:
            part = _element("fldChar", fldCharType=kind, **({"dirty": "true"} if kind == "begin" else {}))
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {text} "
        run._r.append(part)


def _lines(table: Any) -> None:
    """Draw the lines between rows alone, and have the text of the first column stand at the margin's line."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", space="0", color=_LINE))
    table._tbl.tblPr.append(_element("tblInd", w="108", type="dxa"))
    table._tbl.tblPr.append(borders)


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=_SHADE))


def _keep_whole(row: Any, *, heading: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
