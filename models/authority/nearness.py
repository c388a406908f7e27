"""Of the rows that a case did not get: which it came nearest to."""

from datetime import date

from models.authority.aggregation import together
from models.authority.answers import Answer, Reason
from models.authority.facts import Case
from models.authority.ground import ground_of
from models.authority.places import by_kind, line_of
from models.authority.rules import BandCondition, ClassCondition, Condition, Rule
from models.authority.spaces import band_interval
from models.document import Document

# Not in force last; then how many conditions stand against the row, then how far the case lies outside its bands.
_Distance = tuple[bool, int, float]
_FAR: _Distance = (True, 0, 0.0)


def nearest_lost(document: Document, answer: Answer) -> tuple[Reason, ...]:
    """Return the reasons of the rows that lost, those first that the case would get after the smallest change.

    That is a row with fewer conditions against it, then the one whose bands lie nearer, relative to their size; rows
    that are not in force come last, and rows that are equally near stay in the order of the matrix.
    """
    case = together(document, answer.case, answer.on).case
    idle = ground_of(document, case.decision, answer.on).not_in_force
    lost = [reason for reason in answer.reasons if reason.verdict == "lost"]
    far = {
        reason.rule: _FAR if reason.rule in idle else _distance(document, document.rules[reason.rule], case, answer.on)
        for reason in lost
    }
    return tuple(sorted(lost, key=lambda reason: far[reason.rule]))


def _distance(document: Document, rule: Rule, case: Case, on: date) -> _Distance:
    offs = [_off(document, condition, case, on) for condition in rule.box if condition.dimension in case.facts]
    against = [off for off in offs if off is not None]
    return (False, len(against) + _places_against(document, rule, case), sum(against))


def _off(document: Document, condition: Condition, case: Case, on: date) -> float | None:
    """Return how far a case lies outside a condition, as a share of the larger of both numbers; None inside it."""
    value = case.facts[condition.dimension]
    if isinstance(condition, ClassCondition):
        return None if value in condition.among else 1.0
    if not isinstance(condition, BandCondition):
        return None if value == condition.value else 1.0
    if not isinstance(value, int) or isinstance(value, bool):
        return 1.0
    try:
        lower, upper = band_interval(document, document.dimensions[condition.dimension], condition, on)
    except ValueError:
        return 1.0
    if lower is not None and upper is not None and lower >= upper:
        return 1.0
    if lower is not None and value < lower:
        return (lower - value) / max(abs(lower), abs(value))
    if upper is not None and value >= upper:
        return (value - upper + 1) / max(abs(upper - 1), abs(value))
    return None


def _places_against(document: Document, rule: Rule, case: Case) -> int:
    """Return for how many kinds of places a case lies elsewhere than a row holds."""
    if not rule.places:
        return 0
    given = by_kind(document.places, case.places)
    count = 0
    for kind, allowed in by_kind(document.places, rule.places).items():
        lines = [set(line_of(document.places, place)) for place in given.get(kind, ())]
        count += bool(lines) and not any(line & set(allowed) for line in lines)
    return count
