"""What the cases of a decision look like: parts with a weight, and what each is like on every dimension."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.authority.labels import band_signs
from models.changes import ChangeSet, in_one_step
from models.commands.volumes import add_mix_part, delete_mix_part, set_mix_part, set_mix_share, volume_of
from models.decisions import Dimension
from models.document import Document
from models.escalation import MixPart, MixShare
from models.mixes import part_words, shares_of
from models.quantities import QuantityError
from views.band_text import read_band
from views.bridge import Bridge
from views.shell.buttons import Button
from views.shell.fields.base import Unreadable
from views.shell.section import Section
from views.simulation.inputs.reading import figure, percent, read_choice, read_figure, tr
from views.simulation.inputs.small_table import SmallTable
from views.valuetable import Cell, Column, Line
from views.valuetable.table import Typed


class MixTable(Section):
    """Edits the mix of the decision that `show_decision` says."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What cases look like"), parent=parent)
        self._bridge = bridge
        self._decision = ""
        self.values = SmallTable(bridge, self.tr("Mix of cases"), self._read)
        self.table = self.values.table
        self.add_button = Button(self.tr("Add a part"), kind="quiet", icon="add", on_click=self._add)
        self.remove_button = Button(self.tr("Remove the part"), kind="quiet", icon="delete", on_click=self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        self.add(self.values)
        self.add(buttons)

    def show_decision(self, decision: str) -> None:
        """Show the mix of a decision."""
        document = self._bridge.document
        self._decision = decision
        row = volume_of(document, decision)
        parts = row.mix if row is not None else ()
        dimensions = self._dimensions(document)
        self.values.show_columns(_columns(document, dimensions))
        shares = shares_of(row) if row is not None else ()
        lines = [
            Line(str(at), tr("Part {n}").format(n=at + 1), _cells(document, part, share, dimensions))
            for at, (part, share) in enumerate(zip(parts, shares, strict=True))
        ]
        nothing = self.tr("All kinds of cases come, amounts evenly by order of magnitude. Add a part to say otherwise.")
        self.values.show_lines(lines, nothing, read_only=self._bridge.read_only)
        self.add_button.setVisible(not self._bridge.read_only)
        self.remove_button.setVisible(bool(lines) and not self._bridge.read_only)

    def _dimensions(self, document: Document) -> list[Dimension]:
        decision = document.decisions[self._decision]
        row = volume_of(document, self._decision)
        used = {share.dimension for part in (row.mix if row is not None else ()) for share in part.shares}
        return [each for each in document.dimensions if each.id in decision.dimensions or each.id in used]

    def _read(self, document: Document, typed: Typed) -> ChangeSet:
        steps = []
        for (line, key), text in typed.items():
            steps.append(lambda now, at=int(line), key=key, text=text: self._one(now, at, key, text))
        if len(steps) == 1:
            return steps[0](document)
        label = tr("Change the mix of “{name}”").format(name=document.decisions[self._decision].name)
        return in_one_step(label, document, *steps)

    def _one(self, document: Document, at: int, key: str, text: str) -> ChangeSet:
        if key == "weight":
            return set_mix_part(document, self._decision, at, weight=read_figure(text, tr("how many of a hundred")))
        if key == "place":
            places = {place.name: place.id for place in document.places}
            return set_mix_part(document, self._decision, at, place=read_choice(text, places, tr("place")))
        return set_mix_share(document, self._decision, at, read_share(document.dimensions[key], text))

    def _add(self) -> None:
        row = volume_of(self._bridge.document, self._decision)
        weight = 100.0 if row is None or not row.mix else max(1.0, row.mix[-1].weight)
        if self._bridge.execute(add_mix_part, self._decision, weight):
            self.table.go_to(str(len(self.table.values.lines) - 1))
            self.table.setFocus()

    def _remove(self) -> None:
        if self.table.line():
            self._bridge.execute(delete_mix_part, self._decision, int(self.table.line()))


def _columns(document: Document, dimensions: list[Dimension]) -> list[Column]:
    columns = [Column("weight", tr("Weight"), "", 9), Column("share", tr("Of all"), "%", 9)]
    for dimension in dimensions:
        choices: tuple[str, ...] = ()
        if dimension.kind == "flag":
            choices = (tr("yes"), tr("no"))
        elif dimension.kind == "classes":
            choices = dimension.classes
        letters = 30 if dimension.kind == "money" else 22 if dimension.kind in ("number", "percent") else 16
        columns.append(
            Column(
                dimension.id, dimension.name, dimension.unit, letters, figure=False, choices=choices, least=letters - 6
            )
        )
    if len(document.places):
        names = tuple(place.name for place in document.places)
        columns.append(Column("place", tr("Place"), "", 16, figure=False, choices=names))
    return columns


def _cells(document: Document, part: MixPart, share: float, dimensions: list[Dimension]) -> tuple[Cell, ...]:
    by_dimension = {each.dimension: each for each in part.shares}
    cells = [
        Cell(figure(part.weight), figure(part.weight)),
        Cell(f"{percent(round(share, 3))} %", why=part_words(document, part), editable=False),
    ]
    for dimension in dimensions:
        text = share_text(dimension, by_dimension.get(dimension.id))
        cells.append(Cell(text, text) if text else Cell(tr("any"), assumed=True))
    if len(document.places):
        place = document.places.get(part.place)
        cells.append(Cell(place.name, place.name) if place is not None else Cell(tr("anywhere"), assumed=True))
    return tuple(cells)


def share_text(dimension: Dimension, share: MixShare | None) -> str:
    """Return what a share says of a dimension in words that can be typed back; nothing where it says nothing."""
    if share is None:
        return ""
    if share.band is not None:
        return band_signs(dimension, share.band)
    if share.classes:
        return ", ".join(share.classes)
    return "" if share.flag is None else tr("yes") if share.flag else tr("no")


def read_share(dimension: Dimension, text: str) -> MixShare:
    """Return what was typed of a dimension: a band, classes with commas between them, yes or no. Raises Unreadable."""
    plain = text.strip()
    if not plain or plain.casefold() == tr("any"):
        return MixShare(dimension=dimension.id)
    if dimension.kind == "flag":
        chosen = read_choice(plain, {tr("yes"): "yes", tr("no"): "no"}, tr("answer"))
        return MixShare(dimension=dimension.id, flag=chosen == "yes")
    if dimension.kind == "classes":
        known = {name: name for name in dimension.classes}
        named = [read_choice(part, known, dimension.name) for part in plain.split(",") if part.strip()]
        return MixShare(dimension=dimension.id, classes=tuple(name for name in named if name is not None))
    try:
        found = read_band(dimension, plain)
    except QuantityError as reason:
        raise Unreadable(str(reason)) from None
    if found.currency is not None:
        raise Unreadable(tr("Write the limits of the mix in {unit}.").format(unit=dimension.unit))
    return MixShare(dimension=dimension.id, band=found.band)
