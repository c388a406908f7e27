"""Reasons: for every row of a decision what became of it in a case, in one sentence."""

from collections.abc import Collection
from datetime import date
from itertools import islice

from models.authority.answers import Reason
from models.authority.facts import Case
from models.authority.ground import Ground, ground_of
from models.authority.places import specificity
from models.authority.rules import Rule
from models.authority.spaces import instrument_of, precedence
from models.authority.verdicts import BoxVerdict, box_verdict
from models.authority.words import axis_words, listed, number_words, rule_name, sentence
from models.document import Document

_NAMED = 3


def reasons_for(
    document: Document, case: Case, on: date, winners: Collection[str], before_all: str = "", urgent: bool = False
) -> tuple[Reason, ...]:
    """Return what became of each row of the case's decision, in the order of the matrix.

    `before_all` says what goes before every row that could cover the case, if anything does.
    """
    ground = ground_of(document, case.decision, on)
    rules = ground.all
    outside = {rule.id: why for rule in rules if (why := _outside(ground, rule, urgent))}
    fitting = {
        rule.id: box_verdict(document, rule.box, rule.places, case, on, ground.against)
        for rule in rules
        if rule.id not in outside
    }
    sure = [rule for rule in rules if rule.id in fitting and fitting[rule.id].fits]
    best = max(sure, key=lambda rule: _precedence(document, rule, case), default=None)
    found = []
    for rule in rules:
        words = ground.words[rule.id]
        if rule.id in outside:
            found.append(Reason(rule.id, words, "lost", outside[rule.id]))
        elif fitting[rule.id].fits is False:
            text = sentence(f"it does not apply: {fitting[rule.id].against}")
            found.append(Reason(rule.id, words, "lost", text))
        elif rule.id in winners:
            found.append(Reason(rule.id, words, "won", _won(document, rule, winners, fitting[rule.id])))
        elif before_all:
            found.append(Reason(rule.id, words, "lost", sentence(f"it could cover the case, but {before_all}")))
        elif before := _beaten_by(document, rule, best, case):
            found.append(Reason(rule.id, words, "lost", before))
        else:
            found.append(Reason(rule.id, words, "open", _open(document, fitting[rule.id])))
    return tuple(found)


def _outside(ground: Ground, rule: Rule, urgent: bool) -> str | None:
    why = ground.not_in_force.get(rule.id)
    if why is None and rule.kind == "urgent" and not rule.box and not urgent:
        return "It is for urgent cases only."
    return why


def _won(document: Document, rule: Rule, winners: Collection[str], verdict: BoxVerdict) -> str:
    if verdict.fits is None:
        return sentence(verdict.against or "it covers the case whatever the missing facts are")
    # Nobody reads the names of a hundred rows.
    others = islice((other for other in winners if other != rule.id), _NAMED)
    names = [rule_name(document, document.rules[other]) for other in others]
    if len(winners) - 1 > _NAMED:
        names.append(f"{number_words(len(winners) - 1 - _NAMED)} more")
    if not names:
        return "It covers the case."
    return f"It covers the case, as {'does' if len(names) == 1 else 'do'} {listed(names)}."


def _beaten_by(document: Document, rule: Rule, best: Rule | None, case: Case) -> str:
    """Return why a row that may cover the case stands back behind the first that surely does, or nothing."""
    mine = _precedence(document, rule, case)
    if best is None or _precedence(document, best, case) <= mine:
        return ""
    name = rule_name(document, best)
    theirs = _precedence(document, best, case)
    if theirs[0] > mine[0]:
        why = _of_higher_rank(document, best, rule)
    elif theirs[1] > mine[1]:
        why = f"the {'urgent row' if best.kind == 'urgent' else 'carve-out'} {name} goes before it"
    elif theirs[2] > mine[2]:
        why = f"{name} has the higher priority"
    else:
        why = f"{name} is for a more specific place"
    return sentence(f"it could cover the case, but {why}")


def _precedence(document: Document, rule: Rule, case: Case) -> tuple[int, ...]:
    return precedence(document, rule, specificity(document.places, rule.places, case.places) or 0)


def _of_higher_rank(document: Document, best: Rule, rule: Rule) -> str:
    """Return that the instrument of one row goes before that of another: a statute before the scheme."""
    theirs, ours = instrument_of(document, best), instrument_of(document, rule)
    name = rule_name(document, best)
    ground = f"“{ours.name}”" if ours else "a row of no instrument"
    return f"{name} comes from “{theirs.name if theirs else ''}”, which goes before {ground}"


def _open(document: Document, verdict: BoxVerdict) -> str:
    if verdict.against:
        return sentence(f"it cannot be told whether it applies: {verdict.against}")
    names = [axis_words(document, missing) for missing in verdict.missing]
    if names:
        return sentence(f"it may apply, depending on {listed(names)}")
    return "It covers the case unless another row goes before it."
