"""What the rows that win give a case: a decision, a conflict, a gap, a referral, or nobody to decide."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from models.authority.answers import Answer
from models.authority.deciding import Verdict, verdict_of
from models.authority.expressions import OneRole
from models.authority.force import day_words, editions_in_force, rules_in_force
from models.authority.grants import UrgentRoute
from models.authority.interests import bars_of
from models.authority.procedures import meaning
from models.authority.rules import Edition, Rule, Step
from models.authority.setting import Setting
from models.authority.spaces import instrument_of
from models.authority.urgency import terms_of
from models.authority.words import facts_words, listed, number_words, procedure_words, rule_name
from models.decisions import Instrument

_SIDES = 4


def result_of(rule: Rule) -> Hashable:
    """Return a key that rows share when they give a case the same: the same procedure, or the same referral."""
    return ("refer", rule.see_document) if rule.kind == "refer" else ("decided", meaning(rule.procedure))


def judged(at: Setting, winners: Sequence[Rule]) -> tuple[Hashable, Answer]:
    """Return what the rows that win give together, with a key that equal answers share."""
    ids = _rows(at, winners)
    if not winners:
        answer = gap(at)
        return (answer.kind, answer.sentence), answer
    results = {result_of(rule) for rule in winners}
    if len(results) > 1:
        return ("conflict", frozenset(rule.id for rule in winners)), _conflict(at, winners)
    if winners[0].kind == "refer":
        return results.pop(), see(at, _referred_to(at, winners[0]), ids)
    answer = _decided(at, winners)
    return (answer.kind, results.pop()), answer


def _decided(at: Setting, winners: Sequence[Rule]) -> Answer:
    ids, rule = _rows(at, winners), winners[0]
    route = at.document.urgent_routes.get(rule.id)
    if route is not None:
        return _urgent(at, route, rule)
    remarks: tuple[str, ...] = ()
    if len(winners) > 1:
        remarks = (f"The rows {_named(at, winners)} overlap here and give the same.",)
    verdict = verdict_of(at, rule.procedure, bars_of(at.document.editions.get(rule.edition)))
    return answer_of(at, verdict, ids, remarks, instrument_of(at.document, rule))


def _rows(at: Setting, winners: Sequence[Rule]) -> tuple[str, ...]:
    """Return the ids of rows; an urgent route is none."""
    return tuple(rule.id for rule in winners if rule.id not in at.document.urgent_routes)


def _urgent(at: Setting, route: UrgentRoute, rule: Rule) -> Answer:
    bars = bars_of(next(iter(editions_for(at)), None))
    verdict = verdict_of(at, rule.procedure, bars)
    text = verdict.sentence
    if verdict.kind == "decided":
        text = f"{text.removesuffix('.')}, by the urgent route “{route.name}”."
    else:
        nobody = text.removeprefix("Nobody can decide: ")
        text = f"Nobody can decide: by the urgent route “{route.name}” {nobody}"
    answer = answer_of(at, replace(verdict, sentence=text), (), tuple(terms_of(route)))
    return replace(answer, urgent_route=route.id)


def answer_of(
    at: Setting,
    verdict: Verdict,
    ids: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
    instrument: Instrument | None = None,
) -> Answer:
    """Return the answer that a verdict is, by which rows, and where that is written."""
    return Answer(
        verdict.kind,
        verdict.sentence,
        at.case,
        at.on,
        ids,
        verdict.steps,
        remarks=(*remarks, *verdict.remarks),
        ask=verdict.ask,
        clause=at.document.decisions[at.case.decision].clause,
        instrument=instrument.name if instrument else None,
    )


def _conflict(at: Setting, winners: Sequence[Rule]) -> Answer:
    sides: dict[Hashable, list[Rule]] = {}
    for rule in winners:
        sides.setdefault(result_of(rule), []).append(rule)
    clauses = []
    for rules in list(sides.values())[:_SIDES]:
        words = procedure_words(at.document, rules[0].procedure)
        if rules[0].kind == "refer":
            words = f"see “{_referred_to(at, rules[0])}”"
        clauses.append(f"by {_named(at, rules)} {words}")
    more = len(sides) - _SIDES
    if more > 0:
        clauses.append(f"by others {number_words(more)} more answer{'s' if more > 1 else ''}")
    text = f"Conflict: {number_words(len(winners))} rows cover this case; {', but '.join(clauses)}."
    return Answer("conflict", text, at.case, at.on, _rows(at, winners))


def _named(at: Setting, rules: Sequence[Rule]) -> str:
    """Return the names of some rows; of many the first, and how many more there are."""
    names = [rule_name(at.document, rule) for rule in rules[:_SIDES]]
    if len(rules) > _SIDES:
        names.append(f"{number_words(len(rules) - _SIDES)} more")
    return listed(names)


def gap(at: Setting, why: str = "") -> Answer:
    """Return the answer for a case that no row covers: another document, the residual rule, or a gap.

    `why` is given where rows would cover it, but may not: "… is above the cap, so no row covers this case".
    """
    decision = at.document.decisions[at.case.decision]
    if decision.see_document:
        return see(at, decision.see_document)
    for edition in editions_for(at):
        if edition.residual is not None:
            return _residual(at, edition, edition.residual, why or "no row covers this case")
    if why:
        return Answer("gap", f"Gap: {why}, so no row covers this case.", at.case, at.on)
    if not at.document.rules.by("decision", decision.id):
        text = f"Gap: “{decision.name}” has no row, so nobody is named who decides."
    elif not rules_in_force(at.document, decision.id, at.on):
        text = f"Gap: no row of “{decision.name}” is in force on {day_words(at.on)}."
    else:
        facts = facts_words(at.document, at.case)
        text = f"Gap: no row of “{decision.name}” covers this case{f' ({facts})' if facts else ''}."
    return Answer("gap", text, at.case, at.on)


def editions_for(at: Setting) -> list[Edition]:
    """Return the matrices in force; those that hold rows of this decision come first."""
    own = {rule.edition for rule in at.document.rules.by("decision", at.case.decision)}
    return sorted(editions_in_force(at.document, at.on), key=lambda edition: edition.id not in own)


def _residual(at: Setting, edition: Edition, role: str, why: str) -> Answer:
    step = Step(right="approve", who=OneRole(role=role))
    verdict = verdict_of(at, [step], bars_of(edition))
    if verdict.kind == "nobody":
        nobody = verdict.sentence.removeprefix("Nobody can decide: ")
        text = f"Nobody can decide: {why}, so by the residual rule {nobody}"
    else:
        text = f"{verdict.sentence[:-1]} by the residual rule, since {why}."
    return answer_of(at, replace(verdict, sentence=text))


def see(at: Setting, paper: str, ids: tuple[str, ...] = ()) -> Answer:
    """Return the answer for a case that another document deals with."""
    return Answer("unknown", f"Unknown: see “{paper}”.", at.case, at.on, ids, see_document=paper)


def _referred_to(at: Setting, rule: Rule) -> str:
    return rule.see_document or at.document.decisions[rule.decision].see_document or "another document"
