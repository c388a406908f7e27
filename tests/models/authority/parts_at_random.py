"""Matrices whose rows give random parts to roles, and letters that somebody may make up."""

from hypothesis import strategies as st

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.own_letters import fault_of
from models.authority.rules import RIGHTS, Edition, Rule, Step
from models.authority.schemes import PRESETS, Letter, Scheme
from models.decisions import Decision
from models.document import Document, document_of
from models.teams import Role

EDITION = "e"
# Lead and Clerk report to Head, Head to Chief, Chief to Board; Legal to nobody.
ABOVE = {"Lead": "Head", "Clerk": "Head", "Head": "Chief", "Chief": "Board", "Board": None, "Legal": None}
ROLES = tuple(ABOVE)

_rights = st.sampled_from(RIGHTS)
_one: st.SearchStrategy[Expression] = st.sampled_from(ROLES).map(lambda role: OneRole(role=role))
_vote: st.SearchStrategy[Expression] = st.sampled_from(ROLES).map(lambda role: Vote(body=role))


def _several(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts=some, distinct=st.booleans()),
        st.builds(AnyOf, parts=some),
        st.builds(KOf, count=st.integers(1, 2), parts=some),
    )


expressions = st.recursive(st.one_of(_one, _one, _vote), _several, max_leaves=4)
steps = st.builds(
    Step,
    right=_rights,
    who=expressions,
    stage=st.integers(1, 3),
    hours=st.sampled_from([None, 24]),
    on_timeout=st.sampled_from([None, "approve"]),
    note=st.sampled_from(["", "in writing"]),
)
plain_steps = st.builds(Step, right=st.sampled_from(["approve", "consult", "notify", "sign"]), who=_one)


def matrix_of(*procedures: tuple[Step, ...], scheme: Scheme | None = None) -> Document:
    """Return a matrix with a row for each procedure, on the roles of `ABOVE`."""
    rules = [
        Rule(id=f"rule-{at}", edition=EDITION, decision="d", label=f"Row {at}", procedure=procedure)
        for at, procedure in enumerate(procedures)
    ]
    return document_of(
        {
            "scheme": [scheme] if scheme else [],
            "role": [Role(id=role, name=role, reports_to=above) for role, above in ABOVE.items()],
            "decision": [Decision(id="d", name="Contracts")],
            "edition": [Edition(id=EDITION, name="Matrix", scheme=scheme.id if scheme else None)],
            "rule": rules,
        }
    )


def matrices(parts: st.SearchStrategy[Step] = steps) -> st.SearchStrategy[Document]:
    """Matrices of a few rows."""
    procedures = st.lists(st.lists(parts, max_size=4).map(tuple), min_size=1, max_size=3)
    return procedures.map(lambda rows: matrix_of(*rows))


_own_letters = (
    st.lists(
        st.builds(
            lambda sign, rights: Letter(letter=sign, name=f"Part {sign}", rights=tuple(sorted(rights))),
            st.sampled_from([*"ABDEGKX", "Z1", "Z2"]),
            st.sets(_rights, min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda letter: letter.letter,
    )
    .map(tuple)
    .filter(lambda letters: not fault_of(letters))
)
own_schemes = _own_letters.map(lambda letters: Scheme(id="own", name="Ours", letters=letters))
known_schemes = st.sampled_from(PRESETS).map(
    lambda known: Scheme(id=f"scheme-{known.key}", name=known.name, letters=known.letters, family=known.family)
)
schemes = st.one_of(known_schemes, own_schemes)
