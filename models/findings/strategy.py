"""Strategy: themes and outcome targets that cannot yet guide anybody."""

from collections.abc import Iterator

from models.authority.delegation import granted
from models.authority.power import acting_as
from models.authority.words import listed, number_words, role_words, some_of
from models.findings.base import Check, Found, Place
from models.findings.outputs import output_phrase
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.strategy import Theme
from models.targets import Outcome

_NEEDED: dict[str, tuple[str, ...]] = {
    "increase": ("baseline", "target", "unit"),
    "decrease": ("baseline", "target", "unit"),
    "keep_above": ("target", "unit"),
    "keep_below": ("target", "unit"),
    "hold": ("target", "unit"),
    "milestone": ("target",),
}


def _themes(survey: Survey) -> list[Theme]:
    """Return the themes that count: of quarters that are not past, neither dropped nor carried on."""
    quarters = survey.document.quarters
    return [
        theme
        for theme in survey.document.themes
        if quarters[theme.quarter].status != "past" and theme.status in ("draft", "active", "kept")
    ]


def _outcomes(survey: Survey) -> list[Outcome]:
    quarters = survey.document.quarters
    return [row for row in survey.document.outcomes if quarters[row.quarter].status != "past"]


def _theme_alone(survey: Survey) -> Iterator[Found]:
    for theme in _themes(survey):
        if not survey.document.outcomes.by("theme", theme.id):
            yield Found(
                (Place("theme", theme.id),),
                f"The theme “{theme.name}” has no outcome target.",
                "Add the change that would show that the theme has come true.",
            )


def _many_themes(survey: Survey) -> Iterator[Found]:
    most = setting(survey.document, "most_themes")
    for quarter in survey.document.quarters:
        count = sum(theme.quarter == quarter.id for theme in _themes(survey))
        if count > most:
            yield Found(
                (Place("quarter", quarter.id),),
                f"{quarter.name} has {number_words(count)} themes; more than {_count(most)} guide nobody.",
                "Keep the few that matter most and carry the others over.",
            )


def _count(number: float) -> str:
    return number_words(int(number)) if number == int(number) else f"{number:g}"


def _ownerless(survey: Survey) -> Iterator[Found]:
    for outcome in _outcomes(survey):
        if outcome.owner_role is None and outcome.owner_team is None:
            yield Found(
                (Place("outcome", outcome.id, "owner_team"),),
                f"The outcome “{outcome.name}” has no owner.",
                "Name the team or the role that answers for it.",
            )


def _unmeasured(survey: Survey) -> Iterator[Found]:
    for outcome in _outcomes(survey):
        missing = [name for name in _NEEDED[outcome.kind] if getattr(outcome, name) in (None, "")]
        if missing:
            yield Found(
                tuple(Place("outcome", outcome.id, name) for name in missing),
                f"The outcome “{outcome.name}” has no {listed(missing, 'or')}.",
                f"Enter the {listed(missing)}, even if it is a first estimate.",
            )


def _outputs(survey: Survey) -> Iterator[Found]:
    for outcome in _outcomes(survey):
        hint = output_phrase(outcome.name)
        if hint:
            yield Found(
                (Place("outcome", outcome.id, "name"),),
                f"The outcome “{outcome.name}” names something to make, not what it changes.",
                hint.partition(". ")[2],
            )


def _themeless(survey: Survey) -> Iterator[Found]:
    for outcome in _outcomes(survey):
        if outcome.theme is None:
            yield Found(
                (Place("outcome", outcome.id, "theme"),),
                f"The outcome “{outcome.name}” belongs to no theme.",
                "Put it under the theme that it serves.",
            )


def _silent(survey: Survey) -> Iterator[Found]:
    document = survey.document
    weeks = setting(document, "check_in_weeks")
    for outcome in _outcomes(survey):
        quarter = document.quarters[outcome.quarter]
        if quarter.status != "current" or not quarter.starts <= survey.on <= quarter.ends:
            continue
        readings = [row.on for row in document.check_ins.by("outcome", outcome.id) if row.on <= survey.on]
        last = max(readings, default=quarter.starts)
        if (survey.on - last).days > 7 * weeks:
            since = (survey.on - last).days // 7
            text = f"has had no check-in for {number_words(since)} week{'s' if since != 1 else ''}"
            yield Found(
                (Place("outcome", outcome.id),),
                f"The outcome “{outcome.name}” {text if readings else text + ', since the quarter began'}.",
                "Ask its owner for a reading, and how sure they are.",
            )


