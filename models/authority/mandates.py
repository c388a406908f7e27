"""What may I decide? The mandate of a role or a person on a day, derived from the matrix, in the fewest boxes.

For every decision the domain is divided by which rows win there, and by which grants reach there; in each part all
cases get the same answer. So a case lies in a box of a mandate exactly if its holder has that part in what `route`
answers.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from models.authority.answers import Answer
from models.authority.covers import few_boxes
from models.authority.delegation import Applies, Chain, capacity_words, granted
from models.authority.expressions import roles_in
from models.authority.force import day_words, editions_in_force, in_time
from models.authority.geometry import Region, TooIntricate
from models.authority.grants import Delegation
from models.authority.holders import chains_for, holders_of
from models.authority.partition import Partition
from models.authority.power import acting_as, meets
from models.authority.procedures import deciding_steps
from models.authority.rules import RIGHTS, Right, Rule, Step
from models.authority.setting import Setting
from models.authority.spaces import Box
from models.authority.urgency import procedure_of, routes_for
from models.authority.words import box_words, listed, procedure_words, role_words, sentence, verb
from models.decisions import Decision
from models.document import Document

SCHEMA = "remit.mandate/1"

Way = Literal["alone", "together", "vote", "part"]
WAYS: tuple[Way, ...] = ("alone", "together", "vote", "part")


@dataclass(frozen=True)
class Entry:
    """What somebody has a part in: the cases of one decision, as boxes and in words, with the rows that win there.

    They decide "alone", "together" with others or by a "vote" in a body, or have another "part" by their `rights`.
    `others` says who else has to do with it: who decides, or for who decides alone who is heard before. `capacity` is
    that in which they act, such as "as CFO (acting)"; empty for a role that acts as itself.
    """

    decision: str
    way: Way
    rights: tuple[Right, ...]
    others: str
    capacity: str
    boxes: tuple[Box, ...]
    cases: str
    rules: tuple[str, ...]
    text: str

    @property
    def heading(self) -> str:
        """What they do in these cases: "Decides alone", "Recommends", "Is consulted and signs"."""
        match self.way:
            case "alone":
                return "Decides alone"
            case "together":
                return "Decides with others"
            case "vote":
                return "Votes"
            case _:
                return sentence(listed([verb(right) for right in self.rights]))[:-1]

    def to_json(self) -> dict[str, Any]:
        """Return the entry as JSON data."""
        boxes = [
            {"conditions": [c.model_dump(mode="json") for c in box.conditions], "places": list(box.places)}
            for box in self.boxes
        ]
        return {
            "decision": self.decision,
            "way": self.way,
            "rights": list(self.rights),
            "heading": self.heading,
            "text": self.text,
            "cases": self.cases,
            "others": self.others,
            "capacity": self.capacity,
            "rules": list(self.rules),
            "boxes": boxes,
        }


@dataclass(frozen=True)
class Mandate:
    """All that somebody may decide or has a part in on a day; `unlisted` are decisions too intricate to say it of."""

    who: str
    name: str
    on: date
    entries: tuple[Entry, ...]
    unlisted: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def by_heading(self) -> dict[str, tuple[Entry, ...]]:
        """Return the entries by what somebody does in them, deciding first."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=_order):
            groups.setdefault(entry.heading, []).append(entry)
        return {heading: tuple(entries) for heading, entries in groups.items()}

    def to_json(self) -> dict[str, Any]:
        """Return the mandate as stable JSON data."""
        return {
            "schema": SCHEMA,
            "who": self.who,
            "name": self.name,
            "on": self.on.isoformat(),
            "entries": [entry.to_json() for entries in self.by_heading().values() for entry in entries],
            "unlisted": list(self.unlisted),
            "remarks": list(self.remarks),
        }


def _order(entry: Entry) -> tuple[int, list[int]]:
    return WAYS.index(entry.way), [RIGHTS.index(right) for right in entry.rights] if entry.way == "part" else []


