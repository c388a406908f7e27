"""What people type: changes and ranges, and the sentence for what cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.authority.lookup import LookupFailed
from models.changes import EditRefused, apply
from models.document import Document
from models.scenarios.recording import changes_between
from models.scenarios.wording import told
from models.teams import Person
from models.whatif.levers import HoldersLever, HoursLever, ThresholdLever
from models.whatif.ranges import holders_lever, hours_lever, threshold_lever
from models.whatif.typed import FORMS, typed
from tests.models.whatif.house import DAY, house, scenario


@pytest.fixture(scope="module")
def document() -> Document:
    return house(Person(id="ada", name="Ada Brandt"))


def words(document: Document, text: str) -> list[str]:
    there = apply(document, typed(text, DAY)(document))
    return [one.words for one in told(document, scenario("typed", *changes_between(document, there)))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hours:Lead=20", "Lead: 10 → 20 hours a week for decisions"),
        ("holders: head = 2", "Head: 1 → 2 holders"),
        ("cost:Lead=62.5", "Lead: cost an hour 50 → 62.5"),
        ("threshold:Buy:5000=8000", "Lead: limit of “Buy” 5,000 → 8,000 EUR"),
        ("threshold:buy:amount:5K=8,000 EUR", "Lead: limit of “Buy” 5,000 → 8,000 EUR"),
        ("deadline:Buy:Lead=24", "“Buy”: Lead approves within none → 24 hours"),
        ("link:Lead:Head=8", "Lead to Head: none → 8 hours before a case goes on"),
        ("volume:Buy=80", "“Buy”: 200 → 80 cases a quarter"),
        ("tier:Buy=wide", "Decision “Buy”: tier none → “Wide”"),
        ("away:Ada Brandt=2026-07-01..2026-07-14", "Ada Brandt is away from 1 July 2026 until 14 July 2026"),
        ("away:Ada Brandt=2026-07-01", "Ada Brandt is away from 1 July 2026 until 1 July 2026"),
        ("deputy:Lead=Ada Brandt", "Ada Brandt holds “Lead”"),
        ("delegate:Head=Lead", "Head delegates to Lead"),
    ],
)
def test_a_change_is_read(document: Document, text: str, says: str) -> None:
    assert words(document, text)[0].startswith(says)


def test_every_form_is_tried_above() -> None:
    tried = {"hours", "holders", "cost", "threshold", "deadline", "link", "volume", "tier", "away", "deputy"}
    assert {form.partition(":")[0] for form in FORMS} == tried | {"delegate"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hours=20", "is no change; write one of hours:ROLE=20,"),
        ("salary:Lead=20", "is no change"),
        ("hours:Lead=", "is no change"),
        ("hours:Nobody=20", "There is no role “Nobody”; the file has “Lead”"),
        ("hours:Lead=many", "“many” is not a number"),
        ("threshold:Buy:7000=8000", "“Buy” has no limit at 7000; its limits are amount 5,000 EUR."),
        ("threshold:Buy:much=8000", "“Buy” has no limit at much"),
        ("threshold:Buy:5000=much", "“much” is not an amount"),
        ("threshold:Sell:5000=8000", "There is no decision “Sell”"),
        ("threshold:5000=8000", "names no limit; write it like DECISION:5000"),
        ("deadline:Buy:CFO=24", "CFO has no part in “Buy”"),
        ("deadline:Lead=24", "names no step"),
        ("link:Head:Lead=24", "No escalation link goes from Head to Lead"),
        ("link:Head=24", "names no link"),
        ("tier:Buy=none", "There is no decision tier “none”; the file has “Local” and “Wide”"),
        ("away:Ada Brandt=July", "“July” is no stretch of days; write it like"),
        ("away:Eve=2026-07-01", "There is no person “Eve”; the file has “Ada Brandt”"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_can(document: Document, text: str, says: str) -> None:
    with pytest.raises(LookupFailed) as refused:
        typed(text, DAY)(document)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("text", ["hours:Lead=0", "holders:Lead=0.5", "away:Ada Brandt=2026-07-02..2026-07-01"])
def test_what_may_not_be_is_refused(document: Document, text: str) -> None:
    with pytest.raises(EditRefused):
        typed(text, DAY)(document)


def test_ranges_are_read(document: Document) -> None:
    limit = threshold_lever(document, "Buy:5000=2000..8000/3000", DAY)
    assert limit == ThresholdLever("buy", "amount", 500_000, (200_000, 500_000, 800_000))
    assert threshold_lever(document, "Buy:5000=1000..9000", DAY).values == (100_000, 300_000, 500_000, 700_000, 900_000)
    assert hours_lever(document, "Lead=5..20/7.5") == HoursLever("lead", (5.0, 12.5, 20.0))
    assert hours_lever(document, "Lead=5;8") == HoursLever("lead", (5.0, 8.0))
    assert holders_lever(document, "Head=1..3") == HoldersLever("head", (1, 2, 3))


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        ("hours", "Lead", "says nothing to try; write it like CFO=5..20/5"),
        ("hours", "Lead=20..5/5", "ends below its start"),
        ("hours", "Lead=5..20/0", "must be more than nothing"),
        ("hours", "Lead=5..20/0.001", "has 15,001 values to try; take a larger step"),
        ("hours", "Lead=a..b", "“a” in “Lead=a..b” is not a number"),
        ("hours", "Lead=0..10/5", "hours that no week has"),
        ("hours", "Lead=100..200/50", "hours that no week has"),
        ("hours", "Lead=200;5", "hours that no week has"),
        ("hours", "Nobody=1..2", "There is no role “Nobody”"),
        ("holders", "Lead=0..2", "no whole people"),
        ("holders", "Lead=1..2/0.5", "no whole people"),
        ("threshold", "Buy:5000=1000..2000/0.001", "values to try"),
        ("threshold", "Buy:6000=1000..2000", "has no limit at 6000"),
        ("threshold", "Buy:5000=1.001;2", "finer than the smallest step"),
    ],
)
def test_a_bad_range_is_named(document: Document, read: str, text: str, says: str) -> None:
    readers: dict[str, Callable[[], object]] = {
        "hours": lambda: hours_lever(document, text),
        "holders": lambda: holders_lever(document, text),
        "threshold": lambda: threshold_lever(document, text, DAY),
    }
    with pytest.raises(LookupFailed) as refused:
        readers[read]()
    assert says in str(refused.value)
