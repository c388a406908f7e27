"""Versions of a matrix: which came before which, and the document as it would be with one of them in force."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from models.authority.force import day_words, in_time
from models.authority.lookup import LookupFailed
from models.authority.rules import Edition, Rule
from models.authority.words import listed
from models.document import Document
from models.entity import Entity

State = Literal["draft", "in force", "to come", "over", "withdrawn"]


def state_of(document: Document, edition: Edition, on: date) -> State:
    """Return what an edition is on a day: a draft, in force, yet to come, over (also when replaced), or withdrawn."""
    if edition.status != "in_force":
        return "draft" if edition.status == "draft" else "withdrawn"
    if edition.effective is not None and on < edition.effective:
        return "to come"
    replaced = any(
        later.status == "in_force" and in_time(later.effective, later.expires, on)
        for later in document.editions.by("replaces", edition.id)
    )
    return "in force" if in_time(edition.effective, edition.expires, on) and not replaced else "over"


def edition_words(edition: Edition) -> str:
    """Return what an edition is called: "“Authority matrix”, version 3"."""
    version = f", version {edition.version}" if edition.version else ""
    return f"“{edition.name}”{version}"


def term_words(document: Document, edition: Edition, on: date) -> str:
    """Return in words whether an edition is in force on a day, and since or until when."""
    match state_of(document, edition, on):
        case "draft":
            return "draft"
        case "withdrawn":
            return "withdrawn"
        case "to come":
            assert edition.effective is not None
            return f"in force from {day_words(edition.effective)}"
        case "over":
            return f"in force until {day_words(edition.expires)}" if edition.expires else "replaced"
        case _:
            return f"in force since {day_words(edition.effective)}" if edition.effective else "in force"


def predecessor_of(document: Document, edition: Edition) -> Edition | None:
    """Return the edition that one replaced or, if it is a draft, would replace today; None for a first one.

    A draft goes behind whatever was published since it was begun.
    """
    found = document.editions.get(edition.replaces)
    if edition.status != "draft":
        return found
    seen = {edition.id}
    while found is not None and found.id not in seen:
        seen.add(found.id)
        later = [e for e in document.editions.by("replaces", found.id) if e.status == "in_force" and e.id not in seen]
        if not later:
            break
        found = max(later, key=lambda each: (each.effective or date.min, each.position))
    return found


def versions_of(document: Document, edition: str) -> frozenset[str]:
    """Return the ids of all editions of the same matrix: those that one replaces, or is replaced by, in the end."""
    line: set[str] = set()
    level = {edition}
    while level:
        line |= level
        before = {row.replaces for one in level if (row := document.editions.get(one)) and row.replaces}
        after = {row.id for one in level for row in document.editions.by("replaces", one)}
        level = (before | after) - line
    return frozenset(line)


def standing(document: Document, edition: Edition) -> Document:
    """Return the document as it would be if an edition were in force on any day, and no other version of it."""
    return alone(document, edition.model_copy(update={"effective": None, "expires": None}))


def alone(document: Document, edition: Edition) -> Document:
    """Return the document as it would be if an edition counted during its term, and no other version of it ever."""
    rows: dict[str, Entity | None] = {
        other: document.editions[other].model_copy(update={"status": "withdrawn"})
        for other in versions_of(document, edition.id) - {edition.id}
    }
    rows[edition.id] = edition.model_copy(update={"status": "in_force", "replaces": None})
    return document.with_rows({"edition": rows})


def counterparts(document: Document, later: str, earlier: str) -> dict[str, Rule]:
    """Return for rows of a later edition, by id, the rows of an earlier that they stand for.

    That is the row of the same decision at the same place, which a draft keeps, else one for the same cases.
    """
    found: dict[str, Rule] = {}
    rules = document.rules.by("edition", later)
    before: dict[str, list[Rule]] = {}
    for rule in document.rules.by("edition", earlier):
        before.setdefault(rule.decision, []).append(rule)
    for sense in (lambda rule: rule.position, lambda rule: (rule.box, rule.places, rule.kind)):
        for rule in rules:
            left = before.get(rule.decision, [])
            match = next((old for old in left if sense(old) == sense(rule)), None) if rule.id not in found else None
            if match is not None:
                found[rule.id] = match
                left.remove(match)
    return found


def next_version(document: Document, edition: Edition) -> str:
    """Return the number of the version after the last one of the same matrix; nothing where they are not numbers."""
    versions = [document.editions[each].version for each in versions_of(document, edition.id)]
    numbers = [number for version in versions if (number := _number(version)) is not None]
    if not numbers and any(versions):
        return ""
    return str(max(numbers, default=1) + 1)


def _number(version: str) -> int | None:
    digits = version.strip().removeprefix("v").removeprefix("V").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None


def drafts_of(document: Document) -> tuple[Edition, ...]:
    """Return the drafts, in order."""
    return document.editions.by("status", "draft")


def latest_in_force(editions: Iterable[Edition], on: date) -> Edition | None:
    """Return of these editions the one in force on a day that took effect last; None where there is none."""
    current = [e for e in editions if e.status == "in_force" and in_time(e.effective, e.expires, on)]
    replaced = {edition.replaces for edition in current}
    left = [edition for edition in current if edition.id not in replaced]
    return left[0] if left else None


def find_edition(document: Document, text: str) -> Edition:
    """Return the edition of this id, version, name or "name version"; "draft" is the only draft.

    Raises LookupFailed, naming those that there are, when none or more than one goes by it.
    """
    by_id = document.editions.get(text.strip())
    if by_id is not None:
        return by_id
    wanted = " ".join(text.casefold().split())
    for naming in (lambda e: e.version, lambda e: f"{e.name} {e.version}", lambda e: e.name, lambda e: e.status):
        found = [each for each in document.editions if wanted and wanted == " ".join(naming(each).casefold().split())]
        if len(found) == 1:
            return found[0]
        if found:
            names = listed([f"{edition_words(edition)} ({edition.id})" for edition in found])
            raise LookupFailed(f"Several matrices go by “{text}”: {names}; use the identifier of one.")
    known = listed([edition_words(edition) for edition in document.editions])
    raise LookupFailed(f"There is no matrix “{text}”; the file has {known or 'none'}.")
