"""The pages of the window, and which page shows which rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from views.shell.page import Page

if TYPE_CHECKING:
    from workbench.window.main import Window

_NAMES = {
    "strategy": QT_TRANSLATE_NOOP("pages", "Strategy"),
    "teams": QT_TRANSLATE_NOOP("pages", "Teams"),
    "matrix": QT_TRANSLATE_NOOP("pages", "Matrix"),
    "escalation": QT_TRANSLATE_NOOP("pages", "Escalation"),
    "simulation": QT_TRANSLATE_NOOP("pages", "Simulation"),
    "findings": QT_TRANSLATE_NOOP("pages", "Findings"),
}
KEYS = tuple(_NAMES)

PLACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("quarter", "theme", "outcome", "check_in"), ("strategy",)),
    **dict.fromkeys(("team", "charter", "membership", "interaction", "person", "holding"), ("teams",)),
    **dict.fromkeys(
        (
            *("section", "decision", "rule", "note", "edition", "dimension", "tier", "delegation"),
            *("library_case", "urgent_route", "separation", "place", "instrument", "rate"),
        ),
        ("matrix",),
    ),
    **dict.fromkeys(("capacity", "volume", "calendar", "absence", "scenario"), ("simulation",)),
    "role": ("matrix", "teams", "escalation"),
    "escalation_link": ("escalation",),
}


def page_name(key: str) -> str:
    """Return what a page is called."""
    return QCoreApplication.translate("pages", str(_NAMES[key]))


def heading(key: str) -> str:
    """Return what will stand at the top of a page, as far as that is known before there is a file."""
    # The strategy is headed by its quarter.
    return "" if key == "strategy" else page_name(key)


def add_all(window: Window) -> None:
    """Add every page to the window's frame. Each is imported and built when it is first shown."""
    for key in KEYS:
        window.frame.add_page(key, key, page_name(key), partial(_build, window, key))


def _build(window: Window, key: str) -> Page:
    build = {
        "strategy": _strategy,
        "teams": _teams,
        "matrix": _matrix,
        "escalation": _escalation,
        "simulation": _simulation,
        "findings": _findings,
    }[key]
    return build(window)


def _strategy(window: Window) -> Page:
    from views.strategy import StrategyPage

    return StrategyPage(window.bridge, window.frame.stage)


def _teams(window: Window) -> Page:
    from views.teams import TeamsPage

    page = TeamsPage(window.bridge, window.frame.stage)
    page.matrix_asked.connect(lambda decision: window.go_to("decision", decision))
    return page


def _matrix(window: Window) -> Page:
    from views.matrix import MatrixPage

    page = MatrixPage(window.bridge, window.frame.stage)
    page.import_asked.connect(window.actions_by_name["import"].trigger)
    return page


def _escalation(window: Window) -> Page:
    from views.escalation import EscalationPage

    page = EscalationPage(window.bridge, window.watch, window.frame.stage)
    page.place_asked.connect(lambda table, row: window.go_to(table, row) if table else window.frame.show_page("matrix"))
    return page


def _simulation(window: Window) -> Page:
    from views.simulation import SimulationPage

    page = SimulationPage(window.bridge, window.frame.stage)
    page.export_asked.connect(window.transfers.export_charts)
    page.matrix_asked.connect(lambda: window.frame.show_page("matrix"))
    return page


def _findings(window: Window) -> Page:
    from views.findings.page import FindingsPage

    page = FindingsPage(window.bridge, window.watch, window.frame.stage, window.fixer)
    page.place_chosen.connect(window.go_to)
    return page
