"""The answers that both versions give to all cases of a decision, and the boxes in which they differ."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from models.authority.answers import Answer
from models.authority.delegation import granted
from models.authority.difference.versions import Outside, Pair, Version
from models.authority.expressions import roles_in
from models.authority.force import editions_in_force, rules_in_force
from models.authority.geometry import Piece, Region, TooIntricate, meet, merged, minus, settle, solid
from models.authority.grants import Delegation
from models.authority.outcomes import judged, result_of
from models.authority.procedures import meaning
from models.authority.rules import BandCondition, Condition, Rule
from models.authority.setting import Setting
from models.authority.spaces import Box, Space, band_interval, space_of
from models.authority.words import rule_name
from models.decisions import Decision
from models.document import Document
from models.quantities import UNLIMITED, Band

Regions = Mapping[Hashable, list[Region]]

_MOST_MEETINGS = 4_000_000
_FEW_REGIONS, _FEW_AXES = 40, 4


class NotComparable(Exception):
    """A decision whose two versions cannot be laid over each other; the message is a clause that says why."""


@dataclass(frozen=True)
class Changed:
    """Cases that get another answer: where they are, one of them, and what they got before and get after.

    An answer of None stands for cases that one of the versions does not know.
    """

    decision: str
    before: Answer | None
    after: Answer | None
    regions: tuple[Region, ...]
    space: Space

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The cases in the terms of rows."""
        return boxes_of(self.space, self.regions)


@dataclass(frozen=True)
class _Answered:
    answer: Answer | None
    regions: list[Region]


def boxes_of(space: Space, regions: Iterable[Region]) -> tuple[Box, ...]:
    """Return regions as boxes, small values first, each one interval on every axis of numbers."""
    parts = [part for region in regions for part in solid(region, space.axes, space.runs)]
    parts.sort(key=lambda part: tuple((mask & -mask).bit_length() for mask in part))
    return tuple(space.box_of(part) for part in parts)


def fewest(regions: Iterable[Region]) -> tuple[Region, ...]:
    """Return disjoint regions in as few boxes as merging along the axes, in whichever order, comes to."""
    best = merged(regions)
    axes = len(best[0]) if best else 0
    if 2 < len(best) <= _FEW_REGIONS and 1 < axes <= _FEW_AXES:
        for order in permutations(range(axes)):
            back = sorted(range(axes), key=order.__getitem__)
            turned = merged(tuple(region[axis] for axis in order) for region in best)
            if len(turned) < len(best):
                best = [tuple(region[axis] for axis in back) for region in turned]
    return tuple(best)


def changed_in(pair: Pair, decision: Decision) -> tuple[Changed, ...]:
    """Return where the answer to cases of a decision differs. Raises TooIntricate and NotComparable."""
    rules = [_rules(version, decision.id) for version in (pair.before, pair.after)]
    alike = pair.same_ground and _residuals(pair, 0, rules[0]) == _residuals(pair, 1, rules[1])
    if alike and _alike(*rules):
        return ()
    one, other = (_Side(pair, at, decision.id, rules[at], rules[1 - at]) for at in (0, 1))
    if one.space.axes != other.space.axes:
        raise NotComparable("its places are of other kinds in the one than in the other")
    starts = [other.space.everything]
    if alike and one.plain and other.plain:
        # Where the same procedures win, the same people say the same: only the rest has to be judged.
        starts = merged(region for *_, region in _meetings(one.winning(), other.winning()))
    befores, afters = one.answers(starts), other.answers(starts)
    found: dict[tuple[Hashable, Hashable], list[Region]] = {}
    regions = [{key: each.regions for key, each in side.items()} for side in (befores, afters)]
    for key, now, region in _meetings(regions[0], regions[1]):
        found.setdefault((key, now), []).append(region)
    return tuple(
        Changed(decision.id, befores[key].answer, afters[now].answer, fewest(shared), other.space)
        for (key, now), shared in found.items()
    )


def _meetings(one: Regions, other: Regions) -> Iterator[tuple[Hashable, Hashable, Region]]:
    """Yield what the regions of different keys share, with the two keys. Raises TooIntricate."""
    if sum(map(len, one.values())) * sum(map(len, other.values())) > _MOST_MEETINGS:
        raise TooIntricate
    for key, mine in one.items():
        for now, theirs in other.items():
            if key != now:
                for region in mine:
                    for another in theirs:
                        shared = meet(region, another)
                        if shared is not None:
                            yield key, now, shared


def _rules(version: Version, decision: str) -> tuple[Rule, ...]:
    if decision not in version.document.decisions:
        return ()
    return rules_in_force(version.document, decision, version.on)


# ---- where nothing can have changed


def _alike(one: Sequence[Rule], other: Sequence[Rule]) -> bool:
    """Return whether rows, whatever they are called, are the same one by one: they give every case the same."""
    return len(one) == len(other) and all(_terms(a) == _terms(b) for a, b in zip(one, other, strict=True))


