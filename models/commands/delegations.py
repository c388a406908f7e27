"""Edits of delegations, and of the separated duties and urgent routes beside them."""

from datetime import date

from models.authority.delegation import chain_of
from models.authority.force import day_words
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.words import role_words
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find
from models.document import Document
from models.ids import fresh


def called(document: Document, grant: Delegation) -> str:
    """Return what a delegation is called in a sentence: "from CFO to Controller"."""
    return f"from {role_words(document, grant.from_role)} to {role_words(document, grant.to_role)}"


def add_delegation(document: Document, from_role: str, to_role: str, starts: date | None = None) -> ChangeSet:
    """Have a role delegate all that it may decide to another one. Raises EditRefused for one to itself."""
    for role in (from_role, to_role):
        find(document, "role", role)
    row = Delegation(id=fresh("delegation"), from_role=from_role, to_role=to_role, starts=starts)
    _sound(document, row)
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Delegate {called(document, row)}")


def add_deputy(document: Document, role: str, deputy: str, starts: date | None = None) -> ChangeSet:
    """Have a role decide for another one, all that it may, while nobody there can. Raises EditRefused for itself."""
    for each in (role, deputy):
        find(document, "role", each)
    row = Delegation(
        id=fresh("delegation"), from_role=role, to_role=deputy, kind="acting", starts=starts, only_when_absent=True
    )
    _sound(document, row)
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Make {role_words(document, deputy)} the deputy of {role_words(document, role)}")


def pass_on(document: Document, delegation: str, to_role: str, starts: date | None = None) -> ChangeSet:
    """Have a delegate pass on what was delegated, as far and as long as that goes.

    Raises EditRefused where it may not be passed on, or not once more.
    """
    above: Delegation = find(document, "delegation", delegation)
    row = Delegation(
        id=fresh("delegation"),
        from_role=above.to_role,
        to_role=to_role,
        kind=above.kind,
        decisions=above.decisions,
        rights=above.rights,
        limits=above.limits,
        places=above.places,
        starts=max((day for day in (starts, above.starts) if day is not None), default=None),
        ends=above.ends,
        parent=above.id,
    )
    _sound(document, row)
    if not above.may_sub_delegate:
        raise EditRefused(f"The delegation {called(document, above)} may not be passed on; allow that first.")
    edit = Edit(document)
    edit.create(row)
    if chain_of(edit.document, row) is None:
        raise EditRefused(f"What stands above the delegation {called(document, row)} may not be passed on once more.")
    return edit.done(f"Pass on what was delegated, {called(document, row)}")


def set_delegation(document: Document, /, delegation: str, **fields: object) -> ChangeSet:
    """Change fields of a delegation.

    Raises EditRefused for one to itself, one that ends before it starts, and where the roles would tear a chain.
    """
    row: Delegation = find(document, "delegation", delegation)
    edit = Edit(document)
    changed = edit.set(row, **fields)
    _sound(document, changed)
    if changed.from_role != row.from_role and row.parent is not None:
        raise EditRefused("This delegation passes on another one, so who delegates is the delegate of that one.")
    if changed.to_role != row.to_role and document.delegations.by("parent", row.id):
        raise EditRefused("What was delegated here is passed on; take back what hangs on it first.")
    if "consent_of" in fields and changed.consent_of is None and changed.consented_on is not None:
        edit.set(changed, consented_on=None)
    named = ", ".join(field.replace("_", " ") for field in fields)
    return edit.done(f"Change the {named} of the delegation {called(document, changed)}")


def revoke(document: Document, delegation: str, on: date) -> ChangeSet:
    """Revoke a delegation from a day on; what passes it on no longer counts then either."""
    row: Delegation = find(document, "delegation", delegation)
    edit = Edit(document)
    edit.set(row, revoked_on=on)
    return edit.done(f"Revoke the delegation {called(document, row)}")


def end(document: Document, delegation: str, on: date) -> ChangeSet:
    """Have a delegation last until a day, included. Raises EditRefused when it has not begun by then."""
    row: Delegation = find(document, "delegation", delegation)
    if row.starts is not None and row.starts > on:
        raise EditRefused(f"It begins on {day_words(row.starts)} only; delete it, or change that day.")
    edit = Edit(document)
    edit.set(row, ends=on)
    return edit.done(f"End the delegation {called(document, row)}")


def _sound(document: Document, row: Delegation) -> None:
    if row.from_role == row.to_role:
        raise EditRefused(f"{role_words(document, row.from_role)} cannot delegate to itself; choose another role.")
    if row.starts is not None and row.ends is not None and row.ends < row.starts:
        raise EditRefused(f"It would end on {day_words(row.ends)}, before it begins on {day_words(row.starts)}.")


def add_separation(document: Document, one: str, other: str) -> ChangeSet:
    """Keep two roles apart. Raises EditRefused for a role and itself, and where they are kept apart already."""
    row = Separation(id=fresh("separation"), one=one, other=other)
    _apart(document, row)
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Keep {role_words(document, one)} and {role_words(document, other)} apart")


def set_separation(document: Document, /, separation: str, **fields: object) -> ChangeSet:
    """Change fields of separated duties. Raises EditRefused for a role and itself without two rights."""
    row: Separation = find(document, "separation", separation)
    edit = Edit(document)
    _apart(document, edit.set(row, **fields))
    named = ", ".join(field.replace("_", " ") for field in fields)
    return edit.done(f"Change the {named} of separated duties")


def _apart(document: Document, row: Separation) -> None:
    if row.one == row.other and row.one_right == row.other_right:
        name = role_words(document, row.one)
        raise EditRefused(f"{name} cannot be kept apart from itself; choose another role, or two different rights.")
    pair = {(row.one, row.one_right), (row.other, row.other_right)}
    for each in document.separations:
        if each.id != row.id and {(each.one, each.one_right), (each.other, each.other_right)} == pair:
            raise EditRefused("These two are kept apart already.")


def add_urgent_route(document: Document, decided_by: str) -> ChangeSet:
    """Have a role decide when there is no time; which decisions, and who confirms it, is said next."""
    edit = Edit(document)
    name = f"Urgent: {role_words(document, decided_by)}"
    edit.create(UrgentRoute(id=fresh("urgent"), name=name, decided_by=decided_by))
    return edit.done(f"Add the urgent route “{name}”")
