"""A simulation of the sample that several tests look at: run once, briefly."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from models.commands.scenarios import delete_scenario
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from models.simulation.study import study
from models.simulation.telling.report import Report
from workbench.samples import build
from workbench.session import Session

ON = date(2026, 5, 4)
SETTINGS = Settings(seed=3, cases=1_200, replications=4)


@cache
def sample() -> Document:
    """Return the sample workspace as of a day."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.remit"
        build(path, ON)
        with Session.open(path, read_only=True) as session:
            return session.document


@cache
def sample_report() -> Report:
    """Return what a brief simulation of the sample says; too brief for its figures to be worth anything."""
    return study(sample(), Assumptions(rework_probability=0.05), SETTINGS, on=ON)


def drop_scenarios(session: Session) -> None:
    """Take the sample's own scenarios out of a file, for tests that make theirs."""
    for scenario in reversed(list(session.document.scenarios)):
        session.execute(delete_scenario, scenario.id)
