"""What each role may do by an answer, so that two answers can be compared role by role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.authority.answers import Answer
from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote, roles_in
from models.authority.procedures import deciding_steps
from models.authority.rules import Right
from models.authority.words import together, who_words
from models.document import Document

Manner = Literal["", "alone", "either", "together"]

Parts = Mapping[str, Mapping[Right, "Part"]]

NOUNS: dict[Right, str] = {
    "recommend": "recommendation of",
    "consult": "being consulted on",
    "support": "support of",
    "endorse": "endorsement of",
    "agree": "agreement to",
    "veto": "veto over",
    "approve": "",
    "sign": "signature of",
    "ratify": "ratification of",
    "perform": "performance of",
    "notify": "being informed of",
}


@dataclass(frozen=True)
class Part:
    """How a role exercises a right. Of those who decide: alone, as one of whom any will do, or together with others.

    `who` says in words who decides, where that is more than the role itself.
    """

    manner: Manner = ""
    who: str = ""


def parts_of(document: Document, answer: Answer | None) -> Parts:
    """Return the rights that roles have by an answer; none by one under which no row settles who acts.

    A role that nobody holds on the day has its part all the same: the matrix gives it.
    """
    if answer is None or answer.kind not in ("decided", "nobody"):
        return {}
    steps = [step.step for step in answer.steps]
    deciding = deciding_steps(steps)
    whole = together(step.who for step in deciding) if deciding else None
    found: dict[str, dict[Right, Part]] = {}
    for step in steps:
        for role in roles_in(step.who):
            decides = whole is not None and step in deciding
            part = _manner(document, whole, role) if decides and whole is not None else Part()
            found.setdefault(role, {})["approve" if decides else step.right] = part
    return found


def _manner(document: Document, whole: Expression, role: str) -> Part:
    if set(roles_in(whole)) == {role}:
        return Part("alone") if isinstance(whole, OneRole) else Part("together", who_words(document, whole))
    return Part("either" if _suffices(whole, role) else "together", who_words(document, whole))


def _suffices(who: Expression, role: str) -> bool:
    """Return whether the yes of one role is enough."""
    match who:
        case OneRole():
            return who.role == role
        case Vote():
            return who.body == role
        case AllOf():
            return all(_suffices(part, role) for part in who.parts)
        case AnyOf():
            return any(_suffices(part, role) for part in who.parts)
        case KOf():
            return who.count == 1 and not who.quotas and any(_suffices(part, role) for part in who.parts)
