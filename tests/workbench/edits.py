"""Random edits as a person might make them, for the tests that promise that no edit is ever lost."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from models.changes import EditRefused
from models.commands import (
    absences,
    calendars,
    capacity,
    editions,
    escalation,
    matrix,
    rows,
    scenarios,
    strategy,
    teams,
    volumes,
)
from models.document import Document
from models.quantities import Band
from workbench.session import Session

_WORDS = "north harbour lantern credit copper =sum river 東京 “quoted” O'Brien signal ledger".split(" ")


class Editor:
    """Makes random edits through a session. An edit that is refused counts as none."""

    def __init__(self, session: Session, seed: int, *, with_scenarios: bool = False) -> None:
        self.session = session
        self.random = Random(seed)
        self._edits = (*_EDITS, *_ON_SCENARIOS) if with_scenarios else _EDITS

    @property
    def document(self) -> Document:
        return self.session.document

    def step(self) -> bool:
        """Make one random edit and return whether it was accepted."""
        edit = self.random.choice(self._edits)
        try:
            return bool(edit(self))
        except EditRefused:
            return False

    def name(self) -> str:
        return f"{self.random.choice(_WORDS)} {self.random.randrange(10**6)}"

    def pick(self, table: str) -> str:
        ids = [row.id for row in self.document.table(table)]
        if not ids:
            raise EditRefused("nothing to pick")
        return str(self.random.choice(ids))


def _quarter(e: Editor) -> object:
    return e.session.execute(strategy.add_quarter, date(2026, 1, 1) + timedelta(days=e.random.randrange(900)))


def _theme(e: Editor) -> object:
    return e.session.execute(strategy.add_theme, e.pick("quarter"), e.name(), guardrails=e.name())


def _outcome(e: Editor) -> object:
    theme = e.pick("theme")
    quarter = e.document.themes[theme].quarter
    return e.session.execute(strategy.add_outcome, quarter, e.name(), theme, baseline=e.random.random(), target=1 / 3)


def _check_in(e: Editor) -> object:
    return e.session.execute(strategy.check_in, e.pick("outcome"), date(2026, 5, 4), e.random.uniform(-1e9, 1e9))


def _team(e: Editor) -> object:
    return e.session.execute(teams.add_team, e.name())


def _member(e: Editor) -> object:
    return e.session.execute(teams.add_member, e.pick("team"), e.random.choice(_WORDS), e.random.randrange(120))


def _charter(e: Editor) -> object:
    return e.session.execute(teams.set_charter, e.pick("team"), purpose=e.name(), customer=e.name())


def _role(e: Editor) -> object:
    return e.session.execute(teams.add_role, e.name())


def _report(e: Editor) -> object:
    return e.session.execute(rows.set_fields, "role", e.pick("role"), reports_to=e.pick("role"))


def _holder(e: Editor) -> object:
    return e.session.execute(teams.hold_role, e.pick("role"), e.random.choice(_WORDS))


def _link(e: Editor) -> object:
    return e.session.execute(escalation.add_link, e.pick("role"), e.pick("role"))


def _lead(e: Editor) -> object:
    return e.session.execute(escalation.lead_elsewhere, e.pick("escalation_link"), to_role=e.pick("role"))


def _about(e: Editor) -> object:
    link, hours = e.pick("escalation_link"), e.random.uniform(0.1, 99)
    if e.random.random() < 0.5:
        return e.session.execute(escalation.set_link, link, decision=e.pick("decision"), hours=hours)
    return e.session.execute(escalation.set_link, link, carries=e.name(), triggers=("absence", "limit"))


def _unlink(e: Editor) -> object:
    return e.session.execute(escalation.delete_link, e.pick("escalation_link"))


def _section(e: Editor) -> object:
    inside = e.random.random() < 0.4 and len(e.document.sections) > 0
    return e.session.execute(matrix.add_section, e.name(), e.pick("section") if inside else None)


def _decision(e: Editor) -> object:
    return e.session.execute(matrix.add_decision, e.name(), e.pick("section"))


def _dimension(e: Editor) -> object:
    from models.decisions import Dimension
    from models.ids import fresh

    key = f"amount_{e.random.randrange(6)}"
    row = Dimension(id=fresh("dimension"), name=key, key=key, kind="money", unit="EUR")
    return e.session.execute(rows.add_row, row)


def _rule(e: Editor) -> object:
    return e.session.execute(matrix.add_rule, e.pick("decision"))


def _cell(e: Editor) -> object:
    text = e.random.choice(["A", "AS", "R", "C", "I", "", "rc", "?", "E"])
    return e.session.execute(matrix.set_cell, e.pick("rule"), e.pick("role"), text)


def _cells(e: Editor) -> object:
    cells = {(e.pick("rule"), e.pick("role")): e.random.choice(["A", "C", ""]) for _ in range(e.random.randrange(1, 6))}
    return e.session.execute(matrix.set_cells, cells)


def _band(e: Editor) -> object:
    lower = e.random.randrange(10**7)
    band = Band(lower=lower, upper=e.random.choice([lower + 500, "unlimited", None, 0]))
    return e.session.execute(matrix.set_band, e.pick("rule"), e.pick("dimension"), band)


def _duplicate(e: Editor) -> object:
    return e.session.execute(matrix.duplicate_rule, e.pick("rule"))


def _rename(e: Editor) -> object:
    table = e.random.choice(["theme", "outcome", "team", "role", "section", "decision"])
    return e.session.execute(rows.set_fields, table, e.pick(table), name=e.name())


def _move(e: Editor) -> object:
    table = e.random.choice(["theme", "outcome", "role", "section", "decision", "rule"])
    return e.session.execute(rows.move_row, table, e.pick(table), e.random.choice([None, e.pick(table)]))


def _delete(e: Editor) -> object:
    table = e.random.choice(["quarter", "theme", "outcome", "team", "role", "person", "section", "decision", "rule"])
    return e.session.execute(rows.delete_row, table, e.pick(table))


def _draft(e: Editor) -> object:
    return e.session.execute(editions.draft_of, e.pick("edition"))


def _publish(e: Editor) -> object:
    day = date(2026, 1, 1) + timedelta(days=e.random.randrange(900))
    return e.session.execute(editions.publish, e.pick("edition"), e.pick("role"), day, day)


def _withdraw(e: Editor) -> object:
    day = date(2026, 1, 1) + timedelta(days=e.random.randrange(900))
    return e.session.execute(editions.withdraw, e.pick("edition"), day)


def _discard(e: Editor) -> object:
    return e.session.execute(editions.discard, e.pick("edition"))


def _capacities(e: Editor) -> object:
    fields = {"hours_a_week": e.random.choice([None, 4.5, 12, 200]), "holders": e.random.choice([None, 1, 3])}
    calendar = e.pick("calendar") if len(e.document.calendars) else None
    cells = {e.pick("role"): {**fields, "calendar": calendar} for _ in range(e.random.randrange(1, 4))}
    return e.session.execute(capacity.set_capacities, cells)


def _volume(e: Editor) -> object:
    fields = {
        "cases_a_quarter": e.random.choice([None, 0.5, 40]),
        "exception_probability": e.random.choice([None, 0.1]),
    }
    return e.session.execute(volumes.set_volume, e.pick("decision"), **fields)


def _effort(e: Editor) -> object:
    chance = e.random.random()
    return e.session.execute(volumes.add_effort, e.pick("decision"), role=e.pick("role"), rework_probability=chance / 2)


def _calendar(e: Editor) -> object:
    if e.random.random() < 0.5:
        return e.session.execute(calendars.add_calendar, e.name())
    days = [date(2026, 1, 1) + timedelta(days=e.random.randrange(400)) for _ in range(4)]
    return e.session.execute(calendars.add_holidays, e.pick("calendar"), days)


def _absence(e: Editor) -> object:
    starts = date(2026, 1, 1) + timedelta(days=e.random.randrange(400))
    ends = starts + timedelta(days=e.random.randrange(-2, 30))
    return e.session.execute(absences.add_absence, e.pick("person"), starts, ends, e.pick("person"))


_EDITS: tuple[Callable[[Editor], object], ...] = (
    *(_quarter, _theme, _theme, _outcome, _outcome, _check_in, _team, _member, _member, _charter),
    *(_role, _role, _report, _holder, _section, _decision, _decision, _dimension, _rule, _rule, _rule),
    *(_cell, _cell, _cell, _cell, _cells, _band, _band, _duplicate, _rename, _move, _delete),
    *(_draft, _publish, _publish, _withdraw, _discard),
    *(_link, _link, _link, _lead, _about, _unlink),
    *(_capacities, _volume, _effort, _calendar, _absence),
)


def _scenario(e: Editor) -> object:
    over = e.random.random() < 0.4 and len(e.document.scenarios) > 0
    return e.session.execute(scenarios.add_scenario, e.name(), e.pick("scenario") if over else None)


def _try(e: Editor) -> object:
    table = e.random.choice(["role", "team", "decision"])
    return e.session.execute(scenarios.try_in, e.pick("scenario"), rows.set_fields, table, e.pick(table), name=e.name())


def _try_without(e: Editor) -> object:
    table = e.random.choice(["role", "section", "decision", "person"])
    return e.session.execute(scenarios.try_in, e.pick("scenario"), rows.delete_row, table, e.pick(table))


def _untry(e: Editor) -> object:
    scenario = e.pick("scenario")
    keys = [change.key for change in e.document.scenarios[scenario].changes]
    return e.session.execute(scenarios.drop_changes, scenario, keys[: e.random.randrange(1, 3)])


def _apply(e: Editor) -> object:
    return e.session.execute(scenarios.apply_scenario, e.pick("scenario"))


def _copy(e: Editor) -> object:
    return e.session.execute(scenarios.copy_scenario, e.pick("scenario"))


def _unscenario(e: Editor) -> object:
    return e.session.execute(scenarios.delete_scenario, e.pick("scenario"))


_ON_SCENARIOS: tuple[Callable[[Editor], object], ...] = (
    *(_scenario, _scenario, _try, _try, _try, _try_without, _untry, _apply, _copy, _unscenario),
)
