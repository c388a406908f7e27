"""Footnotes of the matrix: which marks stand where, and what is written under it."""

from collections.abc import Iterable

from models.authority.rules import Edition, Note, Rule
from models.document import Document


def notes_of(document: Document, edition: Edition | None, rules: Iterable[Rule]) -> list[Note]:
    """Return the notes on an edition, on its rows and on roles, in order."""
    shown = {rule.id for rule in rules}
    return [
        note
        for note in document.notes
        if (note.rule is None or note.rule in shown)
        and (note.edition is None or edition is None or note.edition == edition.id)
    ]


def marks_of(notes: Iterable[Note]) -> dict[tuple[str, str], str]:
    """Return the marks at a cell (rule, role), a row (rule, ""), a role ("", role) and the matrix ("", "")."""
    marks: dict[tuple[str, str], str] = {}
    for note in notes:
        if note.mark:
            place = (note.rule or "", note.role or "")
            if shown_mark(note.mark) not in marks.get(place, ""):
                marks[place] = marks.get(place, "") + shown_mark(note.mark)
    return marks


def foot_of(document: Document, edition: Edition | None, notes: Iterable[Note]) -> list[tuple[str, str]]:
    """Return what stands under the matrix: each text with the id of its note, those that repeat one left out."""
    texts: dict[str, str] = {}
    if edition is not None and (edition.residual or edition.residual_note):
        role = document.roles.get(edition.residual)
        said = ": ".join(filter(None, (f"{role.name} decides" if role else "", edition.residual_note)))
        texts[f"Everything that is not listed: {said}"] = ""
    for note in notes:
        texts.setdefault(f"{shown_mark(note.mark)} {note.text}".strip(), note.id)
    return list(texts.items())


def shown_mark(mark: str) -> str:
    """Return a footnote mark as it is printed: "(1)", but "*" as it is."""
    return f"({mark})" if mark.isalnum() else mark
