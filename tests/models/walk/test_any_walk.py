"""Whatever happens to a case of the sample: it never goes back in time, never gets lost, and always ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

import pytest

from models.authority.facts import Case
from models.authority.paths import Paths
from models.authority.routing import route
from models.document import Document
from models.walk.choices import choices
from models.walk.parts import Walk
from models.walk.progress import progress_of
from models.walk.walking import likely, likely_path, start, step
from workbench.samples import build
from workbench.session import Session

DAY = date(2026, 8, 14)
NINE = datetime(2026, 8, 14, 9, 0)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("walk") / "sample.remit"
    build(path, DAY)
    with Session.open(path, read_only=True) as session:
        return session.document


def cases(document: Document) -> Iterator[Case]:
    """One case for each answer that a decision can get, where a case tells it."""
    for kept in document.decisions:
        answer = route(document, Case(kept.id), DAY)
        if answer.kind == "decided":
            yield Case(kept.id)


def check(before: Walk, after: Walk) -> None:
    hop = after.history[-1]
    assert hop.at >= hop.since
    assert hop.hours >= 0
    assert after.clock >= before.clock
    assert hop.reason
    assert hop.reason[-1] in ".!?"
    assert after.history[:-1] == before.history
    assert bool(after.end) == (not after.posts)
    assert (after.end == "") == (likely(after) is not None)
    if not after.end:
        assert sum(choice.likely for choice in choices(after)) == 1


def test_any_choices_lead_to_an_end(sample: Document) -> None:
    chance = Random(4)
    ends: set[str] = set()
    walked = 0
    for case in cases(sample):
        for _ in range(4):
            walk, backs = start(sample, case, at=NINE), 0
            while not walk.end:
                offered = choices(walk)
                assert all(choice.post in walk.posts for choice in offered)
                choice = chance.choice(offered)
                if choice.kind == "back":
                    backs += 1
                    choice = choice if backs < 3 else offered[0]
                after = step(walk, choice)
                check(walk, after)
                walk = after
                assert len(walk.history) < 100
            ends.add(walk.end)
            walked += 1
            if walk.end == "decided":
                for number, part in enumerate(walk.steps):
                    said = {leaf: what for (at, leaf), what in walk.said.items() if at == number}
                    assert progress_of(part.who, said).met is True
    assert walked > 40
    assert ends == {"decided", "rejected", "stuck"}


def test_what_is_above_every_limit_goes_where_the_path_goes(sample: Document) -> None:
    followed = 0
    for case in cases(sample):
        walk = start(sample, case, at=NINE)
        post = next((post for post in walk.posts if post.right == "approve"), None)
        if post is None:
            continue
        paths = Paths(sample, DAY)
        while True:
            move = next((c for c in choices(walk) if c.kind == "limit" and c.post.climbed[0] == post.role), None)
            hop = paths.next_hop(case.decision, walk.posts[0].role) if len(walk.posts) == 1 else None
            if move is None:
                break
            if hop is not None:
                assert move.to_role == hop.to_role
                followed += 1
            walk = step(walk, move)
    assert followed > 5


def test_the_likely_way_is_to_be_decided_by_whom_the_answer_names(sample: Document) -> None:
    for case in cases(sample):
        walk = start(sample, case, at=NINE)
        first = min(part.step.stage for part in walk.answer.steps)
        named = {role for part in walk.answer.steps if part.step.stage == first for role in part.roles}
        assert set(walk.roles) <= named
        assert likely_path(walk).end in {"decided", "stuck"}
