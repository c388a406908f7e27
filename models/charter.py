"""A team's charter as text in sections, for any format. What the team may decide is derived from the matrix."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.authority.force import day_words, in_time
from models.authority.remits import Remit, remit_of
from models.authority.words import sentence
from models.document import Document
from models.quantities import group
from models.targets import Outcome
from models.teams import Charter, Team


@dataclass(frozen=True)
class Listing:
    """A list under a title of its own.

    Item by item, `clauses` names the clause that it comes from, or nothing, and `decisions` the decision, if it is one.
    """

    title: str
    items: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    decisions: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A small table: its heading and its rows."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a charter. `missing` is the sentence that stands there when nobody has filled it in."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    lists: tuple[Listing, ...] = ()
    grid: Grid | None = None
    missing: str = ""


@dataclass(frozen=True)
class CharterText:
    """A charter: its title, what stands below it, and its sections in order."""

    team: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """Return the section with this key, such as "authority". Raises KeyError."""
        for found in self.sections:
            if found.key == key:
                return found
        raise KeyError(key)


def charter_of(document: Document, team: str, on: date) -> CharterText:
    """Return the charter of a team as it stands on a day; a part that nobody has filled in says so.

    Private notes are left out. Raises KeyError when there is no such team.
    """
    row = document.teams[team]
    charter = next(iter(document.charters.by("team", team)), None) or Charter(id="", team=team)
    return CharterText(team, row.name, _subtitle(charter, on), tuple(_sections(document, row, charter, on)))


def _subtitle(charter: Charter, on: date) -> str:
    parts = ["Team charter"]
    if charter.version:
        parts.append(f"version {charter.version}")
    parts.append(f"signed on {day_words(charter.signed_on)}" if charter.signed_on else "not signed yet")
    parts.append(f"as of {day_words(on)}")
    return " · ".join(parts)


def _sections(document: Document, team: Team, charter: Charter, on: date) -> Iterator[Section]:
    yield _written("purpose", "Purpose", charter.purpose, "No purpose is stated yet.")
    yield _written("customer", "Customer", charter.customer, "No customer is named yet.")
    yield _written("scope", "What is ours", charter.in_scope, "Nothing says yet what is ours.")
    yield _written("not_ours", "What is not ours", charter.out_of_scope, "Nothing says yet what is not ours.")
    yield _members(document, team, on)
    budget = str(charter.budget) if charter.budget else ""
    yield _written("budget", "Budget", budget, "No budget is stated yet.")
    yield _authority(document, team, charter, on)
    yield _strategy(document, team)
    for key, title, text in (
        ("ways_of_working", "Ways of working", charter.ways_of_working),
        ("tooling", "Tools", charter.tooling),
    ):
        if text:
            yield _written(key, title, text, "")
    review = day_words(charter.review_on) if charter.review_on else ""
    yield _written("review", "Next review", review, "No review date is set yet.")


def _written(key: str, title: str, text: str, missing: str) -> Section:
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    return Section(key, title, paragraphs=lines, missing="" if lines else missing)


def _members(document: Document, team: Team, on: date) -> Section:
    rows = sorted(
        (document.people[membership.person].name, membership.part, f"{membership.allocation:g} %")
        for membership in document.memberships.by("team", team.id)
        if in_time(membership.starts, membership.ends, on)
    )
    if not rows:
        return Section("members", "Members", missing="No members are named yet.")
    return Section("members", "Members", grid=Grid(("Name", "Part", "Share of time"), tuple(rows)))


def _authority(document: Document, team: Team, charter: Charter, on: date) -> Section:
    remit = remit_of(document, team.id, on)
    notes = tuple(note for note in (charter.authority_note, charter.escalation_note) if note)
    lists = tuple(_authority_lists(remit))
    missing = ""
    if not document.roles.by("team", team.id):
        missing = "No role belongs to the team yet, so the matrix gives it nothing to decide."
    elif not lists:
        missing = "The matrix gives the roles of the team nothing to decide yet."
    return Section("authority", "Authority", paragraphs=notes, lists=lists, missing=missing)


def _authority_lists(remit: Remit) -> Iterator[Listing]:
    for title, lines in (
        ("We decide alone", remit.alone),
        ("We decide with others", remit.together),
        ("We decide for others, as delegated", remit.delegated),
        ("We must be consulted", remit.consulted),
        ("We must escalate", remit.escalated),
    ):
        if lines:
            yield Listing(
                title,
                tuple(line.text for line in lines),
                tuple(line.clause for line in lines),
                tuple(line.decision for line in lines),
            )


def _strategy(document: Document, team: Team) -> Section:
    """Return the outcomes that the team owns or contributes to, under their themes, of quarters not past."""
    by_theme: dict[str, list[str]] = {}
    for outcome in document.outcomes:
        quarter = document.quarters[outcome.quarter]
        ours = outcome.owner_team == team.id
        if quarter.status == "past" or not (ours or team.id in outcome.contributors):
            continue
        theme = document.themes.get(outcome.theme)
        title = f"{theme.name} ({quarter.name})" if theme else f"{quarter.name}, without a theme"
        by_theme.setdefault(title, []).append(outcome_words(outcome) + ("" if ours else " We contribute."))
    if not by_theme:
        return Section("strategy", "Themes and outcomes", missing="The team has no outcome target yet.")
    lists = tuple(Listing(title, tuple(items)) for title, items in by_theme.items())
    return Section("strategy", "Themes and outcomes", lists=lists)


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome target in one sentence: "Renewals: from 70 to 85 % by 30 June 2026."."""
    unit = f" {outcome.unit}" if outcome.unit else ""
    target = "" if outcome.target is None else f"{_figure(outcome.target)}{unit}"
    baseline = "" if outcome.baseline is None else _figure(outcome.baseline)
    measure = {
        "keep_above": f"keep at or above {target}",
        "keep_below": f"keep at or below {target}",
        "hold": f"hold {target}",
    }.get(outcome.kind, f"from {baseline} to {target}" if baseline else f"reach {target}")
    due = f" by {day_words(outcome.due)}" if outcome.due else ""
    return sentence(f"{outcome.name}: {measure}{due}" if target else f"{outcome.name}: not measured yet{due}")


def _figure(value: float) -> str:
    return group(Decimal(repr(value)))
