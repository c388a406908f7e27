"""How much work the parts of a decision are: minutes by right and role, and how such a part ends."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.rules import RIGHTS
from models.authority.words import capital, verb
from models.changes import ChangeSet, in_one_step
from models.commands.volumes import PROBABILITIES, add_effort, delete_effort, set_effort, volume_of
from models.document import Document
from models.escalation import Effort
from models.mixes import effort_words
from models.simulation.assumptions import Assumptions
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.section import Section
from views.simulation.inputs.reading import figure, percent, read_choice, read_figure, read_percent, tr
from views.simulation.inputs.small_table import SmallTable
from views.valuetable import Cell, Column, Line
from views.valuetable.table import Typed


class EffortTable(Section):
    """Edits the efforts of the decision that `show_decision` says."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How much work they are"), parent=parent)
        self._bridge = bridge
        self._decision = ""
        self._assumptions = Assumptions()
        self.values = SmallTable(bridge, self.tr("Efforts"), self._read)
        self.table = self.values.table
        self.add_button = Button(self.tr("Add an effort"), kind="quiet", icon="add", on_click=self._add)
        self.remove_button = Button(self.tr("Remove the effort"), kind="quiet", icon="delete", on_click=self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        self.add(self.values)
        self.add(buttons)

    def set_assumptions(self, assumptions: Assumptions) -> None:
        """Say what is assumed where there is no effort."""
        self._assumptions = assumptions

    def show_decision(self, decision: str) -> None:
        """Show the efforts of a decision."""
        document, usual = self._bridge.document, self._assumptions
        self._decision = decision
        row = volume_of(document, decision)
        self.values.show_columns(_columns(document))
        lines = [
            Line(str(at), effort_words(document, effort), _cells(document, effort))
            for at, effort in enumerate(row.efforts if row is not None else ())
        ]
        nothing = self.tr(
            "Assumed: {approve} minutes to approve, {contribute} to recommend, agree or be consulted, {sign} to sign."
        ).format(
            approve=figure(usual.minutes_to_decide),
            contribute=figure(usual.minutes_to_contribute),
            sign=figure(usual.minutes_to_sign),
        )
        self.values.show_lines(lines, nothing, read_only=self._bridge.read_only)
        self.add_button.setVisible(not self._bridge.read_only)
        self.remove_button.setVisible(bool(lines) and not self._bridge.read_only)

    def _read(self, document: Document, typed: Typed) -> ChangeSet:
        cells: dict[int, dict[str, object]] = {}
        for (line, key), text in typed.items():
            cells.setdefault(int(line), {})[key] = _value(document, key, text)
        if len(cells) == 1:
            ((at, fields),) = cells.items()
            return set_effort(document, self._decision, at, **fields)
        label = tr("Change the efforts of “{name}”").format(name=document.decisions[self._decision].name)
        steps = [
            lambda now, at=at, fields=fields: set_effort(now, self._decision, at, **fields)
            for at, fields in cells.items()
        ]
        return in_one_step(label, document, *steps)

    def _add(self) -> None:
        if self._bridge.execute(add_effort, self._decision):
            self.table.go_to(str(len(self.table.values.lines) - 1))
            self.table.setFocus()

    def _remove(self) -> None:
        if self.table.line():
            self._bridge.execute(delete_effort, self._decision, int(self.table.line()))


def _rights() -> dict[str, str]:
    return {capital(verb(right)): right for right in RIGHTS}


def _columns(document: Document) -> tuple[Column, ...]:
    chances = {
        "exception_probability": tr("Exception"),
        "disagreement_probability": tr("Disagreement"),
        "rework_probability": tr("Sent back"),
        "refusal_probability": tr("Refused"),
    }
    return (
        Column("role", tr("Role"), "", 20, figure=False, choices=tuple(role.name for role in document.roles)),
        Column("right", tr("Part"), "", 16, figure=False, choices=tuple(_rights())),
        Column("minutes", tr("Takes"), tr("minutes"), 12),
        Column(
            "variation",
            tr("Variation"),
            "",
            12,
            hint=tr("How much the time varies: the standard deviation by the mean; 0 takes always the same."),
        ),
        *(Column(field, heading, "%", 14) for field, heading in chances.items()),
    )


def _cells(document: Document, effort: Effort) -> tuple[Cell, ...]:
    role = document.roles.get(effort.role)
    right = capital(verb(effort.right)) if effort.right is not None else ""
    minutes, variation = figure(effort.minutes), figure(effort.variation)
    cells = [
        Cell(role.name, role.name) if role is not None else Cell(tr("whoever it is"), assumed=True),
        Cell(right, right) if right else Cell(tr("any part"), assumed=True),
        Cell(f"{minutes} min", minutes),
        Cell(variation, variation),
    ]
    for field in PROBABILITIES:
        said = getattr(effort, field)
        if said is None:
            cells.append(Cell(tr("as above"), assumed=True, why=tr("What is said of the decision, or assumed.")))
        else:
            cells.append(Cell(f"{percent(said)} %", percent(said)))
    return tuple(cells)


def _value(document: Document, key: str, text: str) -> object:
    if key == "role":
        return read_choice(text, {role.name: role.id for role in document.roles}, tr("role"))
    if key == "right":
        return read_choice(text, _rights(), tr("part"))
    if key == "minutes":
        return read_figure(text, tr("how many minutes it takes"))
    if key == "variation":
        return read_figure(text, tr("a number from 0 to 10"))
    return read_percent(text, tr("how many of a hundred"))
