"""Finding a decision, a dimension, a place, a person or a role by what people type."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.authority.words import listed
from models.decisions import Decision, Dimension
from models.document import Document
from models.tables import Table

_GENERIC_AMOUNT = ("amount", "value")
_MOST_NAMED = 8


class LookupFailed(ValueError):
    """Nothing, or more than one thing, goes by that name; the message is one plain sentence."""


def full_name(document: Document, decision: Decision) -> str:
    """Return a decision's name with the section it stands in: "Treasury / Guarantees"."""
    section = document.sections.get(decision.section)
    return f"{section.name} / {decision.name}" if section else decision.name


def _short_name(document: Document, decision: Decision) -> str:
    """Return a decision's name, with its section where another decision has the same."""
    alone = len(document.decisions.by("name", decision.name)) == 1
    return decision.name if alone else full_name(document, decision)


def find_decision(document: Document, text: str) -> Decision:
    """Return the decision of this id, name or "Section / Decision"; small differences do not matter.

    The label of a row that only one decision has stands for that decision. Raises LookupFailed, naming those that
    are near, when none or more than one fits.
    """
    text = text.strip()
    by_id = document.decisions.get(text)
    if by_id is not None:
        return by_id
    for fold in (str, _folded):
        for naming in (lambda d: d.name, lambda d: full_name(document, d)):
            found = [d for d in document.decisions if fold(naming(d)) == fold(text)]
            if len(found) > 1:
                full = dict.fromkeys(full_name(document, d) for d in found)
                names, hint = _quoted(full, "and"), "name the section too" if len(full) > 1 else "use its id"
                raise LookupFailed(f"Several decisions are called “{text}”: {names}; {hint}.")
            if found:
                return found[0]
    labelled = {rule.decision for rule in document.rules if rule.label and _folded(rule.label) == _folded(text)}
    if len(labelled) == 1:
        return document.decisions[labelled.pop()]
    near = _near(document, text)
    if len(near) == 1 and _certain(full_name(document, near[0]), text):
        return near[0]
    raise LookupFailed(_no_decision(document, text, near))


def _no_decision(document: Document, text: str, near: list[Decision]) -> str:
    if near:
        names = _quoted(_short_name(document, decision) for decision in near)
        return f"There is no decision “{text}”; did you mean {names}?"
    if not len(document.decisions):
        return f"There is no decision “{text}”; the file has no decisions yet."
    return f"There is no decision “{text}”; the file has {len(document.decisions)} others, none like it."


def _near(document: Document, text: str) -> list[Decision]:
    """Return up to four decisions whose names are like a text: parts of it, misspelt, or abbreviated."""
    from difflib import SequenceMatcher

    wanted = _folded(text)
    if not wanted:
        return []
    scored = []
    for decision in document.decisions:
        best = 0.0
        for name in (_folded(decision.name), _folded(full_name(document, decision))):
            alike = SequenceMatcher(None, wanted, name).ratio()
            if wanted in name:
                alike = max(alike, 0.8)
            elif _abbreviates(wanted.replace(" ", ""), name.split()):
                alike = max(alike, 0.7)
            best = max(best, alike)
        if best >= 0.6:
            scored.append((best, decision))
    scored.sort(key=lambda found: -found[0])
    top = scored[0][0] if scored else 0
    return [decision for score, decision in scored[:4] if score >= top - 0.2]


def _certain(name: str, text: str) -> bool:
    """Return whether a text can mean only this name: all of its words are in it, but for their endings."""
    words = _folded(name).split()
    return all(
        any(word.startswith(part) or (len(word) > 3 and part.startswith(word)) for word in words)
        for part in _folded(text).split()
    )


def _abbreviates(short: str, words: list[str]) -> bool:
    """Return whether a text is the beginnings of some words in order: "opex" of "operating expenses"."""
    if not short:
        return True
    for at, word in enumerate(words):
        for size in range(min(len(word), len(short)), 0, -1):
            if word.startswith(short[:size]) and _abbreviates(short[size:], words[at + 1 :]):
                return True
    return False


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c in "<>$" else " " for c in text.casefold()).split())


def dimensions_of(document: Document, decision: Decision) -> tuple[Dimension, ...]:
    """Return the dimensions that describe cases of a decision: its own and those that its rows use."""
    used = set(decision.dimensions)
    for rule in document.rules.by("decision", decision.id):
        used.update(condition.dimension for condition in rule.box)
    return tuple(dimension for dimension in document.dimensions if dimension.id in used)


def dimension_named(document: Document, decision: Decision, text: str) -> Dimension:
    """Return the dimension of this key or name, of this decision if it has one such.

    "amount" stands for a decision's only money dimension whatever that is called. Raises LookupFailed.
    """
    own = dimensions_of(document, decision)
    wanted = _folded(text)
    for found in _naming(own, wanted):
        return found
    money = [dimension for dimension in own if dimension.kind == "money"]
    if wanted in _GENERIC_AMOUNT and len(money) == 1:
        return money[0]
    for found in _naming(document.dimensions, wanted):
        return found
    known = own or tuple(document.dimensions)
    names = _quoted((dimension.key for dimension in known), "and")
    tail = f"“{decision.name}” is described by {names}" if own else f"“{decision.name}” needs no facts"
    raise LookupFailed(f"There is no dimension “{text}”; {tail}.")


def _naming(dimensions: Iterable[Dimension], wanted: str) -> Iterator[Dimension]:
    for dimension in dimensions:
        if wanted in (_folded(dimension.key), _folded(dimension.name)):
            yield dimension


def find_place(document: Document, text: str) -> str:
    """Return the id of the place of this id or name. Raises LookupFailed."""
    return _one_called(document.places, text, "place")


def find_person(document: Document, text: str) -> str:
    """Return the id of the person of this id or name. Raises LookupFailed."""
    return _one_called(document.people, text, "person")


def find_role(document: Document, text: str) -> str:
    """Return the id of the role of this id, name or short name. Raises LookupFailed."""
    return _one_called(document.roles, text, "role")


def find_person_or_role(document: Document, text: str) -> tuple[str | None, str | None]:
    """Return the id of the person of this id or name and None, or else None and that of a role. Raises LookupFailed."""
    if _called(document.people, text):
        return find_person(document, text), None
    if _called(document.roles, text):
        return None, find_role(document, text)
    raise LookupFailed(f"There is no person and no role “{text}”.")


def _called(rows: Table[Any], text: str) -> list[str]:
    if text in rows:
        return [text]
    names = [(row.id, _folded(row.name), _folded(getattr(row, "short", ""))) for row in rows]
    wanted = _folded(text)
    return [row_id for row_id, name, _ in names if name == wanted] or [
        row_id for row_id, _, short in names if short and short == wanted
    ]


def _one_called(rows: Table[Any], text: str, noun: str) -> str:
    found = _called(rows, text)
    if len(found) == 1:
        return found[0]
    several = {"person": "people"}.get(noun, f"{noun}s")
    if found:
        raise LookupFailed(f"Several {several} are called “{text}”; use the id of one.")
    names = [f"“{row.name}”" for row in rows]
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    tail = f"the file has {listed(names)}" if names else f"the file has no {several}"
    raise LookupFailed(f"There is no {noun} “{text}”; {tail}.")


def _quoted(names: Iterable[str], last: str = "or") -> str:
    return listed([f"“{name}”" for name in names], last)
