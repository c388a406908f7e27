"""A charter as rich text for the preview. What people wrote is escaped; only our own mark-up is read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from models.charter import CharterText, Grid, Listing, Section
from views.tokens import Tokens

MATRIX = "matrix:"


def charter_html(charter: CharterText, look: Tokens, points: float) -> str:
    """Return a whole document, set in the colours of a theme around a body size in points.

    Each section begins with an anchor named by its key; a line of authority that comes from a decision links to it.
    """
    body = "".join(_section(section, look, points) for section in charter.sections)
    return (
        f'<html><body style="color:{look.text}; font-size:{points:g}pt; line-height:135%">'
        f'<p style="font-size:{points * 1.6:g}pt; font-weight:600; margin:0">{escape(charter.title)}</p>'
        f'<p style="color:{look.muted}; font-size:{points * 0.9:g}pt; margin:2px 0 6px 0">'
        f"{escape(charter.subtitle)}</p>"
        f"{body}</body></html>"
    )


def _section(section: Section, look: Tokens, points: float) -> str:
    style = f"font-size:{points * 1.1:g}pt; font-weight:600; margin:14px 0 3px 0"
    return "".join(
        (
            f'<p style="{style}"><a name="{escape(section.key)}"></a>{escape(section.title)}</p>',
            *(f'<p style="margin:0 0 4px 0">{escape(paragraph)}</p>' for paragraph in section.paragraphs),
            *(_listing(listing, look) for listing in section.lists),
            _grid(section.grid, look) if section.grid else "",
            f'<p style="color:{look.muted}; margin:0"><i>{escape(section.missing)}</i></p>' if section.missing else "",
        )
    )


def _listing(listing: Listing, look: Tokens) -> str:
    items = "".join(
        f'<p style="margin:0 0 3px 9px; text-indent:-9px">•&nbsp;{text}</p>' for text in _items(listing, look)
    )
    return f'<p style="color:{look.muted}; font-weight:500; margin:6px 0 2px 0">{escape(listing.title)}</p>{items}'


def _items(listing: Listing, look: Tokens) -> Iterator[str]:
    for index, item in enumerate(listing.items):
        decision = listing.decisions[index] if listing.decisions else None
        clause = listing.clauses[index] if listing.clauses else ""
        text = escape(item)
        if decision:
            text = f'<a href="{MATRIX}{escape(decision)}" style="color:{look.text}; text-decoration:none">{text}</a>'
        yield f'{text} <span style="color:{look.muted}">{escape(clause)}</span>' if clause else text


def _grid(grid: Grid, look: Tokens) -> str:
    head = "".join(
        f'<td style="color:{look.muted}; padding:1px 12px 1px 0">{escape(cell)}</td>' for cell in grid.heading
    )
    rows = "".join(
        "<tr>"
        + "".join(f'<td style="padding:1px 12px 1px 0; white-space:nowrap">{escape(cell)}</td>' for cell in row)
        + "</tr>"
        for row in grid.rows
    )
    return f'<table cellspacing="0" cellpadding="0"><tr>{head}</tr>{rows}</table>'
