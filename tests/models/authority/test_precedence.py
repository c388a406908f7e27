"""Which of several rows goes first: by instrument, and by places of several kinds."""

from __future__ import annotations

from models.authority.answers import Answer
from models.authority.facts import Case
from models.authority.routing import route
from models.decisions import Decision, Instrument, Place
from tests.models.authority.small import (
    EUROPE,
    GERMANY,
    INDIA,
    ON,
    matrix,
    row,
)


def test_the_most_specific_place_wins() -> None:
    document = matrix(
        EUROPE,
        GERMANY,
        INDIA,
        row("all", by="Lead"),
        row("eu", by="Head", places=("europe",)),
        row("de", by="CFO", places=("germany",)),
    )
    assert route(document, Case("buy", place="germany"), ON).rules == ("de",)
    assert route(document, Case("buy", place="europe"), ON).rules == ("eu",)
    assert route(document, Case("buy", place="india"), ON).rules == ("all",)
    open_ = route(document, Case("buy"), ON)
    assert (open_.kind, open_.ask) == ("depends", "place.entity")
    assert open_.sentence == (
        "It depends on the place: if elsewhere or in India, Lead approves; if in Europe, Head approves; "
        "if in Germany, CFO approves."
    )


def test_places_of_different_kinds_are_wanted_together_and_their_depths_are_added_up() -> None:
    finance = Place(id="finance", name="Finance", kind="department", position=3)
    sales = Place(id="sales", name="Sales", kind="department", position=4)
    document = matrix(
        *(EUROPE, GERMANY, INDIA, finance, sales),
        row("all", by="Lead"),
        row("de", by="Head", places=("germany",)),
        row("fin", by="CFO", places=("finance", "sales")),
        row("eu-fin", by="CEO", places=("europe", "finance")),
    )

    def won(*places: str) -> Answer:
        return route(document, Case("buy", {}, places[0], places[1:]), ON)

    assert won("india", "sales").rules == ("fin",)
    assert won("europe", "finance").rules == ("eu-fin",)
    assert won("germany", "sales").rules == ("de",)
    both = won("germany", "finance")
    assert (both.kind, both.rules) == ("conflict", ("de", "eu-fin"))
    lost = {reason.rule: reason.sentence for reason in won("india", "sales").reasons if reason.verdict == "lost"}
    assert lost["de"] == "It does not apply: it is for cases in Germany."
    assert lost["all"] == "It could cover the case, but “fin” is for a more specific place."
    open_ = won("germany")
    assert (open_.kind, open_.ask) == ("depends", "place.department")
    assert open_.sentence == (
        "It depends on the department: if in another department or in Sales, Head approves; "
        "if in Finance, two rows contradict each other."
    )


def test_the_instrument_of_higher_rank_goes_before_everything_else() -> None:
    act, scheme = Instrument(id="act", name="Companies Act", rank=1), Instrument(id="scheme", name="Scheme", rank=3)
    document = matrix(
        *(GERMANY.changed(parent=None), act, scheme, Decision(id="buy", name="Buy", instrument="scheme")),
        row("law", by="Board", instrument="act"),
        row("ours", by="CFO", kind="carve_out", priority=9, places=("germany",)),
    )
    answer = route(document, Case("buy", place="germany"), ON)
    assert answer.rules == ("law",)
    assert answer.reasons[1].sentence == (
        "It could cover the case, but “law” comes from “Companies Act”, which goes before “Scheme”."
    )
    without = document.with_rows({"decision": {"buy": Decision(id="buy", name="Buy")}})
    (_, lost) = route(without, Case("buy", place="germany"), ON).reasons
    assert lost.sentence == (
        "It could cover the case, but “law” comes from “Companies Act”, which goes before a row of no instrument."
    )
