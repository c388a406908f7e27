"""What is in force on a day: editions, rows, and anything else that starts and ends."""

from datetime import date

from models.authority.rules import Edition, Rule
from models.document import Document


def in_time(starts: date | None, ends: date | None, on: date) -> bool:
    """Return whether a day lies from a first day to a last day, both included; None leaves that side open."""
    return (starts is None or starts <= on) and (ends is None or on <= ends)


def days_after(day: date, days: int) -> date:
    """Return the day so many days later, or the last that there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def day_words(day: date) -> str:
    """Return a day as people write it: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def editions_in_force(document: Document, on: date) -> tuple[Edition, ...]:
    """Return the matrices in force on a day; one that is replaced by another of them no longer counts."""
    current = [
        edition
        for edition in document.editions
        if edition.status == "in_force" and in_time(edition.effective, edition.expires, on)
    ]
    replaced = {edition.replaces for edition in current}
    return tuple(edition for edition in current if edition.id not in replaced)


def rules_in_force(document: Document, decision: str, on: date) -> tuple[Rule, ...]:
    """Return the published rows of a decision that apply on a day, in the order of the matrix."""
    editions = {edition.id for edition in editions_in_force(document, on)}
    return tuple(
        rule
        for rule in document.rules.by("decision", decision)
        if rule.edition in editions and rule.status == "published" and in_time(rule.starts, rule.ends, on)
    )


def why_not_in_force(document: Document, rule: Rule, on: date) -> str | None:
    """Return in a sentence why a row does not apply on a day, or None where it does."""
    if rule.status != "published":
        return {
            "draft": "It is a draft.",
            "suspended": "It is suspended.",
            "revoked": "It is revoked.",
            "expired": "It has expired.",
        }[rule.status]
    if rule.starts is not None and on < rule.starts:
        return f"It starts on {day_words(rule.starts)}."
    if rule.ends is not None and on > rule.ends:
        return f"It ended on {day_words(rule.ends)}."
    if any(edition.id == rule.edition for edition in editions_in_force(document, on)):
        return None
    edition = document.editions[rule.edition]
    return f"Its matrix “{edition.name}” is not in force on {day_words(on)}."
