"""What a procedure gives a case: who does what in one sentence, the holders of the day, or why nobody can decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.authority.answers import AnswerKind, ResolvedStep
from models.authority.attainment import People, is_attainable, may_vote, votes_needed, wants_more_than_named
from models.authority.delegation import Chain, capacity_words
from models.authority.expressions import Expression, Vote, roles_in
from models.authority.force import day_words
from models.authority.holders import vacant_roles
from models.authority.interests import Bars, barred, conflict_of_interest
from models.authority.procedures import deciding_steps
from models.authority.resolving import REQUESTER, SUBJECT
from models.authority.rules import Right, Step
from models.authority.setting import Seat, Setting, quorate
from models.authority.silence import SilenceOutcome, silence_of
from models.authority.words import (
    deadline_words,
    expression_words,
    in_procedure_order,
    listed,
    number_words,
    procedure_words,
    role_words,
    sentence,
    who_words,
)
from models.document import Document

_ASKED = {
    REQUESTER: "who asks",
    SUBJECT: "whom it is about",
    "roster": "who is on its roster",
    "team": "who is on which team",
    "role": "how it is found",
}


@dataclass(frozen=True)
class Verdict:
    """What a procedure gives: the kind of answer, its sentence without the grounds, the steps and what to add."""

    kind: AnswerKind
    sentence: str
    steps: tuple[ResolvedStep, ...]
    remarks: tuple[str, ...] = ()
    ask: str | None = None


def verdict_of(at: Setting, procedure: Sequence[Step], bars: Bars) -> Verdict:
    """Return what a procedure gives a case."""
    ordered = in_procedure_order(procedure)
    deciding = deciding_steps(ordered)
    parts = dict.fromkeys((role, step.right) for step in ordered for role in roles_in(step.who))
    spoken = at.spoken(parts)
    out = barred(at, bars)
    silence = silence_of(at, spoken, ordered) if at.case.waited is not None else None
    late = silence.steps if silence else ()
    outcome = silence.outcome if silence else None
    steps = tuple(
        _resolved(at, spoken, step, out if step in deciding else {}, outcome if step in late else None)
        for step in ordered
    )
    asks = {role: ask for role, right in parts if (ask := _asked(at, role, right))}
    remarks = (
        *(words for step in ordered if step not in late and (words := deadline_words(spoken, step))),
        *dict.fromkeys(_delegated(at, deciding)),
        *dict.fromkeys(_kept_out(at, deciding, out)),
        *(_unresolved(at, role, ask) for role, ask in asks.items()),
    )
    wanted = next((each for each in asks.values() if each in (REQUESTER, SUBJECT)), None)
    nobody = _why_nobody(at, spoken, ordered, bars)
    if nobody:
        return Verdict("nobody", f"Nobody can decide: {nobody}", steps, remarks, wanted)
    if silence is not None:
        kind: AnswerKind = "nobody" if silence.ends_nowhere else "decided"
        return Verdict(kind, silence.sentence, steps, remarks, wanted)
    return Verdict("decided", sentence(procedure_words(spoken, ordered)), steps, remarks, wanted)


def _why_nobody(at: Setting, spoken: Document, procedure: Sequence[Step], bars: Bars) -> str:
    """Return in words why no one can decide under a procedure that day, or nothing where somebody can."""
    deciding = deciding_steps(procedure)
    if not deciding:
        words = procedure_words(spoken, procedure)
        return f"the row says that {words}, but not who approves." if procedure else "the row names nobody."
    for step in deciding:
        people = at.people(step.right)
        clause = expression_words(spoken, step.who, step.right)
        vacant = vacant_roles(step.who, people)
        if vacant:
            return f"{clause}, but {_vacant(at, step, vacant)}."
        who = quorate(at.document, step.who)
        if not is_attainable(who, people):
            return f"{clause}, but {too_few(at.document, who, people, at.on)}."
    return conflict_of_interest(at, procedure, bars)


def _vacant(at: Setting, step: Step, roles: Sequence[str]) -> str:
    """Return why nobody can act in roles that are needed."""
    known = dict.fromkeys(why for role in roles if (why := at.seat(role, step.right).empty))
    unheld = [role_words(at.document, role) for role in roles if not at.seat(role, step.right).empty]
    clauses = [*known, *([f"nobody holds {listed(unheld, 'or')} on {day_words(at.on)}"] if unheld else [])]
    return listed(clauses)


def too_few(document: Document, who: Expression, people: People, on: date) -> str:
    """Return why there are not enough people to meet an expression: "only Ann holds these roles on 4 May 2026"."""
    if wants_more_than_named(who):
        return "fewer are named"
    if isinstance(who, Vote):
        members, voters = people(who.body) or frozenset(), may_vote(who, people) or frozenset()
        count, needed = number_words(len(voters)), number_words(votes_needed(who, len(members)))
        return f"only {count} of its members may vote on {day_words(on)} and {needed} have to"
    found = sorted({document.people[p].name for role in roles_in(who) for p in people(role) or ()})
    return f"only {listed(found)} {'holds' if len(found) == 1 else 'hold'} these roles on {day_words(on)}"


def _resolved(
    at: Setting, spoken: Document, step: Step, out: Mapping[str, str], silence: SilenceOutcome | None
) -> ResolvedStep:
    roles = tuple(dict.fromkeys(roles_in(step.who)))
    seats = [at.seat(role, step.right) for role in roles]
    outside = {h.person for role in _excluded(step.who) for h in at.seat(role, step.right).holders}
    holders = {h.person: h for seat in seats for h in seat.holders if h.person not in out and h.person not in outside}
    return ResolvedStep(
        right=step.right,
        who=who_words(spoken, step.who),
        sentence=sentence(procedure_words(spoken, [step])),
        roles=roles,
        holders=tuple(holders.values()),
        step=step,
        delegates=tuple(dict.fromkeys(chain[-1].to_role for seat in seats for chain in seat.chains)),
        deadline=deadline_words(spoken, step),
        silence=silence,
    )


def _excluded(who: Expression) -> tuple[str, ...]:
    """Return the roles whose holders do not vote, where nothing but a vote is wanted."""
    return who.excluded if isinstance(who, Vote) else ()


def _delegated(at: Setting, deciding: Sequence[Step]) -> Iterator[str]:
    """Yield who may decide by delegation, and that whoever delegated it still may: a delegation takes nothing away."""
    for step in deciding:
        for role in dict.fromkeys(roles_in(step.who)):
            seat = at.seat(role, step.right)
            for chain in seat.chains:
                yield _by_chain(at, chain, only=bool(seat.stand_ins) or _only_delegates(seat))


def _only_delegates(seat: Seat) -> bool:
    return bool(seat.holders) and all(holder.capacity.startswith("by delegation") for holder in seat.holders)


def _by_chain(at: Setting, chain: Chain, *, only: bool) -> str:
    last = chain[-1]
    person = at.document.people.get(last.to_person)
    to = person.name if person else role_words(at.document, last.to_role)
    ends = min((grant.ends for grant in chain if grant.ends is not None), default=None)
    until = f" until {day_words(ends)}" if ends else ""
    giver = role_words(at.document, chain[0].from_role)
    capacity = capacity_words(at.document, chain)
    if only:
        return f"{to} decides {capacity}{until}, while nobody there can."
    return f"{to} may decide too, {capacity}{until}; {giver} keeps the power."


def _kept_out(at: Setting, deciding: Sequence[Step], out: Mapping[str, str]) -> Iterator[str]:
    for step in deciding if out else ():
        for role in dict.fromkeys(roles_in(step.who)):
            for holder in at.seat(role, step.right).holders:
                if holder.person in out:
                    yield f"{holder.name} {out[holder.person]}, and so does not approve it."


def _asked(at: Setting, role: str, right: Right) -> str:
    """Return what has to be said before it can be told who a role is, or nothing."""
    found = at.seat(role, right).resolved
    return found.asks if found else ""


def _unresolved(at: Setting, role: str, ask: str) -> str:
    name, says = role_words(at.document, role), _ASKED[ask]
    source = "case" if ask in (REQUESTER, SUBJECT) else "file"
    return f"Who is meant by “{name}” can be told once the {source} says {says}."
