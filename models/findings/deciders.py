"""Deciders: whether somebody is named to decide, and is there to do it."""

import re
from collections.abc import Iterator, Mapping

from models.authority.attainment import is_attainable, is_joint
from models.authority.expressions import AllOf
from models.authority.force import day_words
from models.authority.grants import Delegation
from models.authority.holders import vacant_roles
from models.authority.outcomes import too_few
from models.authority.procedures import deciding_steps
from models.authority.schemes import letter_of
from models.authority.words import (
    expression_words,
    procedure_words,
    role_words,
    rule_name,
    some_of,
    together,
    who_words,
)
from models.decisions import Decision
from models.entity import references
from models.findings.base import Check, Found, Place
from models.findings.survey import Survey

# Ways of writing a matrix by which just one role decides a row.
_ONE_DECIDER = re.compile(r"\b(?:RACI|RASCI|RASIC|DACI|RAPID)\b", re.IGNORECASE)


def _no_decider(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for decision in document.decisions:
        rules = survey.rules[decision.id]
        if not rules and not decision.see_document:
            later = document.rules.by("decision", decision.id)
            text = f"“{decision.name}” has no row{' in force' if later else ''}, so nobody is named who decides."
            yield Found(
                (Place("decision", decision.id),),
                text,
                "Add a row and say who approves, or name the document that says it.",
                severity="information" if survey.residual else None,
            )
        for rule in rules:
            if rule.kind == "refer" or deciding_steps(rule.procedure):
                continue
            words = procedure_words(document, rule.procedure)
            says = f"says that {words}, but not who approves" if rule.procedure else "names nobody"
            yield Found(
                (Place("rule", rule.id, "procedure"),),
                f"The row {rule_name(document, rule)} of “{decision.name}” {says}.",
                "Give one role the right to approve.",
            )


def _rival_deciders(survey: Survey) -> Iterator[Found]:
    """Yield the rows in which several roles have the letter of which a scheme such as RACI wants one."""
    document = survey.document
    schemes = {
        edition.id: (scheme, named[0])
        for edition in survey.editions
        if (scheme := document.schemes.get(edition.scheme)) and (named := _ONE_DECIDER.search(scheme.name))
    }
    for decision in document.decisions if schemes else ():
        for rule in survey.rules[decision.id]:
            who = [step.who for step in deciding_steps(rule.procedure)]
            if rule.edition not in schemes or not who:
                continue
            scheme, called = schemes[rule.edition]
            all_ = together(who)
            if isinstance(all_, AllOf) and not all_.distinct and len(all_.parts) > 1:
                letter = letter_of("approve", scheme.letters) or "·"
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"The row {rule_name(document, rule)} of “{decision.name}” gives {letter} to several roles, "
                    f"{who_words(document, all_)}; {called} wants one who decides.",
                    "Leave it with one of them, or say that they decide jointly: any of them, or different persons.",
                )


def _decisions_named(rows: Mapping[str, Decision]) -> str:
    return some_of([f"“{name}”" for name in dict.fromkeys(row.name for row in rows.values())])


def _vacant(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for role, rows in survey.vacancies.items():
        if ended_grants(survey, role):
            continue
        yield Found(
            (Place("role", role), *(Place("rule", row, "procedure") for row in rows)),
            f"Nobody holds {role_words(document, role)} on {day_words(survey.on)}, which leaves cases of "
            f"{_decisions_named(rows)} undecided.",
            "Name a holder, an acting holder or a substitute, or delegate it.",
            subject=role,
        )


def _relied_on(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for role, rows in survey.vacancies.items():
        for grant in ended_grants(survey, role)[-1:]:
            ended = day_words(grant.revoked_on or grant.ends or survey.on)
            how = "was revoked" if grant.revoked_on else "ended"
            yield Found(
                (Place("delegation", grant.id, "ends"), Place("role", role)),
                f"Nobody holds {role_words(document, role)}, and its delegation to "
                f"{role_words(document, grant.to_role)} {how} on {ended}, which leaves cases of "
                f"{_decisions_named(rows)} undecided.",
                "Renew the delegation, or name a holder.",
                subject=role,
            )


def ended_grants(survey: Survey, role: str) -> list[Delegation]:
    """Return the delegations from a role that are over, the latest last."""
    over = []
    for grant in survey.document.delegations.by("from_role", role):
        if grant.revoked_on is not None and grant.revoked_on <= survey.on:
            over.append((grant.revoked_on, grant.id, grant))
        elif grant.ends is not None and grant.ends < survey.on:
            over.append((grant.ends, grant.id, grant))
    return [grant for *_, grant in sorted(over, key=lambda each: each[:2])]


def _unattainable(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for reading in survey.readings.values():
        people = survey.people(reading.decision.id)
        for rule, step, _ in reading.deciding:
            if not is_joint(step.who) or vacant_roles(step.who, people) or is_attainable(step.who, people):
                continue
            wants = expression_words(document, step.who, step.right)
            yield Found(
                (Place("rule", rule.id, "procedure"),),
                f"By the row {rule_name(document, rule)} of “{reading.decision.name}” {wants}, but "
                f"{too_few(document, step.who, people, survey.on)}.",
                "Name further holders, or ask for fewer approvals.",
            )


def _orphans(survey: Survey) -> Iterator[Found]:
    document = survey.document
    used = set(survey.roles_in_rules)
    for name in ("delegation", "escalation_link", "edition", "tier", "urgent_route", "outcome"):
        used.update(ref.id for row in document.table(name) for ref in references(row) if ref.table == "role")
    used.update(member for role in document.roles if role.id in used for member in role.members)
    for role in document.roles:
        if role.id not in used and role.team is None:
            yield Found(
                (Place("role", role.id),),
                f"{role.name} has no part in any decision and belongs to no team.",
                "Give it a part, set its team, or delete it.",
            )


_MATRIX = frozenset(("edition", "rule", "decision", "dimension", "place", "role"))
_HELD = _MATRIX | {"holding", "person", "absence", "delegation"}

CHECKS = (
    Check("F15", "No decider", "error", "A decision that is nobody’s waits.", _MATRIX, _no_decider),
    Check(
        "F16",
        "Several sole deciders",
        "error",
        "Where two decide alone, neither does.",
        _MATRIX | {"scheme"},
        _rival_deciders,
    ),
    Check(
        "F18",
        "Decider vacant",
        "error",
        "A role without a holder decides nothing.",
        _HELD,
        _vacant,
    ),
    Check(
        "F19",
        "Joint approval out of reach",
        "error",
        "It needs more different people than there are.",
        _HELD,
        _unattainable,
    ),
)

ORPHANS = (
    Check(
        "F45",
        "Role without a part",
        "warning",
        "People ask it in vain.",
        _MATRIX | {"delegation", "escalation_link", "tier", "urgent_route", "outcome"},
        _orphans,
    ),
)

GRANTS = (
    Check(
        "F52",
        "Delegation over but relied on",
        "error",
        "What was decided by it is decided by nobody now.",
        _HELD,
        _relied_on,
    ),
)
