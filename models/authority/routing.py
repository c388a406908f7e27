"""Who can decide a case, and why: from the rows in force on a day to one answer."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from models.authority.aggregation import Together, together
from models.authority.answers import Answer, Branch
from models.authority.expressions import OneRole
from models.authority.facts import Case
from models.authority.geometry import (
    MOST_REGIONS,
    Piece,
    Region,
    TooIntricate,
    bits,
    count_solid,
    meeting,
    merged,
    settle,
    solid,
)
from models.authority.ground import Ground, ground_of
from models.authority.outcomes import gap, judged
from models.authority.places import by_kind, is_place_axis, kind_of_axis
from models.authority.procedures import deciding_steps
from models.authority.reasons import reasons_for
from models.authority.rules import Rule
from models.authority.setting import Setting
from models.authority.spaces import Space, space_of
from models.authority.standing_in import as_rows, divided, open_delegations
from models.authority.urgency import with_urgency
from models.authority.verdicts import box_verdict
from models.authority.words import axis_words, box_words, listed, number_words, role_words, rule_name
from models.document import Document

_MANY_BRANCHES = 4
_MANY_BOXES = 6
# The most rows that are judged together, counted once for each set of them that wins somewhere.
_MOST_JUDGED = 30_000

Groups = dict[Hashable, tuple[Answer, list[Region]]]


def route(document: Document, case: Case, on: date) -> Answer:
    """Return who can decide a case on a day, in one sentence, with what became of each row of the decision.

    Amounts that count together are added up. Of the rows that cover the case, those of the instrument of highest rank
    win, then carve-outs and higher priority, then the most specific place; an urgent route goes before them. Where
    the answer hangs on a fact that is not given it is "depends", with one branch for each way it can turn out.
    Raises KeyError when the decision is not in the document.
    """
    whole = together(document, case, on)
    at = Setting(document, whole.case, on)
    ground = ground_of(document, case.decision, on)
    if whole.unread:
        return _told(at, Answer("unknown", whole.unread, at.case, on), whole, case)
    if whole.beyond:
        return _told(at, gap(at, whole.beyond), whole, case, whole.beyond)
    answer = _routed(at, ground, with_urgency(document, at.case, ground.rules))
    by_route = [found for found in (answer, *(branch.answer for branch in answer.branches)) if found.urgent_route]
    if not by_route:
        return _told(at, answer, whole, case)
    ordinary = _routed(at, ground, ground.ordinary)
    quick = document.urgent_routes[by_route[0].urgent_route or ""]
    if answer.urgent_route and ordinary.kind == "decided" and _decides_alone(ordinary, quick.decided_by):
        remark = (
            f"The urgent route “{quick.name}” is not needed: {role_words(document, quick.decided_by)} decides anyway."
        )
        return _told(at, replace(ordinary, remarks=(*ordinary.remarks, remark)), whole, case)
    remarks = (f"Without the urgent route: {ordinary.sentence}", *answer.remarks)
    before = f"the urgent route “{quick.name}” goes before it" if answer.urgent_route else ""
    return _told(at, replace(answer, remarks=remarks), whole, case, before)


def _told(at: Setting, answer: Answer, whole: Together, case: Case, before_all: str = "") -> Answer:
    """Return an answer about a case as it was given, with what counted together and what became of each row."""
    reasons = reasons_for(at.document, at.case, at.on, answer.rules, before_all, urgent=case.urgent)
    return replace(answer, case=case, remarks=(*whole.remarks, *answer.remarks), reasons=reasons)


def _decides_alone(answer: Answer, role: str) -> bool:
    """Return whether a role alone decides what an answer says."""
    deciding = deciding_steps(step.step for step in answer.steps)
    return bool(deciding) and all(step.who == OneRole(role=role) for step in deciding)


def _routed(at: Setting, ground: Ground, found: Sequence[Rule]) -> Answer:
    rules = {rule.id: rule for rule in found}
    space = ground.space_with(found)
    answer = _unread(at, rules, space) or _answer(at, rules, space)
    grants = open_delegations(at, answer)
    if grants:
        space = space_of(at.document, at.case.decision, [*found, *as_rows(at, grants)], at.on, urgent=True)
        return _answer(at, rules, space)
    return answer


def _answer(at: Setting, rules: Mapping[str, Rule], space: Space) -> Answer:
    region = space.region_of(at.case)
    try:
        groups = _groups(at, rules, space, region) if region is not None else {}
        if len(groups) > 1:
            return _depends(at, space, groups)
    except TooIntricate:
        return _too_intricate(at, rules, space)
    return next((found for found, _ in groups.values()), None) or gap(at)


def _too_intricate(at: Setting, rules: Mapping[str, Rule], space: Space) -> Answer:
    """Return the answer for a case of which so little is known that nobody could read all that may come of it."""
    missing = [at_ for at_, axis in enumerate(space.axes) if not _is_known(at, axis.dimension)]
    ask = max(missing, key=lambda axis: len(space.axes[axis].cuts))
    text = (
        f"Unknown: the {number_words(len(rules))} rows of “{at.document.decisions[at.case.decision].name}” give more "
        f"different answers than can be listed. Say {listed([_name(at, space, axis) for axis in missing])}."
    )
    return Answer("unknown", text, at.case, at.on, ask=space.axes[ask].dimension)


def _is_known(at: Setting, axis: str) -> bool:
    if is_place_axis(axis):
        return kind_of_axis(axis) in by_kind(at.document.places, at.case.places)
    return axis in at.case.facts


def _unread(at: Setting, rules: Mapping[str, Rule], space: Space) -> Answer | None:
    """Return the answer "unknown" when a row that may cover the case has a limit that cannot be compared."""
    for rule_id, reason in space.unread.items():
        rule = rules[rule_id]
        if box_verdict(at.document, rule.box, rule.places, at.case, at.on).fits is not False:
            text = f"Unknown: the row {rule_name(at.document, rule)} cannot be compared. {reason}"
            return Answer("unknown", text, at.case, at.on, (rule_id,))
    return None


def _groups(at: Setting, rules: Mapping[str, Rule], space: Space, region: Region) -> Groups:
    """Return the different answers that cases agreeing with what is known can get, each with where it holds.

    Raises TooIntricate.
    """
    groups: Groups = {}
    judgements: dict[tuple[tuple[str, ...], frozenset[str]], tuple[Hashable, Answer]] = {}
    judged_rows = 0
    for part, rows, within in _parts_of(rules, space, region):
        new = (rows, within) not in judgements
        if new:
            judged_rows += len(rows)
            if groups and judged_rows > _MOST_JUDGED:
                raise TooIntricate
            setting = replace(at, within=within) if within else at
            judgements[rows, within] = judged(setting, [rules[row] for row in rows])
        key, answer = judgements[rows, within]
        before = groups.get(key)
        if before is None:
            groups[key] = (answer, [part])
            continue
        before[1].append(part)
        if new and set(answer.rules) - set(before[0].rules):
            ids = tuple(dict.fromkeys((*before[0].rules, *answer.rules)))
            shared = tuple(remark for remark in before[0].remarks if remark in answer.remarks)
            groups[key] = (replace(before[0], rules=ids, remarks=shared), before[1])
    return {key: (answer, merged(regions)) for key, (answer, regions) in groups.items()}


def _parts_of(
    rules: Mapping[str, Rule], space: Space, region: Region
) -> Iterator[tuple[Region, tuple[str, ...], frozenset[str]]]:
    """Yield the parts of a region in which the same rows win and, of those in the space, the same delegations count."""
    grants: dict[str, list[Piece]] = {}
    for piece in space.pieces:
        if piece.row not in rules:
            grants.setdefault(piece.row, []).append(piece)
    for settled in settle(region, [piece for piece in space.pieces if piece.row in rules] if grants else space.pieces):
        for part, within in divided(settled.region, grants) if grants else [(settled.region, frozenset[str]())]:
            yield part, settled.rows, within


def _depends(at: Setting, space: Space, groups: Groups) -> Answer:
    """Return the answer for a case of which too little is known, with its branches in the order of the domain."""
    axes = [axis for axis in range(len(space.axes)) if _matters(axis, groups)]
    branches = []
    for answer, regions in groups.values():
        parts = _parts(space, regions, axes)
        boxes = tuple(space.box_of(part) for part in parts)
        named = len(axes) > 1
        words = [box_words(at.document, b.conditions, b.places, named=named) for b in boxes[:_MANY_BOXES]]
        if len(boxes) > _MANY_BOXES:
            words.append(f"{number_words(len(boxes) - _MANY_BOXES)} more")
        order = min(_order(space, part) for part in parts)
        branches.append((order, Branch(listed(words, "or"), boxes, answer)))
    branches.sort(key=lambda found: found[0])
    ask = _settles_most(axes, space, groups)
    text = f"It depends on {listed([_name(at, space, axis) for axis in axes])}"
    if len(branches) <= _MANY_BRANCHES:
        text += ": " + "; ".join(f"if {branch.words}, {_clause(branch.answer)}" for _, branch in branches) + "."
    else:
        count = number_words(len(branches))
        text += f": there are {count} possible answers. Say {_name(at, space, ask)} first."
    found = tuple(branch for _, branch in branches)
    return Answer("depends", text, at.case, at.on, branches=found, ask=space.axes[ask].dimension)


def _parts(space: Space, regions: Sequence[Region], axes: Sequence[int]) -> list[Region]:
    """Return regions without the axes that do not matter, as boxes of one interval on each band, in order.

    Raises TooIntricate.
    """
    widened = [tuple(m if at in axes else space.axes[at].full for at, m in enumerate(region)) for region in regions]
    # Regions that differ only along axes that do not matter may now share cases.
    joined = settle(space.everything, [Piece("", region) for region in widened])
    boxes = [part.region for part in joined if part.rows]
    if sum(count_solid(box, space.axes, space.runs) for box in boxes) > MOST_REGIONS:
        raise TooIntricate
    parts = [part for box in boxes for part in solid(box, space.axes, space.runs)]
    return sorted(parts, key=lambda part: _order(space, part))


def _order(space: Space, region: Region) -> tuple[int, ...]:
    """Return the place of a region in the order in which people tell cases: small first, yes before no."""
    order = []
    for axis, mask in zip(space.axes, region, strict=True):
        lowest = (mask & -mask).bit_length()
        order.append(-lowest if space.is_flag(axis) else lowest)
    return tuple(order)


def _matters(axis: int, groups: Groups) -> bool:
    """Return whether the answer can change along an axis: two cases that differ only there get different ones."""
    whole = 0
    for _, regions in groups.values():
        for region in regions:
            whole |= region[axis]
    narrow = [
        (name, (*region[:axis], whole, *region[axis + 1 :]))
        for name, (_, regions) in enumerate(groups.values())
        for region in regions
        if region[axis] != whole
    ]
    alike: dict[int, int] = {}
    for at, (name, _) in enumerate(narrow):
        alike[name] = alike.get(name, 0) | 1 << at
    met = meeting([region for _, region in narrow])
    return any(others & ~alike[name] for (name, _), others in zip(narrow, met, strict=True))


def _settles_most(axes: Sequence[int], space: Space, groups: Groups) -> int:
    """Return the axis that leaves the fewest answers open once its value is known: at worst, then on average."""

    def left_open(axis: int) -> tuple[int, float]:
        cells = len(space.axes[axis].cuts) + 1
        steps = [0] * (cells + 1)
        for _, regions in groups.values():
            mask = 0
            for region in regions:
                mask |= region[axis]
            for edge in bits(mask ^ (mask << 1)):
                steps[edge] += 1 if mask >> edge & 1 else -1
        reach = list(accumulate(steps[:-1]))
        return max(reach), sum(reach) / cells

    return min(axes, key=left_open)


def _name(at: Setting, space: Space, axis: int) -> str:
    return axis_words(at.document, space.axes[axis].dimension)


def _clause(answer: Answer) -> str:
    """Return an answer as the part of a sentence that follows "if yes,"."""
    match answer.kind:
        case "gap":
            return "no row covers it"
        case "conflict":
            return f"{number_words(len(answer.rules))} rows contradict each other"
        case "unknown":
            return f"see “{answer.see_document}”"
        case "nobody":
            return "nobody can decide"
        case _:
            return answer.in_sentence
