"""Words and letters of cells, and the schemes that letters belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authority.rules import Right
from workbench.importers.letters import (
    DACI,
    HOUSE,
    RACI,
    RAPID,
    RASCI,
    LetterScheme,
    read_word,
    right_named,
    scheme_named,
    scheme_of,
    split_marks,
)

WORDS: dict[str, tuple[tuple[Right, ...], tuple[str, ...]]] = {
    "Approves": (("approve",), ()),
    "Approves (1)": (("approve",), ("1",)),
    "Approves(2)": (("approve",), ("2",)),
    "Approves (1, 2)": (("approve",), ("1", "2")),
    "approves²": (("approve",), ("2",)),
    "A*": (("approve",), ("*",)),
    "Signs/Approves": (("approve", "sign"), ()),
    "approves and signs": (("approve", "sign"), ()),
    "Advised": (("notify",), ()),
    "Recommends": (("recommend",), ()),
    "Consulted": (("consult",), ()),
    "Is informed": (("notify",), ()),
    "Must agree": (("agree",), ()),
    "A/R": (("approve", "perform"), ()),
    "AR": (("approve", "perform"), ()),
    "Ratifies": (("ratify",), ()),
    "Authorised signatory": ((), ()),
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_what_a_cell_says(text: str, expected: tuple[tuple[Right, ...], tuple[str, ...]]) -> None:
    word = read_word(text, RACI.rights)
    assert (word.rights, word.marks) == expected


@pytest.mark.parametrize("text", ["cannot approve", "May not sign", "not authorised", "no authority"])
def test_a_refusal_is_more_than_a_blank(text: str) -> None:
    word = read_word(text, HOUSE.rights)
    assert word.forbidden
    assert not word.rights


@pytest.mark.parametrize("text", ["-", "n/a", "None", "–"])
def test_an_explicit_nothing(text: str) -> None:
    word = read_word(text, HOUSE.rights)
    assert word.no_part
    assert not word.unknown


@pytest.mark.parametrize("text", ["Zz", "Approves/Frobs", "see policy", "$5,000", "Q"])
def test_unknown_words_are_listed_and_give_nothing(text: str) -> None:
    word = read_word(text, RACI.rights)
    assert word.unknown
    assert not word.rights


@pytest.mark.parametrize(
    ("letters", "scheme"),
    [
        ("RACI", RACI),
        ("ACI", RACI),
        ("RASCI", RASCI),
        ("RAPID", RAPID),
        ("DACI", DACI),
        ("ASGP", HOUSE),
        ("A", None),
        ("RA", None),
        ("QZ", None),
    ],
)
def test_letters_tell_their_scheme(letters: str, scheme: LetterScheme | None) -> None:
    assert scheme_of(letters) is scheme


def test_a_title_names_a_scheme() -> None:
    assert scheme_named("TPM RACI") is RACI
    assert scheme_named("Tracing") is None


@pytest.mark.parametrize(
    ("heading", "right"),
    [
        ("Approver", "approve"),
        ("Approved by", "approve"),
        ("Signatory", "sign"),
        ("Informed", "notify"),
        ("CEO", None),
        ("Name", None),
    ],
)
def test_a_heading_speaks_of_a_right(heading: str, right: Right | None) -> None:
    assert right_named(heading) == right


@given(st.text(max_size=30))
def test_a_cell_gives_rights_or_says_why_not(text: str) -> None:
    word = read_word(text, RACI.rights)
    assert bool(word.rights) + word.no_part + word.forbidden + bool(word.unknown) == 1


@given(st.text(alphabet="ab ()12*¹²[]", max_size=12))
def test_taking_marks_off_leaves_none_at_the_end(text: str) -> None:
    bare, _ = split_marks(text)
    assert split_marks(bare) == (bare, ())
