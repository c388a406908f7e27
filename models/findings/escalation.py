"""Escalation: paths that go round in circles, end too early, or do not go up."""

from collections.abc import Iterator

from models.authority.paths import Path, path_from, reach, top_deciders, top_rules, trigger_words
from models.authority.procedures import deciders
from models.authority.words import case_words, role_words
from models.document import Document
from models.escalation import EscalationLink, Trigger
from models.findings.base import Check, Found, Place
from models.findings.survey import Coverage, Survey


def _cycles(survey: Survey) -> Iterator[Found]:
    document = survey.document
    triggers: set[Trigger] = {"limit"}
    for link in document.escalation_links:
        triggers.update(link.triggers)
    found: set[frozenset[str]] = set()
    for decision, start in _starts(survey):
        for trigger in sorted(triggers):
            path = path_from(document, decision, start, survey.on, trigger)
            if path.end != "cycle":
                continue
            loop = _loop(path)
            if frozenset(loop) in found:
                continue
            found.add(frozenset(loop))
            yield _cycle(document, path, loop)


def _starts(survey: Survey) -> Iterator[tuple[str | None, str]]:
    """Yield where paths can begin: at every role for any decision, then at those that decide a decision."""
    for role in survey.document.roles:
        yield None, role.id
    special = {link.from_role for link in survey.document.escalation_links if link.decision or link.section}
    for decision, rules in survey.rules.items():
        acting = {role for rule in rules for role in deciders(rule.procedure)}
        for role in survey.document.roles:
            if role.id in acting or role.id in special:
                yield decision, role.id


def _loop(path: Path) -> tuple[str, ...]:
    roles = path.roles
    return roles[roles.index(roles[-1]) : -1]


def _cycle(document: Document, path: Path, loop: tuple[str, ...]) -> Found:
    names = [role_words(document, role) for role in (*loop, loop[0])]
    decision = document.decisions.get(path.decision)
    of = f" of “{decision.name}”" if decision else ""
    links = {hop.link for hop in path.hops if hop.link and hop.from_role in loop}
    return Found(
        (
            *(Place("escalation_link", link, "to_role") for link in sorted(links)),
            *(Place("role", role) for role in loop),
        ),
        f"Escalation{of} for {trigger_words(path.trigger)} goes in a circle: {' → '.join(names)}.",
        "Let the last role of the circle pass cases to one that has not seen them.",
        subject="+".join(sorted(loop)),
    )


def _dead_ends(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for coverage in survey.coverages:
        tops = top_deciders(document, coverage.decision.id, survey.on)
        acting = [role for rule in coverage.rules.values() for role in deciders(rule.procedure)]
        for start in dict.fromkeys(acting):
            if start in tops:
                continue
            path = path_from(document, coverage.decision.id, start, survey.on)
            if path.end == "dead_end":
                yield _dead_end(survey, coverage, path)


def _dead_end(survey: Survey, coverage: Coverage, path: Path) -> Found:
    document, decision = survey.document, coverage.decision
    largest = {rule.id for rule in top_rules(document, decision.id, survey.on)}
    example = next((coverage.space.example(p.region) for p in coverage.space.pieces if p.row in largest), None)
    names = " → ".join(role_words(document, role) for role in path.roles)
    last = role_words(document, path.roles[-1])
    goes = f"goes {names} and ends there" if path.hops else "goes nowhere"
    return Found(
        (
            Place("decision", decision.id),
            Place("role", path.roles[-1]),
            *(Place("escalation_link", hop.link) for hop in path.hops[-1:] if hop.link),
        ),
        f"A case of “{decision.name}” above the limit of {role_words(document, path.start)} {goes}: "
        f"{last} cannot decide it.",
        f"Add an escalation link from {last} to a role that can decide it.",
        subject=f"{decision.id}|{path.start}",
        case=case_words(document, example) if example else None,
        example=example,
    )


def _not_upward(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        why = _why_not_upward(survey, link) if "limit" in link.triggers else ""
        if why:
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{role_words(document, link.from_role)} passes cases above its limit to "
                f"{role_words(document, link.to_role)}, but {why}.",
                "Let the link lead to a role with more authority.",
            )


def _why_not_upward(survey: Survey, link: EscalationLink) -> str:
    """Return in words why the role that a link leads to has no more authority, or nothing where it may have."""
    document = survey.document
    lower, upper = document.roles[link.from_role], document.roles[link.to_role]
    if lower.id == upper.id:
        return "that is the same role"
    if lower.id in _line_above(document, upper.id):
        return f"{upper.name} reports to {lower.name}"
    if lower.level is not None and upper.level is not None and upper.level <= lower.level:
        order = "the same level as" if upper.level == lower.level else "a lower level than"
        return f"{upper.name} has {order} {lower.name}"
    for decision, rules in survey.rules.items():
        if link.decision not in (None, decision):
            continue
        mine = [reach(rule) for rule in rules if lower.id in deciders(rule.procedure)]
        theirs = [reach(rule) for rule in rules if upper.id in deciders(rule.procedure)]
        if mine and theirs and max(theirs) < max(mine):
            return f"of “{document.decisions[decision].name}” {upper.name} decides only smaller cases"
    return ""


def _line_above(document: Document, role: str) -> list[str]:
    line: list[str] = []
    row = document.roles.get(role)
    while row is not None and row.reports_to is not None and row.reports_to not in line:
        line.append(row.reports_to)
        row = document.roles.get(row.reports_to)
    return line


_GRAPH = frozenset(
    ("escalation_link", "role", "rule", "edition", "decision", "section", "dimension", "place", "rate", "workspace")
)

CHECKS = (
    Check("F31", "Escalation cycle", "error", "A case that comes back is never decided.", _GRAPH, _cycles),
    Check("F32", "Dead end", "error", "The case waits at a role that cannot decide it.", _GRAPH, _dead_ends),
    Check(
        "F33",
        "Escalation does not go up",
        "error",
        "A case goes up because more authority is needed.",
        _GRAPH,
        _not_upward,
    ),
)
