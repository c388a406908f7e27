"""A document: everything that one file means, immutable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.rules import Edition, Note, Rule
from models.authority.schemes import Scheme
from models.cases import Certificate, LibraryCase, Waiver
from models.commons import Adoption, Booking, Component, Guardrail, Guild, GuildMember, Knowledge, Pool
from models.decisions import Decision, Dimension, Instrument, Place, Rate, Section, Tier
from models.entity import Entity
from models.escalation import Capacity, EscalationLink, Scenario, Volume, WorkCalendar
from models.records import AgreedChange, Record, Review
from models.signals import Signal
from models.strategy import Principle, Quarter, Theme
from models.tables import Table
from models.targets import CheckIn, Outcome
from models.teams import Absence, Charter, Holding, Interaction, Membership, Person, Role, Team
from models.workspace import WORKSPACE_ID, Workspace

Row = TypeVar("Row", bound=Entity)


def _rows(row_type: type[Row]) -> Table[Row]:
    return field(default_factory=lambda: Table(row_type))


@dataclass(frozen=True)
class Document:
    """The tables of a workspace. A table stands behind those that its rows refer to."""

    workspaces: Table[Workspace] = _rows(Workspace)
    places: Table[Place] = _rows(Place)
    calendars: Table[WorkCalendar] = _rows(WorkCalendar)
    instruments: Table[Instrument] = _rows(Instrument)
    rates: Table[Rate] = _rows(Rate)
    schemes: Table[Scheme] = _rows(Scheme)
    dimensions: Table[Dimension] = _rows(Dimension)
    principles: Table[Principle] = _rows(Principle)
    people: Table[Person] = _rows(Person)
    teams: Table[Team] = _rows(Team)
    roles: Table[Role] = _rows(Role)
    holdings: Table[Holding] = _rows(Holding)
    absences: Table[Absence] = _rows(Absence)
    memberships: Table[Membership] = _rows(Membership)
    interactions: Table[Interaction] = _rows(Interaction)
    quarters: Table[Quarter] = _rows(Quarter)
    themes: Table[Theme] = _rows(Theme)
    tiers: Table[Tier] = _rows(Tier)
    sections: Table[Section] = _rows(Section)
    decisions: Table[Decision] = _rows(Decision)
    charters: Table[Charter] = _rows(Charter)
    outcomes: Table[Outcome] = _rows(Outcome)
    check_ins: Table[CheckIn] = _rows(CheckIn)
    editions: Table[Edition] = _rows(Edition)
    rules: Table[Rule] = _rows(Rule)
    notes: Table[Note] = _rows(Note)
    delegations: Table[Delegation] = _rows(Delegation)
    separations: Table[Separation] = _rows(Separation)
    urgent_routes: Table[UrgentRoute] = _rows(UrgentRoute)
    escalation_links: Table[EscalationLink] = _rows(EscalationLink)
    capacities: Table[Capacity] = _rows(Capacity)
    volumes: Table[Volume] = _rows(Volume)
    scenarios: Table[Scenario] = _rows(Scenario)
    library_cases: Table[LibraryCase] = _rows(LibraryCase)
    waivers: Table[Waiver] = _rows(Waiver)
    records: Table[Record] = _rows(Record)
    signals: Table[Signal] = _rows(Signal)
    reviews: Table[Review] = _rows(Review)
    agreed_changes: Table[AgreedChange] = _rows(AgreedChange)
    guilds: Table[Guild] = _rows(Guild)
    guild_members: Table[GuildMember] = _rows(GuildMember)
    components: Table[Component] = _rows(Component)
    adoptions: Table[Adoption] = _rows(Adoption)
    pools: Table[Pool] = _rows(Pool)
    bookings: Table[Booking] = _rows(Booking)
    knowledge: Table[Knowledge] = _rows(Knowledge)
    guardrails: Table[Guardrail] = _rows(Guardrail)
    certificates: Table[Certificate] = _rows(Certificate)

    @property
    def workspace(self) -> Workspace:
        """The row that names the organisation; a fresh one where the file has none yet."""
        return self.workspaces.get(WORKSPACE_ID) or Workspace(name="New organisation")

    def table(self, name: str) -> Table[Any]:
        """Return the table of that name as it stands in the file, such as "check_in". Raises KeyError."""
        found: Table[Any] = self.__dict__[ATTRIBUTES[name]]
        return found

    def only(self, names: Iterable[str]) -> "Document":
        """Return a document with just these tables of this one; the others are empty."""
        after = object.__new__(Document)
        after.__dict__.update(_EMPTY.__dict__)
        after.__dict__.update({ATTRIBUTES[name]: self.table(name) for name in names})
        return after

    def with_rows(self, changes: Mapping[str, Mapping[str, Entity | None]]) -> "Document":
        """Return a document with rows of the named tables put in, exchanged or (None) taken out."""
        # An edit makes a new document, so this is on its way: several times faster than dataclasses.replace.
        after = object.__new__(Document)
        after.__dict__.update(self.__dict__)
        for name, rows in changes.items():
            after.__dict__[ATTRIBUTES[name]] = self.table(name).replaced(rows)
        return after


def document_of(rows: Mapping[str, list[Any]]) -> Document:
    """Return the document that these rows, by table name, make."""
    return Document(**{ATTRIBUTES[name]: Table(TYPES[name], found) for name, found in rows.items()})


_EMPTY = Document()


def _types() -> dict[str, type[Entity]]:
    return {t.row_type.table: t.row_type for f in fields(_EMPTY) if (t := getattr(_EMPTY, f.name)) is not None}


TYPES: dict[str, type[Entity]] = _types()
ATTRIBUTES: dict[str, str] = dict(zip(TYPES, (f.name for f in fields(Document)), strict=True))
