"""What another scheme loses is said before it happens, and all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.cells import rights_by_role
from models.authority.conversion import losses
from models.authority.lettering import lettering_of
from models.authority.procedures import meaning
from models.authority.rules import Right, Step
from models.authority.schemes import PRESETS, UNSHOWN, Letter, Scheme, rights_of
from models.changes import EditRefused, apply
from models.commands.matrix import set_cell
from models.commands.rows import add_row
from models.commands.schemes import convert_to, scheme_for, show_in
from models.document import Document
from tests.models.authority.parts_at_random import ABOVE, EDITION, matrices, matrix_of, plain_steps, schemes


def _with(document: Document, scheme: Scheme) -> tuple[Document, Scheme]:
    """The document with a scheme of the file in it, as a person would have it to choose."""
    return apply(document, add_row(document, scheme)), scheme


def _texts(document: Document) -> list[str]:
    lettering = lettering_of(document, document.editions[EDITION])
    return [text for rule in document.rules for text in lettering.texts(rule).values()]


@given(matrices(), schemes, schemes)
def test_showing_in_any_scheme_and_back_changes_no_right(document: Document, one: Scheme, other: Scheme) -> None:
    document, _ = _with(document, one)
    if other.id not in document.schemes:
        document, _ = _with(document, other)
    shown = apply(document, show_in(document, EDITION, one.id))
    assert shown.rules == document.rules
    assert shown.editions[EDITION].scheme == one.id
    elsewhere = apply(shown, show_in(shown, EDITION, other.id))
    back = apply(elsewhere, show_in(elsewhere, EDITION, one.id))
    assert back == shown


@given(matrices(), st.sampled_from([known.key for known in PRESETS]))
def test_a_known_scheme_is_put_into_the_file_once(document: Document, key: str) -> None:
    once = apply(document, show_in(document, EDITION, key))
    home = apply(once, show_in(once, EDITION, "house"))
    assert apply(home, show_in(home, EDITION, key)) == once


@given(matrices(), schemes)
def test_the_losses_are_the_cells_that_do_not_say_their_part(document: Document, scheme: Scheme) -> None:
    document, _ = _with(document, scheme)
    found = losses(document, document.editions[EDITION], scheme)
    shown = apply(document, show_in(document, EDITION, scheme.id))
    texts = lettering_of(shown, shown.editions[EDITION])
    lost = {(loss.rule, loss.role) for loss in found.cells if loss.hidden or loss.blurred}
    for rule in shown.rules:
        parts = rights_by_role(rule)
        for role, text in texts.texts(rule).items():
            told = UNSHOWN not in text and (texts.in_pairs or rights_of(text, scheme.letters) == parts[role])
            assert ((rule.id, role) in lost) is not told
    assert bool(found.when_shown) == bool(lost)


@given(matrices(), schemes)
def test_after_converting_every_part_has_its_letter(document: Document, scheme: Scheme) -> None:
    document, _ = _with(document, scheme)
    found = losses(document, document.editions[EDITION], scheme)
    changes = convert_to(document, EDITION, scheme.id, found.fingerprint)
    after = apply(document, changes)
    assert not any(UNSHOWN in text for text in _texts(after))
    assert not losses(after, after.editions[EDITION], scheme)
    assert apply(after, changes.inverted()) == document
    changed = {(loss.rule, loss.role): loss for loss in found.cells if loss.dropped or loss.gained}
    for rule in document.rules:
        before, now = rights_by_role(rule), rights_by_role(after.rules[rule.id])
        for role, rights in before.items():
            loss = changed.get((rule.id, role))
            wanted = set(rights) if loss is None else {*rights, *loss.gained} - {*loss.dropped}
            assert set(now.get(role, ())) == wanted


@given(matrices(plain_steps), schemes)
def test_without_losses_converting_leaves_the_meaning(document: Document, scheme: Scheme) -> None:
    document, _ = _with(document, scheme)
    if losses(document, document.editions[EDITION], scheme):
        return
    after = apply(document, convert_to(document, EDITION, scheme.id))
    assert [meaning(rule.procedure) for rule in after.rules] == [meaning(rule.procedure) for rule in document.rules]


@given(matrices(), schemes, st.sampled_from(["", "0123456789ab"]))
def test_converting_is_refused_until_its_losses_were_seen(document: Document, scheme: Scheme, seen: str) -> None:
    document, _ = _with(document, scheme)
    found = losses(document, document.editions[EDITION], scheme)
    if not found:
        assert convert_to(document, EDITION, scheme.id, seen)
        return
    with pytest.raises(EditRefused) as refused:
        convert_to(document, EDITION, scheme.id, seen)
    assert all(sentence in str(refused.value) for sentence in found.when_converted)


@given(matrices(), st.sampled_from(sorted(ABOVE)), st.sampled_from("1234567"))
def test_a_level_that_was_typed_is_shown_back(document: Document, role: str, level: str) -> None:
    document = apply(document, show_in(document, EDITION, "levels"))
    if ABOVE[role] is None and level != "7":
        with pytest.raises(EditRefused, match="reports to nobody"):
            set_cell(document, "rule-0", role, level)
        return
    changes = set_cell(document, "rule-0", role, level)
    after = apply(document, changes)
    lettering = lettering_of(after, after.editions[EDITION])
    assert lettering.texts(after.rules["rule-0"])[role] == level
    assert apply(after, changes.inverted()) == document
    cleared = apply(after, set_cell(after, "rule-0", role, ""))
    assert role not in rights_by_role(cleared.rules["rule-0"])


def part(role: str, right: Right, stage: int = 1, **fields: object) -> Step:
    return Step.model_validate({"right": right, "who": {"kind": "role", "role": role}, "stage": stage, **fields})


def test_raci_says_what_it_cannot_show_and_what_converting_takes() -> None:
    endorsed = part("Lead", "endorse", hours=24, note="in writing")
    document = matrix_of((endorsed, part("Head", "approve", 2), part("Chief", "approve", 2)))
    found = losses(document, document.editions[EDITION], scheme_for(document, "RACI"))
    assert found.when_shown == ("RACI has no letter for “endorses”: 1 cell in 1 row would show as “·”.",)
    assert found.when_converted == (
        "Converting would take away “endorses” in 1 cell in 1 row.",
        "With these parts 1 time limit and 1 note would go.",
    )
    assert found.strictness == ("RACI asks for exactly one A in each row: 1 row has several.",)
    assert not found.undecided


def test_two_rights_under_one_letter_are_named_and_so_is_what_converting_would_add() -> None:
    ours = Scheme(
        id="own", name="Ours", letters=(Letter(letter="A", name="Approves and signs", rights=("approve", "sign")),)
    )
    document = matrix_of((part("Lead", "sign"), part("Head", "approve")), scheme=ours)
    found = losses(document, document.editions[EDITION], ours)
    assert found.when_shown == ("“approves” and “signs” become one letter, A, in 2 cells in 1 row.",)
    assert found.when_converted == (
        "Converting would add “approves” in 1 cell in 1 row and “signs” in 1 cell in 1 row.",
    )


def test_a_row_that_would_be_left_without_a_decider_is_named() -> None:
    ours = Scheme(id="own", name="Ours", letters=(Letter(letter="K", name="Knows", rights=("notify",)),))
    document = matrix_of((part("Lead", "notify"), part("Head", "approve")), scheme=ours)
    found = losses(document, document.editions[EDITION], ours)
    assert found.undecided == ("rule-0",)
    assert "Nobody would decide “Contracts: Row 0” any more." in found.when_converted


def test_levels_name_a_combination_that_is_none() -> None:
    document = matrix_of((part("Lead", "consult"), part("Head", "sign")))
    found = losses(document, document.editions[EDITION], scheme_for(document, "levels"))
    (sentence,) = found.when_shown
    assert sentence == (
        "Delegation levels 1–7 cannot say what 2 cells in 1 row hold, such as that Lead is consulted, while Head signs "
        "in “Contracts: Row 0”: they would show as “·”."
    )
