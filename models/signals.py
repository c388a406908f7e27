"""Signals: what teams notice and send upward."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from models.entity import Entity, Name, Ref

SignalStatus = Literal["new", "looked_at", "acted", "closed"]


class Signal(Entity):
    """An opportunity or a threat that a team noticed."""

    table: ClassVar[str] = "signal"

    name: Name
    team: Annotated[str | None, Ref("team", "clear")] = None
    kind: Literal["opportunity", "threat"] = "opportunity"
    noticed: date
    status: SignalStatus = "new"
    response: str = ""
    answered: date | None = None
    theme: Annotated[str | None, Ref("theme", "clear")] = None
    outcome: Annotated[str | None, Ref("outcome", "clear")] = None
    decision: Annotated[str | None, Ref("decision", "clear")] = None
    record: Annotated[str | None, Ref("record", "clear")] = None
