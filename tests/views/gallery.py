"""Every piece of the shell in one window, as the gallery tests show and picture it."""

from __future__ import annotations

import datetime
from decimal import Decimal

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from views import tokens
from views.shell.buttons import Button, IconButton
from views.shell.command_palette import CommandPalette
from views.shell.empty_state import EmptyState
from views.shell.fields import (
    Choice,
    ChoiceField,
    DateField,
    LineField,
    NumberField,
    TagsField,
    TextField,
    ToggleField,
)
from views.shell.frame import Frame
from views.shell.labels import Text
from views.shell.message_bar import MessageBar
from views.shell.page import Page
from views.shell.palette_items import PaletteItem
from views.shell.progress import ProgressLine
from views.shell.section import Columns, Section
from views.shell.toolbar import Toolbar
from views.shell.workspace_button import WorkspaceButton

PLACES = [
    ("strategy", "strategy", "Strategy"),
    ("teams", "teams", "Teams"),
    ("matrix", "matrix", "Matrix"),
    ("escalation", "escalation", "Escalation"),
    ("simulation", "simulation", "Simulation"),
    ("records", "records", "Records"),
    ("commons", "commons", "Commons"),
    ("review", "review", "Review"),
    ("findings", "findings", "Findings"),
]
ROLES = [
    Choice("cfo", "Chief Financial Officer"),
    Choice("gc", "General Counsel"),
    Choice("md", "Managing Director, Germany"),
    Choice("board", "Board"),
]


class Forms(Page):
    """A page with every field, message and state."""

    def __init__(self) -> None:
        super().__init__(
            "Reduce churn where it starts",
            "Theme of the third quarter of 2026 · sponsored by the Chief Product Officer",
            measure=1080,
        )
        tools = Toolbar("Editing")
        tools.add("Undo", "undo", lambda: None, shortcut="Ctrl+Z")
        tools.add("Redo", "redo", lambda: None, shortcut="Ctrl+Shift+Z").setEnabled(False)
        tools.add_gap()
        tools.add("Export", "export", lambda: None, show_text=True)
        self.add_action(tools)
        self.add_action(Button("Add outcome", kind="primary", icon="add"))
        self._messages()
        self._fields()
        self._buttons()
        self._progress()

    def _messages(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_S)
        for text, severity in (
            ("Imported 48 decisions, 22 roles and 6 footnotes; 3 cells were not read.", "ok"),
            (
                "Mara’s laptop has this file open, so it can be read here but not changed.",
                "info",
            ),
            ("Six themes are one more than people can keep in mind. Which one could wait?", "warning"),
            ("“acme.xlsx” holds no table; nothing was imported.", "error"),
        ):
            bar = MessageBar(self)
            bar.say(text, severity, action="Show" if severity == "ok" else "", on_action=lambda: None)  # type: ignore[arg-type]
            column.addWidget(bar)
        self.add(column)

    def _fields(self) -> None:
        section = Section("Outcome", "What will be different for somebody, and how we shall know.")
        section.add_action(IconButton("more", "More"))
        self.name = LineField("Name", "Launch the churn dashboard")
        self.name.set_message("State the change: “reduce churn from 8 % to 6.8 %”.", "warning")
        self.why = TextField(
            "Why it matters",
            "Every point of churn costs us 1.4 million euros a year.\nMost of it happens in the first ninety "
            "days, long before anybody in the company notices.",
            hint="Two or three sentences; the guardrails have a place of their own.",
        )
        self.baseline = NumberField("Baseline", Decimal("8.0"), unit="% a month", decimals=2)
        self.target = NumberField("Target", Decimal("6.8"), unit="% a month", decimals=2)
        self.limit = NumberField("Limit", 250_000, unit="EUR", minimum=0, maximum=1_000_000)
        self.due = DateField("Due", datetime.date(2026, 9, 30))
        self.owner = ChoiceField("Owner", ROLES, "gc", optional=True)
        self.consulted = TagsField("Consulted", ("cfo", "md", "board"), choices=ROLES)
        self.locked = LineField("Reference", "OT-14", hint="Given once, never reused.")
        self.locked.set_read_only(True)
        self.live = ToggleField("Counts towards the quarter", True)
        self.bad = NumberField("Review every", None, unit="weeks", minimum=1, maximum=26)
        self.bad.edit.setText("soon")
        self.bad.commit()
        form = Columns()
        form.add(self.name, wide=True)
        form.add(self.why, wide=True)
        for field in (self.baseline, self.target, self.limit, self.due, self.owner, self.bad):
            form.add(field)
        form.add(self.consulted, wide=True)
        form.add(self.locked)
        form.add(self.live)
        section.add(form)
        self.add(section)

    def _buttons(self) -> None:
        section = Section("Actions")
        form = Columns()
        for text, kind, icon in (
            ("Add outcome", "primary", "add"),
            ("Import", "plain", "import"),
            ("Duplicate", "quiet", "copy"),
            ("Delete theme", "danger", "delete"),
        ):
            form.add(Button(text, kind=kind, icon=icon))  # type: ignore[arg-type]
        section.add(form)
        self.add(section)

    def _progress(self) -> None:
        section = Section("Long work")
        self.progress = ProgressLine()
        self.progress.start("Simulating 200 cases a quarter, run 37 of 100", 100)
        self.progress.advance(37)
        section.add(self.progress)
        self.add(section)


