"""What the rows that win give a case: a decision, a conflict, a gap, a referral, or nobody to decide."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from models.authority.answers import Answer, ResolvedStep
from models.authority.attainment import People, is_attainable, wants_more_than_named
from models.authority.expressions import Expression, OneRole, roles_in
from models.authority.facts import Case
from models.authority.force import day_words, editions_in_force, rules_in_force
from models.authority.grants import Delegation
from models.authority.holders import holders_of, people_of, vacant_roles
from models.authority.procedures import deciding_steps, meaning
from models.authority.rules import Edition, Rule, Step
from models.authority.verdicts import box_verdict
from models.authority.words import (
    deadline_words,
    expression_words,
    facts_words,
    in_procedure_order,
    listed,
    number_words,
    procedure_words,
    role_words,
    rule_name,
    sentence,
    who_words,
)
from models.document import Document

_SIDES = 4


@dataclass(frozen=True)
class Setting:
    """What a case is judged in: the document and the day."""

    document: Document
    case: Case
    on: date

    def applies(self, delegation: Delegation) -> bool:
        """Return whether a delegation surely covers the case."""
        if delegation.decisions and self.case.decision not in delegation.decisions:
            return False
        verdict = box_verdict(self.document, delegation.limits, delegation.places, self.case, self.on)
        return verdict.fits is True


def result_of(rule: Rule) -> Hashable:
    """Return a key that rows share when they give a case the same: the same procedure, or the same referral."""
    return ("refer", rule.see_document) if rule.kind == "refer" else ("decided", meaning(rule.procedure))


def judged(at: Setting, winners: Sequence[Rule]) -> tuple[Hashable, Answer]:
    """Return what the rows that win give together, with a key that equal answers share."""
    ids = tuple(rule.id for rule in winners)
    if not winners:
        answer = gap(at)
        return (answer.kind, answer.sentence), answer
    results = {result_of(rule) for rule in winners}
    if len(results) > 1:
        return ("conflict", frozenset(ids)), _conflict(at, winners)
    if winners[0].kind == "refer":
        return results.pop(), see(at, _referred_to(at, winners[0]), ids)
    return results.pop(), _decided(at, winners)


def _decided(at: Setting, winners: Sequence[Rule]) -> Answer:
    ids, rule = tuple(rule.id for rule in winners), winners[0]
    remarks: tuple[str, ...] = ()
    if len(winners) > 1:
        remarks = (f"The rows {_named(at, winners)} overlap here and give the same.",)
    ordered = in_procedure_order(rule.procedure)
    remarks += tuple(words for step in ordered if (words := deadline_words(at.document, step)))
    steps = tuple(_resolved(at, step) for step in ordered)
    nobody = _why_nobody(at, rule.procedure)
    if nobody:
        text = f"Nobody can decide: {nobody}"
        return Answer("nobody", text, at.case, at.on, ids, steps, remarks=remarks)
    words = procedure_words(at.document, rule.procedure)
    return Answer("decided", sentence(words), at.case, at.on, ids, steps, remarks=remarks)


def _why_nobody(at: Setting, procedure: Sequence[Step]) -> str:
    """Return in words why no one can decide under a procedure that day, or nothing where somebody can."""
    deciding = deciding_steps(procedure)
    if not deciding:
        words = procedure_words(at.document, procedure)
        return f"the row says that {words}, but not who approves." if procedure else "the row names nobody."
    for step in deciding:
        people = people_of(at.document, at.on, step.right, at.applies)
        clause = expression_words(at.document, step.who, step.right)
        vacant = vacant_roles(step.who, people)
        if vacant:
            names = listed([role_words(at.document, role) for role in vacant], "or")
            return f"{clause}, but nobody holds {names} on {day_words(at.on)}."
        if not is_attainable(step.who, people):
            return f"{clause}, but {too_few(at.document, step.who, people, at.on)}."
    return ""


def too_few(document: Document, who: Expression, people: People, on: date) -> str:
    """Return why there are not enough people to meet an expression: "only Ann holds these roles on 4 May 2026"."""
    if wants_more_than_named(who):
        return "fewer are named"
    found = sorted({document.people[p].name for role in roles_in(who) for p in people(role) or ()})
    return f"only {listed(found)} {'holds' if len(found) == 1 else 'hold'} these roles on {day_words(on)}"


def _resolved(at: Setting, step: Step) -> ResolvedStep:
    roles = tuple(dict.fromkeys(roles_in(step.who)))
    people = {
        holder.person: holder
        for role in roles
        for holder in holders_of(at.document, role, at.on, step.right, at.applies)
    }
    return ResolvedStep(
        right=step.right,
        who=who_words(at.document, step.who),
        sentence=sentence(procedure_words(at.document, [step])),
        roles=roles,
        holders=tuple(people.values()),
        step=step,
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
    return Answer("conflict", text, at.case, at.on, tuple(rule.id for rule in winners))


def _named(at: Setting, rules: Sequence[Rule]) -> str:
    """Return the names of some rows; of many the first, and how many more there are."""
    names = [rule_name(at.document, rule) for rule in rules[:_SIDES]]
    if len(rules) > _SIDES:
        names.append(f"{number_words(len(rules) - _SIDES)} more")
    return listed(names)


def gap(at: Setting) -> Answer:
    """Return the answer for a case that no row covers: another document, the residual rule, or a gap."""
    decision = at.document.decisions[at.case.decision]
    if decision.see_document:
        return see(at, decision.see_document)
    for edition in _editions(at):
        if edition.residual is not None:
            return _residual(at, edition.residual)
    if not at.document.rules.by("decision", decision.id):
        text = f"Gap: “{decision.name}” has no row, so nobody is named who decides."
    elif not rules_in_force(at.document, decision.id, at.on):
        text = f"Gap: no row of “{decision.name}” is in force on {day_words(at.on)}."
    else:
        facts = facts_words(at.document, at.case)
        text = f"Gap: no row of “{decision.name}” covers this case{f' ({facts})' if facts else ''}."
    return Answer("gap", text, at.case, at.on)


def _editions(at: Setting) -> list[Edition]:
    """Return the matrices in force; those that hold rows of this decision come first."""
    own = {rule.edition for rule in at.document.rules.by("decision", at.case.decision)}
    return sorted(editions_in_force(at.document, at.on), key=lambda edition: edition.id not in own)


def _residual(at: Setting, role: str) -> Answer:
    step = Step(right="approve", who=OneRole(role=role))
    steps = (_resolved(at, step),)
    nobody = _why_nobody(at, [step])
    if nobody:
        text = f"Nobody can decide: no row covers this case, so by the residual rule {nobody}"
        return Answer("nobody", text, at.case, at.on, steps=steps)
    words = procedure_words(at.document, [step])
    text = f"{sentence(words)[:-1]} by the residual rule, since no row covers this case."
    return Answer("decided", text, at.case, at.on, steps=steps)


def see(at: Setting, paper: str, ids: tuple[str, ...] = ()) -> Answer:
    """Return the answer for a case that another document deals with."""
    return Answer("unknown", f"Unknown: see “{paper}”.", at.case, at.on, ids, see_document=paper)


def _referred_to(at: Setting, rule: Rule) -> str:
    return rule.see_document or at.document.decisions[rule.decision].see_document or "another document"