def _unanswered(survey: Survey) -> Iterator[Found]:
    days = setting(survey.document, "signal_days")
    for signal in survey.document.signals:
        waited = (survey.on - signal.noticed).days
        if signal.status == "new" and signal.answered is None and waited > days:
            words = f"{number_words(waited)} day{'s' if waited != 1 else ''}"
            yield Found(
                (Place("signal", signal.id, "response"),),
                f"The signal “{signal.name}” has waited {words} for an answer.",
                "Say what was done with it, or why nothing will be.",
            )


def _beyond_owner(survey: Survey) -> Iterator[Found]:
    """Yield the outcomes of whose decisions the owner can take none, however small the case."""
    document = survey.document
    for outcome in _outcomes(survey):
        roles = _owning(survey, outcome)
        needed = [survey.readings[name] for name in outcome.needs if survey.readings[name].deciders]
        if not needed or not (outcome.owner_role or outcome.owner_team):
            continue
        if any(_decides(survey, reading, roles) for reading in needed):
            continue
        owner = document.teams.get(outcome.owner_team) or document.roles.get(outcome.owner_role)
        others = dict.fromkeys(role for reading in needed for role in reading.ladder.reached)
        names = some_of([f"“{reading.decision.name}”" for reading in needed])
        deciding = some_of([role_words(document, role) for role in others])
        yield Found(
            (Place("outcome", outcome.id, "needs"), *(Place("decision", reading.decision.id) for reading in needed)),
            f"“{outcome.name}” needs {names}, of which its owner, {owner.name if owner else ''}, decides no case; "
            f"{deciding} {'does' if len(others) == 1 else 'do'}.",
            "Let the owner decide the smaller cases of one of them, or name an owner who can.",
            subject=outcome.id,
        )


def _owning(survey: Survey, outcome: Outcome) -> frozenset[str]:
    """Return the roles of an owner: its own, those of the team, and the groups that they are in."""
    document = survey.document
    of_team = document.roles.by("team", outcome.owner_team) if outcome.owner_team else ()
    named = [outcome.owner_role] if outcome.owner_role else []
    return frozenset(acting_as(document, (*named, *(role.id for role in of_team))))


def _decides(survey: Survey, reading: Reading, roles: frozenset[str]) -> bool:
    """Return whether roles decide some case of a decision: by a row, by delegation, or standing above who does."""
    able = survey.paths.power.enough(reading.deciders)
    if roles & able:
        return True
    return any(
        grant.to_role in roles
        and grant.from_role in able
        and (not grant.decisions or reading.decision.id in grant.decisions)
        and granted(grant, survey.on, "approve")
        for grant in survey.document.delegations
    )


_THEMES = frozenset(("quarter", "theme", "outcome", "workspace"))
_OUTCOMES = frozenset(("quarter", "outcome"))

CHECKS = (
    Check("F67", "Theme without outcome", "warning", "Nobody could tell if it came true.", _THEMES, _theme_alone),
    Check("F68", "Too many themes", "warning", "What is everything is nothing.", _THEMES, _many_themes),
    Check("F69", "Outcome without owner", "error", "What is everybody’s is nobody’s.", _OUTCOMES, _ownerless),
    Check("F70", "Outcome without measure", "error", "Nobody could tell how far it has come.", _OUTCOMES, _unmeasured),
    Check(
        "F71",
        "Output phrased as outcome",
        "warning",
        "It can be made without anything getting better.",
        _OUTCOMES,
        _outputs,
    ),
    Check("F72", "Outcome without theme", "information", "It may be one priority too many.", _OUTCOMES, _themeless),
    Check(
        "F73",
        "Owner cannot decide what it needs",
        "warning",
        "Whoever answers for an outcome should not have to ask for all of it.",
        _OUTCOMES | {"team", "role", "decision", "rule", "edition", "delegation"},
        _beyond_owner,
    ),
    Check(
        "F74",
        "No check-in",
        "warning",
        "A target that nobody looks at steers nothing.",
        _OUTCOMES | {"check_in", "workspace"},
        _silent,
    ),
    Check(
        "F75",
        "Signal without answer",
        "warning",
        "Teams stop sending what nobody answers.",
        frozenset(("signal", "workspace")),
        _unanswered,
    ),
)
