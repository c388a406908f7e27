"""What the board says in words: measures, readings, dates and owners, numbers in the person's locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from models.document import Document
from models.strategy import Quarter
from models.targets import CheckIn, Outcome, OutcomeKind
from views.shell.fields import Choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("strategy", text)


def number(value: float, locale: QLocale) -> str:
    """Return a number with grouping and without idle zeros, such as "1,250.5"."""
    exact = Decimal(repr(value))
    whole, _, part = f"{abs(exact):f}".partition(".")
    part = part.rstrip("0")
    text = locale.toString(int(whole)) + (locale.decimalPoint() + part if part else "")
    return f"−{text}" if exact < 0 else text


def day(value: date, locale: QLocale) -> str:
    """Return a day as people say it, such as "30 Sep 2026"; its words stay on one line."""
    return locale.toString(QDate(value.year, value.month, value.day), "d\u00a0MMM\u00a0yyyy")


def day_in(quarter: Quarter | None, value: date, locale: QLocale) -> str:
    """Return a day without its year where it lies in the quarter that is shown, such as "30 Sep"."""
    if quarter is not None and quarter.starts <= value <= quarter.ends:
        return locale.toString(QDate(value.year, value.month, value.day), "d\u00a0MMM")
    return day(value, locale)


def with_unit(value: str, unit: str) -> str:
    """Return a number and its unit, such as "6.8 % a month"."""
    return f"{value} {unit}" if unit else value


def measure(outcome: Outcome, locale: QLocale) -> str:
    """Return what an outcome target asks for, such as "8 → 6.8 % a month" or "at least 99.5 %"."""
    unit = outcome.unit
    if outcome.target is None:
        if outcome.baseline is None:
            return _tr("No baseline or target yet")
        from_only = with_unit(number(outcome.baseline, locale), unit)
        return _tr("from {baseline}, no target yet").format(baseline=from_only)
    target = number(outcome.target, locale)
    match outcome.kind:
        case "keep_above":
            return _tr("at least {target}").format(target=with_unit(target, unit))
        case "keep_below":
            return _tr("at most {target}").format(target=with_unit(target, unit))
        case "hold":
            return _tr("hold {target}").format(target=with_unit(target, unit))
        case "milestone":
            return _tr("reach {target}").format(target=with_unit(target, unit))
    if outcome.baseline is None:
        return _tr("to {target}, no baseline yet").format(target=with_unit(target, unit))
    return with_unit(f"{number(outcome.baseline, locale)} → {target}", unit)


def reading(document: Document, outcome: Outcome, latest: CheckIn | None, locale: QLocale) -> str:
    """Return the latest reading with its day and how sure the owner is, such as "7.3 % on 12 Aug · confidence 70 %"."""
    if latest is None:
        return _tr("No check-in yet")
    value = with_unit(number(latest.value, locale), outcome.unit)
    on = day_in(document.quarters.get(outcome.quarter), latest.on, locale)
    said = _tr("{value} on {day}").format(value=value, day=on)
    if latest.confidence is None:
        return said
    return said + " · " + _tr("confidence\u00a0{share}").format(share=percent(latest.confidence, locale))


def standing(kind: OutcomeKind, share: float | None, locale: QLocale) -> str:
    """Return how far a reading is: the share of the way, or whether what was to be kept is kept; "" if unknown."""
    if share is None:
        return ""
    if kind in ("keep_above", "keep_below", "hold"):
        return _tr("kept") if share >= 1 else _tr("not kept")
    return percent(share, locale)


def standing_in_full(outcome: Outcome, latest: CheckIn | None, share: float | None, locale: QLocale) -> str:
    """Return how the standing came about, such as "58 % of the way from 8 to 6.8 % a month"."""
    if share is None or latest is None or outcome.target is None:
        return _tr("Progress needs a baseline, a target and a check-in")
    value = with_unit(number(latest.value, locale), outcome.unit)
    if outcome.kind in ("keep_above", "keep_below", "hold"):
        return f"{value}: {standing(outcome.kind, share, locale)} ({measure(outcome, locale)})"
    if share < 0:
        return _tr("{value} is further away from {target} than at the start").format(
            value=value, target=with_unit(number(outcome.target, locale), outcome.unit)
        )
    return _tr("{value}: {share} of the way ({measure})").format(
        value=value, share=percent(share, locale), measure=measure(outcome, locale)
    )


def percent(share: float, locale: QLocale) -> str:
    """Return a share as a whole percentage, such as "70 %"."""
    whole = round(share * 100)
    return f"{'−' if whole < 0 else ''}{locale.toString(abs(whole))}\u00a0%"


def owner(document: Document, outcome: Outcome) -> str:
    """Return the name of the role or team that owns an outcome target, or an empty text."""
    role, team = document.roles.get(outcome.owner_role), document.teams.get(outcome.owner_team)
    return role.name if role else team.name if team else ""


def owner_and_due(document: Document, outcome: Outcome, locale: QLocale) -> str:
    """Return such as "Head of Retention · due 30 Sep"."""
    who = owner(document, outcome) or _tr("No owner yet")
    if outcome.due is None:
        return who
    on = day_in(document.quarters.get(outcome.quarter), outcome.due, locale)
    return who + " · " + _tr("due\u00a0{day}").format(day=on)


def quarter_name(quarter: Quarter) -> str:
    """Return such as "Q3 2026 · current"."""
    status = {"past": _tr("past"), "current": _tr("current"), "draft": _tr("draft")}[quarter.status]
    return f"{quarter.name} · {status}"


def span(quarter: Quarter, locale: QLocale) -> str:
    """Return the days of a quarter, such as "1 Jul 2026 to 30 Sep 2026"."""
    return _tr("{first} to {last}").format(first=day(quarter.starts, locale), last=day(quarter.ends, locale))


def kinds() -> list[Choice]:
    """Return the kinds of outcome target to choose from."""
    return [
        Choice("increase", _tr("Increase")),
        Choice("decrease", _tr("Decrease")),
        Choice("keep_above", _tr("Keep above")),
        Choice("keep_below", _tr("Keep below")),
        Choice("hold", _tr("Hold")),
        Choice("milestone", _tr("Milestone")),
    ]


def role_choices(document: Document) -> list[Choice]:
    """Return every role to choose from."""
    return [Choice(role.id, role.name) for role in document.roles]


def owner_choices(document: Document) -> list[Choice]:
    """Return every team and role that can own an outcome target, as ("team" or "role", id)."""
    teams = [Choice(("team", team.id), team.name, "teams") for team in document.teams]
    return teams + [Choice(("role", role.id), role.name, "role") for role in document.roles]
