"""Aggregation: commitments that count together, so that dividing one does not keep it below a limit."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from models.authority.circumstances import aggregated_dimension
from models.authority.facts import Case, Earlier, currency_of
from models.authority.force import day_words
from models.authority.rates import exchange_rate, no_rate
from models.authority.words import number_words, value_words
from models.decisions import Decision, Dimension
from models.document import Document
from models.quantities import minor_unit

_PER = {
    "supplier": " for the same supplier",
    "holder": " by the same holder",
    "project": " for the same project",
    "initiative": " for the same initiative",
    None: "",
}


@dataclass(frozen=True)
class Together:
    """A case with what counts together with it added up, and what to say of that.

    `beyond` says why no row may cover it: it is above the cap. `unread` why that cannot be told.
    """

    case: Case
    remarks: tuple[str, ...] = ()
    beyond: str = ""
    unread: str = ""


def together(document: Document, case: Case, on: date) -> Together:
    """Return a case with the earlier amounts of its window added to its own.

    An amount of so many days before still counts; one of no date counts always. Of a decision without a window all
    that the case names count. Amounts are those of the decision's first dimension of money.
    """
    decision = document.decisions[case.decision]
    if not case.earlier and decision.aggregation_cap is None:
        return Together(case)
    dimension = aggregated_dimension(document, decision)
    if dimension is None:
        return Together(case)
    counted = [earlier for earlier in case.earlier if _counts(decision, earlier, on)]
    before, own = sum(earlier.steps for earlier in counted), case.facts.get(dimension.id)
    known = isinstance(own, int) and not isinstance(own, bool)
    total = before + (own if isinstance(own, int) else 0)
    remarks = [_outside(dimension, decision, earlier) for earlier in case.earlier if earlier not in counted]
    spent = f"{value_words(dimension, before)}{_window(decision)}"
    if before and known:
        remarks.insert(0, f"{spent} count with it: {value_words(dimension, total)}.")
    elif before:
        remarks.insert(0, f"{spent} count with it; amounts here are those of all together.")
    whole = case.known(dimension.id, total) if before and known else case
    found = Together(replace(whole, earlier=()), tuple(remarks))
    return _capped(document, decision, dimension, found, total, spent if before else "", on) if known else found


def _counts(decision: Decision, earlier: Earlier, on: date) -> bool:
    if earlier.on is None:
        return True
    back = (on - earlier.on).days
    return back >= 0 and (decision.aggregation_days is None or back <= decision.aggregation_days)


def _window(decision: Decision) -> str:
    days = decision.aggregation_days
    of = " spent before" if days is None else f" of the last {number_words(days)} day{'s' if days != 1 else ''}"
    return f"{of}{_PER[decision.aggregation_per]}"


def _outside(dimension: Dimension, decision: Decision, earlier: Earlier) -> str:
    day = f" of {day_words(earlier.on)}" if earlier.on else ""
    days = decision.aggregation_days
    why = f"only the last {number_words(days)} days do" if days is not None else "it lies ahead"
    return f"{value_words(dimension, earlier.steps)}{day} do not count with it: {why}."


def _capped(
    document: Document, decision: Decision, dimension: Dimension, found: Together, total: int, spent: str, on: date
) -> Together:
    cap = decision.aggregation_cap
    if cap is None:
        return found
    own = currency_of(document, dimension)
    rate = Fraction(1) if cap.currency == own else exchange_rate(document, cap.currency, own, on)
    if rate is None:
        unread = f"Unknown: the cap of {cap} cannot be compared. {no_rate(cap.currency, own, on)}"
        return replace(found, unread=unread)
    limit = Fraction(cap.minor) * Fraction(minor_unit(cap.currency)) * Fraction(rate)
    if total * Fraction(dimension.step) <= limit:
        return found
    sum_ = value_words(dimension, total)
    what = f"with {spent} it comes to {sum_}, which" if spent else sum_
    return replace(found, beyond=f"{what} is above the cap of {cap}")