class Nothing(Page):
    """An empty page."""

    def __init__(self, title: str) -> None:
        super().__init__(title, scrolls=False)
        self.add(
            EmptyState(
                "matrix",
                "No decisions yet. Import the matrix you have, or begin with one decision.",
                action="Add decision",
            ),
            1,
        )


def gallery() -> Frame:
    """Return the frame with all places, the form page shown and the palette filled."""
    frame = Frame()
    menu = QMenu(frame)
    menu.addAction("New")
    frame.rail.set_head(WorkspaceButton("Northwind Labs", menu))
    for key, icon, text in PLACES:
        frame.add_page(key, icon, text, Forms if key == "strategy" else lambda text=text: Nothing(text))  # type: ignore[misc]
    frame.rail.add_command("search", "Search", "Ctrl+K")
    frame.rail.add_command("settings", "Settings", "Ctrl+,")
    frame.rail.set_badge("findings", 12, "2 errors, 10 warnings")
    frame.strip.set_counts({"error": 2, "warning": 10, "info": 4})
    frame.strip.set_status("Saved at 14:32 · northwind.remit")
    frame.show_page("strategy")
    return frame


def inspector() -> QWidget:
    """Return a small panel as a page would show it."""
    panel = QWidget()
    column = QVBoxLayout(panel)
    column.setContentsMargins(tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L)
    column.setSpacing(tokens.SPACE_M)
    column.addWidget(Text("Operating expenses", "title", wrap=True))
    column.addWidget(Text("Above 5,000 up to and including 10,000 USD", "muted", wrap=True))
    column.addWidget(LineField("Clause", "4.2"))
    column.addWidget(TextField("Note", "If in plan, the director approves alone."))
    column.addStretch(1)
    return panel


def palette(frame: Frame) -> CommandPalette:
    """Return the command palette over the frame with places, actions and decisions to find."""
    result = CommandPalette(frame)
    result.add_provider(
        "Actions",
        lambda: [
            PaletteItem("Undo rename of theme", lambda: None, icon="undo", shortcut="Ctrl+Z"),
            PaletteItem("Import a matrix", lambda: None, "from a workbook or table", "import", "excel xlsx csv ods"),
            PaletteItem("Who decides?", lambda: None, "ask about one case", "question", "route approve"),
        ],
    )
    result.add_provider("Places", lambda: [PaletteItem(text, lambda: None, icon=icon) for _, icon, text in PLACES])
    result.add_provider(
        "Decisions",
        lambda: [
            PaletteItem("Operating expenses", lambda: None, "Finance · 6 bands", "decision", "opex cost"),
            PaletteItem("Open travel", lambda: None, "Finance · 2 bands", "decision"),
            PaletteItem("Choose a model vendor", lambda: None, "Technology · tier 2", "decision", "ai llm"),
        ],
    )
    return result
