"""What a walk is made of: posts (where the case lies), choices (what can happen there) and hops (what happened)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from models.authority.answers import Answer
from models.authority.facts import Case
from models.authority.rules import Right, Step
from models.document import Document
from models.escalation import Trigger
from models.simulation.assumptions import Assumptions

# What happens at a post: its role acts; says no; sends it back; the time runs out (silence: yes, lapse: no);
# the case is stuck there; or a trigger takes it to another role.
Kind = Literal["routed", "acts", "no", "back", "silence", "lapse", "stuck"] | Trigger
End = Literal["", "decided", "rejected", "stuck"]


@dataclass(frozen=True)
class Post:
    """A part of the case that lies with a role: since when, why, and which roles had it before (`climbed`).

    `step` and `leaf` say which part of the procedure it is. `settles` is set once somebody higher up has to decide
    over a disagreement; `right` is what is asked of the role.
    """

    step: int
    leaf: int
    role: str
    since: datetime
    right: Right
    climbed: tuple[str, ...]
    settles: bool = False


@dataclass(frozen=True)
class Choice:
    """One thing that can happen next at a post, with when it is done and the reason in one sentence.

    `hours` are the working hours of the role from when it got the case until then. `likely` marks the one that is
    taken where nobody chooses. `resumes` is when a case that is sent back has been revised.
    """

    post: Post
    kind: Kind
    to_role: str | None
    at: datetime
    hours: float
    words: str
    reason: str
    carries: str = ""
    link: str | None = None
    person: str | None = None
    likely: bool = False
    resumes: datetime | None = None


@dataclass(frozen=True)
class Hop:
    """One thing that happened: from which role to which, what set it off, when, what travelled with it, and why.

    `hours` are working hours at the role that it left, from `since` until `at`.
    """

    kind: Kind
    from_role: str | None
    to_roles: tuple[str, ...]
    since: datetime
    at: datetime
    hours: float
    words: str
    reason: str
    carries: str = ""
    link: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class Walk:
    """A case on its way: nothing in it ever changes, each step makes a new one.

    `posts` are where it lies now, several side by side where parts run in parallel; `said` what each part of the
    procedure has brought so far (yes or no, and when). `end` is empty while it is on its way; `ending` says in one
    sentence how it ended.
    """

    document: Document
    case: Case
    assumptions: Assumptions
    answer: Answer
    started: datetime
    clock: datetime
    steps: tuple[Step, ...] = ()
    stage: int = 0
    posts: tuple[Post, ...] = ()
    said: Mapping[tuple[int, int], tuple[bool, datetime]] = field(default_factory=dict)
    history: tuple[Hop, ...] = ()
    end: End = ""
    ending: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that have the case now, each once."""
        return tuple(dict.fromkeys(post.role for post in self.posts))
