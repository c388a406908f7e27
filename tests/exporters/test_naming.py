"""What a finding calls the place where it is."""

from __future__ import annotations

from exporters.naming import place_name
from models.document import Document
from models.findings.base import Place


def test_rows_of_one_decision_are_told_apart(northlight: Document) -> None:
    (bonus,) = northlight.decisions.by("name", "Pay a bonus")
    names = [place_name(northlight, Place("rule", rule.id)) for rule in northlight.rules.by("decision", bonus.id)]
    assert len(set(names)) == len(names) > 1
    assert all(name.startswith("row “Amount ") and name.endswith("of “Pay a bonus”") for name in names)


def test_a_row_without_a_name_is_told_by_those_that_it_names(northlight: Document) -> None:
    (kofi,) = northlight.people.by("name", "Kofi Mensah")
    (member,) = northlight.memberships.by("person", kofi.id)
    assert place_name(northlight, Place("membership", member.id)) == "team member “Growth, Kofi Mensah”"


def test_a_row_that_is_gone_is_called_what_it_was(northlight: Document) -> None:
    assert place_name(northlight, Place("rule", "rule-gone")) == "row"
    assert place_name(northlight, Place("elsewhere", "x")) == "elsewhere"
