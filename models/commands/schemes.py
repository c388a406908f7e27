"""Edits of schemes: a matrix shown in other letters, converted to them, and letters of one's own."""

from models.authority.cells import rights_by_role, strand_of
from models.authority.conversion import CellLoss, converted, losses
from models.authority.lettering import Lettering, lettering_of
from models.authority.own_letters import fault_of
from models.authority.rules import Edition, Right, Rule
from models.authority.schemes import HOUSE, PRESETS, Letter, Preset, Scheme, in_pairs, letters_for, preset_of
from models.authority.words import capital, number_words, role_words, some_of
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.matrix import row_name
from models.commands.rows import find, last_position
from models.document import Document
from models.ids import fresh


def key_of(scheme: Scheme | None) -> str:
    """Return by what a matrix's scheme is chosen: the key of a known set, or its id where it is somebody's own."""
    known = preset_of(scheme)
    return known.key if known is not None else scheme.id if scheme is not None else HOUSE.key


def schemes_of(document: Document) -> tuple[tuple[str, str], ...]:
    """Return every scheme that a matrix can have, as key and name: the known ones, then those of the file."""
    own = [(scheme.id, scheme.name) for scheme in document.schemes if preset_of(scheme) is None]
    return (*((known.key, known.name) for known in PRESETS), *own)


def scheme_for(document: Document, key: str) -> Scheme | None:
    """Return the scheme of a key, or of a name; None for the house letters. It need not be in the file yet.

    Raises EditRefused where there is none.
    """
    wanted = key.strip().casefold()
    for known in PRESETS:
        if wanted in (known.key, known.name.casefold()):
            return None if known is HOUSE else _preset_row(document, known)
    own = document.schemes.get(key) or next((row for row in document.schemes if row.name.casefold() == wanted), None)
    if own is None:
        names = ", ".join(known.key for known in PRESETS)
        raise EditRefused(f"There is no scheme “{key}”; there are {names} and those of the file.")
    return own


def _preset_row(document: Document, known: Preset) -> Scheme:
    there = (row for row in document.schemes.by("family", known.family) if row.letters == known.letters)
    fresh_row = Scheme(id=fresh("scheme"), name=known.name, letters=known.letters, family=known.family)
    return next(there, fresh_row)


def show_in(document: Document, edition: str, key: str) -> ChangeSet:
    """Show a matrix in another scheme. No right changes; a part that the scheme has no letter for shows as "·"."""
    row: Edition = find(document, "edition", edition)
    edit = Edit(document)
    scheme = _use(edit, row, scheme_for(document, key))
    return edit.done(f"Show the matrix in {_called(scheme)}")


def convert_to(document: Document, edition: str, key: str, confirmed: str = "") -> ChangeSet:
    """Rewrite the rights of a matrix to what the letters of a scheme can say, and show it in them.

    `confirmed` is the fingerprint of the losses that somebody has seen and accepts. Raises EditRefused, naming what
    would be lost, where something would be and these are not the losses that were confirmed.
    """
    row: Edition = find(document, "edition", edition)
    scheme = scheme_for(document, key)
    found = losses(document, row, scheme)
    if found and confirmed != found.fingerprint:
        why = "Look at what converting changes first" if not confirmed else "The matrix has changed since"
        raise EditRefused(f"{why}: {' '.join(found.when_converted)}")
    edit = Edit(document)
    strands = {role.id: strand_of(role.column_group) for role in document.roles}
    by_rule: dict[str, list[CellLoss]] = {}
    for loss in found.cells:
        by_rule.setdefault(loss.rule, []).append(loss)
    for rule, cells in by_rule.items():
        before = document.rules[rule]
        edit.set(before, procedure=converted(before, cells, strands).procedure)
    _use(edit, row, scheme)
    return edit.done(f"Convert the matrix to {_called(scheme)}")


def _use(edit: Edit, edition: Edition, scheme: Scheme | None) -> Scheme | None:
    if scheme is not None and scheme.id not in edit.document.schemes:
        scheme = edit.create(scheme.changed(position=last_position(edit.document, "scheme")))
    edit.set(edition, scheme=scheme.id if scheme is not None else None)
    return scheme


def _called(scheme: Scheme | None) -> str:
    return scheme.name if scheme is not None else "the house letters"


# ---- letters of one's own


def begin_own_letters(document: Document, edition: str, name: str) -> ChangeSet:
    """Give a matrix letters of its own, to begin with those that it has; levels, which speak of two roles, aside."""
    row: Edition = find(document, "edition", edition)
    now = document.schemes.get(row.scheme)
    letters = letters_for(now if now is None or not in_pairs(now.letters) else None)
    edit = Edit(document)
    scheme = Scheme(id=fresh("scheme"), name=_free_name(document, name), letters=letters)
    _use(edit, row, scheme)
    return edit.done(f"Begin the letters “{scheme.name}”")


