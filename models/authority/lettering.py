"""What the cells of a row show in the letters of a scheme, and what these letters can say of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.authority.cells import rights_by_role
from models.authority.levels import levels_shown
from models.authority.rules import RIGHTS, Edition, Right, Rule
from models.authority.schemes import UNSHOWN, Letter, in_pairs, letters_for
from models.document import Document

Sign = tuple[Right, str]


@dataclass(frozen=True)
class Shown:
    """Some rights in letters: each letter with the right that it is there for, and what the letters say together.

    `told` is more than the rights where a letter stands for others, too, and less where one has no letter.
    """

    signs: tuple[Sign, ...]
    told: tuple[Right, ...]

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(sign for _, sign in self.signs)


class Lettering:
    """The letters of a scheme at work; `above` says to which role each role reports."""

    def __init__(self, letters: tuple[Letter, ...], above: Mapping[str, str | None] | None = None) -> None:
        self.letters = letters
        self.above = above or {}
        self.in_pairs = in_pairs(letters)
        self._known: dict[tuple[Right, ...], Shown] = {}

    def signs(self, rule: Rule) -> dict[str, tuple[Sign, ...]]:
        """Return what each cell of a row shows, by role: letters, each with the right that it is there for.

        Rights that the scheme has no letter for show as "·".
        """
        parts = rights_by_role(rule)
        if not self.in_pairs:
            return {role: self.shown(rights).signs for role, rights in parts.items()}
        found = levels_shown(parts, self.letters, self.above)
        return {role: ((strongest(parts[role]), text),) for role, text in found.items()}

    def texts(self, rule: Rule) -> dict[str, str]:
        """Return the letters of each cell of a row, by role; a role without a part is missing."""
        return {role: "".join(sign for _, sign in signs) for role, signs in self.signs(rule).items()}

    def text(self, rule: Rule, role: str) -> str:
        """Return the letters of one cell of a row; nothing for a role without a part."""
        if self.in_pairs:
            return self.texts(rule).get(role, "")
        rights = rights_by_role(rule).get(role)
        return self.shown(rights).text if rights else ""

    def shown(self, rights: tuple[Right, ...]) -> Shown:
        """Return rights in letters of one role each: in as few as say just that, else in those that say more."""
        found = self._known.get(rights)
        if found is None:
            found = self._known[rights] = self._spelt(rights)
        return found

    def _spelt(self, rights: tuple[Right, ...]) -> Shown:
        signs: dict[str, Right] = {}
        told: set[Right] = set()
        exact = sorted(
            (letter for letter in self.letters if set(letter.rights) <= set(rights)),
            key=lambda letter: -len(letter.rights),
        )
        wider = [letter for letter in self.letters if not set(letter.rights) <= set(rights)]
        for letter in (*exact, *wider):
            new = [right for right in rights if right in letter.rights and right not in told]
            if new:
                signs[letter.letter] = strongest(new)
                told.update(letter.rights)
        hidden = [right for right in rights if right not in told]
        if hidden:
            signs[UNSHOWN] = strongest(hidden)
        ordered = sorted(((right, sign) for sign, right in signs.items()), key=lambda sign: RIGHTS.index(sign[0]))
        return Shown(tuple(ordered), tuple(right for right in RIGHTS if right in told))


def lettering_of(document: Document, edition: Edition | None) -> Lettering:
    """Return how the cells of an edition are shown."""
    scheme = document.schemes.get(edition.scheme) if edition else None
    letters = letters_for(scheme)
    return Lettering(letters, reporting(document) if in_pairs(letters) else None)


def reporting(document: Document) -> dict[str, str | None]:
    """Return to which role each role reports."""
    return {role.id: role.reports_to for role in document.roles}


_STRONGEST: tuple[Right, ...] = (
    "approve",
    "sign",
    "ratify",
    "agree",
    "veto",
    "endorse",
    "recommend",
    "consult",
    "support",
    "perform",
    "notify",
)


def strongest(rights: Iterable[Right]) -> Right:
    """Return the weightiest of some rights, whose shape a cell with one sign for all of them has."""
    return min(rights, key=_STRONGEST.index)
