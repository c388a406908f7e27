"""A difference in the words of the business: who gains, who loses, for which cases, and what nobody decides now."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.authority.answers import Answer
from models.authority.difference.answering import Changed, boxes_of, fewest
from models.authority.difference.comparing import Difference
from models.authority.difference.parts import NOUNS, Part, Parts, parts_of
from models.authority.facts import Case
from models.authority.geometry import Region
from models.authority.rules import BandCondition, Right
from models.authority.spaces import Box, Space
from models.authority.words import (
    band_words,
    box_words,
    facts_words,
    number_words,
    role_words,
    sentence,
    some_of,
)
from models.document import Document

Kind = Literal["gains", "loses", "shares", "terms", "decided", "undecided", "still", "new", "gone"]
KINDS: tuple[Kind, ...] = ("gains", "loses", "shares", "terms", "decided", "undecided", "still", "new", "gone")

_MOST_BOXES = 8
_FIRST: tuple[Right, ...] = ("approve", "agree", "veto", "endorse", "recommend", "sign", "ratify")


@dataclass(frozen=True)
class Line:
    """One sentence of a difference: what kind it is of, for which cases of which decision, and for which role."""

    kind: Kind
    text: str
    decision: str
    boxes: tuple[Box, ...]
    example: Case
    role: str | None = None
    right: Right | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON data; facts of the example are in steps of their dimension, classes, or flags."""
        return {
            "kind": self.kind,
            "text": self.text,
            "decision": self.decision,
            "role": self.role,
            "right": self.right,
            "boxes": [
                {"conditions": [c.model_dump(mode="json") for c in box.conditions], "places": list(box.places)}
                for box in self.boxes
            ],
            "example": {"facts": dict(self.example.facts), "places": list(self.example.places)},
        }