def _terms(rule: Rule) -> tuple[object, ...]:
    return rule.procedure, rule.box, rule.places, rule.kind, rule.priority, rule.instrument, rule.see_document


def _residuals(pair: Pair, at: int, rules: Iterable[Rule]) -> list[tuple[object, ...]]:
    """Return what the matrices in force say of what no row covers, and of who may not decide, in their order."""
    version, own = (pair.before, pair.after)[at], {rule.edition for rule in rules}
    editions = sorted(editions_in_force(version.document, version.on), key=lambda each: each.id not in own)
    return [(each.residual, each.bars_requester, each.bars_recommender) for each in editions]


# ---- one side


class _Side:
    """What one version says about a decision, on axes that are cut wherever a row of either version has an edge."""

    def __init__(self, pair: Pair, at: int, decision: str, rules: tuple[Rule, ...], others: tuple[Rule, ...]) -> None:
        versions = (pair.before, pair.after)
        self._version, self._decision = versions[at], decision
        self._known = decision in self._version.document.decisions
        self._rules = {rule.id: rule for rule in rules}
        self._unread: dict[str, str] = {}
        # Only pieces under these names count; what the other version has is there for its edges.
        mine = [*self._read(versions[at], rules, "row")]
        cuts = [*_plain(self._read(versions[1 - at], others, "cut"))]
        grants = {}
        for number, version in enumerate(versions):
            for grant in _limited_grants(version, decision):
                if number == at:
                    grants[grant.id] = grant
                cuts += _grant_row(version, decision, grant, "grant" if number == at else "cut")
            for index, what in enumerate(pair.outside[number]):
                cuts.append(_outside_row(decision, what, f"{'outside' if number == at else 'cut'}|{index}|{number}"))
        self._grants = grants
        self._check(pair, [*mine, *cuts])
        self.space = space_of(self._version.document, decision, [*mine, *cuts], self._version.on)

    def _check(self, pair: Pair, rules: Iterable[Rule]) -> None:
        for rule in rules:
            for condition in rule.box:
                if condition.dimension in pair.apart:
                    raise NotComparable(pair.apart[condition.dimension])

    def _read(self, version: Version, rules: Iterable[Rule], name: str) -> Iterator[Rule]:
        """Yield rows with their limits in the currencies of their dimensions; one that has no rate, without those."""
        for rule in rules:
            if rule.kind == "urgent" and not rule.box:
                continue
            box, problem = _exchanged(version, rule.box)
            if problem and name == "row":
                self._unread[rule.id] = problem
                yield rule.model_copy(update={"id": f"unread|{rule.id}", "box": box, "kind": "ordinary"})
            else:
                yield rule.model_copy(update={"id": f"{name}|{rule.id}", "box": box})

    def _regions(self, name: str) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = {}
        for piece in self.space.pieces:
            kind, _, row = piece.row.partition("|")
            if kind == name:
                found.setdefault(row, []).append(piece.region)
        return found

    @property
    def plain(self) -> bool:
        """Whether every case is one that is known and can be compared with the limits of all rows."""
        return self._known and not any(piece.row.startswith(("unread|", "outside|")) for piece in self.space.pieces)

    def winning(self) -> Regions:
        """Return where which procedures win, whichever rows state them. Raises TooIntricate."""
        found: dict[Hashable, list[Region]] = {}
        for settled in settle(self.space.everything, self._pieces):
            rows = [self._rules[row.removeprefix("row|")] for row in settled.rows]
            found.setdefault(frozenset((result_of(row), self._bars(row)) for row in rows), []).append(settled.region)
        return {key: merged(regions) for key, regions in found.items()}

    def _bars(self, row: Rule) -> Hashable:
        edition = self._version.document.editions[row.edition]
        return edition.bars_requester, edition.bars_recommender

    @property
    def _pieces(self) -> list[Piece]:
        return [piece for piece in self.space.pieces if piece.row.startswith("row|")]

    def answers(self, starts: Iterable[Region]) -> dict[Hashable, _Answered]:
        """Return the answers that cases of some regions can get, by what they come to, with where.

        Raises TooIntricate.
        """
        found: dict[Hashable, _Answered] = {}
        left = list(starts)
        if not self._known:
            return {None: _Answered(None, left)}
        outside, left = _split(left, [r for regions in self._regions("outside").values() for r in regions])
        if outside:
            found[None] = _Answered(None, outside)
        for row, regions in self._regions("unread").items():
            inside, left = _split(left, regions)
            if inside:
                found.setdefault(("unknown", "unread"), self._not_read(row)).regions.extend(inside)
        pieces = self._pieces
        grants = self._regions("grant")
        for start in left:
            for settled in settle(start, pieces):
                rows = [self._rules[row.removeprefix("row|")] for row in settled.rows]
                for region in self._by_grant([settled.region], rows, grants):
                    key, answer = self._judged(region, rows)
                    found.setdefault(key, _Answered(answer, [])).regions.append(region)
        return {key: _Answered(each.answer, merged(each.regions)) for key, each in found.items()}

    def _by_grant(self, regions: list[Region], rows: Sequence[Rule], grants: dict[str, list[Region]]) -> list[Region]:
        """Return regions in parts in which every grant that can matter for these rows either holds or does not."""
        acting = {role for rule in rows for step in rule.procedure for role in roles_in(step.who)}
        reached = _reached(self._version.document, acting)
        for grant, boxes in grants.items():
            if not rows or self._grants[grant].from_role in reached:
                inside, outside = _split(regions, boxes)
                regions = inside + outside
        return regions

    def _judged(self, region: Region, rows: Sequence[Rule]) -> tuple[Hashable, Answer]:
        version = self._version
        _, answer = judged(Setting(version.document, self.space.example(region), version.on), rows)
        return _key(answer, rows), answer

    def _not_read(self, row: str) -> _Answered:
        version, rule = self._version, self._rules[row]
        case = self.space.example(self.space.everything)
        text = f"Unknown: the row {rule_name(version.document, rule)} cannot be compared. {self._unread[row]}"
        return _Answered(Answer("unknown", text, case, version.on, (row,)), [])


