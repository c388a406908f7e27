"""The absence test: each role, and each person, away in turn; which decisions stop then, which only move or wait."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from models.authority.attainment import is_attainable
from models.authority.expressions import roles_in
from models.authority.facts import Case
from models.authority.holders import holders_are_kept
from models.authority.procedures import is_awaited
from models.authority.rules import Rule
from models.authority.setting import Setting
from models.authority.words import listed, number_words, role_words
from models.document import Document
from models.findings.survey import Reading, Survey

SCHEMA = "remit.absences/1"


@dataclass
class Away:
    """What becomes of decisions while a role or a person is away.

    `stops` are decisions of which some cases can be decided by nobody then; `moves` go on to another role, `covered`
    are decided by somebody who stands in or is named beside them, and `waits` lack a part that is heard before.
    A decision stands in the gravest of these only.
    """

    table: Literal["role", "person"]
    id: str
    stops: dict[str, None] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    covered: dict[str, str] = field(default_factory=dict)
    waits: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stops or self.moves or self.covered or self.waits)

    def to_json(self, document: Document) -> dict[str, Any]:
        """Return it as JSON data: ids, with the names of what is away and of decisions beside them."""
        names = {each: document.decisions[each].name for each in (*self.stops, *self.moves, *self.covered, *self.waits)}
        return {
            self.table: self.id,
            "name": name_words(document, self),
            "stops": list(self.stops),
            "moves": self.moves,
            "covered": self.covered,
            "waits": list(self.waits),
            "decisions": names,
        }


def where_to(survey: Survey, decision: str, role: str, rule: Rule, there: Survey) -> str | None:
    """Return the role to which cases of a row go on while nobody is there in a role; None where they stop.

    `there` is the survey of the day with whoever is away then.
    """
    path = survey.paths.path_from(decision, role, "absence", (rule,))
    if path.end != "decides" or not path.hops or there.holders(path.roles[-1]) == frozenset():
        return None
    return path.roles[-1]


def stopping(survey: Survey, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the people without whom cases of a decision stop, each with a role that only they hold.

    That is: cases that can be decided today, and neither there nor above while that person is away.
    """
    found: dict[tuple[str, str], None] = {}
    for person, role, to in _of_people(survey, reading):
        if to is None:
            found[person, role] = None
    return tuple(found)


def _of_people(survey: Survey, reading: Reading) -> Iterator[tuple[str, str, str | None]]:
    """Yield the people without whom an approval cannot be had, with the role and where the cases go instead."""
    decision = reading.decision.id
    for who, rule, roles in reading.approvals:
        for role in roles:
            people = survey.holders(role)
            if people is None or len(people) != 1:
                continue
            person = next(iter(people))
            without = survey.without(person)
            if is_attainable(who, without.people(decision)) or not is_attainable(who, survey.people(decision)):
                continue
            yield person, role, where_to(survey, decision, role, rule, without)


def absence_test(document: Document, on: date, survey: Survey | None = None) -> tuple[Away, ...]:
    """Return what becomes of decisions while each role, and then each person, is away; the worst first."""
    survey = survey or Survey(document, on)
    roles, people = _roles_away(survey), _people_away(survey)
    return (*_worst_first(document, roles), *_worst_first(document, people))


def _worst_first(document: Document, found: dict[str, Away]) -> list[Away]:
    those = [away for away in found.values() if away]
    return sorted(those, key=lambda a: (-len(a.stops), -len(a.moves), -len(a.covered), name_words(document, a)))


def _roles_away(survey: Survey) -> dict[str, Away]:
    found: dict[str, Away] = {}
    for reading in survey.readings.values():
        decision = reading.decision.id
        usual = Setting(survey.document, Case(decision), survey.on)
        settings: dict[str, Setting] = {}
        for who, rule, roles in reading.approvals:
            if not is_attainable(who, usual.people("approve")):
                continue
            for role in roles:
                at = settings.get(role)
                if at is None:
                    at = settings[role] = Setting(survey.document, Case(decision, absent=frozenset((role,))), survey.on)
                away = found.setdefault(role, Away("role", role))
                if is_attainable(who, at.people("approve")):
                    _cover(away, decision, _instead(survey.document, at, role, roles))
                else:
                    _send(away, decision, where_to(survey, decision, role, rule, survey))
        for role in _heard(reading):
            if usual.seat(role, "approve").people != frozenset():
                _wait(found.setdefault(role, Away("role", role)), decision)
    return found


def _instead(document: Document, at: Setting, role: str, roles: Iterable[str]) -> str:
    """Return in words who decides while a role is away."""
    seat = at.seat(role, "approve")
    names = [holder.name for holder in seat.holders] or [role_words(document, each) for each in seat.stand_ins]
    others = [role_words(document, each) for each in roles if each != role]
    return listed(names or others, "or")


def _heard(reading: Reading) -> tuple[str, ...]:
    """Return the roles that have a part for which the decision waits, although it does not decide."""
    parts = (step for rule in reading.rules for step in rule.procedure if step.right != "approve")
    steps = filter(is_awaited, parts)
    return tuple(dict.fromkeys(role for step in steps for role in roles_in(step.who)))


def _people_away(survey: Survey) -> dict[str, Away]:
    found: dict[str, Away] = {}
    if not holders_are_kept(survey.document):
        return found
    for reading in survey.readings.values():
        for person, _, to in _of_people(survey, reading):
            _send(found.setdefault(person, Away("person", person)), reading.decision.id, to)
    return found


def _send(away: Away, decision: str, to: str | None) -> None:
    if to is None:
        away.stops[decision] = None
        for milder in (away.moves, away.covered, away.waits):
            milder.pop(decision, None)
    elif decision not in away.stops:
        away.moves[decision] = to
        away.covered.pop(decision, None)
        away.waits.pop(decision, None)


def _cover(away: Away, decision: str, by: str) -> None:
    if decision not in away.stops and decision not in away.moves:
        away.covered[decision] = by
        away.waits.pop(decision, None)


def _wait(away: Away, decision: str) -> None:
    if decision not in away.stops and decision not in away.moves and decision not in away.covered:
        away.waits[decision] = None


def name_words(document: Document, away: Away) -> str:
    """Return who is away."""
    return document.people[away.id].name if away.table == "person" else role_words(document, away.id)


def summary(document: Document, away: Away) -> str:
    """Return what becomes of decisions in one sentence: "While CFO is away, two decisions stop and one moves."."""
    parts = [
        f"{number_words(len(those))} {one if len(those) == 1 else several}"
        for those, one, several in (
            (away.stops, "stops", "stop"),
            (away.moves, "moves", "move"),
            (away.covered, "is decided by others", "are decided by others"),
            (away.waits, "waits for what it says", "wait for what it says"),
        )
        if those
    ]
    if not parts:
        return f"While {name_words(document, away)} is away, no decision stops."
    first, *rest = parts
    count, _, verb = first.partition(" ")
    noun = "decision" if count == number_words(1) else "decisions"
    return f"While {name_words(document, away)} is away, {listed([f'{count} {noun} {verb}', *rest])}."
