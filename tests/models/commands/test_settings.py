"""Limits of findings: each can be set, set back and undone, and takes only what makes sense for it."""

from __future__ import annotations

import math

import pytest

from models.changes import EditRefused, apply
from models.commands.settings import finding_limit, read_limit, set_limit
from models.document import Document
from models.findings import CHECKS
from models.findings.settings import SETTINGS, FindingLimit, setting
from models.workspace import Workspace
from tests.models.authority.small import matrix

DOCUMENT = matrix(Workspace(name="House"))


def after(document: Document, name: str, value: float | None) -> Document:
    return apply(document, set_limit(document, name, value))


@pytest.mark.parametrize("limit", SETTINGS, ids=lambda limit: limit.name)
def test_every_limit_can_be_set_set_back_and_undone(limit: FindingLimit) -> None:
    known = finding_limit(limit.name)
    value = known.default / 2 if not known.whole else known.default - 1 if known.default > 1 else 2
    changes = set_limit(DOCUMENT, known.name, value)
    changed = apply(DOCUMENT, changes)
    assert setting(changed, known.name) == value
    assert known.label in changes.label
    assert apply(changed, changes.inverted()) == DOCUMENT
    assert after(changed, known.name, None) == DOCUMENT
    assert after(changed, known.name, known.default) == DOCUMENT


def test_limits_are_told_apart_and_belong_to_findings_that_there_are() -> None:
    assert len({limit.name for limit in SETTINGS}) == len({limit.label for limit in SETTINGS}) == len(SETTINGS)
    checked = {one.id for one in CHECKS}
    for limit in SETTINGS:
        assert limit.findings
        assert set(limit.findings) <= checked
        assert limit.least <= limit.default <= (limit.most or math.inf)
        for one in CHECKS:
            assert one.id not in limit.findings or "workspace" in one.reads, (one.id, limit.name)


def test_a_file_without_an_organisation_gets_one_with_the_limit() -> None:
    assert setting(after(Document(), "most_themes", 4), "most_themes") == 4


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("largest_teams", 3, "There is no limit called “largest_teams”"),
        ("largest", 3, "did you mean largest_team?"),
        ("largest_team", 0, "“Largest team” is at least 1 person."),
        ("largest_team", 2, "The largest team cannot be smaller than the smallest, 3."),
        ("smallest_team", 8, "The smallest team cannot be larger than the largest, 7."),
        ("largest_team", 6.5, "“Largest team” is a whole number."),
        ("largest_team", math.nan, "“Largest team” is a whole number."),
        ("four_eyes_amount", math.inf, "is a number"),
        ("top_share", 1.5, "is at most 100 %."),
        ("top_share", -0.1, "is at least 0 %."),
    ],
)
def test_nonsense_is_refused_in_one_sentence(name: str, value: float, said: str) -> None:
    with pytest.raises(EditRefused, match=r"^[^\n]*[.?]$") as refused:
        set_limit(DOCUMENT, name, value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("top_share", "60%", 0.6),
        ("top_share", "0.6", 0.6),
        ("largest_team", "6", 6),
        ("four_eyes_amount", "50K", 50_000),
        ("four_eyes_amount", "50,000 EUR", 50_000),
    ],
)
def test_limits_are_read_as_people_write_them(name: str, text: str, value: float) -> None:
    assert read_limit(DOCUMENT, name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("largest_team", "many", "“Largest team” is a number, not “many”."),
        ("largest_team", "60%", "“Largest team” is not measured in %."),
        ("four_eyes_amount", "5 USD", "is not measured in USD."),
    ],
)
def test_what_is_no_such_number_is_refused(name: str, text: str, said: str) -> None:
    with pytest.raises(EditRefused) as refused:
        read_limit(DOCUMENT, name, text)
    assert said in str(refused.value)
