"""Walking a case: where it starts, and what a choice makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from models.authority.expressions import OneRole
from models.authority.facts import Case
from models.authority.procedures import deciding_steps, is_awaited
from models.authority.routing import route
from models.authority.rules import Step
from models.authority.words import in_procedure_order, listed, procedure_words, role_words
from models.document import Document
from models.simulation.assumptions import Assumptions
from models.walk.choices import choices
from models.walk.parts import Choice, Hop, Post, Walk
from models.walk.progress import leaves, progress_of

# A case that nobody sends back ends sooner.
_MOST_HOPS = 200


def start(document: Document, case: Case, *, at: datetime, assumptions: Assumptions | None = None) -> Walk:
    """Return the walk of a case that comes up at a moment; it has ended already where no row says who decides."""
    case = replace(case, waited=None)
    answer = route(document, case, at.date())
    walk = Walk(document, case, assumptions or Assumptions(), answer, at, at)
    procedure = [resolved.step for resolved in answer.steps]
    if answer.kind not in ("decided", "nobody") or not deciding_steps(procedure):
        return replace(walk, end="stuck", ending=answer.sentence)
    steps = tuple(step for step in in_procedure_order(procedure) if is_awaited(step))
    walk = _enter(replace(walk, steps=steps), min(step.stage for step in steps), at)
    words = f"It comes up, and goes to {_names(walk, walk.roles)}"
    hop = Hop("routed", None, walk.roles, at, at, 0.0, words, answer.sentence)
    return replace(walk, history=(hop,))


def step(walk: Walk, choice: Choice) -> Walk:
    """Return the walk after a choice, one of `choices(walk)`."""
    rest = tuple(post for post in walk.posts if post != choice.post)
    clock = max(walk.clock, choice.at)
    after = replace(walk, posts=rest, clock=clock)
    key = (choice.post.step, choice.post.leaf)
    match choice.kind:
        case "acts" | "silence":
            after = _advance(replace(after, said={**walk.said, key: (True, choice.at)}))
        case "no" | "lapse":
            after = _advance(replace(after, said={**walk.said, key: (False, choice.at)}))
        case "stuck":
            after = replace(after, posts=(), end="stuck", ending=f"{choice.words}. {choice.reason}")
        case "back":
            again = choice.resumes or choice.at
            first = min(each.stage for each in walk.steps)
            after = _enter(replace(after, posts=(), said={}, clock=max(clock, again)), first, again)
        case _:
            after = replace(after, posts=_in_place(walk.posts, choice))
    new = tuple(post.role for post in after.posts if post not in walk.posts)
    hop = Hop(
        choice.kind,
        choice.post.role,
        tuple(dict.fromkeys(new)),
        choice.post.since,
        choice.at,
        choice.hours,
        choice.words,
        choice.reason,
        choice.carries,
        choice.link,
        choice.person,
    )
    return replace(after, history=(*walk.history, hop))


def likely(walk: Walk) -> Choice | None:
    """Return what happens next where nobody chooses; None where the walk has ended."""
    return next((choice for choice in choices(walk) if choice.likely), None)


def likely_path(walk: Walk) -> Walk:
    """Return the walk after everything that happens where nobody chooses."""
    for _ in range(_MOST_HOPS):
        choice = likely(walk)
        if choice is None:
            break
        walk = step(walk, choice)
    return walk


def _in_place(posts: Sequence[Post], choice: Choice) -> tuple[Post, ...]:
    """Return the posts with the part of the case moved to where the choice takes it."""
    post = choice.post
    assert choice.to_role is not None
    settles = post.settles or choice.kind == "disagreement"
    moved = replace(
        post,
        role=choice.to_role,
        since=choice.at,
        right="approve" if settles else post.right,
        climbed=(*post.climbed, choice.to_role),
        settles=settles,
    )
    return tuple(moved if each == post else each for each in posts)


def _enter(walk: Walk, stage: int, at: datetime) -> Walk:
    """Return the walk with a post for each part of the steps of a stage."""
    posts = []
    for number, each in enumerate(walk.steps):
        if each.stage == stage:
            for leaf, who in enumerate(leaves(each.who)):
                role = who.role if isinstance(who, OneRole) else who.body
                posts.append(Post(number, leaf, role, at, each.right, (role,)))
    return replace(walk, stage=stage, posts=tuple(posts))


def _advance(walk: Walk) -> Walk:
    """Return the walk with what follows from what has been said: parts no longer wanted, the next stage, an end."""
    found = {number: progress_of(each.who, _said(walk, number)) for number, each in _present(walk)}
    refused = next((walk.steps[number] for number, state in found.items() if state.met is False), None)
    if refused is not None:
        last = max((at for _, at in walk.said.values()), default=walk.clock)
        words = f"Refused at the step “{procedure_words(walk.document, [refused])}”."
        return replace(walk, posts=(), clock=max(walk.clock, last), end="rejected", ending=words)
    open_ = tuple(post for post in walk.posts if found[post.step].met is None)
    if any(state.met is None for state in found.values()):
        return replace(walk, posts=open_)
    done = max(state.since for state in found.values() if state.since is not None)
    later = [each.stage for each in walk.steps if each.stage > walk.stage]
    if later:
        return _enter(replace(walk, posts=(), clock=max(walk.clock, done)), min(later), done)
    return replace(walk, posts=(), clock=max(walk.clock, done), end="decided", ending=_decided(walk))


def _present(walk: Walk) -> list[tuple[int, Step]]:
    return [(number, each) for number, each in enumerate(walk.steps) if each.stage == walk.stage]


def _said(walk: Walk, number: int) -> dict[int, tuple[bool, datetime]]:
    return {leaf: said for (at, leaf), said in walk.said.items() if at == number}


def _decided(walk: Walk) -> str:
    """Return that it is decided, and what comes after that nobody waits for."""
    after = [each.step for each in walk.answer.steps if not is_awaited(each.step)]
    then = f" Then {procedure_words(walk.document, after)}." if after else ""
    return f"It is decided.{then}"


def _names(walk: Walk, roles: Sequence[str]) -> str:
    return listed([role_words(walk.document, role) for role in roles])
