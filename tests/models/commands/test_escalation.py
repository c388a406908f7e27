"""Edits of escalation links: one sentence for what cannot be, and each edit taken back and brought back whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes import ChangeSet, EditRefused, apply
from models.commands.escalation import add_link, delete_link, lead_elsewhere, set_link
from models.document import Document
from models.escalation import EscalationLink, Trigger
from tests.models.authority.small import NAMES, matrix, row

TRIGGERS: tuple[Trigger, ...] = ("limit", "disagreement", "time_out", "absence")


def drawn(document: Document, start: str = "lead", end: str = "head") -> tuple[Document, str]:
    changes = add_link(document, start, end)
    (link,) = (change.id for change in changes.changes)
    return apply(document, changes), link


def test_a_link_is_drawn_led_elsewhere_changed_and_deleted() -> None:
    document, link = drawn(matrix(row("all")))
    changes = lead_elsewhere(document, link, to_role="ceo")
    assert changes.label == "Lead the escalation link from Lead to Head from Lead to CEO instead"
    document = apply(document, changes)
    assert document.escalation_links[link].to_role == "ceo"
    changes = set_link(document, link, triggers=("limit", "absence"), hours=24.0)
    assert changes.label == "Change the triggers and hours of the escalation link from Lead to CEO"
    document = apply(document, changes)
    document = apply(document, set_link(document, link, decision="buy"))
    assert document.escalation_links[link].decision == "buy"
    changes = delete_link(document, link)
    assert changes.label == "Delete the escalation link from Lead to CEO"
    assert len(apply(document, changes).escalation_links) == 0


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    document, link = drawn(matrix(row("all")))
    with pytest.raises(EditRefused, match="Lead cannot escalate to itself"):
        add_link(document, "lead", "lead")
    with pytest.raises(EditRefused, match="Head cannot escalate to itself"):
        lead_elsewhere(document, link, from_role="head")
    with pytest.raises(EditRefused, match="from Lead to Head for a case above the limit already"):
        add_link(document, "lead", "head")
    with pytest.raises(EditRefused, match="choose at least one trigger"):
        set_link(document, link, triggers=())
    with pytest.raises(EditRefused, match="That role is no longer in the file"):
        add_link(document, "lead", "nobody")
    with pytest.raises(EditRefused, match="no longer in the file"):
        delete_link(document, "gone")
    # For one decision, or for another reason, a second link beside it is no doubt.
    document = apply(document, add_link(document, "lead", "head", decision="buy"))
    assert len(apply(document, add_link(document, "lead", "head", ("absence",))).escalation_links) == 3


ROLES = st.sampled_from([name.lower() for name in NAMES])
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), ROLES, ROLES, st.sampled_from(TRIGGERS)),
        st.tuples(st.just("start"), ROLES, st.integers(0, 5)),
        st.tuples(st.just("end"), ROLES, st.integers(0, 5)),
        st.tuples(st.just("set"), st.sets(st.sampled_from(TRIGGERS)), st.integers(0, 5)),
        st.tuples(st.just("delete"), st.just(""), st.integers(0, 5)),
    ),
    max_size=12,
)


def carried_out(document: Document, edit: tuple[object, ...]) -> ChangeSet | None:
    """Return what an edit changes, or None where it is refused or there is nothing to edit."""
    links = list(document.escalation_links)
    try:
        match edit:
            case ("add", str(start), str(end), trigger):
                return add_link(document, start, end, (trigger,))  # type: ignore[arg-type]  # one of the triggers
            case (_, _, int(at)) if at >= len(links):
                return None
            case ("start", str(role), int(at)):
                return lead_elsewhere(document, links[at].id, from_role=role)
            case ("end", str(role), int(at)):
                return lead_elsewhere(document, links[at].id, to_role=role)
            case ("set", set() as triggers, int(at)):
                return set_link(document, links[at].id, triggers=tuple(sorted(triggers)))
            case _:
                return delete_link(document, links[int(str(edit[2]))].id)
    except EditRefused:
        return None


def sound(links: list[EscalationLink]) -> bool:
    said = [(link.from_role, link.to_role, link.decision, t) for link in links for t in link.triggers]
    return len(said) == len(set(said)) and all(link.from_role != link.to_role and link.triggers for link in links)


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_every_edit_can_be_taken_back_and_brought_back(edits: list[tuple[object, ...]]) -> None:
    document = matrix(row("all"))
    for edit in edits:
        changes = carried_out(document, edit)
        if changes is None:
            continue
        after = apply(document, changes)
        assert sound(list(after.escalation_links))
        assert apply(after, changes.inverted()) == document
        assert apply(apply(after, changes.inverted()), changes) == after
        document = after
