"""What Ctrl+K finds: actions, and every row that has a name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from views.shell.command_palette import CommandPalette
from views.shell.palette_items import PaletteItem
from workbench.window.pages import KEYS, PLACES, page_name

if TYPE_CHECKING:
    from workbench.window.main import Window

_ICONS = {"strategy": "strategy", "teams": "teams", "matrix": "matrix"}
_NAMED = ("theme", "outcome", "team", "role", "section", "decision", "person")


class Found:
    """Gives the palette its items, made anew each time it opens."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def provide_to(self, palette: CommandPalette) -> None:
        """Add the groups in the order in which they are listed without a query."""
        tr = self._window.tr
        palette.add_provider(tr("Pages"), self._pages)
        palette.add_provider(tr("Actions"), self._actions)
        palette.add_provider(tr("Recent files"), self._recent)
        palette.add_provider(tr("In this file"), self._rows)

    def _pages(self) -> Iterator[PaletteItem]:
        for number, key in enumerate(KEYS, 1):
            name = page_name(key)
            yield PaletteItem(name, partial(self._window.frame.show_page, key), icon=key, shortcut=f"Ctrl+{number}")

    def _actions(self) -> Iterator[PaletteItem]:
        tr = self._window.tr
        yield PaletteItem(
            tr("Who decides?"), self._ask, tr("about one case of a decision"), "question", "who can decide case approve"
        )
        yield PaletteItem(
            tr("Case library"), self._cases, tr("cases with the answers you expect"), "check", "test cases expected run"
        )
        yield PaletteItem(
            tr("Walk a case"), self._walk, tr("from role to role, with a clock"), "play", "escalation step hop path"
        )
        for part, name, words in (
            ("roles", tr("Time of roles"), tr("capacity hours holders calendar cost load")),
            ("decisions", tr("Volumes of decisions"), tr("cases quarter mix effort minutes arrivals")),
            ("calendars", tr("Calendars"), tr("working hours holidays days off")),
            ("absences", tr("Absences"), tr("away substitute stands in")),
        ):
            yield PaletteItem(name, partial(self._known, part), tr("what a simulation needs"), "simulation", words)
        yield PaletteItem(
            tr("Scenarios"), self._scenarios, tr("changes that are tried"), "simulation", tr("what if compare try")
        )
        icons = {"undo": "undo", "redo": "redo", "new": "new", "open": "open", "import": "import"}
        for name, action in self._window.actions_by_name.items():
            if action.isEnabled():
                icon = icons.get(name, "export" if name.startswith("export") else "settings")
                yield PaletteItem(action.text(), action.trigger, icon=icon, shortcut=action.shortcut().toString())

    def _ask(self) -> None:
        from views.matrix import MatrixPage

        page = self._window.frame.show_page("matrix")
        if isinstance(page, MatrixPage):
            page.ask()

    def _walk(self) -> None:
        from views.escalation import EscalationPage

        page = self._window.frame.show_page("escalation")
        if isinstance(page, EscalationPage):
            page.ask_case()

    def _cases(self) -> None:
        from views.matrix import MatrixPage

        page = self._window.frame.show_page("matrix")
        if isinstance(page, MatrixPage):
            page.show_cases()

    def _known(self, part: str) -> None:
        from views.simulation import SimulationPage
        from views.simulation.inputs import Inputs

        page = self._window.frame.show_page("simulation")
        if isinstance(page, SimulationPage):
            page.parts.turn("known")
            known = page.parts.part("known")
            assert isinstance(known, Inputs)
            known.turn(part)
            known.take_focus()

    def _scenarios(self) -> None:
        from views.simulation import SimulationPage

        page = self._window.frame.show_page("simulation")
        if isinstance(page, SimulationPage):
            page.parts.turn("scenarios")
            page.parts.take_focus()

    def _recent(self) -> Iterator[PaletteItem]:
        for path in self._window.files.recent():
            yield PaletteItem(
                path.name, partial(self._window.files.open_path, path), subtitle=str(path.parent), icon="open"
            )

    def _rows(self) -> Iterator[PaletteItem]:
        document = self._window.session.document
        for table in _NAMED:
            for row in document.table(table):
                place = next(iter(PLACES.get(table, ())), "")
                if table == "decision" and row.section:
                    what = f"{row.what()}, {document.sections[row.section].name}"
                else:
                    what = row.what()
                yield PaletteItem(
                    row.name,
                    partial(self._window.go_to, table, row.id),
                    subtitle=what,
                    icon=_ICONS.get(place, "search"),
                )
