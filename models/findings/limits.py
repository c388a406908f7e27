"""Limits: bands that no case can meet, that nobody has filled in, or that cannot be compared."""

from collections.abc import Iterator

from models.authority.force import day_words
from models.authority.procedures import deciders
from models.authority.proof import is_blank
from models.authority.rules import BandCondition, Rule
from models.authority.words import rule_name, unit_of
from models.findings.base import Check, Found, Place
from models.findings.coverage import MATRIX
from models.findings.settings import setting
from models.findings.survey import Survey
from models.quantities import Band, describe_band


def _reversed(survey: Survey) -> Iterator[Found]:
    for rule, decision in _rules(survey):
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
                f"The row {rule_name(survey.document, rule)} of “{decision}” has {dimension.name} {band}, "
                f"which ends {_before(condition.band)} it begins.",
                "Exchange the two edges, or set the right ones.",
                subject=f"{rule.id}|{dimension.id}",
            )


def _before(band: Band) -> str:
    return "where" if band.upper == band.lower else "before"


def _blank(survey: Survey) -> Iterator[Found]:
    for rule, decision in _rules(survey):
        for condition in rule.box:
            if isinstance(condition, BandCondition) and is_blank(condition):
                dimension = survey.document.dimensions[condition.dimension]
                yield Found(
                    (Place("rule", rule.id, "box"),),
                    f"The row {rule_name(survey.document, rule)} of “{decision}” leaves its upper limit on "
                    f"{dimension.name} blank.",
                    "Enter the limit, or choose unlimited or none.",
                    subject=f"{rule.id}|{dimension.id}",
                )


def _incomparable(survey: Survey) -> Iterator[Found]:
    for coverage in survey.coverages:
        for row, reason in coverage.space.unread.items():
            yield Found(
                (Place("rule", row, "box"),),
                f"The row {rule_name(survey.document, coverage.rules[row])} of “{coverage.decision.name}” cannot be "
                f"compared with the others. {reason}",
                f"Enter the exchange rate, dated {day_words(survey.on)} or before, or give the limit in the currency "
                "of the other rows.",
            )


def _splittable(survey: Survey) -> Iterator[Found]:
    """Yield decisions that come up often, whose decider hangs on the amount, and whose amounts are not added up."""
    document = survey.document
    often = setting(document, "often_a_quarter")
    for volume in document.volumes:
        decision = document.decisions[volume.decision]
        if volume.cases_a_quarter < often or decision.aggregation_days or decision.aggregation_cap:
            continue
        for dimension in _decided_by_amount(survey, decision.id):
            yield Found(
                (Place("decision", decision.id, "aggregation_days"),),
                f"“{decision.name}” comes up {volume.cases_a_quarter:g} times a quarter and is decided by "
                f"{document.dimensions[dimension].name}, case by case, so that a large one can be divided into small "
                "ones.",
                "Say over how many days, and for what, amounts count together.",
                subject=decision.id,
            )
            break


def _decided_by_amount(survey: Survey, decision: str) -> Iterator[str]:
    """Yield the money dimensions by whose limits different roles decide."""
    for dimension in survey.document.dimensions:
        if dimension.kind == "money":
            by = {
                deciders(rule.procedure)
                for rule in survey.rules[decision]
                if any(isinstance(c, BandCondition) and c.dimension == dimension.id for c in rule.box)
            }
            if len(by) > 1:
                yield dimension.id


def _rules(survey: Survey) -> Iterator[tuple[Rule, str]]:
    for decision in survey.document.decisions:
        for rule in survey.rules[decision.id]:
            yield rule, decision.name


CHECKS = (
    Check("F07", "Empty or reversed band", "error", "No case can meet it.", MATRIX, _reversed),
    Check("F09", "Blank limit", "error", "A blank is never unlimited.", MATRIX, _blank),
    Check(
        "F10",
        "Limits that cannot be compared",
        "error",
        "Two limits in different currencies mean nothing together without a rate.",
        MATRIX,
        _incomparable,
    ),
)

SPLITTING = (
    Check(
        "F59",
        "Limit that splitting evades",
        "warning",
        "Total value governs, not the size of each part.",
        MATRIX | {"volume"},
        _splittable,
    ),
)
