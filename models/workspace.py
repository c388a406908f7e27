"""The organisation that a file describes, and the settings that belong to it rather than to a computer."""

from typing import Annotated, ClassVar

from pydantic import Field

from models.entity import Entity, Name, Value

WORKSPACE_ID = "workspace"


class Term(Value):
    """What this organisation calls one of Remit's words: "pillar" for theme, "circle" for team."""

    word: str
    ours: Name


class Setting(Value):
    """A limit that findings are measured against, such as the largest team, by the name that the finding uses."""

    name: str
    value: float


class Workspace(Entity):
    """The one row that names the organisation."""

    table: ClassVar[str] = "workspace"
    noun: ClassVar[str] = "organisation"

    id: str = WORKSPACE_ID
    name: Name
    purpose: str = ""
    currency: str = Field(default="EUR", pattern="^[A-Z]{3}$")
    fiscal_start_month: Annotated[int, Field(ge=1, le=12)] = 1
    terms: tuple[Term, ...] = ()
    settings: tuple[Setting, ...] = ()