def mandate_of_role(document: Document, role: str, on: date) -> Mandate:
    """Return what a role decides and has a part in on a day.

    It acts as itself, as a group that it is a member of, with a vote in a body, and by what is delegated to it.
    Raises KeyError when it is not in the document.
    """
    own = acting_as(document, [role])
    seats = {row.id for row in document.roles.by("kind", "body") if role in row.members and row.id not in own}

    def granting(name: str, right: Right | None, applies: Applies) -> Iterator[Chain]:
        """Yield the delegations by which the role acts for another one."""
        for chain in chains_for(document, name, on, right, applies):
            if chain[-1].to_role in own and chain[-1].to_person is None and name not in own:
                yield chain

    reaching = {
        row.id: chains for row in document.roles if (chains := tuple(granting(row.id, None, lambda _grant: True)))
    }
    grants = {grant.id: grant for chains in reaching.values() for chain in chains for grant in chain}

    def acts(at: Setting, step: Step) -> Roles:
        found: Roles = {}
        for each in reaching:
            for chain in granting(each, step.right, at.applies):
                found[each] = _by_grant(document, chain)
        found |= {body: f"with a seat in {role_words(document, body)}" for body in seats}
        for each, through in own.items():
            found[each] = f"as {role_words(document, each)}" if through is not None else ""
        return found

    actor = _Actor(role, document.roles[role].name, frozenset({*own, *seats, *reaching}), seats)
    return _mandate(document, on, actor, tuple(grants.values()), acts, ())


def mandate_of_person(document: Document, person: str, on: date) -> Mandate:
    """Return what a person decides and has a part in on a day, through all roles in which they can act then.

    These are the roles they hold or act in, those of people for whom they stand in, and what is delegated to them.
    Raises KeyError when they are not in the document.
    """
    row = document.people[person]

    def acting(role: str, right: Right | None, at: Setting | None) -> str | None:
        applies = at.applies if at is not None else lambda _grant: True
        for holder in holders_of(document, role, on, right, applies):
            if holder.person == person:
                return _capacity(document, role, holder.capacity)
        return None

    possible = frozenset(role.id for role in document.roles if acting(role.id, None, None) is not None)
    grants = _reaching(document, person, possible, on)
    bodies = {role for role in possible if document.roles[role].kind == "body"}

    def acts(at: Setting, step: Step) -> Roles:
        found = {role: acting(role, step.right, at) for role in dict.fromkeys(roles_in(step.who))}
        return {role: capacity for role, capacity in found.items() if capacity is not None}

    away = [
        f"{row.name} is away until {day_words(absence.ends)}."
        for absence in document.absences.by("person", person)
        if in_time(absence.starts, absence.ends, on)
    ]
    return _mandate(document, on, _Actor(person, row.name, possible, bodies, person=True), grants, acts, tuple(away))


Roles = dict[str, str]
Acts = Callable[[Setting, Step], Roles]


@dataclass(frozen=True)
class _Actor:
    """Whose mandate it is, the roles in which they might act anywhere, and the bodies in which they only vote.

    `person` says that it is that of one person, who never counts as two.
    """

    id: str
    name: str
    possible: frozenset[str]
    seats: Collection[str]
    person: bool = False


@dataclass(frozen=True)
class _Part:
    """What somebody does in an answer; two that are equal are told as one."""

    way: Way
    rights: tuple[Right, ...]
    others: str
    capacity: str
    residual: bool


def _mandate(
    document: Document, on: date, actor: _Actor, grants: tuple[Delegation, ...], acts: Acts, remarks: tuple[str, ...]
) -> Mandate:
    entries: list[Entry] = []
    unlisted = []
    residual = [edition for edition in editions_in_force(document, on) if edition.residual in actor.possible]
    for decision in document.decisions:
        procedures = [rule.procedure for rule in document.rules.by("decision", decision.id)]
        procedures += [procedure_of(route) for route in routes_for(document, decision)]
        named = {role for procedure in procedures for step in procedure for role in roles_in(step.who)}
        if residual or not actor.possible.isdisjoint(named):
            try:
                entries += _entries(document, on, actor, decision, grants, acts)
            except TooIntricate:
                unlisted.append(decision.id)
    for edition in residual:
        name = f"“{edition.name}”"
        remarks = (*remarks, f"What {name} does not deal with at all is decided here, by its residual rule.")
    return Mandate(actor.id, actor.name, on, tuple(entries), tuple(unlisted), remarks)


