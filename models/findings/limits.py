"""Limits: bands that no case can meet, that nobody has filled in, or that cannot be compared."""

from collections.abc import Iterator

from models.authority.facts import currency_of
from models.authority.force import day_words
from models.authority.proof import is_blank
from models.authority.rules import BandCondition
from models.authority.words import listed, role_words, rule_name, unit_of
from models.decisions import Dimension
from models.document import Document
from models.findings.base import Check, Found, Place
from models.findings.coverage import MATRIX
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.quantities import Band, describe_band


def _reversed(survey: Survey, reading: Reading) -> Iterator[Found]:
    for rule in reading.rules:
        for condition in rule.box:
            if not isinstance(condition, BandCondition) or not condition.band.empty:
                continue
            if not isinstance(condition.band.upper, int):
                continue
            dimension = survey.document.dimensions[condition.dimension]
            unit = condition.currency or unit_of(dimension)
            band = describe_band(condition.band, dimension.step, unit)
            yield Found(
                (Place("rule", rule.id, "box"),),
                f"The row {rule_name(survey.document, rule)} of “{reading.decision.name}” has {dimension.name} {band}, "
                f"which ends {_before(condition.band)} it begins.",
                "Exchange the two edges, or set the right ones.",
                subject=f"{rule.id}|{dimension.id}",
            )


def _before(band: Band) -> str:
    return "where" if band.upper == band.lower else "before"


def _blank(survey: Survey, reading: Reading) -> Iterator[Found]:
    for rule in reading.rules:
        for condition in rule.box:
            if isinstance(condition, BandCondition) and is_blank(condition):
                dimension = survey.document.dimensions[condition.dimension]
                yield Found(
                    (Place("rule", rule.id, "box"),),
                    f"The row {rule_name(survey.document, rule)} of “{reading.decision.name}” leaves its upper limit "
                    f"on {dimension.name} blank.",
                    "Enter the limit, or choose unlimited or none.",
                    subject=f"{rule.id}|{dimension.id}",
                )


def _incomparable(survey: Survey, reading: Reading) -> Iterator[Found]:
    coverage = survey.coverage(reading)
    for row, reason in coverage.unread.items():
        yield Found(
            (Place("rule", row, "box"),),
            f"The row {rule_name(survey.document, coverage.rules[row])} of “{reading.decision.name}” cannot be "
            f"compared with the others. {reason}",
            f"Enter the exchange rate, dated {day_words(survey.on)} or before, or give the limit in the currency "
            "of the other rows.",
        )


def _not_measured_alike(survey: Survey, reading: Reading) -> Iterator[Found]:
    yield from _incomparable(survey, reading)
    yield from _mixed(survey, reading)


def _mixed(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the decisions that some rows limit by one kind of amount and other rows by another, which no row joins."""
    document = survey.document
    groups: list[set[str]] = []
    for rule in reading.rules:
        amounts = {c.dimension for c in rule.box if document.dimensions[c.dimension].kind == "money"}
        if amounts:
            joined = [group for group in groups if group & amounts]
            groups = [*(group for group in groups if group not in joined), amounts.union(*joined)]
    if len(groups) < 2:
        return
    used = frozenset().union(*groups)
    names = listed([f"{row.name} ({_measure(document, row)})" for row in document.dimensions if row.id in used])
    limited = [rule for rule in reading.rules if any(c.dimension in used for c in rule.box)]
    yield Found(
        (Place("decision", reading.decision.id), *(Place("rule", rule.id, "box") for rule in limited)),
        f"Some rows of “{reading.decision.name}” are limited by one amount and some by another, {names}, so their "
        "limits cannot be compared.",
        "Limit every row by the same amount, or by both.",
        subject=f"{reading.decision.id}|basis",
    )


def _measure(document: Document, dimension: Dimension) -> str:
    return ", ".join(filter(None, (dimension.basis, currency_of(document, dimension))))


def _stale_rates(survey: Survey) -> Iterator[Found]:
    """Yield the exchange rates that limits hang on and that are old, and those that a delegation lacks."""
    document = survey.document
    days = setting(document, "rate_days")
    for (source, target), (place, what) in _exchanged(survey).items():
        known = [row for row in document.rates if {row.source, row.target} == {source, target} and row.on <= survey.on]
        if not known and place.table != "rule":
            # A row that cannot be compared is an error of its own.
            yield Found(
                (place,),
                f"There is no exchange rate from {source} to {target} up to {day_words(survey.on)}, and {what} hangs "
                "on it.",
                "Enter the rate with its date.",
                subject=f"{source}-{target}",
            )
        latest = max(known, key=lambda row: row.on, default=None)
        if latest is not None and (survey.on - latest.on).days > days:
            yield Found(
                (Place("rate", latest.id, "on"), place),
                f"The latest exchange rate from {latest.source} to {latest.target} is dated {day_words(latest.on)}, "
                f"and {what} hangs on it.",
                "Enter a newer rate.",
                subject=f"{source}-{target}",
            )


def _exchanged(survey: Survey) -> dict[tuple[str, str], tuple[Place, str]]:
    """Return the pairs of currencies between which limits are exchanged, each with the first such limit, rows first."""
    document = survey.document
    found: dict[tuple[str, str], tuple[Place, str]] = {}

    def note(currency: str | None, dimension: Dimension, place: Place, what: str) -> None:
        if currency and dimension.kind == "money" and currency != currency_of(document, dimension):
            found.setdefault((currency, currency_of(document, dimension)), (place, what))

    for reading in survey.readings.values():
        for (currency, dimension), rule in reading.currencies.items():
            what = f"the row {rule_name(document, rule)} of “{reading.decision.name}”"
            note(currency, document.dimensions[dimension], Place("rule", rule.id, "box"), what)
    for grant in document.delegations:
        one, other = role_words(document, grant.from_role), role_words(document, grant.to_role)
        what, place = f"the delegation from {one} to {other}", Place("delegation", grant.id, "limits")
        for condition in grant.limits:
            if isinstance(condition, BandCondition):
                note(condition.currency, document.dimensions[condition.dimension], place, what)
    return found


CHECKS = (
    Check(
        "F11",
        "Exchange rate missing or old",
        "warning",
        "A limit in another currency moves with the rate.",
        MATRIX | {"delegation"},
        _stale_rates,
    ),
    Check("F07", "Empty or reversed band", "error", "No case can meet it.", MATRIX, each=_reversed),
    Check("F09", "Blank limit", "error", "A blank is never unlimited.", MATRIX, each=_blank),
    Check(
        "F10",
        "Limits that cannot be compared",
        "error",
        "Two limits that are not measured alike mean nothing together.",
        MATRIX,
        each=_not_measured_alike,
    ),
)
