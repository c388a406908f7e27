"""The Roles sheet: who takes part in decisions, who holds each role on the day, and in how many rows it has a part."""

from collections import Counter
from datetime import date

from exporters.cells import clean
from exporters.workbook.sheet import RenderedSheet, Value, listing
from models.authority.cells import rights_by_role
from models.authority.holders import holders_of
from models.authority.rules import Edition
from models.document import Document
from models.teams import Role

_HEADINGS = (
    ("Role", 30.0),
    ("Kind", 10.0),
    ("Group", 22.0),
    ("Level", 7.0),
    ("Reports to", 24.0),
    ("Team", 24.0),
    ("Holders", 34.0),
    ("Members", 34.0),
    ("Quorum", 10.0),
    ("Approves", 11.0),
    ("Other parts", 13.0),
    ("Purpose and notes", 48.0),
)
_LOOKS = ("strong", *("text",) * 2, "count", *("text",) * 4, *("count",) * 3, "text")


def render_roles(document: Document, edition: Edition | None, on: date) -> RenderedSheet:
    """Return the Roles sheet as it stands on a day, with the parts that roles have in an edition."""
    approves, others = _parts(document, edition)
    rows = [
        (_values(document, role, on, approves[role.id], others[role.id]), "role", role.id) for role in document.roles
    ]
    return listing("Roles", _HEADINGS, rows, empty="This matrix has no roles.", looks=_LOOKS)


def _values(document: Document, role: Role, on: date, approves: int, others: int) -> tuple[Value, ...]:
    above = document.roles.get(role.reports_to)
    team = document.teams.get(role.team)
    holders = [f"{h.name} ({h.capacity})" if h.capacity else h.name for h in holders_of(document, role.id, on)]
    members = [member.name for name in role.members if (member := document.roles.get(name))]
    return (
        clean(role.name),
        role.kind,
        clean(role.column_group),
        role.level,
        clean(above.name) if above else "",
        clean(team.name) if team else "",
        clean(", ".join(holders)),
        clean(", ".join(members)),
        role.quorum,
        approves,
        others,
        clean("\n".join(filter(None, (role.purpose, role.accountabilities, role.note)))),
    )


def _parts(document: Document, edition: Edition | None) -> tuple[Counter[str], Counter[str]]:
    """Return in how many rows of the matrix each role approves, and in how many it has another part."""
    approves: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for rule in document.rules.by("edition", edition.id) if edition else ():
        for role, rights in rights_by_role(rule).items():
            (approves if "approve" in rights else others)[role] += 1
    return approves, others