def _key(answer: Answer, rows: Sequence[Rule]) -> Hashable:
    """Return what an answer comes to, whatever its rows are called and in whichever matrix they stand."""
    match answer.kind:
        case "decided" | "nobody":
            sense = result_of(rows[0]) if rows else ("decided", meaning(step.step for step in answer.steps))
            return (answer.kind, sense)
        case "conflict":
            return (answer.kind, frozenset(result_of(rule) for rule in rows))
        case "unknown":
            return (answer.kind, answer.see_document)
        case _:
            return (answer.kind,)


def _split(regions: Iterable[Region], boxes: Sequence[Region]) -> tuple[list[Region], list[Region]]:
    """Return what of some regions lies in any of the boxes, and what in none."""
    inside: list[Region] = []
    left = list(regions)
    for box in boxes:
        rest: list[Region] = []
        for region in left:
            shared = meet(region, box)
            if shared is None:
                rest.append(region)
            else:
                inside.append(shared)
                rest += minus(region, box)
        left = rest
    return inside, left


def _reached(document: Document, roles: Iterable[str]) -> set[str]:
    """Return roles with all to whom they delegate, directly or in the end."""
    reached: set[str] = set()
    waiting = list(roles)
    while waiting:
        role = waiting.pop()
        if role not in reached:
            reached.add(role)
            waiting += [grant.to_role for grant in document.delegations.by("from_role", role)]
    return reached


# ---- rows that only cut, or mark what lies apart


def _plain(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield rule.model_copy(update={"kind": "ordinary", "priority": 0, "instrument": None})


def _row(name: str, decision: str, box: tuple[Condition, ...], places: tuple[str, ...]) -> Rule:
    return Rule(id=name, edition="", decision=decision, box=box, places=places)


def _outside_row(decision: str, what: Outside, name: str) -> Rule:
    return _row(name, decision, (what.condition,) if what.condition is not None else (), what.places)


def _limited_grants(version: Version, decision: str) -> Iterator[Delegation]:
    """Yield the delegations in force that may hold for some cases of a decision and not for others."""
    for grant in version.document.delegations:
        fits = not grant.decisions or decision in grant.decisions
        if (grant.limits or grant.places) and fits and granted(grant, version.on):
            yield grant


def _grant_row(version: Version, decision: str, grant: Delegation, name: str) -> Iterator[Rule]:
    """Yield a delegation's limits as a row; none for one whose limits cannot be exchanged: it surely holds nowhere."""
    box, problem = _exchanged(version, grant.limits)
    if not problem:
        yield _row(f"{name}|{grant.id}", decision, box, grant.places)


def _exchanged(version: Version, box: Iterable[Condition]) -> tuple[tuple[Condition, ...], str]:
    """Return conditions in the currencies of their dimensions, without those that have no rate, and why they have none.

    A band is kept as it is where nobody has to exchange it.
    """
    found: list[Condition] = []
    problem = ""
    for condition in box:
        if not isinstance(condition, BandCondition) or condition.currency is None:
            found.append(condition)
            continue
        dimension = version.document.dimensions[condition.dimension]
        try:
            lower, upper = band_interval(version.document, dimension, condition, version.on)
        except ValueError as reason:
            problem = problem or str(reason)
            continue
        top = UNLIMITED if upper is None else upper
        found.append(BandCondition(dimension=dimension.id, band=Band(lower=lower, upper=top)))
    return tuple(found), problem
