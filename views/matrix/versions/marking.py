"""Which cells of a version are other than in the version before, and what stood there."""

from __future__ import annotations

from collections.abc import Mapping

from models.authority.cells import rights_by_role
from models.authority.editions import counterparts
from models.authority.rules import Right, Rule
from models.authority.words import listed, some_of, verb
from models.document import Document
from views.matrix.wording import case_text

# By line (a row, or a decision that has lost one) and role, "" for the line itself: what it was before.
Marks = Mapping[tuple[str, str], str]


def marks_between(document: Document, edition: str, before: str) -> Marks:
    """Return the marks of an edition against an earlier one."""
    pairs = counterparts(document, edition, before)
    marks: dict[tuple[str, str], str] = {}
    for rule in document.rules.by("edition", edition):
        old = pairs.get(rule.id)
        if old is None:
            marks[rule.id, ""] = "new in this version"
            continue
        if _cases(rule) != _cases(old):
            marks[rule.id, ""] = f"before: {case_text(document, old) or 'every case'}"
        was, now = rights_by_role(old), rights_by_role(rule)
        for role in {**was, **now}:
            if was.get(role) != now.get(role):
                marks[rule.id, role] = f"before: {_does(was.get(role, ()))}"
        if rule.procedure != old.procedure and was == now:
            marks.setdefault((rule.id, ""), "before: another procedure")
    kept = {old.id for old in pairs.values()}
    gone: dict[str, list[str]] = {}
    for old in document.rules.by("edition", before):
        if old.id not in kept:
            gone.setdefault(old.decision, []).append(f"“{old.label or case_text(document, old) or 'Every case'}”")
    for decision, names in gone.items():
        marks[decision, ""] = f"no longer there: {some_of(names)}"
    return marks


def _cases(rule: Rule) -> tuple[object, ...]:
    return (frozenset(rule.box), frozenset(rule.places), rule.kind, rule.priority, rule.status, rule.starts, rule.ends)


def _does(rights: tuple[Right, ...]) -> str:
    return listed([verb(right) for right in rights]) or "no part"
