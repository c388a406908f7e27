"""Duties to keep apart: who asks, who recommends, who decides and who carries out should not be one person alone."""

from collections.abc import Callable, Iterator

from models.authority.expressions import roles_in
from models.authority.grants import Separation
from models.authority.holders import holders_are_kept, holders_of
from models.authority.rules import Right, Rule
from models.authority.words import listed, role_words, rule_name
from models.decisions import Decision
from models.findings.base import Check, Found, Place
from models.findings.survey import Survey


def _sole_deciders(survey: Survey) -> Iterator[tuple[Decision, Rule, str]]:
    """Yield the rows that one role decides alone."""
    for reading in survey.readings.values():
        for rule, role in reading.sole:
            yield reading.decision, rule, role


def _alone(survey: Survey, one: str, other: str) -> str:
    """Return in words that two roles are in one hand; nothing where a second person can act.

    A role is in one hand unless several people hold it; two roles are if the same one person holds both.
    """
    document = survey.document
    held = survey.holders(one), survey.holders(other)
    if one == other:
        several = document.roles[one].kind in ("group", "body") if held[0] is None else len(held[0]) > 1
        return "" if several else role_words(document, one)
    if held[0] is None or held[0] != held[1] or len(held[0]) != 1:
        return ""
    person = document.people[next(iter(held[0]))].name
    return f"{person}, as {role_words(document, one)} and {role_words(document, other)},"


def _own_request(survey: Survey) -> Iterator[Found]:
    for decision, rule, decider in _sole_deciders(survey):
        for requester in decision.requesters:
            who = _alone(survey, requester, decider)
            if who:
                yield Found(
                    (Place("rule", rule.id, "procedure"), Place("decision", decision.id, "requesters")),
                    f"{who} may ask for “{decision.name}” and alone approves it "
                    f"(row {rule_name(survey.document, rule)}).",
                    "Let somebody else approve what this role asks for, or have a second role approve.",
                    subject=rule.id,
                )


def _own_part(right: Right, does: str, fix: str) -> Callable[[Survey], Iterator[Found]]:
    """Return a check that finds rows in which one person alone decides and has another part as well."""

    def find(survey: Survey) -> Iterator[Found]:
        kept = holders_are_kept(survey.document)
        for decision, rule, decider in _sole_deciders(survey):
            doing = {role for step in rule.procedure if step.right == right for role in roles_in(step.who)}
            who = _alone(survey, decider, next(iter(doing))) if len(doing) == 1 else ""
            grave = right == "perform" and decision.sensitive
            # That one role is both accountable and responsible is common; that one person is needs a look.
            if who and (right != "perform" or grave or kept):
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"{who} alone approves “{decision.name}” and {does} (row {rule_name(survey.document, rule)}).",
                    fix,
                    severity="error" if grave else None,
                )

    return find


def _held_together(survey: Survey) -> Iterator[Found]:
    """Yield the people who hold two roles that are to be kept apart, or two such parts in one row."""
    document = survey.document
    if not holders_are_kept(document):
        return
    for pair in document.separations:
        holders = ({h.person: h for h in holders_of(document, role, survey.on)} for role in (pair.one, pair.other))
        one, other = holders
        shared = one.keys() & other.keys()
        # Where they are apart within one case only, a second holder can take one of the two parts.
        within_a_case = pair.dynamic or pair.one_right or pair.other_right
        several = len(one) > 1 or len(other) > 1
        if within_a_case and (several or not _rows_with_both(survey, pair)):
            continue
        for person in sorted(shared, key=lambda found: one[found].name):
            roles = listed([role_words(document, role) for role in (pair.one, pair.other)])
            why = f" ({pair.reason.rstrip('.')})" if pair.reason else ""
            yield Found(
                (Place("separation", pair.id), Place("role", pair.one), Place("role", pair.other)),
                f"{one[person].name} holds {roles}, which are to be kept apart{why}.",
                "Give one of the two roles to somebody else.",
                subject=f"{pair.id}|{person}",
            )


def _rows_with_both(survey: Survey, pair: Separation) -> bool:
    """Return whether a row gives both roles a part, of the right that is meant if one is."""
    for rules in survey.rules.values():
        for rule in rules:
            parts = {(role, step.right) for step in rule.procedure for role in roles_in(step.who)}
            if all(
                any(role == wanted and right in (None, has) for role, has in parts)
                for wanted, right in ((pair.one, pair.one_right), (pair.other, pair.other_right))
            ):
                return True
    return False


_DUTIES = frozenset(
    ("edition", "rule", "decision", "dimension", "place", "role", "holding", "person", "absence", "delegation")
)

CHECKS = (
    Check("F25", "Approver is requester", "error", "Nobody else looks at the request.", _DUTIES, _own_request),
    Check(
        "F26",
        "Approver is performer",
        "warning",
        "Nobody else sees what was done.",
        _DUTIES,
        _own_part("perform", "carries it out", "Let another role carry it out, or have a second one approve."),
    ),
    Check(
        "F27",
        "Approves own recommendation",
        "warning",
        "A recommendation to oneself is none.",
        _DUTIES,
        _own_part("recommend", "recommends it", "Let another role recommend, or leave the recommendation out."),
    ),
    Check(
        "F28",
        "Separated duties in one hand",
        "error",
        "Two pairs of eyes are meant to see it.",
        _DUTIES | {"separation"},
        _held_together,
    ),
)
