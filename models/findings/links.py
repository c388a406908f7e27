"""Links: single hops of escalation that do not go up, change nothing, have no time limit, or skip a level."""

from collections.abc import Iterator
from typing import Literal

from models.authority.power import line_above
from models.authority.words import case_words, expression_words, listed, number_words, role_words, rule_name
from models.document import Document
from models.escalation import EscalationLink
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.findings.witness import case_of

_Way = Literal["up", "along", "down"]


def _not_upward(survey: Survey) -> Iterator[Found]:
    document = survey.document
    leads: dict[str, dict[str, _Way]] = {}
    for name, found in survey.gathered(_leads, _LEADING).items():
        for link_id, way in found.items():
            leads.setdefault(link_id, {})[name] = way
    for link in document.escalation_links:
        why = _why_not_upward(document, link, leads.get(link.id, {})) if "limit" in link.triggers else ""
        if why:
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{role_words(document, link.from_role)} passes cases above its limit to "
                f"{role_words(document, link.to_role)}, but {why}.",
                "Let the link lead to a role with more authority.",
            )


def _why_not_upward(document: Document, link: EscalationLink, leads: dict[str, _Way]) -> str:
    """Return in words why the role that a link leads to has no more authority, or nothing where it may have."""
    lower, upper = document.roles[link.from_role], document.roles[link.to_role]
    if lower.id == upper.id:
        return "that is the same role"
    if lower.id in line_above(document, upper.id):
        return f"{upper.name} reports to {lower.name}"
    if lower.level is not None and upper.level is not None and upper.level <= lower.level:
        return f"{upper.name} is on {'the same' if upper.level == lower.level else 'a lower'} level"
    for name, how in leads.items():
        if how == "down":
            return f"{upper.name} decides only smaller cases of “{document.decisions[name].name}”"
    alike = next((document.decisions[name] for name, how in leads.items() if how == "along"), None)
    if alike is not None and "up" not in leads.values():
        return f"{upper.name} decides no larger cases of “{alike.name}” than {lower.name} does"
    return ""


_LEADING = frozenset(("escalation_link",))


def _leads(survey: Survey, reading: Reading) -> dict[str, _Way]:
    """Return for each link that cases of a decision can follow whether it leads to larger, as large or smaller ones."""
    found: dict[str, _Way] = {}
    reached = reading.ladder.reached
    for link in survey.document.escalation_links:
        if link.decision in (None, reading.decision.id) and link.from_role in reached:
            ours, theirs = reached[link.from_role], reached.get(link.to_role)
            if theirs is not None and theirs < ours:
                found[link.id] = "down"
            elif theirs is not None and theirs == ours and reading.ladder.above(link.from_role):
                found[link.id] = "along"
            else:
                found[link.id] = "up"
    return found


def _same_people(survey: Survey) -> Iterator[Found]:
    """Yield the moves of cases, by a link or up the reporting line, that end with the people with whom they began."""
    document = survey.document
    for link in document.escalation_links:
        if link.from_role != link.to_role:
            yield from _same(survey, link.from_role, link.to_role, (Place("escalation_link", link.id, "to_role"),))
    linked = {link.from_role for link in document.escalation_links if "limit" in link.triggers}
    deciding = frozenset[str]().union(*(reading.below_the_top for reading in survey.readings.values()))
    for role in document.roles:
        if role.reports_to and role.id in deciding and role.id not in linked:
            yield from _same(survey, role.id, role.reports_to, (Place("role", role.id, "reports_to"),))


def _same(survey: Survey, one: str, other: str, places: tuple[Place, ...]) -> Iterator[Found]:
    document = survey.document
    people = survey.holders(one)
    if people and people == survey.holders(other):
        names = listed(sorted(document.people[person].name for person in people))
        yield Found(
            places,
            f"{role_words(document, one)} passes cases to {role_words(document, other)}, but "
            f"{names} {'holds' if len(people) == 1 else 'hold'} both.",
            "Let them go to a role that somebody else holds.",
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


def _untimed_steps(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the rows that say what happens when time is over, but not when that is."""
    document = survey.document
    for rule in reading.rules:
        for step in rule.procedure:
            if step.on_timeout is not None and step.hours is None:
                who = expression_words(document, step.who, step.right)
                then = {"escalate": "the case goes up", "approve": "silence is a yes", "reject": "silence is a no"}
                example = case_of(survey, reading, rule)
                yield Found(
                    (Place("rule", rule.id, "procedure"),),
                    f"By the row {rule_name(document, rule)} of “{reading.decision.name}” {who}, and when time is over "
                    f"{then[step.on_timeout]}, but nothing says when that is.",
                    "Say within how many hours.",
                    case=case_words(document, example) if example else None,
                    example=example,
                )
                break


def _skipped(survey: Survey) -> Iterator[Found]:
    document = survey.document
    most = setting(document, "levels_skipped")
    for link in document.escalation_links:
        lower, upper = document.roles[link.from_role], document.roles[link.to_role]
        line = line_above(document, lower.id)
        between = line[: line.index(upper.id)] if upper.id in line else ()
        if between and len(between) + 1 >= most:
            names = listed([role_words(document, role) for role in between])
            past = f"past {names}, to whom it reports"
        elif upper.id not in line and lower.level is not None and (upper.level or 0) - lower.level >= most:
            past = f"{number_words((upper.level or 0) - lower.level)} levels up"
        else:
            continue
        if not link.reason:
            yield Found(
                (Place("escalation_link", link.id, "to_role"),),
                f"{lower.name} passes cases to {upper.name} {past}.",
                "Say why as the reason of the link, or let it lead to the next level.",
            )


_MATRIX = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))
_LINKS = _MATRIX | {"escalation_link"}

CHECKS = (
    Check(
        "F33",
        "Escalation does not go up",
        "error",
        "A case goes up because more authority is needed.",
        _LINKS,
        _not_upward,
    ),
    Check(
        "F34",
        "Same person on two hops",
        "warning",
        "The case comes back to the same person.",
        _LINKS | {"holding", "person", "absence"},
        _same_people,
    ),
    Check(
        "F35",
        "No time limit on a hop",
        "warning",
        "A case without a time limit can wait for ever.",
        _LINKS,
        _untimed,
        each=_untimed_steps,
    ),
    Check(
        "F37",
        "Skips a level",
        "information",
        "Whoever is passed over does not learn what their people cannot decide.",
        frozenset(("escalation_link", "role", "workspace")),
        _skipped,
    ),
)
