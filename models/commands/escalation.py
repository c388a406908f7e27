"""Edits of escalation links: draw one, lead it elsewhere, change what it says, delete it."""

from models.authority.paths import trigger_words
from models.authority.words import listed, role_words
from models.changes import ChangeSet, Edit, EditRefused
from models.commands.rows import find, last_position
from models.document import Document
from models.escalation import EscalationLink, Trigger
from models.ids import fresh


def called(document: Document, link: EscalationLink) -> str:
    """Return what a link is called in a sentence: "from Team lead to Head of Finance"."""
    return f"from {role_words(document, link.from_role)} to {role_words(document, link.to_role)}"


def add_link(
    document: Document,
    from_role: str,
    to_role: str,
    triggers: tuple[Trigger, ...] = ("limit",),
    decision: str | None = None,
) -> ChangeSet:
    """Draw a link from a role to another one, for all decisions or for one.

    Raises EditRefused for a link to the role itself, and where one says the same already.
    """
    for role in (from_role, to_role):
        find(document, "role", role)
    row = EscalationLink(
        id=fresh("link"),
        from_role=from_role,
        to_role=to_role,
        triggers=triggers,
        decision=decision,
        position=last_position(document, "escalation_link"),
    )
    _sound(document, row)
    edit = Edit(document)
    edit.create(row)
    return edit.done(f"Draw an escalation link {called(document, row)}")


def lead_elsewhere(
    document: Document, link: str, *, from_role: str | None = None, to_role: str | None = None
) -> ChangeSet:
    """Give a link another start or another end. Raises EditRefused as `add_link` does."""
    row: EscalationLink = find(document, "escalation_link", link)
    for role in (from_role, to_role):
        if role is not None:
            find(document, "role", role)
    edit = Edit(document)
    changed = edit.set(row, from_role=from_role or row.from_role, to_role=to_role or row.to_role)
    _sound(document, changed)
    return edit.done(f"Lead the escalation link {called(document, row)} {called(document, changed)} instead")


def set_link(document: Document, /, link: str, **fields: object) -> ChangeSet:
    """Change fields of a link. It is for a decision, a section or all: saying one takes the other back.

    Raises EditRefused for a link to the role itself, one that nothing sets off, and one that says what another does.
    """
    row: EscalationLink = find(document, "escalation_link", link)
    if fields.get("decision") is not None:
        fields = {"section": None, **fields}
    elif fields.get("section") is not None:
        fields = {"decision": None, **fields}
    edit = Edit(document)
    changed = edit.set(row, **fields)
    _sound(document, changed)
    named = listed([name.replace("_", " ") for name in fields if getattr(row, name) != getattr(changed, name)])
    return edit.done(f"Change the {named or 'fields'} of the escalation link {called(document, changed)}")


def delete_link(document: Document, link: str) -> ChangeSet:
    """Delete a link; cases then go where the matrix or the reporting line says."""
    row: EscalationLink = find(document, "escalation_link", link)
    edit = Edit(document)
    edit.delete(row)
    return edit.done(f"Delete the escalation link {called(document, row)}")


def _sound(document: Document, row: EscalationLink) -> None:
    if row.from_role == row.to_role:
        raise EditRefused(f"{role_words(document, row.from_role)} cannot escalate to itself; choose another role.")
    if not row.triggers:
        raise EditRefused("Something has to set a link off; choose at least one trigger, or delete the link.")
    for other in document.escalation_links.by("from_role", row.from_role):
        same = (other.to_role, other.decision, other.section) == (row.to_role, row.decision, row.section)
        shared = [trigger for trigger in row.triggers if trigger in other.triggers]
        if other.id != row.id and same and shared:
            raise EditRefused(
                f"There is a link {called(document, row)} for {listed([trigger_words(each) for each in shared])} "
                "already; change that one instead."
            )