def _entries(
    document: Document, on: date, actor: _Actor, decision: Decision, grants: tuple[Delegation, ...], acts: Acts
) -> Iterator[Entry]:
    partition = Partition(
        document, decision.id, on, [g for g in grants if not g.decisions or decision.id in g.decisions]
    )
    found: dict[_Part, tuple[list[Region], dict[str, None]]] = {}

    def concerns(rules: Sequence[Rule]) -> bool:
        """Return whether rows can give the actor any part; without any, it is the residual rule that does."""
        roles = (role for rule in rules for step in rule.procedure for role in roles_in(step.who))
        return not rules or not actor.possible.isdisjoint(roles)

    for region, answer in partition.answers(concerns):
        part = _part(document, Setting(document, answer.case, on), answer, actor, acts)
        if part is not None:
            regions, rules = found.setdefault(part, ([], {}))
            regions.append(region)
            rules.update(dict.fromkeys(answer.rules))
    space = partition.space
    for part, (regions, rules) in found.items():
        boxes = tuple(space.box_of(region) for region in few_boxes(regions, space.axes, space.runs))
        cases = "; ".join(box_words(document, box.conditions, box.places) for box in boxes)
        whole = any(not box.conditions and not box.places for box in boxes)
        text = decision.name if whole else f"{decision.name}: {cases}"
        tail = [part.capacity, "by the residual rule" if part.residual else "", part.others]
        text += f" ({'; '.join(piece for piece in tail if piece)})" if any(tail) else ""
        yield Entry(
            decision.id, part.way, part.rights, part.others, part.capacity, boxes, cases, tuple(rules), f"{text}."
        )


def _part(document: Document, at: Setting, answer: Answer, actor: _Actor, acts: Acts) -> _Part | None:
    """Return what somebody does in an answer, or None where they do nothing or nobody can tell."""
    if answer.kind not in ("decided", "nobody"):
        return None
    steps = [step.step for step in answer.steps]
    mine = [(step, roles) for step in steps if (roles := _meant(step, acts(at, step)))]
    if not mine:
        return None
    deciding = deciding_steps(steps)
    ours = [(step, roles) for step, roles in mine if step in deciding]
    rights = tuple(right for right in RIGHTS if any(step.right == right for step, _ in mine))
    capacity = listed(list(dict.fromkeys(words for _, roles in ours or mine for words in roles.values() if words)))
    residual = not answer.rules
    if not ours:
        return _Part("part", rights, procedure_words(document, deciding), capacity, residual)
    if all(role in actor.seats for _, roles in ours for role in roles):
        return _Part("vote", rights, procedure_words(document, deciding), capacity, residual)
    if all(
        any(
            step == own and meets(step.who, set(roles) - set(actor.seats), one_person=actor.person)
            for own, roles in ours
        )
        for step in deciding
    ):
        heard = [step for step in steps if step.right in _HEARD and step not in [own for own, _ in mine]]
        return _Part("alone", rights, procedure_words(document, heard) if heard else "", capacity, residual)
    return _Part("together", rights, procedure_words(document, deciding), capacity, residual)


def _meant(step: Step, acting: Roles) -> Roles:
    return {role: acting[role] for role in dict.fromkeys(roles_in(step.who)) if role in acting}


_HEARD: tuple[Right, ...] = ("recommend", "consult", "endorse", "agree", "veto")


def _by_grant(document: Document, chain: Chain) -> str:
    ends = [grant.ends for grant in chain if grant.ends is not None]
    until = f" until {day_words(min(ends))}" if ends else ""
    absent = " while nobody there can decide" if any(grant.only_when_absent for grant in chain) else ""
    return f"{capacity_words(document, chain)}{absent}{until}"


def _capacity(document: Document, role: str, capacity: str) -> str:
    """Return in words how somebody acts in a role: "as CFO", "acting as CFO", "as CFO for Ann, who is away"."""
    if capacity.startswith("by "):
        return capacity
    name = role_words(document, role)
    return f"acting as {name}" if capacity == "acting" else f"as {name} {capacity}".rstrip()


def _reaching(document: Document, person: str, roles: frozenset[str], on: date) -> tuple[Delegation, ...]:
    """Return the grants through which a person may act, with those that they pass on."""
    found: dict[str, Delegation] = {}
    waiting = [d for d in document.delegations if d.to_person == person or (d.to_person is None and d.to_role in roles)]
    while waiting:
        grant = waiting.pop()
        if grant.id not in found and granted(grant, on):
            found[grant.id] = grant
            parent = document.delegations.get(grant.parent)
            waiting += [parent] if parent is not None else []
    return tuple(found.values())
