"""Deciders: whether somebody is named to decide, and is there to do it."""

from collections.abc import Iterator

from models.authority.force import day_words
from models.authority.holders import vacant_roles
from models.authority.procedures import deciding_steps
from models.authority.words import procedure_words, role_words, rule_name, some_of
from models.entity import references
from models.findings.base import Check, Found, Place
from models.findings.survey import Survey


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


def _vacant(survey: Survey) -> Iterator[Found]:
    document = survey.document
    lacking: dict[str, dict[str, str]] = {}
    for decision in document.decisions:
        for rule in survey.rules[decision.id]:
            for step in deciding_steps(rule.procedure):
                for role in vacant_roles(document, step.who, survey.on, step.right):
                    lacking.setdefault(role, {})[rule.id] = decision.name
    for role, rows in lacking.items():
        names = [f"“{name}”" for name in dict.fromkeys(rows.values())]
        yield Found(
            (Place("role", role), *(Place("rule", row, "procedure") for row in rows)),
            f"Nobody holds {role_words(document, role)} on {day_words(survey.on)}, without whom nobody decides "
            f"{some_of(names)}.",
            "Name a holder, an acting holder or a substitute, or delegate it.",
            subject=role,
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

CHECKS = (
    Check("F15", "No decider", "error", "A decision that is nobody’s waits.", _MATRIX, _no_decider),
    Check(
        "F18",
        "Decider vacant",
        "error",
        "A role without a holder decides nothing.",
        _MATRIX | {"holding", "person", "absence"},
        _vacant,
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
