"""Edits of delegations, urgent routes and separated duties: what cannot be is refused in one sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.authority.delegation import chain_of, granted
from models.authority.grants import Delegation
from models.changes import ChangeSet, EditRefused, apply
from models.commands import delegations, rows, teams
from models.commands.delegations import (
    add_delegation,
    add_separation,
    add_urgent_route,
    end,
    pass_on,
    revoke,
    set_delegation,
    set_separation,
)
from models.document import Document

TODAY = date(2026, 5, 1)


def document_with(*roles: str) -> tuple[Document, dict[str, str]]:
    document = Document()
    for name in roles:
        document = apply(document, teams.add_role(document, name))
    return document, {role.name: role.id for role in document.roles}


def made(changes: ChangeSet, table: str = "delegation") -> str:
    (row,) = (c.id for c in changes.changes if c.entity == table and c.before is None)
    return row


def test_a_role_does_not_delegate_to_itself_nor_backwards_in_time() -> None:
    document, roles = document_with("CEO", "CFO")
    with pytest.raises(EditRefused, match="CEO cannot delegate to itself"):
        add_delegation(document, roles["CEO"], roles["CEO"])
    changes = add_delegation(document, roles["CEO"], roles["CFO"], TODAY)
    document, grant = apply(document, changes), made(changes)
    assert changes.label == "Delegate from CEO to CFO"
    with pytest.raises(EditRefused, match="would end on 30 April 2026, before it begins on 1 May 2026"):
        set_delegation(document, grant, ends=TODAY - timedelta(1))
    with pytest.raises(EditRefused, match="CFO cannot delegate to itself"):
        set_delegation(document, grant, from_role=roles["CFO"])


def test_what_is_passed_on_is_no_wider_and_no_longer_than_what_was_delegated() -> None:
    document, roles = document_with("CEO", "CFO", "Controller", "Clerk")
    changes = add_delegation(document, roles["CEO"], roles["CFO"], TODAY + timedelta(10))
    document, grant = apply(document, changes), made(changes)
    with pytest.raises(EditRefused, match="from CEO to CFO may not be passed on"):
        pass_on(document, grant, roles["Controller"], TODAY)
    until = TODAY + timedelta(90)
    document = apply(
        document, set_delegation(document, grant, may_sub_delegate=True, depth=1, ends=until, rights=("approve",))
    )
    changes = pass_on(document, grant, roles["Controller"], TODAY)
    document, below = apply(document, changes), made(changes)
    row = document.delegations[below]
    assert (row.from_role, row.parent, row.rights) == (roles["CFO"], grant, ("approve",))
    assert (row.starts, row.ends) == (TODAY + timedelta(10), until)
    assert chain_of(document, row) == (document.delegations[grant], row)
    document = apply(document, set_delegation(document, below, may_sub_delegate=True))
    with pytest.raises(EditRefused, match="may not be passed on once more"):
        pass_on(document, below, roles["Clerk"], TODAY)
    for which, role in (("from_role", below), ("to_role", grant)):
        with pytest.raises(EditRefused, match="pass"):
            set_delegation(document, role, **{which: roles["Clerk"]})


def test_revoking_ending_and_consenting_count_from_their_day() -> None:
    document, roles = document_with("CEO", "CFO", "Board")
    changes = add_delegation(document, roles["CEO"], roles["CFO"], TODAY)
    document, grant = apply(document, changes), made(changes)
    revoked = apply(document, revoke(document, grant, TODAY + timedelta(5)))
    assert granted(revoked.delegations[grant], TODAY + timedelta(4))
    assert not granted(revoked.delegations[grant], TODAY + timedelta(5))
    ended = apply(document, end(document, grant, TODAY + timedelta(5)))
    assert granted(ended.delegations[grant], TODAY + timedelta(5))
    assert not granted(ended.delegations[grant], TODAY + timedelta(6))
    with pytest.raises(EditRefused, match="begins on 1 May 2026 only"):
        end(document, grant, TODAY - timedelta(1))
    asked = apply(document, set_delegation(document, grant, consent_of=roles["Board"]))
    assert not granted(asked.delegations[grant], TODAY)
    given = apply(asked, set_delegation(asked, grant, consented_on=TODAY))
    assert granted(given.delegations[grant], TODAY)
    without = apply(given, set_delegation(given, grant, consent_of=None))
    assert without.delegations[grant].consented_on is None


def test_deleting_takes_what_was_passed_on_with_it() -> None:
    document, roles = document_with("CEO", "CFO", "Controller")
    for row in (
        Delegation(id="a", from_role=roles["CEO"], to_role=roles["CFO"], may_sub_delegate=True),
        Delegation(id="b", from_role=roles["CFO"], to_role=roles["Controller"], parent="a"),
    ):
        document = apply(document, rows.add_row(document, row))
    document = apply(document, rows.delete_row(document, "delegation", "a"))
    assert len(document.delegations) == 0


def test_duties_are_kept_apart_once_and_not_from_themselves() -> None:
    document, roles = document_with("Buyer", "Booker")
    with pytest.raises(EditRefused, match="Buyer cannot be kept apart from itself"):
        add_separation(document, roles["Buyer"], roles["Buyer"])
    changes = add_separation(document, roles["Buyer"], roles["Booker"])
    document, pair = apply(document, changes), made(changes, "separation")
    with pytest.raises(EditRefused, match="apart already"):
        add_separation(document, roles["Booker"], roles["Buyer"])
    with pytest.raises(EditRefused, match="cannot be kept apart from itself"):
        set_separation(document, pair, other=roles["Buyer"])
    document = apply(document, set_separation(document, pair, other=roles["Buyer"], other_right="approve"))
    assert document.separations[pair].other_right == "approve"


def test_an_urgent_route_begins_with_who_decides() -> None:
    document, roles = document_with("Chair")
    changes = add_urgent_route(document, roles["Chair"])
    document = apply(document, changes)
    (route,) = document.urgent_routes
    assert (route.name, route.decided_by) == ("Urgent: Chair", roles["Chair"])
    assert delegations.called(document, Delegation(id="x", from_role=roles["Chair"], to_role="gone")) == (
        "from Chair to gone"
    )