@dataclass(frozen=True)
class Report:
    """A difference in sentences: `lines` by kind, `notes` on what the versions do not share, and what is proved.

    `claim` says whether a case became undecided, or that this is not proved.
    """

    before: str
    after: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    claim: str
    proved: bool

    @property
    def same(self) -> bool:
        """Whether both versions are proved to answer every case the same."""
        return self.proved and not self.lines

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that there is to say, in order."""
        return (*(line.text for line in self.lines), *self.notes, self.claim)

    def to_json(self) -> dict[str, Any]:
        """Return the report as stable JSON data."""
        return {
            "before": self.before,
            "after": self.after,
            "proved": self.proved,
            "claim": self.claim,
            "notes": list(self.notes),
            "lines": [line.to_json() for line in self.lines],
        }


@dataclass
class _Entry:
    """Cases of one decision of which the same is to be said."""

    kind: Kind
    decision: str
    space: Space
    role: str | None = None
    right: Right | None = None
    before: Answer | None = None
    after: Answer | None = None
    parts: tuple[Part, Part] = (Part(), Part())
    regions: list[Region] = field(default_factory=list)


def reported(difference: Difference) -> Report:
    """Return a difference in words."""
    words = difference.pair.words
    entries: dict[tuple[Hashable, ...], _Entry] = {}
    for change in difference.changes:
        for key, entry in _entries(words, change):
            entries.setdefault((change.decision, *key), entry).regions.extend(change.regions)
    roles = {role.id: at for at, role in enumerate(words.roles)}
    decisions = {decision.id: at for at, decision in enumerate(difference.pair.decisions)}

    def order(entry: _Entry) -> tuple[int, ...]:
        right = _FIRST.index(entry.right) if entry.right in _FIRST else len(_FIRST)
        return KINDS.index(entry.kind), roles.get(entry.role or "", -1), right, decisions[entry.decision]

    lines = tuple(_line(words, entry) for entry in sorted(entries.values(), key=order))
    return Report(
        difference.pair.before.name,
        difference.pair.after.name,
        lines,
        difference.pair.notes,
        _claim(difference, lines),
        difference.proved,
    )


def _entries(words: Document, change: Changed) -> Iterator[tuple[tuple[Hashable, ...], _Entry]]:
    before, after = parts_of(words, change.before), parts_of(words, change.after)

    def entry(kind: Kind, **rest: Any) -> _Entry:
        return _Entry(kind, change.decision, change.space, before=change.before, after=change.after, **rest)

    moved = False
    for role, right, was, now in _moves(before, after):
        moved = True
        kind: Kind = "gains" if was is None else "loses" if now is None else "shares"
        parts = (was or Part(), now or Part())
        yield (kind, role, right, parts), entry(kind, role=role, right=right, parts=parts)
    told = (_told(change.before), _told(change.after))
    match change.before, change.after:
        case (None, Answer(kind="decided")):
            yield ("new",), entry("new")
        case (None, _):
            yield ("new", told), entry("new")
        case (_, None):
            yield ("gone",), entry("gone")
        case (Answer(kind="decided"), Answer(kind="decided")):
            if not moved:
                yield ("terms", told), entry("terms")
        case (Answer(kind="decided"), _):
            yield ("undecided", told), entry("undecided")
        case (_, Answer(kind="decided")):
            yield ("decided", told), entry("decided")
        case _:
            yield ("still", told), entry("still")


def _moves(before: Parts, after: Parts) -> Iterator[tuple[str, Right, Part | None, Part | None]]:
    """Yield the rights that a role has by one answer and not, or otherwise, by the other."""
    for role in dict.fromkeys((*after, *before)):
        mine: Mapping[Right, Part] = before.get(role, {})
        theirs: Mapping[Right, Part] = after.get(role, {})
        for right in dict.fromkeys((*theirs, *mine)):
            if mine.get(right) != theirs.get(right):
                yield role, right, mine.get(right), theirs.get(right)


# ---- sentences


def _line(words: Document, entry: _Entry) -> Line:
    regions = fewest(entry.regions)
    boxes = boxes_of(entry.space, regions)
    example = entry.space.example(regions[0])
    text = sentence(_text(words, entry, _cases(words, entry.decision, boxes), example))
    return Line(entry.kind, text, entry.decision, boxes, example, entry.role, entry.right)


def _text(words: Document, entry: _Entry, cases: str, example: Case) -> str:
    was, now = _told(entry.before), _told(entry.after)
    role = role_words(words, entry.role) if entry.role is not None else ""
    what = f"{NOUNS[entry.right]} {cases}".strip() if entry.right is not None else cases
    match entry.kind:
        case "gains":
            return f"{role} gains: {what}{_with(entry.parts[1])}"
        case "loses":
            return f"{role} loses: {what}{_with(entry.parts[0])}"
        case "shares":
            before, after = (_manner(part) for part in entry.parts)
            return f"{role} now decides {after}, before {before}: {cases}"
        case "terms":
            same = " on other terms" if was == now else ""
            return f"Decided in another way: {cases}. Now {now}{same}; before, {was}"
        case "decided":
            return f"Cases that nobody decided before: {cases}. Now {now}; before, {was}"
        case "undecided":
            return f"Cases that became undecided: {cases}{_for_example(words, example)}. Now {now}; before, {was}"
        case "still":
            return f"Cases that are still undecided: {cases}{_for_example(words, example)}. Now {now}; before, {was}"
        case "new":
            decided = entry.after is not None and entry.after.kind == "decided"
            return f"New cases: {cases}" if decided else f"New cases that nobody decides: {cases}. {sentence(now)}"
        case "gone":
            return f"Cases that there are no longer: {cases}"


def _with(part: Part) -> str:
    return f" ({part.who})" if part.who else ""


def _manner(part: Part) -> str:
    match part.manner:
        case "either":
            return f"as one of “{part.who}”"
        case "together":
            return f"as part of “{part.who}”"
        case _:
            return "alone"


def _for_example(words: Document, example: Case) -> str:
    facts = facts_words(words, example)
    return f", for example {facts}" if facts else ""


def _told(answer: Answer | None) -> str:
    """Return what an answer comes to, as a part of a sentence."""
    if answer is None:
        return ""
    match answer.kind:
        case "gap":
            return "no row covers them"
        case "conflict":
            return f"{number_words(len(answer.rules))} rows contradict each other"
        case "unknown":
            return f"see “{answer.see_document}”" if answer.see_document else answer.sentence.partition(": ")[2][:-1]
        case "nobody":
            return _small(answer.sentence)[:-1]
        case _:
            remarks = [_small(text).removesuffix(".") for text in answer.remarks if _is_term(answer, text)]
            return "; ".join((answer.in_sentence, *remarks))


def _is_term(answer: Answer, remark: str) -> bool:
    """Return whether a remark says by when something must be done, rather than which rows say so."""
    return len(answer.rules) < 2 or not remark.startswith("The rows ")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith("Nobody") else text


def _cases(words: Document, decision: str, boxes: Iterable[Box]) -> str:
    """Return cases of a decision: "Leases above 5,000 EUR, In plan: yes, and below 100 EUR"; all of them: its name."""
    found = [_box(words, box) for box in boxes]
    name = words.decisions[decision].name
    shown = found if len(found) <= _MOST_BOXES + 1 else found[:_MOST_BOXES]
    texts = [text for text in shown if text]
    if len(shown) < len(found):
        texts.append(f"{number_words(len(found) - len(shown))} more such groups of cases")
    if not texts:
        return name
    text = texts[0] if len(texts) == 1 else f"{'; '.join(texts[:-1])}; and {texts[-1]}"
    return f"{name}{'' if text[:1].islower() else ','} {text}"


def _box(words: Document, box: Box) -> str:
    """Return a box; an amount of money that comes first needs no name."""
    if not box.conditions or not isinstance(box.conditions[0], BandCondition):
        return box_words(words, box.conditions, box.places) if box.conditions or box.places else ""
    first, *rest = box.conditions
    assert isinstance(first, BandCondition)
    dimension = words.dimensions[first.dimension]
    if dimension.kind != "money" or sum(row.kind == "money" for row in words.dimensions) > 1:
        return box_words(words, box.conditions, box.places)
    amount = band_words(dimension, first.band, first.currency)
    others = box_words(words, rest, box.places) if rest or box.places else ""
    return f"{amount}, {others}" if others else amount


def _claim(difference: Difference, lines: Iterable[Line]) -> str:
    """Return what is proved of cases that became undecided."""
    found = tuple(lines)
    undecided = any(line.kind == "undecided" for line in found)
    which = "another" if undecided else "a"
    if difference.unproved:
        by_reason: dict[str, list[str]] = {}
        for decision, why in difference.unproved:
            by_reason.setdefault(why, []).append(f"“{difference.pair.words.decisions[decision].name}”")
        clauses = [f"of {some_of(names, 'or')}, since {why}" for why, names in by_reason.items()]
        return f"It is not proved whether {which} case became undecided {'; or '.join(clauses)}."
    if undecided:
        return "No other case became undecided."
    if not found:
        return "Both answer every case the same."
    if any(line.kind in ("new", "gone") for line in found) or difference.pair.notes:
        return "No case that both know became undecided."
    return "No case became undecided."
