"""Silence: what becomes of a case that has lain with whoever is to act first for longer than they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.authority.expressions import AnyOf, Expression, OneRole, roles_in
from models.authority.paths import next_hop
from models.authority.procedures import OBJECTING, deciding_steps
from models.authority.rules import Step
from models.authority.setting import Setting
from models.authority.words import capital, listed, procedure_words, role_words, who_words
from models.document import Document

SilenceOutcome = Literal["approve", "reject", "escalate"]


@dataclass(frozen=True)
class Silence:
    """What silence has brought: a sentence, for which steps, and whether somebody can still decide."""

    outcome: SilenceOutcome
    sentence: str
    steps: tuple[Step, ...]
    ends_nowhere: bool = False


def silence_of(at: Setting, spoken: Document, procedure: Sequence[Step]) -> Silence | None:
    """Return what silence has brought for a case under a procedure, or None while there is still time.

    Only the steps that come first can have lain; those that inform nobody waits for.
    """
    waited = at.case.waited
    acting = [step for step in procedure if step.right != "notify"]
    if waited is None or not acting:
        return None
    first = min(step.stage for step in acting)
    late = [step for step in acting if step.stage == first and step.hours is not None and waited >= step.hours]
    for outcome in ("reject", "escalate", "approve"):
        steps = tuple(step for step in late if step.on_timeout == outcome)
        if steps:
            break
    else:
        return None
    if outcome == "reject":
        return Silence("reject", f"Deemed rejected: {_silent(spoken, steps)}.", steps)
    if outcome == "escalate":
        return _escalated(at, spoken, steps)
    return Silence("approve", _approved(spoken, procedure, steps), steps)


def _approved(spoken: Document, procedure: Sequence[Step], steps: tuple[Step, ...]) -> str:
    left = [step for step in procedure if step not in steps]
    silent = _silent(spoken, steps)
    if any(step in left for step in deciding_steps(procedure)):
        return f"{capital(silent)}, which counts as a yes, so {procedure_words(spoken, left)}."
    then = f"; then {procedure_words(spoken, left)}" if left else ""
    return f"Deemed approved: {silent}{then}."


def _escalated(at: Setting, spoken: Document, steps: tuple[Step, ...]) -> Silence:
    silent = _silent(spoken, steps)
    roles = dict.fromkeys(role for step in steps for role in roles_in(step.who))
    hops = [next_hop(at.document, at.case.decision, role, at.on, "time_out") for role in roles]
    up = dict.fromkeys(hop.to_role for hop in hops if hop is not None)
    if not up:
        text = f"Nobody can decide: {silent}, and nothing says where the case goes then."
        return Silence("escalate", text, steps, ends_nowhere=True)
    text = f"{silent}, so the case goes up to {listed([role_words(at.document, role) for role in up])}."
    return Silence("escalate", capital(text), steps)


def _silent(spoken: Document, steps: Sequence[Step]) -> str:
    """Return who has said nothing for how long: "neither Chair nor Treasurer has objected within 72 hours"."""
    did = "objected" if all(step.right in OBJECTING for step in steps) else "answered"
    hours = max(step.hours or 0 for step in steps)
    within = f"{did} within {hours:g} {'hour' if hours == 1 else 'hours'}"
    who = steps[0].who
    if len(steps) > 1:
        return f"nobody has {within}"
    pair = _two_roles(who)
    if pair is not None:
        return f"neither {role_words(spoken, pair[0])} nor {role_words(spoken, pair[1])} has {within}"
    if isinstance(who, OneRole):
        return f"{who_words(spoken, who)} has not {within}"
    return f"nobody has {within}"


def _two_roles(who: Expression) -> tuple[str, str] | None:
    if isinstance(who, AnyOf) and len(who.parts) == 2:
        one, other = who.parts
        if isinstance(one, OneRole) and isinstance(other, OneRole):
            return one.role, other.role
    return None
