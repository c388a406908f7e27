"""Powers: whether whoever took a decision that is on record could take it, by the matrix in force on that day."""

from collections.abc import Iterator
from datetime import date

from models.authority.answers import Answer
from models.authority.delegation import granted
from models.authority.facts import Case, CaseError, FactValue, read_fact
from models.authority.force import day_words, editions_in_force
from models.authority.grants import Delegation
from models.authority.holders import holders_are_kept, holders_of
from models.authority.power import Power, acting_as
from models.authority.procedures import deciding_steps
from models.authority.routing import route
from models.authority.verdicts import box_verdict
from models.authority.words import case_words, listed, role_words
from models.document import Document
from models.findings.base import Found, Place
from models.findings.survey import Reading, Survey
from models.records import Record

_TAKEN = ("accepted", "superseded")


def without_authority(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the records of a decision that were decided by a role, or a person, who could not decide them that day.

    A record of a day on which the file holds no matrix in force says nothing.
    """
    for record in survey.document.records.by("decision", reading.decision.id):
        day = record.decided_on
        if record.status not in _TAKEN or day is None or not editions_in_force(survey.document, day):
            continue
        if record.decided_by is None and record.decided_by_person is None:
            continue
        case = _case(survey.document, record, day)
        answer = route(survey.document, case, day)
        why = _why_not(survey.document, record, answer, day)
        if why:
            field = "decided_by" if record.decided_by else "decided_by_person"
            yield Found(
                (Place("record", record.id, field), *(Place("rule", rule) for rule in _rules(answer))),
                f"“{record.name}” was decided on {day_words(day)} by {_decider(survey.document, record)}, {why}.",
                "Have somebody ratify it who could decide it, or correct the record.",
                subject=record.id,
                case=case_words(survey.document, case),
                example=case,
            )


def _decider(document: Document, record: Record) -> str:
    person = document.people.get(record.decided_by_person)
    names = [person.name] if person else []
    if record.decided_by:
        names.append(role_words(document, record.decided_by))
    return ", ".join(names)


def _case(document: Document, record: Record, day: date) -> Case:
    """Return the case that a record tells of, as far as its facts can be read."""
    facts: dict[str, FactValue] = {}
    for fact in record.facts:
        try:
            facts[fact.dimension] = read_fact(document, document.dimensions[fact.dimension], fact.value, on=day)
        except CaseError:
            continue
    return Case(record.decision or "", facts, next(iter(record.places), None), record.places[1:])


def _why_not(document: Document, record: Record, answer: Answer, day: date) -> str:
    """Return in words why a record's decider had no authority; nothing where they had, or may have had."""
    answers = [branch.answer for branch in answer.branches] or [answer]
    if any(each.kind in ("unknown", "conflict", "depends") for each in answers):
        return ""
    if any(_could(document, record, each, day) for each in answers):
        return ""
    deciding = dict.fromkeys(role for each in answers for role in _roles(each))
    if not deciding:
        return "and by the matrix of that day nobody could decide it"
    names = listed([role_words(document, role) for role in deciding], "or")
    return f"but by the matrix of that day it was for {names} to decide"


def _rules(answer: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*answer.rules, *(r for branch in answer.branches for r in branch.answer.rules))))


def _roles(answer: Answer) -> tuple[str, ...]:
    steps = {id(step.step): step for step in answer.steps}
    deciding = deciding_steps(step.step for step in answer.steps)
    return tuple(dict.fromkeys(role for step in deciding for role in steps[id(step)].roles))


def _could(document: Document, record: Record, answer: Answer, day: date) -> bool:
    """Return whether a record's role and person had a part in deciding, or the power of somebody who had.

    Who stands above a decider keeps the power, and a delegation gives it.
    """

    def applies(grant: Delegation) -> bool:
        named = not grant.decisions or record.decision in grant.decisions
        return named and box_verdict(document, grant.limits, grant.places, answer.case, day).fits is not False

    able = Power(document, day).enough(frozenset(_roles(answer)))
    given = [g for g in document.delegations if granted(g, day, "approve") and applies(g)]
    while more := {grant.to_role for grant in given if grant.from_role in able} - able:
        able |= more
    if record.decided_by is not None and able.isdisjoint(acting_as(document, [record.decided_by])):
        return False
    if record.decided_by_person is None or not holders_are_kept(document):
        return True
    roles = sorted(able) if record.decided_by is None else [record.decided_by]
    if any(document.roles[role].kind == "runtime" for role in roles):
        return True
    holding = (holder for role in roles for holder in holders_of(document, role, day, "approve", applies))
    return any(holder.person == record.decided_by_person for holder in holding)
