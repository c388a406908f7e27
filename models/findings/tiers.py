"""Tiers: whether each has decisions, whether a higher one is higher, and whether decisions are in the right one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.authority.facts import CaseError, FactValue, read_fact
from models.authority.power import line_above
from models.authority.procedures import deciding_steps
from models.authority.rules import BandCondition, ClassCondition, Condition, FlagCondition, Rule
from models.authority.words import condition_words, listed, role_words
from models.cases import LibraryCase
from models.decisions import Decision, Tier
from models.findings.base import Check, Found, Place
from models.findings.survey import Reading, Survey
from models.quantities import UNLIMITED, Band


def _never_used(survey: Survey) -> Iterator[Found]:
    document = survey.document
    named = {decision.tier for decision in document.decisions}
    for tier in document.tiers:
        if tier.id in named or any(_reaches(reading, tier) for reading in survey.readings.values()):
            continue
        if any(_belongs(survey, case, tier) for case in document.library_cases):
            continue
        criteria = ", and no row or example meets its criteria" if tier.conditions else ""
        yield Found(
            (Place("tier", tier.id),),
            f"No decision belongs to the tier “{tier.name}”{criteria}.",
            "Put decisions into it, or delete it.",
        )


def _reaches(reading: Reading, tier: Tier) -> bool:
    """Return whether some cases of a decision's rows, described by the criteria of a tier, fulfil them."""
    if not tier.conditions or not {c.dimension for c in tier.conditions} <= set(reading.decision.dimensions):
        return False
    return any(_meet(rule, tier) for rule in reading.rules)


def _meet(rule: Rule, tier: Tier) -> bool:
    known = {condition.dimension: condition for condition in rule.box}
    return all(wanted.dimension not in known or _share(known[wanted.dimension], wanted) for wanted in tier.conditions)


def _share(one: Condition, other: Condition) -> bool:
    """Return whether a value fulfils both conditions; amounts in different currencies are taken to."""
    if isinstance(one, BandCondition) and isinstance(other, BandCondition):
        if one.currency != other.currency:
            return True
        lower = max(edge for edge in (one.band.lower, other.band.lower, 0) if edge is not None)
        return not (one.band.empty or other.band.empty) and lower < min(_top(one.band), _top(other.band))
    if isinstance(one, ClassCondition) and isinstance(other, ClassCondition):
        return not set(one.among).isdisjoint(other.among)
    return isinstance(one, FlagCondition) and isinstance(other, FlagCondition) and one.value == other.value


def _top(band: Band) -> float:
    """Return where a band ends, in steps; a limit that is not stated holds nothing."""
    if band.upper == UNLIMITED:
        return float("inf")
    return float(band.upper) if isinstance(band.upper, int) else float("-inf")


def _belongs(survey: Survey, case: LibraryCase, tier: Tier) -> bool:
    """Return whether an example is known to fulfil the criteria of a tier."""
    facts = {fact.dimension: fact.value for fact in case.facts}
    if not tier.conditions or not all(condition.dimension in facts for condition in tier.conditions):
        return False
    for condition in tier.conditions:
        dimension = survey.document.dimensions[condition.dimension]
        try:
            value = read_fact(survey.document, dimension, facts[dimension.id], on=survey.on)
        except CaseError:
            return False
        if not _holds(condition, value):
            return False
    return True


def _holds(condition: Condition, value: FactValue) -> bool:
    if isinstance(condition, BandCondition):
        return condition.band.holds(int(value))
    return value in condition.among if isinstance(condition, ClassCondition) else value == condition.value


def _out_of_order(survey: Survey) -> Iterator[Found]:
    tiers = sorted(survey.document.tiers, key=lambda tier: tier.rank)
    for lower, higher in pairwise(tiers):
        if lower.rank == higher.rank:
            continue
        why = _lower_limit(survey, lower, higher) or _lower_decider(survey, lower, higher)
        if why:
            yield Found(
                (Place("tier", higher.id), Place("tier", lower.id)),
                f"The tier “{higher.name}” stands above “{lower.name}”, but {why}.",
                "Exchange the ranks of the two tiers, or set their criteria and deciders right.",
            )


def _lower_limit(survey: Survey, lower: Tier, higher: Tier) -> str:
    """Return in words on which dimension a higher tier is for smaller cases than a lower one, or nothing."""
    document = survey.document
    below = {condition.dimension: condition for condition in lower.conditions}
    for condition in higher.conditions:
        other = below.get(condition.dimension)
        if other is not None and _ends_before(survey, condition, other):
            return (
                f"is for smaller cases: {condition_words(document, condition)}, against "
                f"{condition_words(document, other)}"
            )
    return ""


