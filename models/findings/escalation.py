"""Escalation: paths that go round in circles or end too early, chains that are too long, and ways that are missing."""

from collections.abc import Collection, Iterator

from models.authority.expressions import roles_in
from models.authority.paths import Path, trigger_words
from models.authority.procedures import deciders, deciding_steps
from models.authority.rules import Right, Rule
from models.authority.words import case_words, listed, number_words, role_words, rule_name, some_of
from models.document import Document
from models.escalation import Trigger
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.findings.witness import case_of

_HEARD: frozenset[Right] = frozenset(("recommend", "consult", "endorse", "agree", "veto", "approve"))
_QUARRELS: tuple[Trigger, ...] = ("disagreement", "conflict_of_interest", "novelty")
_ALL: tuple[Trigger, ...] = ("disagreement", "conflict_of_interest", "novelty", "time_out", "absence")


def _cycles(survey: Survey) -> Iterator[Found]:
    document = survey.document
    triggers: set[Trigger] = {"limit"}
    for link in document.escalation_links:
        triggers.update(link.triggers)
    found: set[frozenset[str]] = set()
    everybody = [role.id for role in document.roles]
    # Without links only the reporting line can turn back, which is the same for all decisions.
    linked = survey.gathered(_circles, _TURNING).values() if len(document.escalation_links) else ()
    turning = [found for circles in linked for found in circles]
    for trigger in sorted(triggers):
        paths = [*survey.paths.circles(None, everybody, trigger), *(path for its, path in turning if its == trigger)]
        for path in paths:
            loop = _loop(path)
            if frozenset(loop) not in found:
                found.add(frozenset(loop))
                yield _cycle(document, path, loop)


# What tells where cases of a decision go, beside the decision and its rows.
_TURNING = frozenset(("escalation_link", "role", "section", "edition"))


def _circles(survey: Survey, reading: Reading) -> tuple[tuple[Trigger, Path], ...]:
    """Return the circles in which cases of a decision go from those who decide it, each with what sets it off."""
    links = survey.document.escalation_links
    special = sorted({link.from_role for link in links if link.decision or link.section})
    triggers: set[Trigger] = {"limit", *(trigger for link in links for trigger in link.triggers)}
    starts = [*reading.ladder.reached, *special]
    return tuple(
        (trigger, path)
        for trigger in sorted(triggers)
        for path in survey.paths.circles(reading.decision.id, starts, trigger)
    )


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


