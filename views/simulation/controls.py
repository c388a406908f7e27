"""What a run needs to know: how often, from which seed, and what stands in for what the file does not say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from views import tokens
from views.shell.fields import Choice, ChoiceField, NumberField, ToggleField
from views.shell.flow import ColumnsLayout
from views.shell.section import Columns, Section

_REPLICATIONS, _CASES = Settings().replications, Settings().cases
_LONG_NAMES = 64


class Controls(QWidget):
    """Fields for settings and assumptions. `changed` when one of them has another value."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual = Settings()
        self.seed = self._number(self.tr("Seed"), usual.seed, 0, 2**63)
        self.replications = self._number(self.tr("Replications"), _REPLICATIONS, 2, 1000)
        self.cases = self._number(self.tr("Cases in each replication"), _CASES, 100, 1_000_000)
        self.target = NumberField(
            self.tr("Stop when it is known to within ±"),
            unit="%",
            decimals=2,
            minimum=0.05,
            maximum=50,
            placeholder=self.tr("after the replications above"),
        )
        self.target.committed.connect(lambda _value: self.changed.emit())
        self.figure = ChoiceField(
            self.tr("Figure that says when to stop"),
            [
                Choice("mean", self.tr("Mean cycle time")),
                Choice("p50", self.tr("Time within which half are done")),
                Choice("p90", self.tr("Time within which 9 of 10 are done")),
                Choice("p95", self.tr("Time within which 19 of 20 are done")),
            ],
            "mean",
        )
        self.figure.committed.connect(lambda _value: self.changed.emit())
        self.overload = ToggleField(self.tr("Run although a role cannot keep up"))
        self.overload.committed.connect(lambda _value: self.changed.emit())
        self._assumed: dict[str, NumberField] = {}
        for name, title, value in Assumptions().listed():
            most = 1 if name.endswith("_probability") else None
            self._assumed[name] = self._number(title, value, 0, most, self._unit(name))
            self._assumed[name].label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_L)
        run = Section(self.tr("Run"))
        run.add(Columns(self.seed, self.replications, self.cases, self.overload, self.figure, self.target))
        column.addWidget(run)
        silent = Section(
            self.tr("Where the file is silent"),
            self.tr("Volumes, hours and efforts that were entered are used instead."),
        )
        silent.add(_columns(*self._assumed.values()))
        column.addWidget(silent)

    def _unit(self, name: str) -> str:
        first = name.partition("_")[0]
        words = {"cases": self.tr("cases"), "hours": self.tr("hours"), "minutes": self.tr("minutes")}
        return self.tr("hours") if name.endswith("_hours") else words.get(first, "")

    def _number(self, title: str, value: float | None, low: float, high: float | None, unit: str = "") -> NumberField:
        whole = isinstance(value, int)
        field = NumberField(title, unit=unit, decimals=0 if whole else 3, minimum=low, maximum=high)
        field.reset(value)
        field.committed.connect(lambda _value: self.changed.emit())
        return field

    def settings(self) -> Settings:
        """Return the settings. Raises pydantic.ValidationError where they do not fit."""
        usual = Settings()
        target = self.target.value()
        return usual.model_validate(
            {
                "seed": _whole(self.seed, usual.seed),
                "replications": _whole(self.replications, _REPLICATIONS),
                "cases": _whole(self.cases, _CASES),
                "allow_overload": bool(self.overload.value()),
                "target": None if target is None else _plain(target) / 100,
                "target_figure": self.figure.value() or "mean",
            }
        )

    def assumptions(self) -> Assumptions:
        """Return the assumptions. Raises pydantic.ValidationError where they do not fit."""
        usual = Assumptions()
        given: dict[str, Any] = usual.model_dump()
        for name, field in self._assumed.items():
            value = field.value()
            # An emptied field means what is usual, which for some is nothing at all.
            given[name] = getattr(usual, name) if value is None else _plain(value)
        return usual.model_validate(given)


def _columns(*fields: QWidget) -> QWidget:
    """Fields side by side where their long names have room."""
    box = QWidget()
    grid = ColumnsLayout(box, characters=_LONG_NAMES)
    for field in fields:
        grid.add(field)
    return box


def _plain(value: object) -> float | int:
    """What a field of numbers holds: a whole number, a decimal, or the fraction that it began with."""
    assert isinstance(value, int | float | Decimal)
    return value if isinstance(value, int) else float(value)


def _whole(field: NumberField, usual: int) -> int:
    value = field.value()
    return usual if value is None else int(_plain(value))