def _ends_before(survey: Survey, higher: Condition, lower: Condition) -> bool:
    if isinstance(higher, BandCondition) and isinstance(lower, BandCondition):
        return higher.currency == lower.currency and _top(higher.band) < _top(lower.band)
    if isinstance(higher, ClassCondition) and isinstance(lower, ClassCondition):
        dimension = survey.document.dimensions[higher.dimension]
        return dimension.ordered and _rank(dimension.classes, higher) < _rank(dimension.classes, lower)
    return False


def _rank(classes: Sequence[str], condition: ClassCondition) -> int:
    return max((classes.index(name) for name in condition.among if name in classes), default=-1)


def _lower_decider(survey: Survey, lower: Tier, higher: Tier) -> str:
    """Return in words how the decider of a higher tier stands below that of a lower one, or nothing."""
    document = survey.document
    below, above = document.roles.get(lower.decided_by), document.roles.get(higher.decided_by)
    if below is None or above is None or below.id == above.id:
        return ""
    one, other = role_words(document, above.id), role_words(document, below.id)
    if below.id in line_above(document, above.id):
        return f"{one}, who decides there, reports to {other}, who decides below"
    if below.level is None or above.level is None or above.id in line_above(document, below.id):
        return ""
    if above.level < below.level:
        return f"{one}, who decides there, is on a lower level than {other}, who decides below"
    return ""


def _rank_of(survey: Survey, decision: Decision) -> tuple[Tier | None, int]:
    """Return the tier of a decision, and how many tiers lie below it."""
    tier = survey.document.tiers.get(decision.tier)
    lower = {other.rank for other in survey.document.tiers if tier is not None and other.rank < tier.rank}
    return tier, len(lower)


def _too_heavy(survey: Survey, reading: Reading) -> Iterator[Found]:
    decision = reading.decision
    tier, below = _rank_of(survey, decision)
    light = decision.reversibility == "reversible" and not decision.sensitive and decision.reserved is None
    if tier is None or not below or not light or decision.note.strip():
        return
    lowest = min(survey.document.tiers, key=lambda each: each.rank)
    # A decision of which the work itself takes the light cases is in a higher tier for the others.
    if lowest.decided_by not in reading.deciders:
        yield Found(
            (Place("decision", decision.id, "tier"),),
            f"“{decision.name}” can be taken back and is not sensitive, yet it is a matter of the tier “{tier.name}”.",
            f"Let the tier “{lowest.name}” have it, or say in its note why not.",
        )


def _too_light(survey: Survey, reading: Reading) -> Iterator[Found]:
    decision = reading.decision
    tier, below = _rank_of(survey, decision)
    alone = len({each.rank for each in survey.document.tiers}) == 1
    grave = [words for words, so in _graveness(decision) if so]
    if tier is None or below or alone or not grave or tier.four_eyes or decision.note.strip():
        return
    if reading.rules and all(_by_two(rule) for rule in reading.rules if rule.kind != "refer"):
        return
    yield Found(
        (Place("decision", decision.id, "tier"),),
        f"“{decision.name}” {listed(grave)}, yet it is a matter of the lowest tier, “{tier.name}”, where one person "
        "alone decides.",
        "Move it to a higher tier, have two decide, or say in its note why one is enough.",
    )


def _graveness(decision: Decision) -> tuple[tuple[str, bool], ...]:
    return (
        ("cannot be taken back", decision.reversibility == "irreversible"),
        ("is sensitive", decision.sensitive),
    )


def _by_two(rule: Rule) -> bool:
    """Return whether a row wants more than one yes."""
    steps = [*deciding_steps(rule.procedure), *(step for step in rule.procedure if step.right in ("agree", "endorse"))]
    return (
        len(steps) > 1
        or any(step.who.kind in ("all_of", "vote") for step in steps)
        or any(step.who.kind == "k_of" and step.who.count > 1 for step in steps)
    )


_TIERS = frozenset(("tier", "decision", "rule", "edition", "dimension", "library_case", "role", "rate", "workspace"))
_EACH = frozenset(("tier", "decision", "rule", "edition"))

CHECKS = (
    Check("F48", "Tier that is never used", "warning", "People look for what falls under it.", _TIERS, _never_used),
    Check(
        "F49",
        "Tiers out of order",
        "error",
        "A higher tier is there for what weighs more.",
        frozenset(("tier", "role", "dimension", "workspace")),
        _out_of_order,
    ),
    Check(
        "F50",
        "Heavy process for a light decision",
        "information",
        "What can be taken back is best decided where the work is.",
        _EACH,
        each=_too_heavy,
    ),
    Check(
        "F51",
        "Grave decision in the lowest tier",
        "warning",
        "What cannot be taken back deserves a second look.",
        _EACH,
        each=_too_light,
    ),
)
