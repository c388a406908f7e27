"""Fixes of themes and outcome targets where one obvious edit ends the matter."""

from collections import Counter
from collections.abc import Iterator

from models.fixes.base import MOST_ROLES, Fix, Matter, Offer
from models.targets import Outcome


def _outcomes(matter: Matter) -> list[Outcome]:
    return [matter.document.outcomes[name] for name in matter.named("outcome")]


def _given_outcomes(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("theme"):
        theme = matter.document.themes[name]
        for outcome in matter.document.outcomes.by("quarter", theme.quarter):
            if outcome.theme is None:
                yield matter.setting(f"Put “{outcome.name}” under the theme “{theme.name}”", outcome, theme=theme.id)
        yield matter.setting(f"Drop the theme “{theme.name}”", theme, status="dropped")


def _fewer_themes(matter: Matter) -> Iterator[Fix]:
    for quarter in matter.named("quarter"):
        for theme in matter.document.themes.by("quarter", quarter):
            if theme.status in ("draft", "active", "kept"):
                yield matter.setting(f"Carry the theme “{theme.name}” over to a later quarter", theme, status="carried")


def _owned(matter: Matter) -> Iterator[Fix]:
    """Yield the teams that could own an outcome: those that have a share in it or own others of its theme first."""
    for outcome in _outcomes(matter):
        beside = Counter(
            other.owner_team
            for other in matter.document.outcomes.by("theme", outcome.theme)
            if other.owner_team is not None
        )
        usual = [team for team, _ in beside.most_common()]
        teams = dict.fromkeys((*outcome.contributors, *usual, *(team.id for team in matter.document.teams)))
        for team in list(teams)[:MOST_ROLES]:
            name = matter.document.teams[team].name
            yield matter.setting(f"Let “{name}” own the outcome “{outcome.name}”", outcome, owner_team=team)


def _measured(matter: Matter) -> Iterator[Fix]:
    """Yield a baseline where one was measured: the first check-in."""
    for outcome in _outcomes(matter):
        readings = sorted(matter.document.check_ins.by("outcome", outcome.id), key=lambda reading: reading.on)
        if outcome.baseline is None and readings:
            first = readings[0].value
            unit = f" {outcome.unit}" if outcome.unit else ""
            yield matter.setting(
                f"Take the first check-in, {first:g}{unit}, as the baseline of “{outcome.name}”",
                outcome,
                baseline=first,
            )


def _themed(matter: Matter) -> Iterator[Fix]:
    for outcome in _outcomes(matter):
        for theme in matter.document.themes.by("quarter", outcome.quarter):
            if theme.status in ("draft", "active", "kept"):
                yield matter.setting(f"Put “{outcome.name}” under the theme “{theme.name}”", outcome, theme=theme.id)


OFFERS: dict[str, Offer] = {
    "F67": _given_outcomes,
    "F68": _fewer_themes,
    "F69": _owned,
    "F70": _measured,
    "F72": _themed,
}
