"""The two heading lines of the matrix: roles under the groups that a sheet puts them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from exporters.cells import clean
from exporters.workbook.sheet import Line, Value, span
from models.teams import Role

# From this many roles on their names stand upright, so that the matrix still fits across one page.
_MANY_ROLES = 14
_UPRIGHT_HEIGHT, _LEVEL_HEIGHT, _GROUP_HEIGHT = 110.0, 34.0, 22.0


@dataclass(frozen=True)
class Headings:
    """The names across the top: those before the roles, the roles with their groups, and those after."""

    before: tuple[str, ...]
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def _grouped(self) -> bool:
        return any(self.groups)

    @property
    def _upright(self) -> bool:
        return len(self.roles) >= _MANY_ROLES

    def role_width(self, longest_cell: int) -> float:
        """Return the width of a role's column in characters, for letters and marks of this length."""
        if self._upright:
            return max(4.5, longest_cell + 1.5)
        words = [word for name in self.roles for word in name.split()]
        return max(11.0, longest_cell + 2.0, min(20.0, max(map(len, words), default=0) * 1.15 + 3.0))

    def lines(self) -> list[Line]:
        """Return the heading lines: one, or two where roles stand in groups."""
        beside = ("heading",) * len(self.before), ("heading",) * len(self.after)
        look = "heading.upright" if self._upright else "heading.role"
        names = Line(
            values=(*self.before, *self.roles, *self.after),
            looks=(*beside[0], *(look,) * len(self.roles), *beside[1]),
            table="heading",
            height=_UPRIGHT_HEIGHT if self._upright else _LEVEL_HEIGHT,
        )
        if not self._grouped:
            return [names]
        above: list[Value] = []
        for name, found in groupby(self.groups):
            above += [name or None] + [None] * (len(list(found)) - 1)
        upper = Line(
            values=(*self.before, *above, *self.after),
            looks=(*beside[0], *("heading.group",) * len(self.roles), *beside[1]),
            table="heading",
            height=_GROUP_HEIGHT,
        )
        empty: tuple[Value, ...] = (None,)
        lower = (*empty * len(self.before), *self.roles, *empty * len(self.after))
        return [upper, Line(lower, names.looks, "heading", height=names.height)]

    def merges(self, first: int) -> list[str]:
        """Return what is merged: groups across their roles, and every other heading down both lines."""
        if not self._grouped:
            return []
        merged, at = [], len(self.before)
        beside = [*range(at), *range(at + len(self.roles), at + len(self.roles) + len(self.after))]
        merged += [span((first, column), (first + 1, column)) for column in beside]
        for _, found in groupby(self.groups):
            size = len(list(found))
            if size > 1:
                merged.append(span((first, at), (first, at + size - 1)))
            at += size
        return merged


def headings_of(
    before: Sequence[str], roles: Sequence[Role], after: Sequence[str], marks: Mapping[str, str]
) -> Headings:
    """Return the headings for these roles, in order, with footnote marks; what a group shares stands at the group."""
    names, groups = [], []
    for group, found in groupby(roles, key=lambda role: role.column_group):
        members = list(found)
        shared = {marks.get(role.id, "") for role in members}
        common = shared.pop() if group and len(members) > 1 and len(shared) == 1 else ""
        groups += [f"{group} {common}".strip()] * len(members)
        names += [role.name if common else f"{role.name} {marks.get(role.id, '')}".strip() for role in members]
    return Headings(
        before=tuple(clean(name) for name in before),
        roles=tuple(clean(name) for name in names),
        groups=tuple(clean(group) for group in groups),
        after=tuple(after),
    )
