"""The Certificate sheet: what is proved of the matrix, how, and whether that still holds."""

from exporters.cells import clean
from exporters.workbook.sheet import Column, Line, RenderedSheet, fitted
from models.authority.rules import Edition
from models.document import Document

_COLUMNS = (Column(20), Column(110))


def render_certificate(document: Document, edition: Edition | None) -> RenderedSheet | None:
    """Return the Certificate sheet of an edition's latest certificate, or None where it has none."""
    from models.certificate import certificate_lines, certificate_of, state_words

    found = certificate_of(document, edition.id) if edition is not None else None
    if found is None:
        return None
    lines = [
        Line(("Certificate", None), ("title", ""), height=27),
        Line((clean(state_words(document, found)), None), ("stamp", ""), height=18),
        Line((None, None), ("", "")),
    ]
    body = [Line((heading, clean(text)), ("strong", "text")) for heading, text in certificate_lines(document, found)]
    return RenderedSheet(
        title="Certificate",
        columns=_COLUMNS,
        lines=(*lines, *fitted(body, _COLUMNS)),
        headings=(1, 2),
        frozen="",
        landscape=False,
        title_columns=0,
    )