def _dead_ends(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield cases above a limit that reach nobody who can decide them, and those that a drawn path leads astray."""
    drawn = {link.from_role for link in survey.document.escalation_links if link.triggers != ("limit",)}
    decision, ladder = reading.decision.id, reading.ladder
    for path in survey.paths.paths_that_fail(decision, ladder.reached):
        yield _dead_end(survey, reading, path, ladder.largest)
    for rule in reading.rules if drawn else ():
        for role, triggers in _occasions(rule, drawn).items():
            for trigger in triggers:
                if survey.paths.link(decision, role, trigger) is None:
                    continue
                path = survey.paths.path_from(decision, role, trigger, (rule,))
                if path.end == "dead_end":
                    yield _dead_end(survey, reading, path, (rule,))


def _occasions(rule: Rule, among: Collection[str]) -> dict[str, tuple[Trigger, ...]]:
    """Return what can send a case of a row on from each of some roles.

    Somebody has to stand in for those who decide; anybody who is heard can disagree, and then somebody has to
    decide over their heads.
    """
    found: dict[str, tuple[Trigger, ...]] = {}
    if deciding_steps(rule.procedure):
        for step in rule.procedure:
            if step.right in _HEARD:
                for role in roles_in(step.who):
                    if role in among:
                        found[role] = _ALL if step.right == "approve" else found.get(role, _QUARRELS)
    return found


def _dead_end(survey: Survey, reading: Reading, path: Path, rules: Collection[Rule]) -> Found:
    document, decision = survey.document, reading.decision
    example = next((case for rule in rules if (case := case_of(survey, reading, rule)) is not None), None)
    names = " → ".join(role_words(document, role) for role in path.roles)
    last = role_words(document, path.roles[-1])
    start = role_words(document, path.start)
    if path.trigger == "limit":
        what = f"A case of “{decision.name}” above the limit of {start}"
    elif path.trigger == "novelty":
        what = f"A novel case of “{decision.name}” at {start}"
    else:
        what = f"On {trigger_words(path.trigger)} at {start}, a case of “{decision.name}”"
    able = listed([role_words(document, role) for role in _able(rules)], "or")
    return Found(
        (
            Place("decision", decision.id),
            Place("role", path.roles[-1]),
            *(Place("escalation_link", hop.link) for hop in path.hops[-1:] if hop.link),
        ),
        f"{what} goes {names} and no further, but {last} cannot decide it."
        if path.hops
        else f"{what} goes nowhere: no link, no larger row and no reporting line leads on from there.",
        f"Add an escalation link from {last} to a role that can decide it{f', such as {able}' if able else ''}.",
        subject=f"{decision.id}|{path.start}",
        case=case_words(document, example) if example else None,
        example=example,
    )


def _able(rules: Collection[Rule]) -> tuple[str, ...]:
    """Return the roles that decide by some rows, each once."""
    return tuple(dict.fromkeys(role for rule in rules for role in deciders(rule.procedure)))


def _long_chains(survey: Survey, reading: Reading) -> Iterator[Found]:
    document = survey.document
    most = setting(document, "longest_chain")
    for rule in reading.rules:
        stages = {step.stage for step in rule.procedure if step.right in ("endorse", "agree", "approve", "ratify")}
        if len(stages) > most:
            example = case_of(survey, reading, rule)
            yield Found(
                (Place("rule", rule.id, "procedure"),),
                f"The row {rule_name(document, rule)} of “{reading.decision.name}” needs "
                f"{number_words(len(stages))} approvals, one after the other.",
                "Let some of them run side by side, or trust one of them to decide.",
                case=case_words(document, example) if example else None,
                example=example,
            )


def _no_urgent_route(survey: Survey) -> Iterator[Found]:
    """Yield the tiers of grave decisions some of which nobody can take when there is no time."""
    document = survey.document
    lowest = setting(document, "urgent_tier")
    routes = document.urgent_routes
    if any(route.decision is None and route.tier is None for route in routes):
        return
    for tier in document.tiers:
        if tier.rank < lowest or routes.by("tier", tier.id):
            continue
        # What the law reserves cannot be taken by anybody else, however urgent it is.
        lacking = [
            reading.decision
            for reading in survey.readings.values()
            if reading.decision.tier == tier.id
            and reading.decision.reserved != "by_law"
            and reading.rules
            and not routes.by("decision", reading.decision.id)
            and not any(rule.kind == "urgent" for rule in reading.rules)
        ]
        if lacking:
            names = some_of([f"“{decision.name}”" for decision in lacking])
            yield Found(
                (Place("tier", tier.id), *(Place("decision", decision.id) for decision in lacking)),
                f"Nothing says who decides {names} of the tier “{tier.name}” when there is no time for those who do.",
                "Add an urgent route: who decides then, whom they consult, and who ratifies it afterwards.",
                subject=tier.id,
            )


def _no_tie_break(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield those who can stop a decision where nothing leads from their no to somebody who can decide it."""
    document, decision = survey.document, reading.decision
    for rule in reading.rules:
        named = deciders(rule.procedure)
        stopping = (step for step in rule.procedure if step.right in ("agree", "veto") and step.binding)
        for role in dict.fromkeys(role for step in stopping for role in roles_in(step.who)) if named else ():
            if role in named or document.roles[role].kind == "runtime":
                continue
            # Where somebody has drawn a path, that it leads nowhere is another finding.
            if survey.paths.link(decision.id, role, "disagreement") is not None:
                continue
            if survey.paths.path_from(decision.id, role, "disagreement", (rule,)).end == "dead_end":
                example = case_of(survey, reading, rule)
                able = listed([role_words(document, other) for other in named], "or")
                yield Found(
                    (Place("rule", rule.id, "procedure"), Place("role", role)),
                    f"By the row {rule_name(document, rule)} of “{decision.name}” {role_words(document, role)} can say "
                    "no, and nothing says who decides then.",
                    f"Add an escalation link for disagreement from {role_words(document, role)} that ends with {able}, "
                    "or let it be consulted.",
                    subject=f"{rule.id}|{role}",
                    case=case_words(document, example) if example else None,
                    example=example,
                )


_GRAPH = frozenset(
    (
        *("escalation_link", "role", "rule", "edition", "decision", "section"),
        *("dimension", "place", "instrument", "rate", "workspace"),
    )
)

CHECKS = (
    Check("F31", "Escalation cycle", "error", "A case that comes back is never decided.", _GRAPH, _cycles),
    Check("F32", "Dead end", "error", "A path has to end with somebody who can decide.", _GRAPH, each=_dead_ends),
    Check(
        "F36",
        "Chain of approvals too long",
        "warning",
        "Every approval adds its wait and takes away some of the responsibility.",
        _GRAPH,
        each=_long_chains,
    ),
    Check(
        "F38",
        "No urgent route",
        "warning",
        "An emergency does not wait for the next meeting.",
        _GRAPH | {"tier", "urgent_route"},
        _no_urgent_route,
    ),
    Check(
        "F39",
        "Veto without a tie-break",
        "error",
        "A no that nobody can overrule decides in the decider’s place.",
        _GRAPH,
        each=_no_tie_break,
    ),
)
