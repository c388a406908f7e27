"""Edits of absences."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes import EditRefused, apply
from models.commands import absences, rows, teams
from models.constraints import check
from models.document import Document
from models.teams import Absence


def people() -> tuple[Document, str, str]:
    document = apply(Document(), teams.add_role(Document(), "CEO"))
    role = next(iter(document.roles)).id
    for name in ("Ada", "Jonas"):
        document = apply(document, teams.hold_role(document, role, name))
    ids = {person.name: person.id for person in document.people}
    return document, ids["Ada"], ids["Jonas"]


def test_an_absence_is_noted_changed_and_taken_back() -> None:
    document, ada, jonas = people()
    first, last = date(2026, 7, 1), date(2026, 7, 14)
    changes = absences.add_absence(document, ada, first, last)
    assert changes.label == "Note that Ada is away from 1 July 2026 to 14 July 2026"
    noted = apply(document, changes)
    row = next(iter(noted.absences))
    changes = absences.set_absence(noted, row.id, substitute=jonas, authorised_before=True)
    assert changes.label == "Change the substitute and authorisation of the absence of Ada"
    after = apply(noted, changes)
    check(after, changes)
    assert apply(after, changes.inverted()) == noted
    assert apply(noted, absences.delete_absence(noted, row.id)) == document
    for fields, said in (
        ({"ends": date(2026, 6, 30)}, "would end on 30 June 2026, before it starts on 1 July 2026"),
        ({"substitute": ada}, "Ada cannot stand in while away"),
    ):
        with pytest.raises(EditRefused, match=said):
            absences.set_absence(noted, row.id, **fields)


def test_nobody_stands_in_for_themself_whatever_the_edit() -> None:
    document, ada, _ = people()
    row = Absence(id="away", person=ada, starts=date(2026, 7, 1), ends=date(2026, 7, 2), substitute=ada)
    changes = rows.add_row(document, row)
    with pytest.raises(EditRefused, match="cannot stand in while away"):
        check(apply(document, changes), changes)
