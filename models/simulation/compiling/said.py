"""What compiling finds on its way: who may decide, where cases can go and what says so, and what was simplified."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Said:
    """Collected for one decision, then for all of them."""

    notes: dict[str, None] = field(default_factory=dict)
    """Sentences, each once."""
    moves: set[tuple[str, str]] = field(default_factory=set)
    """Escalations that can happen: from which role to which."""
    sources: dict[str, set[str]] = field(default_factory=dict)
    """By what says where cases go (link, matrix, reporting_line, elsewhere): the roles from which."""
    decides: dict[str, set[str]] = field(default_factory=dict)
    """The decisions that each role may have to take."""
    quorums: dict[str, int] = field(default_factory=dict)
    """How many must be present at the meetings of a body, by the votes that it takes."""
    endings: set[str] = field(default_factory=set)
    """How parts can end otherwise than done: exception, disagreement, rework, refusal."""

    def note(self, sentence: str) -> None:
        """Keep a sentence."""
        self.notes[sentence] = None

    def add(self, other: Said) -> None:
        """Take over what was found elsewhere."""
        self.notes.update(other.notes)
        self.moves |= other.moves
        self.endings |= other.endings
        for source, roles in other.sources.items():
            self.sources.setdefault(source, set()).update(roles)
        for role, decisions in other.decides.items():
            self.decides.setdefault(role, set()).update(decisions)
        for body, quorum in other.quorums.items():
            self.quorums[body] = max(quorum, self.quorums.get(body, 0))