def _free_name(document: Document, name: str) -> str:
    taken = {known for _, known in schemes_of(document)}
    names = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


def rename_scheme(document: Document, scheme: str, name: str) -> ChangeSet:
    """Give letters of one's own another name. Raises EditRefused where it is taken or empty."""
    row = _own(document, scheme)
    wanted = name.strip().casefold()
    if any(wanted == known.casefold() for key, known in schemes_of(document) if key != scheme):
        raise EditRefused(f"There is already a scheme called “{name.strip()}”.")
    edit = Edit(document)
    edit.set(row, name=name)
    return edit.done(f"Call the letters “{name.strip()}”")


def add_letter(document: Document, scheme: str, letter: str, name: str, rights: tuple[Right, ...]) -> ChangeSet:
    """Add a letter to a scheme of one's own. Raises EditRefused where it cannot be told from the others."""
    row = _own(document, scheme)
    new = _made(letter, name, rights)
    return _with(document, row, (*row.letters, new), f"Add the letter {new.letter}", new)


def change_letter(
    document: Document,
    scheme: str,
    letter: str,
    *,
    to: str | None = None,
    name: str | None = None,
    rights: tuple[Right, ...] | None = None,
) -> ChangeSet:
    """Change a letter, its name, or what it stands for; cells that it stands in follow.

    Raises EditRefused where it could not be told from the others, or a part that cells hold had no letter any more.
    """
    row = _own(document, scheme)
    old = _letter(row, letter)
    new = _made(
        old.letter if to is None else to, old.name if name is None else name, old.rights if rights is None else rights
    )
    new = new.model_copy(update={"counterpart": old.counterpart})
    letters = tuple(new if other is old else other for other in row.letters)
    return _with(document, row, letters, f"Change the letter {old.letter}", new)


def drop_letter(document: Document, scheme: str, letter: str) -> ChangeSet:
    """Take a letter out of a scheme of one's own. Raises EditRefused naming the cells that need it."""
    row = _own(document, scheme)
    gone = _letter(row, letter)
    return _with(document, row, tuple(other for other in row.letters if other is not gone), f"Drop the letter {letter}")


def _own(document: Document, scheme: str) -> Scheme:
    row: Scheme = find(document, "scheme", scheme)
    if preset_of(row) is not None:
        raise EditRefused(f"The letters of {row.name} are fixed; begin letters of your own to change them.")
    return row


def _letter(scheme: Scheme, letter: str) -> Letter:
    found = next((one for one in scheme.letters if one.letter.upper() == letter.strip().upper()), None)
    if found is None:
        raise EditRefused(f"“{scheme.name}” has no letter “{letter}”.")
    return found


def _made(letter: str, name: str, rights: tuple[Right, ...]) -> Letter:
    if not name.strip():
        raise EditRefused(f"Give “{letter.strip()}” a name, such as “Approves”.")
    # Unvalidated, so that a letter that is too long or empty is refused in our words.
    return Letter.model_construct(letter=letter.strip(), name=name.strip(), rights=rights, counterpart=())


def _with(
    document: Document, scheme: Scheme, letters: tuple[Letter, ...], label: str, new: Letter | None = None
) -> ChangeSet:
    fault = fault_of(letters, new)
    if fault:
        raise EditRefused(fault)
    _keeps_every_part(document, scheme, letters)
    edit = Edit(document)
    edit.set(scheme, letters=tuple(letter.model_dump() for letter in letters))
    return edit.done(label)


def _keeps_every_part(document: Document, scheme: Scheme, letters: tuple[Letter, ...]) -> None:
    """Raise EditRefused naming the cells that would have nothing to show for a part that they show now."""
    after = Lettering(letters)
    for edition in document.editions.by("scheme", scheme.id):
        before = lettering_of(document, edition)
        cells = [
            (rule, role)
            for rule in document.rules.by("edition", edition.id)
            for role, rights in rights_by_role(rule).items()
            if not set(rights) & set(before.shown(rights).told) <= set(after.shown(rights).told)
        ]
        if cells:
            named = some_of([_cell_name(document, *cell) for cell in cells])
            number = f"{number_words(len(cells))} cell{'s' if len(cells) != 1 else ''}"
            raise EditRefused(f"{capital(number)} would have no letter for a part any more: {named}.")


def _cell_name(document: Document, rule: Rule, role: str) -> str:
    return f"{role_words(document, role)} in “{row_name(document, rule)}”"
