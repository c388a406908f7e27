"""What a run needs to know: how often, from which seed, and what stands in for what the file does not say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings
from views import tokens
from views.shell.fields import NumberField, ToggleField
from views.shell.section import Columns, Section


class Controls(QWidget):
    """Fields for settings and assumptions. `changed` when one of them has another value."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stated = {name: (title, value) for name, title, value in Assumptions().listed()}
        usual = Settings()
        self.seed = self._number(self.tr("Seed"), usual.seed, 0, 2**63)
        self.replications = self._number(self.tr("Replications"), 12, 2, 1000)
        self.cases = self._number(self.tr("Cases in each replication"), 5000, 100, 1_000_000)
        self.overload = ToggleField(self.tr("Run although a role cannot keep up, to see the backlog grow"))
        self.overload.committed.connect(lambda _value: self.changed.emit())
        self._assumed: dict[str, NumberField] = {}
        for name, unit in (
            ("cases_a_quarter", self.tr("cases")),
            ("hours_a_week", self.tr("hours")),
            ("minutes_to_decide", self.tr("minutes")),
            ("exception_probability", ""),
            ("deadline_hours", self.tr("hours")),
        ):
            title, value = stated[name]
            self._assumed[name] = self._number(title, value, 0, 1 if name.startswith("exception") else None, unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_L)
        run = Section(self.tr("Run"))
        run.add(Columns(self.seed, self.replications, self.cases, self.overload))
        column.addWidget(run)
        silent = Section(
            self.tr("Where the file is silent"),
            self.tr("Volumes, hours and efforts that were entered are used instead."),
        )
        silent.add(Columns(*self._assumed.values()))
        column.addWidget(silent)

    def _number(self, title: str, value: float | None, low: float, high: float | None, unit: str = "") -> NumberField:
        whole = isinstance(value, int)
        field = NumberField(title, unit=unit, decimals=0 if whole else 3, minimum=low, maximum=high)
        field.reset(value)
        field.committed.connect(lambda _value: self.changed.emit())
        return field

    def settings(self) -> Settings:
        """Return the settings. Raises pydantic.ValidationError where they do not fit."""
        usual = Settings()
        return Settings(
            seed=_whole(self.seed, usual.seed),
            replications=_whole(self.replications, usual.replications),
            cases=_whole(self.cases, usual.cases),
            allow_overload=bool(self.overload.value()),
        )

    def assumptions(self) -> Assumptions:
        """Return the assumptions. Raises pydantic.ValidationError where they do not fit."""
        usual = Assumptions()
        values = {name: field.value() for name, field in self._assumed.items()}
        known = {name: float(value) for name, value in values.items() if value is not None}  # type: ignore[arg-type]
        return usual.model_validate({**usual.model_dump(), **known})


def _whole(field: NumberField, usual: int) -> int:
    value = field.value()
    return usual if value is None else int(value)  # type: ignore[call-overload]  # a number or None, as its field says
