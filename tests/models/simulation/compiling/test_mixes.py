"""Cells: the compiled model sends every case where `route` says, and shares of routes are those of the cells."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.answers import Answer
from models.authority.procedures import meaning
from models.authority.routing import route
from models.authority.rules import Condition
from models.decisions import Decision, Place, Tier
from models.document import Document
from models.entity import Entity
from models.escalation import MixPart, MixShare, Volume
from models.quantities import Band
from models.simulation.assumptions import Assumptions
from models.simulation.compile import CompiledModel, compile_model
from models.simulation.compiling import mixes
from models.simulation.compiling.axes import FIRST_PLACE_WORD
from models.simulation.compiling.cases import route_of, sample
from tests.models.authority.gitlab import gitlab
from tests.models.authority.lives import lives, living
from tests.models.authority.real.cities import cities
from tests.models.authority.real.owasp import owasp
from tests.models.authority.schemes_at_random import RISKS, document_of, schemes
from tests.models.authority.small import EUROPE, GERMANY, INDIA, ON, band, matrix, risk, role, row, urgent


def alike(one: Answer, other: Answer) -> bool:
    """Whether an answer to one case is that of the branch that it was counted to."""
    same = one.kind == other.kind and set(one.rules) <= set(other.rules)
    steps = (meaning(step.step for step in answer.steps) for answer in (one, other))
    return same and len(set(steps)) == 1


def check_agreement(document: Document, model: CompiledModel, count: int, seed: int = 5) -> int:
    """Draw cases of every decision and hold each against `route`; returns how many it settled."""
    rng, settled = np.random.default_rng(seed), 0
    for ways in model.ways:
        found = np.zeros(len(ways.ways))
        for drawn in sample(document, ways, count, rng):
            number = route_of(document, ways, drawn)
            assert number is not None
            found[number] += 1
            compiled, direct = ways.ways[number].answer, route(document, drawn.case, model.on)
            if direct.kind == "depends":  # nobody can say "elsewhere", so that the place stays open
                assert any(alike(branch.answer, compiled) for branch in direct.branches)
            else:
                assert alike(direct, compiled), (drawn, direct.sentence, compiled.sentence)
                settled += 1
        shares = np.array([branch.share for branch in model.branches if branch.decision == ways.decision])
        assert shares.sum() == pytest.approx(1.0)
        spread = np.sqrt(np.maximum(shares * (1 - shares), 0) / count)
        assert (np.abs(found / count - shares) <= 5 * spread + 3 / count).all()
    return settled


def test_the_model_and_routing_agree_on_real_matrices(shared_data: Path) -> None:
    folder = shared_data / "authority"
    documents = {
        "gitlab": gitlab(folder / "gitlab_2018.csv"),
        "owasp": owasp(folder / "owasp_v2.csv"),
        **cities(folder / "us_city_purchasing.csv"),
    }
    for document in documents.values():
        model = compile_model(document, Assumptions(), on=ON)
        assert check_agreement(document, model, 40) > 0


shares_of_mix = st.fixed_dictionaries(
    {},
    optional={
        "size": st.tuples(st.integers(0, 4), st.integers(5, 8)).map(
            lambda ends: MixShare(dimension="size", band=Band(lower=ends[0], upper=ends[1]))
        ),
        "risk": st.lists(st.sampled_from(RISKS), min_size=1, unique=True).map(
            lambda among: MixShare(dimension="risk", classes=tuple(among))
        ),
        "urgent": st.booleans().map(lambda flag: MixShare(dimension="urgent", flag=flag)),
    },
)
parts = st.builds(
    lambda weight, shares, place: MixPart(weight=weight, shares=tuple(shares.values()), place=place),
    st.integers(1, 5),
    shares_of_mix,
    st.sampled_from([None, None, "germany", "india", "treasury"]),
)


@settings(max_examples=60, deadline=None)
@given(schemes, st.lists(parts, max_size=3))
def test_the_model_and_routing_agree_on_random_rows_and_mixes(
    specs: list[dict[str, object]], mix: list[MixPart]
) -> None:
    document = document_of(specs)
    if mix:
        volume = Volume(id="v", decision="buy", cases_a_quarter=9, mix=tuple(mix))
        document = document.with_rows({"volume": {"v": volume}})
    check_agreement(document, compile_model(document, Assumptions(), on=ON), 60)


@settings(max_examples=40, deadline=None)
@given(schemes, lives())
def test_the_model_and_routing_agree_where_people_and_delegations_are_entered(
    specs: list[dict[str, object]], people: list[Entity]
) -> None:
    """With everybody there: absences are lived through in the model."""
    document = living(specs, [row for row in people if row.table != "absence"])
    model = compile_model(living(specs, people), Assumptions(), on=ON)
    check_agreement(document, model, 40)


def compiled(*rows: object) -> CompiledModel:
    return compile_model(matrix(*rows), Assumptions(), on=ON)  # type: ignore[arg-type]


def volume(*mix: MixPart) -> Volume:
    return Volume(id="v", decision="buy", cases_a_quarter=10, mix=mix)


def about(
    weight: float = 1,
    amount: tuple[int, int] | None = None,
    risk: tuple[str, ...] = (),
    urgent: bool | None = None,
) -> MixPart:
    """A part of a mix: amounts in whole units, risks, urgency."""
    found = []
    if amount is not None:
        found.append(MixShare(dimension="amount", band=Band(lower=amount[0] * 100, upper=amount[1] * 100)))
    if risk:
        found.append(MixShare(dimension="risk", classes=risk))
    if urgent is not None:
        found.append(MixShare(dimension="urgent", flag=urgent))
    return MixPart(weight=weight, shares=tuple(found))


TWO_BANDS = (row("small", band(None, 1_000), by="Lead"), row("large", band(1_000, "unlimited"), by="Head"))


def test_attributes_depend_on_each_other_part_by_part() -> None:
    model = compiled(
        row("low", risk("low"), band(None, 1_000), by="Lead"),
        row("other", risk("medium", "high"), by="Head"),
        row("low but large", risk("low"), band(1_000, "unlimited"), by="CFO"),
        volume(about(weight=3, amount=(10, 100), risk=("low",)), about(amount=(10_000, 100_000), risk=("high",))),
    )
    shares = {branch.answer.rules: branch.share for branch in model.branches}
    assert shares == {("low",): pytest.approx(0.75), ("other",): pytest.approx(0.25), ("low but large",): 0.0}
    assert model.layout.part_weight.tolist() == [0.75, 0.25]
    assert model.layout.part_axes.tolist() == [0, 0, 0]  # within each part nothing is open


def test_a_piece_of_luck_stays_with_its_dimension_when_a_threshold_moves() -> None:
    def words(limit: int) -> tuple[list[int], list[float]]:
        model = compiled(
            Decision(id="buy", name="Buy", dimensions=("amount", "risk", "urgent")),
            row("small", band(None, limit), risk("low"), by="Lead"),
            row("rest", risk("medium", "high"), by="Head"),
            row("large", risk("low"), band(limit, "unlimited"), by="CFO"),
            volume(about(amount=(1, 1_000_000))),
        )
        return model.layout.axis_word.tolist(), model.layout.cut.tolist()

    (first, cuts), (second, moved) = words(1_000), words(10_000)
    assert first == second == [0, 1]
    assert cuts == pytest.approx([0.5, 1 / 3])
    assert moved == pytest.approx([4 / 6, 1 / 3])


def test_places_have_luck_of_their_own() -> None:
    model = compiled(EUROPE, GERMANY, INDIA, row("german", by="Head").changed(places=("germany",)), row("any"))
    assert model.layout.axis_word.tolist() == [FIRST_PLACE_WORD]
    shares = {branch.answer.rules: branch.share for branch in model.branches}
    assert shares[("german",)] == pytest.approx(1 / 4)


def test_what_a_cell_is_worth_is_the_mean_of_its_cases() -> None:
    model = compiled(*TWO_BANDS, volume(about(amount=(100, 10_000))))
    values = model.layout.cell_value.tolist()
    assert values == pytest.approx([900 / math.log(10), 9_000 / math.log(10)], rel=1e-6)
    alone = compiled(row("any"), volume(about(amount=(100, 10_000))))
    assert alone.layout.cell_value == pytest.approx([9_900 / math.log(100)], rel=1e-6)
    assert np.isnan(compiled(row("any")).layout.cell_value).all()


def test_a_cell_above_what_its_decider_may_commit_is_a_route_of_its_own() -> None:
    model = compiled(
        Decision(id="buy", name="Buy", dimensions=("amount",)),
        role("Lead").changed(own_limit=500_00),
        *TWO_BANDS,
        volume(about(amount=(5, 50_000))),
    )
    layout = model.layout
    limited = [
        bool(layout.hop_limit[layout.step_hops[layout.stage_steps[layout.procedure_stages[procedure]]]])
        for procedure in layout.route_procedure
    ]
    found = [(branch.answer.rules, over) for branch, over in zip(model.branches, limited, strict=True)]
    assert found == [(("small",), False), (("small",), True), (("large",), False)]
    ends = [math.log(one / other) / math.log(10_000) for one, other in ((500, 5), (1_000, 500), (50_000, 1_000))]
    # the first amount above a limit is one step further
    assert layout.route_weight == pytest.approx(ends, abs=1e-5)


def tier(name: str, rank: int, by: str | None, *conditions: Condition) -> Tier:
    return Tier(id=name, name=name, rank=rank, decided_by=by, conditions=conditions)


def test_oversight_asks_for_the_level_of_the_highest_tier_that_a_case_belongs_to() -> None:
    levels = [role(name).changed(level=level) for level, name in enumerate(("Lead", "Head", "CFO"))]
    model = compiled(
        *levels,
        Decision(id="buy", name="Buy", dimensions=("amount", "risk"), tier="usual"),
        tier("usual", 1, "lead"),
        tier("raised", 2, "head", risk("high")),
        tier("top", 3, "cfo", band(100_000, "unlimited")),
        row("any"),
        volume(about(amount=(1_000, 1_000_000))),
    )
    names = [model.tiers[branch.tier] for branch in model.branches]
    assert dict(zip(names, model.layout.route_required.tolist(), strict=True)) == {"usual": 0, "raised": 1, "top": 2}
    shares = dict(zip(names, model.layout.route_weight.tolist(), strict=True))
    assert shares["top"] == pytest.approx(1 / 3)
    assert shares["raised"] == pytest.approx(2 / 9)


def test_where_nobody_speaks_of_tiers_nothing_is_asked_for() -> None:
    model = compiled(*TWO_BANDS)
    assert model.tiers == ("",)
    assert not model.layout.route_required.any()


def test_too_many_cells_are_said_and_cases_drawn_by_their_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (*TWO_BANDS, row("quick", urgent(True), by="CEO", kind="urgent"))
    exact = compiled(*rows)
    monkeypatch.setattr(mixes, "MOST_CELLS", 3)
    rough = compiled(*rows)
    assert rough.layout.route_weight == pytest.approx(exact.layout.route_weight)
    assert any("drawn by their answer alone" in note for note in rough.notes)
    assert not any("drawn by their answer alone" in note for note in exact.notes)


def test_many_places_that_make_no_difference_are_no_cells() -> None:
    many = [Place(id=f"p{at}", name=f"Place {at}", position=at) for at in range(500)]
    model = compiled(*many, row("one", by="Head").changed(places=("p7",)), row("any"))
    assert len(model.layout.cell_route) == 3  # before it, the place, after it


def test_the_first_day_is_a_monday() -> None:
    for day in (ON, date(2026, 5, 10), date.min):
        starts = compile_model(matrix(row("any")), Assumptions(), on=day).starts
        assert starts.weekday() == 0
        assert starts.date() <= day
