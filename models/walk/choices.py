"""What can happen next to a case at a role: it acts, says no, escalates, lets time run out, or is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from models.authority.expressions import Vote
from models.authority.paths import Hop as Move
from models.authority.paths import Paths, hours_words, trigger_words
from models.authority.procedures import OBJECTING
from models.authority.resolving import resolved
from models.authority.rules import Right
from models.authority.words import number_words, role_words, rule_name, verb
from models.escalation import EscalationLink, Trigger, Volume, efforts_for
from models.simulation.telling.wording import working_time
from models.walk.clock import clock_of, later, moment_words
from models.walk.parts import Choice, Kind, Post, Walk
from models.walk.presence import presence
from models.walk.progress import leaves


def choices(walk: Walk) -> tuple[Choice, ...]:
    """Return what can happen next, by post; one of them is the likely one, unless the walk has ended."""
    found = [choice for post in walk.posts for choice in _Desk(walk, post).choices()]
    first = min((choice for choice in found if choice.likely), key=lambda choice: choice.at, default=None)
    return tuple(replace(choice, likely=choice is first) for choice in found)


# What a role sees for itself, and passes on where a link says to whom.
_ON_SIGHT: tuple[Trigger, ...] = ("conflict_of_interest", "novelty")


class _Desk:
    """A post as its role finds it: who is there, how long the work takes, and when the time is over."""

    def __init__(self, walk: Walk, post: Post) -> None:
        self.walk, self.post = walk, post
        self.document, self.step = walk.document, walk.steps[post.step]
        self.clock = clock_of(walk.document, post.role)
        self.name = role_words(walk.document, post.role)
        acted = {hop.person for hop in walk.history if hop.person and hop.since >= walk.started}
        who = leaves(self.step.who)[post.leaf]
        vote = who if isinstance(who, Vote) and len(post.climbed) == 1 else None
        self.presence = presence(walk.document, walk.case, post.role, post.right, post.since, but=acted, vote=vote)
        self.paths = Paths(walk.document, post.since.date())
        self.limit_hours, self.outcome = self._limit()
        # By the clock, at night and at weekends too, as in a simulation.
        self.due = later(post.since, self.limit_hours) if self.limit_hours is not None else None
        self.late = self._late_move() if self.due is not None and self.outcome == "escalate" else None
        self.over = ""
        if self.due is not None and self.limit_hours is not None:
            self.over = f"{hours_words(self.limit_hours)} by the clock are over on {moment_words(self.due)}"
            if self.outcome == "escalate" and self.late is None:
                # A time that nothing follows upon changes nothing: the case stays where it is.
                self.over = f"{self.over}, but nothing says where it goes then"
                self.due = None

    def choices(self) -> Iterator[Choice]:
        """Yield what can happen here, the likely thing first."""
        done, why = self._done()
        nobody = self.presence.starts is None or self._waits_for_somebody()
        # Where a link says where a case goes while nobody is there, it does not wait.
        leaves_at_once = nobody and (
            self._link("absence") is not None or (self.presence.starts is None and self.due is None)
        )
        if done is not None and (self.due is None or done <= self.due):
            consent = self._by_consent()
            if not consent:
                yield self._choice("acts", done, self._acts(), why, likely=not leaves_at_once)
            yield from self._objections(done)
            if self._decides():
                yield self._choice("no", done, f"{self.name} says no", f"{self.name} may refuse what it may approve.")
            if not consent:
                yield self._sent_back(done)
            yield from self._time_out("", likely=consent and not leaves_at_once)
        else:
            yield from self._time_out(why, likely=not leaves_at_once)
        if nobody:
            yield from self._absence(likely=leaves_at_once)
        elif done is None and self.due is None:
            words = f"{self.name} never gets to it"
            yield self._choice("stuck", self.post.since, words, f"{why} No calendar is open that long.", likely=True)

    def _choice(
        self,
        kind: Kind,
        at: datetime,
        words: str,
        reason: str,
        *,
        move: Move | None = None,
        likely: bool = False,
    ) -> Choice:
        link = self.document.escalation_links.get(move.link) if move else None
        return Choice(
            self.post,
            kind,
            move.to_role if move else None,
            at,
            self.clock.between(self.post.since, at),
            words,
            reason,
            link.carries if link else "",
            link.id if link else None,
            self.presence.person if kind in ("acts", "no", "back", "limit", "disagreement") else None,
            likely,
        )

    def _limit(self) -> tuple[float | None, str]:
        """Return the hours by the clock that the role has, and what it means when they are over."""
        first = len(self.post.climbed) == 1
        if first and self.step.hours is not None:
            return self.step.hours, self.step.on_timeout or "escalate"
        if self._decides():
            hours = self._link_hours() or self.walk.assumptions.deadline_hours
            return hours, "escalate"
        return None, "escalate"

    def _link_hours(self) -> float | None:
        triggers: tuple[Trigger, ...] = ("time_out", "limit")
        for trigger in triggers:
            link = self._link(trigger)
            if link is not None and link.hours is not None:
                return link.hours
        return None

    def _decides(self) -> bool:
        return self.post.right == "approve"

    def _by_consent(self) -> bool:
        """Whether nobody need say anything here: silence is the yes that is expected."""
        return self.outcome == "approve" and self.due is not None and self.post.right in OBJECTING

    def _done(self) -> tuple[datetime | None, str]:
        """Return when the role is done with it, and why then; None where nobody is there."""
        starts = self.presence.starts
        if starts is None:
            return None, f"{self._given()}; {self.presence.why}."
        meeting, body = "", self.document.roles.get(self.post.role)
        if body is not None and body.kind == "body" and body.meets_every_days:
            days = body.meets_every_days / 2
            meets = later(starts, 24 * days)
            starts = (self.clock.next_open(meets) if meets is not None else None) or starts
            meeting = f"it meets every {number_words(body.meets_every_days)} days, on average {days:g} days from now"
        minutes = _minutes(self.walk, self.post.role, self.post.right)
        done = self.clock.after(starts, minutes / 60)
        waits = "" if starts <= self.post.since or meeting else f"it is taken up on {moment_words(starts)}"
        overdue = self.over if self.due is None else ""
        parts = (self._given(), self.presence.why, meeting, waits, f"{working_time(minutes / 60)} of work", overdue)
        return done, "; ".join(part for part in parts if part) + "."

    def _given(self) -> str:
        """Return what gave the role the case, in words."""
        rules = self.walk.answer.rules
        if len(self.post.climbed) > 1:
            return f"{self.name} has it from {role_words(self.document, self.post.climbed[-2])}"
        if rules:
            return f"The row {rule_name(self.document, self.document.rules[rules[0]])} names {self.name}"
        route = self.document.urgent_routes.get(self.walk.answer.urgent_route)
        return f"By {f'the urgent route “{route.name}”' if route else 'the residual rule'} it goes to {self.name}"

    def _acts(self) -> str:
        if self.post.settles:
            return f"{self.name} settles it"
        who = leaves(self.step.who)[self.post.leaf]
        if isinstance(who, Vote) and len(self.post.climbed) == 1:
            return f"{self.name} votes for it"
        return f"{self.name} {verb(self.post.right)}"

    def _objections(self, done: datetime) -> Iterator[Choice]:
        """Yield what a role does that does not act although it could."""
        if self._decides():
            words = f"{self.name} cannot decide it"
            yield from self._moved("limit", done, words)
            for trigger in _ON_SIGHT:
                if self._link(trigger) is not None:
                    yield from self._moved(trigger, done, f"{self.name}: {trigger_words(trigger)}")
        elif (self.post.right in OBJECTING and self.step.binding) or self._link("disagreement") is not None:
            yield from self._moved("disagreement", done, f"{self.name} disagrees")

    def _sent_back(self, done: datetime) -> Choice:
        """Return the choice to send it back: to whoever revises such cases, and then to whoever acts first."""
        words = f"{self.name} sends it back"
        volume = _volume(self.walk)
        role = volume.revision_by if volume is not None else None
        if role is None:
            return self._choice("back", done, words, "It starts again with whoever acts first.")
        clock, minutes = clock_of(self.document, role), _minutes(self.walk, role, "perform")
        revised = clock.after(done, minutes / 60) or done
        reviser = role_words(self.document, role)
        reason = f"{reviser} revises it until {moment_words(revised)}, and it starts again with whoever acts first."
        return replace(self._choice("back", done, words, reason), resumes=revised)

    def _time_out(self, why: str, *, likely: bool) -> Iterator[Choice]:
        if self.due is None:
            return
        early = f" before the work is done: {why}" if why else "."
        if self.late is not None:
            other = role_words(self.document, self.late.to_role)
            reason = f"{self.over}{early} It then goes to {other}.{self._note(self.late)}"
            words = f"Time runs out → {other}"
            yield self._choice("time_out", self.due, words, reason, move=self.late, likely=likely)
        else:
            kind: Kind = "silence" if self.outcome == "approve" else "lapse"
            reason = f"{self.over}, and silence counts as a {'yes' if kind == 'silence' else 'no'}{early}"
            yield self._choice(kind, self.due, f"{self.name} says nothing in time", reason, likely=likely)

    def _late_move(self) -> Move | None:
        """Return where the case goes when time is over: by a link for time-outs, or by the one that sets the time."""
        timed = self._link("limit")
        by_limit = self._link("time_out") is None and timed is not None and timed.hours is not None
        move = self._move("limit" if by_limit else "time_out")
        return None if move is None or move.to_role in self.post.climbed else move

    def _waits_for_somebody(self) -> bool:
        """Whether nobody is there today, though somebody will be."""
        starts = self.presence.starts
        opens = self.clock.next_open(self.post.since)
        return starts is not None and opens is not None and starts.date() > opens.date()

    def _absence(self, *, likely: bool) -> Iterator[Choice]:
        opens = self.clock.next_open(self.post.since) or self.post.since
        why = f"{self.presence.why[:1].upper()}{self.presence.why[1:]}. "
        yield from self._moved("absence", opens, f"{self.name} is not there", why, likely=likely)

    def _moved(
        self, trigger: Trigger, at: datetime, words: str, before: str = "", *, likely: bool = False
    ) -> Iterator[Choice]:
        """Yield where a trigger takes the case, or that it is stuck here."""
        move = self._move(trigger)
        if move is None:
            reason = (
                f"{before}Nothing leads on from {self.name} for {trigger_words(trigger)}: no link, no row, no line."
            )
            yield self._choice("stuck", at, f"{words}: it is stuck", reason, likely=likely)
            return
        other = role_words(self.document, move.to_role)
        if move.to_role in self.post.climbed:
            reason = f"{before}{move.sentence} There it has been before, so it would go in a circle."
            yield self._choice("stuck", at, f"{words}: it would come back to {other}", reason, likely=likely)
            return
        words = f"{words} → {other}"
        yield self._choice(trigger, at, words, f"{before}{move.sentence}{self._note(move)}", move=move, likely=likely)

    def _note(self, move: Move) -> str:
        """Return the reason that is written down for a link, as a sentence more."""
        link = self.document.escalation_links.get(move.link)
        reason = link.reason.strip().removesuffix(".") if link is not None else ""
        return f" {reason}." if reason else ""

    def _starts(self) -> tuple[str, ...]:
        """The role itself; and who that is in this case, where only the case tells."""
        row = self.document.roles.get(self.post.role)
        if row is None or row.kind != "runtime":
            return (self.post.role,)
        return (row.id, *resolved(self.document, row, self.walk.case, self.post.since.date()).roles)

    def _link(self, trigger: Trigger) -> EscalationLink | None:
        links = (self.paths.link(self.walk.case.decision, role, trigger) for role in self._starts())
        return next((link for link in links if link is not None), None)

    def _move(self, trigger: Trigger) -> Move | None:
        moves = (self.paths.next_hop(self.walk.case.decision, role, trigger) for role in self._starts())
        return next((move for move in moves if move is not None), None)


def _volume(walk: Walk) -> Volume | None:
    return next(iter(walk.document.volumes.by("decision", walk.case.decision)), None)


def _minutes(walk: Walk, role: str, right: Right) -> float:
    """Return the minutes of work that a part takes: by the volume of the decision, or as assumed."""
    best = next(iter(efforts_for(_volume(walk), role, right)), None)
    return best.minutes if best else walk.assumptions.minutes(right)
