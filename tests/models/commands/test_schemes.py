"""Edits of schemes: showing, converting, and letters of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.grid import grid_of
from models.authority.rules import RIGHTS, Right
from models.authority.schemes import HOUSE_LETTERS, PRESETS, Scheme, letters_in, rights_of
from models.changes import EditRefused, apply
from models.commands.schemes import (
    add_letter,
    begin_own_letters,
    change_letter,
    drop_letter,
    key_of,
    rename_scheme,
    scheme_for,
    schemes_of,
    show_in,
)
from models.document import Document
from tests.models.authority.parts_at_random import EDITION, matrix_of, own_schemes
from tests.models.authority.test_conversion import part


def _own(document: Document) -> tuple[Document, str]:
    after = apply(document, begin_own_letters(document, EDITION, "Ours"))
    return after, next(iter(after.schemes)).id


@pytest.fixture
def document() -> Document:
    return matrix_of((part("Lead", "consult"), part("Head", "approve")))


def test_every_known_scheme_is_chosen_by_key_or_name(document: Document) -> None:
    assert [key for key, _ in schemes_of(document)] == [known.key for known in PRESETS]
    for known in PRESETS:
        for name in (known.key, known.name, known.name.upper()):
            scheme = scheme_for(document, name)
            assert key_of(scheme) == known.key
            assert (scheme.letters if scheme else HOUSE_LETTERS) == known.letters
    with pytest.raises(EditRefused, match="no scheme “nonsense”"):
        scheme_for(document, "nonsense")


def test_own_letters_are_chosen_by_id_or_name(document: Document) -> None:
    document, own = _own(document)
    assert schemes_of(document)[-1] == (own, "Ours")
    assert scheme_for(document, own) == scheme_for(document, "ours") == document.schemes[own]
    again = apply(document, begin_own_letters(document, EDITION, "Ours"))
    assert [scheme.name for scheme in again.schemes] == ["Ours", "Ours 2"]


def test_the_grid_shows_what_was_chosen(document: Document) -> None:
    shown = {}
    for known in PRESETS:
        after = apply(document, show_in(document, EDITION, known.key))
        shown[known.key] = grid_of(after).cells(after.rules["rule-0"])
    assert shown == {
        "raci": {"Lead": "C", "Head": "A"},
        "rasci": {"Lead": "C", "Head": "A"},
        "rapid": {"Lead": "I", "Head": "D"},
        "daci": {"Lead": "C", "Head": "A"},
        "reear": {"Lead": "·", "Head": "A"},
        "levels": {"Lead": "3", "Head": "7"},
        "house": {"Lead": "C", "Head": "A"},
    }


@pytest.mark.parametrize(
    ("letter", "name", "rights", "why"),
    [
        ("", "Knows", ("notify",), "Type a letter"),
        ("ABCD", "Knows", ("notify",), "at most 3 characters"),
        ("a", "Knows", ("notify", "consult"), "already a letter “A”"),
        ("AX", "Knows", ("notify", "consult"), "“AX” begins with “A”"),
        ("X", " ", ("notify", "consult"), "Give “X” a name"),
        ("X", "Knows", (), "choose at least one part"),
        ("X", "Knows", ("notify",), "would mean the same as “I”: is informed"),
        ("X", "signs", ("notify", "consult"), "are both called “Signs”"),
        ("=", "Knows", ("notify", "consult"), "“=” means something else"),
        ("·", "Knows", ("notify", "consult"), "“·” means something else"),
        ("X", "K" * 501, ("notify", "consult"), "The letters of this scheme does not fit"),
        ("1)", "Knows", ("notify", "consult"), "“)” means something else"),
    ],
)
def test_letters_that_could_not_be_told_apart_are_refused(
    document: Document, letter: str, name: str, rights: tuple[Right, ...], why: str
) -> None:
    document, own = _own(document)
    with pytest.raises(EditRefused) as refused:
        add_letter(document, own, letter, name, rights)
    assert why in str(refused.value)


@given(own_schemes, st.data())
def test_letters_are_read_back_however_they_are_typed_together(scheme: Scheme, data: st.DataObject) -> None:
    typed = data.draw(st.lists(st.sampled_from(scheme.letters), min_size=1, max_size=4))
    text = "".join(letter.letter for letter in typed)
    assert letters_in(text.lower(), scheme.letters) == tuple(typed)
    assert set(rights_of(text, scheme.letters)) == {right for letter in typed for right in letter.rights}


def test_a_letter_is_changed_and_dropped_and_what_is_in_use_is_kept(document: Document) -> None:
    document, own = _own(document)
    document = apply(document, change_letter(document, own, "A", to="D", name="Decides"))
    assert grid_of(document).cells(document.rules["rule-0"]) == {"Lead": "C", "Head": "D"}
    document = apply(document, drop_letter(document, own, "V"))
    assert "V" not in {letter.letter for letter in document.schemes[own].letters}
    with pytest.raises(EditRefused, match="no letter for a part any more: Lead in “Contracts: Row 0”"):
        drop_letter(document, own, "C")
    with pytest.raises(EditRefused, match="Head in “Contracts: Row 0”"):
        change_letter(document, own, "D", rights=("ratify", "sign"))
    with pytest.raises(EditRefused, match="has no letter “Q”"):
        drop_letter(document, own, "Q")


def test_the_last_letter_stays() -> None:
    document, own = _own(matrix_of(()))
    for letter in document.schemes[own].letters[1:]:
        document = apply(document, drop_letter(document, own, letter.letter))
    with pytest.raises(EditRefused, match="at least one letter"):
        drop_letter(document, own, "A")


def test_names_are_not_given_twice_and_fixed_letters_not_changed(document: Document) -> None:
    document, own = _own(document)
    assert apply(document, rename_scheme(document, own, "Mine")).schemes[own].name == "Mine"
    with pytest.raises(EditRefused, match="already a scheme called “raci”"):
        rename_scheme(document, own, "raci")
    with pytest.raises(EditRefused, match="name"):
        rename_scheme(document, own, " ")
    document = apply(document, show_in(document, EDITION, "raci"))
    raci = document.editions[EDITION].scheme
    assert raci is not None
    with pytest.raises(EditRefused, match="letters of RACI are fixed"):
        add_letter(document, raci, "V", "May veto", ("veto",))


def test_the_known_letters_give_no_right_to_two_letters_but_the_levels() -> None:
    for known in PRESETS:
        if known.key != "levels":
            rights = [right for letter in known.letters for right in letter.rights]
            assert len(set(rights)) == len(rights) == len(known.letters)
            assert set(rights) <= set(RIGHTS)
