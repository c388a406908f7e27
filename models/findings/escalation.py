"""Escalation: paths that go round in circles, end too early, or do not go up."""

from collections.abc import Iterator
from math import inf

from models.authority.paths import Path, trigger_words
from models.authority.words import case_words, number_words, role_words, rule_name
from models.document import Document
from models.escalation import EscalationLink, Trigger
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Coverage, Survey


def _cycles(survey: Survey) -> Iterator[Found]:
    document = survey.document
    triggers: set[Trigger] = {"limit"}
    for link in document.escalation_links:
        triggers.update(link.triggers)
    found: set[frozenset[str]] = set()
    for trigger in sorted(triggers):
        for decision, starts in _starts(survey):
            passed: set[str] = set()
            for start in starts:
                if start in passed:
                    continue
                path = survey.paths.path_from(decision, start, trigger)
                passed.update(path.roles)
                loop = frozenset(_loop(path)) if path.end == "cycle" else None
                if loop and loop not in found:
                    found.add(loop)
                    yield _cycle(document, path, _loop(path))


def _starts(survey: Survey) -> Iterator[tuple[str | None, list[str]]]:
    """Yield where paths can begin: at every role for any decision, then at those that decide a decision."""
    yield None, [role.id for role in survey.document.roles]
    special = {link.from_role for link in survey.document.escalation_links if link.decision or link.section}
    for decision in survey.rules:
        yield decision, list({**survey.paths.ladder(decision).reached, **dict.fromkeys(sorted(special), 0.0)})


def _loop(path: Path) -> tuple[str, ...]:
    """Return the roles of a path that ends in a circle from the one that it comes back to."""
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
    for coverage in survey.coverages:
        ladder = survey.paths.ladder(coverage.decision.id)
        for start in ladder.reached:
            path = survey.paths.path_from(coverage.decision.id, start)
            if path.end == "dead_end":
                yield _dead_end(survey, coverage, path)


def _dead_end(survey: Survey, coverage: Coverage, path: Path) -> Found:
    document, decision = survey.document, coverage.decision
    largest = {rule.id for rule in survey.paths.ladder(decision.id).largest}
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


def _untimed(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for link in document.escalation_links:
        if link.hours is None:
            yield Found(
                (Place("escalation_link", link.id, "hours"),),
                f"{role_words(document, link.from_role)} passes cases to {role_words(document, link.to_role)} "
                "without a time limit.",
                "Say within how many hours.",
            )


def _long_chains(survey: Survey) -> Iterator[Found]:
    document = survey.document
    most = setting(document, "longest_chain")
    for decision, rules in survey.rules.items():
        for rule in rules:
            stages = {step.stage for step in rule.procedure if step.right in ("endorse", "agree", "approve", "ratify")}
            if len(stages) > most:
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"The row {rule_name(document, rule)} of “{document.decisions[decision].name}” needs "
                    f"{number_words(len(stages))} approvals, one after the other.",
                    "Let some of them run side by side, or trust one of them to decide.",
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
    for decision in survey.rules:
        if link.decision not in (None, decision):
            continue
        reached = survey.paths.ladder(decision).reached
        if reached.get(upper.id, inf) < reached.get(lower.id, 0):
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
    Check(
        "F35",
        "No time limit on a hop",
        "warning",
        "A case without a time limit can wait for ever.",
        frozenset(("escalation_link", "role")),
        _untimed,
    ),
    Check(
        "F36",
        "Chain of approvals too long",
        "warning",
        "Every approval adds its wait and takes away some of the responsibility.",
        _GRAPH,
        _long_chains,
    ),
)
