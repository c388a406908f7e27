"""Fixes of limits that are reversed or blank, of a missing residual rule, and of limits that splitting evades."""

from collections.abc import Iterator

from models.authority.proof import is_blank
from models.authority.rules import BandCondition, Rule
from models.authority.words import band_words, condition_words, number_words
from models.fixes.base import Fix, Matter, Offer
from models.fixes.gaps import upper_words
from models.quantities import NONE, UNLIMITED, Limit

_PERIODS = {"a quarter": 91, "a year": 365}


def _exchanged(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        for condition in rule.box:
            if isinstance(condition, BandCondition) and condition.band.empty and isinstance(condition.band.upper, int):
                band = condition.band.changed(lower=condition.band.upper, upper=condition.band.lower)
                after = condition.changed(band=band)
                if not band.empty:
                    yield matter.setting(
                        f"Exchange the edges of the row {matter.rule(rule)}, so that it holds for "
                        f"{condition_words(matter.document, after)}",
                        rule,
                        box=tuple(after if old is condition else old for old in rule.box),
                    )
        yield matter.deleting(f"Delete the row {matter.rule(rule)}; no answer changes, for it covers no case", rule)


def _stated(matter: Matter) -> Iterator[Fix]:
    for rule in matter.rules:
        for condition in rule.box:
            if isinstance(condition, BandCondition) and is_blank(condition):
                yield from _limits(matter, rule, condition)


def _limits(matter: Matter, rule: Rule, condition: BandCondition) -> Iterator[Fix]:
    dimension = matter.document.dimensions[condition.dimension]
    name = matter.rule(rule)
    limits: list[tuple[Limit, str]] = [(UNLIMITED, f"Make the row {name} unlimited in {dimension.name}")]
    for edge in sorted(_edges_above(matter, rule, condition)):
        limits.append((edge, f"End the row {name} where the next begins, at {upper_words(dimension, edge)}"))
    limits.append((NONE, f"Say that the row {name} holds for no {dimension.name} at all"))
    for limit, label in limits:
        after = condition.changed(band=condition.band.changed(upper=limit))
        cases = band_words(dimension, after.band, condition.currency)
        text = label if limit == NONE else f"{label}, so that it holds for {dimension.name} {cases}"
        yield matter.setting(text, rule, box=tuple(after if old is condition else old for old in rule.box))


def _edges_above(matter: Matter, rule: Rule, condition: BandCondition) -> set[int]:
    """Return where other rows of the decision begin above the start of a band."""
    return {
        other.band.lower
        for row in matter.survey.rules[rule.decision]
        for other in row.box
        if isinstance(other, BandCondition) and other.dimension == condition.dimension
        if other.band.lower is not None and other.band.lower > (condition.band.lower or 0)
    }


def _residual(matter: Matter) -> Iterator[Fix]:
    gaps = sum(len(coverage.gaps) for coverage in matter.survey.coverages if not coverage.decision.see_document)
    too = f"; the {number_words(gaps)} gaps as well" if gaps > 1 else "; the one gap as well" if gaps else ""
    for name in matter.named("edition"):
        edition = matter.document.editions[name]
        for role in matter.likely(matter.tops):
            label = f"Let {matter.role(role)} decide what no row of “{edition.name}” covers{too}"
            yield matter.setting(label, edition, residual=role)


def _added_up(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("decision"):
        decision = matter.document.decisions[name]
        for period, days in _PERIODS.items():
            yield matter.setting(
                f"Add up the amounts of “{decision.name}” over {period}, so that a large one cannot be divided into "
                "small ones",
                decision,
                aggregation_days=days,
            )


OFFERS: dict[str, Offer] = {"F07": _exchanged, "F09": _stated, "F12": _residual, "F59": _added_up}
