"""Authority in words: conditions, who must say yes, procedures, cases. Plain sentences in correct grammar."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Quota, Vote
from models.authority.places import by_kind, is_elsewhere, is_place_axis, kind_of, kind_of_axis
from models.authority.rules import RIGHTS, BandCondition, ClassCondition, Condition, Right, Rule, Step
from models.decisions import Dimension
from models.document import Document
from models.quantities import NONE, UNLIMITED, Band, describe_band, group

if TYPE_CHECKING:
    # Facts are looked up, and what was not found is said in the words of this module.
    from models.authority.facts import Case

_VERBS: dict[Right, tuple[str, str]] = {
    "recommend": ("recommends", "recommend"),
    "consult": ("is consulted", "are consulted"),
    "support": ("supports", "support"),
    "endorse": ("endorses", "endorse"),
    "agree": ("must agree", "must agree"),
    "veto": ("may veto", "may veto"),
    "approve": ("approves", "approve"),
    "sign": ("signs", "sign"),
    "ratify": ("ratifies", "ratify"),
    "perform": ("performs", "perform"),
    "notify": ("is informed", "are informed"),
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MAJORITIES = {
    "simple": "a majority of",
    "absolute": "an absolute majority of",
    "two_thirds": "two thirds of",
    "unanimous": "all of",
}


def verb(right: Right, several: bool = False) -> str:
    """Return what one holder of a right does ("approves"), or several do ("approve")."""
    return _VERBS[right][several]


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a sentence lists them: "A, B and C"."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def some_of(items: Sequence[str], last: str = "and", most: int = 3) -> str:
    """Return the first items as a sentence lists them, and how many more there are: "A, B, C and two more"."""
    if len(items) <= most + 1:
        return listed(items, last)
    return f"{', '.join(items[:most])} {last} {number_words(len(items) - most)} more"


def number_words(number: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else group(number)


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop."""
    return capital(text) + ("" if text.endswith((".", "?", "!")) else ".")


def capital(text: str) -> str:
    """Return a text that begins with a capital, and is otherwise as it was."""
    return f"{text[:1].upper()}{text[1:]}"


def unit_of(dimension: Dimension) -> str:
    """Return the unit that a value of a dimension is shown with, or nothing."""
    return dimension.unit or ("%" if dimension.kind == "percent" else "")


def band_words(dimension: Dimension, band: Band, currency: str | None = None) -> str:
    """Return a band of a dimension: "above 5,000 up to and including 10,000 USD", "exactly 5", "any", "none"."""
    unit = currency or unit_of(dimension)
    lower = band.lower
    if lower is not None and band.upper == lower + 1:
        return f"exactly {group(lower * dimension.step)}{f' {unit}' if unit else ''}"
    if lower is None or lower == dimension.lower:
        if band.upper is None:
            return "up to a limit not stated"
        if band.upper == UNLIMITED:
            return "any"
        band = band.model_copy(update={"lower": None})
    return describe_band(band, dimension.step, unit)


def condition_words(document: Document, condition: Condition, *, named: bool = True) -> str:
    """Return a condition: "Amount up to and including 5,000 USD", "Risk: low or medium", "In plan: yes".

    Without `named` the dimension is left out: "yes".
    """
    dimension = document.dimensions.get(condition.dimension)
    name = dimension.name if dimension else condition.dimension
    if isinstance(condition, BandCondition):
        text = band_words(dimension, condition.band, condition.currency) if dimension else "not known"
        whole = {"any": f"any {name}", NONE: f"no {name}"}
        return whole.get(text, f"{name} {text}") if named else text
    if isinstance(condition, ClassCondition):
        text = listed(condition.among, "or") if condition.among else "none"
    else:
        text = "yes" if condition.value else "no"
    return f"{name}: {text}" if named else text


def box_words(document: Document, box: Iterable[Condition], places: Iterable[str] = (), *, named: bool = True) -> str:
    """Return the cases of a box: "Amount above 5,000 USD, In plan: yes, in Germany"; without any, "every case"."""
    parts = [condition_words(document, condition, named=named) for condition in box]
    if places:
        parts += places_words(document, places)
    return ", ".join(parts) or "every case"


def cases_words(document: Document, box: Sequence[Condition], places: Sequence[str] = (), every: str = "every") -> str:
    """Return the cases of a box as what a row covers: "Amount above 5,000 USD", "cases in Germany", "every case"."""
    if not box and not places:
        return f"{every} case"
    return f"{'' if box else 'cases '}{box_words(document, box, places)}"


def places_words(document: Document, places: Iterable[str]) -> list[str]:
    """Return places as a sentence names them, one part for each kind: "in Germany or in India", "in Finance"."""
    groups = by_kind(document.places, places).values()
    return [listed([place_words(document, place) for place in group_], "or") for group_ in groups]


def place_words(document: Document, place: str) -> str:
    """Return a place as a part of a sentence: "in Germany"; "elsewhere" for what no place of the file stands for.

    Where the file has places of several kinds it says which: "in another department".
    """
    if is_elsewhere(place):
        return f"in another {kind_of(document.places, place)}" if _several_kinds(document) else "elsewhere"
    row = document.places.get(place)
    return f"in {row.name if row else place}"


def _several_kinds(document: Document) -> bool:
    return len({place.kind for place in document.places if place.parent not in document.places}) > 1


def axis_words(document: Document, axis: str) -> str:
    """Return what a case is asked for: "“Amount”", "the place", "the department" where there are several kinds."""
    if is_place_axis(axis):
        return f"the {kind_of_axis(axis)}" if _several_kinds(document) else "the place"
    dimension = document.dimensions.get(axis)
    return f"“{dimension.name if dimension else axis}”"


def rule_words(document: Document, rule: Rule) -> str:
    """Return a row as people know it: its label with its cases, "“Up to $5K” (Amount up to … 5,000 USD)"."""
    cases = box_words(document, rule.box, rule.places)
    return f"“{rule.label}” ({cases})" if rule.label else f"“{cases}”"


def rule_name(document: Document, rule: Rule) -> str:
    """Return the short name of a row in quotes: its label, with its cases where others are called the same."""
    if not rule.label:
        return rule_words(document, rule)
    alike = [other for other in document.rules.by("label", rule.label) if other.decision == rule.decision]
    return rule_words(document, rule) if len(alike) > 1 else f"“{rule.label}”"


def value_words(dimension: Dimension, value: int | str | bool) -> str:
    """Return a value of a dimension with its unit: "5,000 USD", "high", "yes"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    unit = unit_of(dimension)
    return f"{group(value * dimension.step)} {unit}" if unit else group(value * dimension.step)


def facts_words(document: Document, case: "Case") -> str:
    """Return the facts of a case: "Amount 5,000 USD, In plan: yes, in Germany"; nothing where it has none."""
    parts = []
    for dimension in document.dimensions:
        if dimension.id in case.facts:
            value = case.facts[dimension.id]
            colon = ":" if isinstance(value, bool | str) else ""
            parts.append(f"{dimension.name}{colon} {value_words(dimension, value)}")
    if case.places:
        parts += places_words(document, case.places)
    return ", ".join(parts)


def case_words(document: Document, case: "Case") -> str:
    """Return a case: "“Operating Expenses” with Amount 5,000 USD, In plan: yes", "“Leases” in Germany"."""
    decision = document.decisions.get(case.decision)
    name = f"“{decision.name if decision else case.decision}”"
    facts = facts_words(document, case)
    return f"{name} {'with ' if case.facts else ''}{facts}" if facts else name


def role_words(document: Document, role: str) -> str:
    """Return what a role is called."""
    row = document.roles.get(role)
    return row.name if row else role


def who_words(document: Document, who: Expression) -> str:
    """Return who must say yes, without what they do: "Executive Director and (Treasurer or Chair)"."""
    return _who(document, who)[0]


def expression_words(document: Document, who: Expression, right: Right) -> str:
    """Return who does what: "CEO and CFO approve", "a majority of the Board approves"."""
    text, several = _who(document, who)
    return f"{text} {verb(right, several)}"


def _who(document: Document, who: Expression) -> tuple[str, bool]:
    """Return an expression in words, and whether several act."""
    match who:
        case OneRole():
            return role_words(document, who.role), False
        case Vote():
            return _vote(document, who), who.majority in ("two_thirds", "unanimous")
        case AllOf():
            parts = _parts(document, who.parts, AnyOf)
            if who.distinct and _alike(who.parts):
                return f"{number_words(len(parts))} holders of {parts[0]}", True
            text = listed(parts) + (" (different persons)" if who.distinct and len(parts) > 1 else "")
            return text, len(parts) > 1
        case AnyOf():
            return listed(_parts(document, who.parts, AllOf), "or"), False
        case KOf():
            return _k_of(document, who), who.count > 1


def _parts(document: Document, parts: Iterable[Expression], other: type[AllOf | AnyOf]) -> list[str]:
    texts = []
    for part in parts:
        text = _who(document, part)[0]
        mixed = isinstance(part, KOf) or (isinstance(part, other) and len(part.parts) > 1)
        texts.append(f"({text})" if mixed else text)
    return texts


def _k_of(document: Document, who: KOf) -> str:
    parts = _parts(document, who.parts, AnyOf)
    holders = "holder" if who.count == 1 else "holders"
    text = f"{number_words(who.count)} {f'{holders} of {parts[0]}' if _alike(who.parts) else f'of {listed(parts)}'}"
    quotas = [_quota(document, quota) for quota in who.quotas]
    return f"{text}, among them {listed(quotas)}," if quotas else text


def _alike(parts: Sequence[Expression]) -> bool:
    """Return whether several parts are one and the same role, so that its holders are counted."""
    return len(parts) > 1 and isinstance(parts[0], OneRole) and len(set(parts)) == 1


def _quota(document: Document, quota: Quota) -> str:
    if quota.count == 1 and isinstance(quota.among, OneRole):
        return role_words(document, quota.among.role)
    return f"at least {number_words(quota.count)} from {_who(document, quota.among)[0]}"


def _vote(document: Document, who: Vote) -> str:
    name = role_words(document, who.body)
    text = f"{_MAJORITIES[who.majority]} {name if name.lower().startswith('the ') else f'the {name}'}"
    terms = []
    if who.quorum:
        terms.append(f"quorum {who.quorum}")
    if who.minimum_days:
        terms.append(f"{who.minimum_days} {'day’s' if who.minimum_days == 1 else 'days’'} notice")
    if who.excluded:
        terms.append(f"without {listed([role_words(document, role) for role in who.excluded])}")
    return f"{text} ({', '.join(terms)})" if terms else text


def in_procedure_order(steps: Iterable[Step]) -> list[Step]:
    """Return steps by stage, and inside a stage in the order in which rights follow one another."""
    return sorted(steps, key=lambda step: (step.stage, RIGHTS.index(step.right)))


def procedure_words(document: Document, steps: Iterable[Step]) -> str:
    """Return a procedure: "CEO recommends, then Board approves", "CEO approves; CFO signs; then Board is informed".

    Steps of one stage with the same right are one clause, as is one party with several rights or one that approves
    and then signs; clauses of one stage stand side by side. Empty: "nobody does anything".
    """
    found = [list(stage) for _, stage in groupby(in_procedure_order(steps), key=lambda step: step.stage)]
    stages = [_stage_clauses(document, stage) for stage in _signed_at_once(found)]
    several = any(len(clauses) > 1 for clauses in stages)
    return ("; then " if several else ", then ").join(
        "; ".join(clauses) for clauses in stages
    ) or "nobody does anything"


def deadline_words(document: Document, step: Step) -> str:
    """Return by when a step must be done and what silence means: "CFO must answer within 24 hours; …", or nothing.

    Of one that is done for many cases together, how often: "Board is informed, once a quarter for all cases of it."
    """
    if step.hours is None:
        return f"{_doing(document, step)}, once a {step.cadence} for all cases of it." if step.cadence else ""
    does = {"sign": "sign", "perform": "act", "notify": "be informed"}.get(step.right, "answer")
    then = {
        "approve": "; silence counts as a yes",
        "reject": "; silence counts as a no",
        "escalate": "; otherwise the case goes up",
        None: "",
    }[step.on_timeout]
    hours = f"{step.hours:g} {'hour' if step.hours == 1 else 'hours'}"
    return sentence(f"{who_words(document, step.who)} must {does} within {hours}{then}")


def _signed_at_once(stages: list[list[Step]]) -> list[list[Step]]:
    """Return stages with an approval and the signature of the same party that follows it as one."""
    joined: list[list[Step]] = []
    for stage in stages:
        before = joined[-1] if joined else []
        kinds = {step.right for step in before}, {step.right for step in stage}
        if kinds == ({"approve"}, {"sign"}) and _party(before) == _party(stage):
            joined[-1] = [*before, *stage]
        else:
            joined.append(stage)
    return joined


def _party(steps: list[Step]) -> Expression:
    return together(step.who for step in steps)


def _doing(document: Document, step: Step) -> str:
    return sentence(expression_words(document, step.who, step.right))[:-1]


def _stage_clauses(document: Document, steps: list[Step]) -> list[str]:
    verbs: dict[tuple[str, bool], list[str]] = {}
    for (right, days), found in groupby(steps, key=lambda step: (step.right, step.within_days)):
        who, several = _who(document, together(step.who for step in found))
        within = f" within {number_words(days)} day{'s' if days != 1 else ''}" if days is not None else ""
        verbs.setdefault((who, several), []).append(verb(right, several) + within)
    return [f"{who} {listed(actions)}" for (who, _), actions in verbs.items()]


def together(parts: Iterable[Expression]) -> Expression:
    """Return one expression for parties that act side by side; nested plain all-of groups become one list."""
    flat: dict[Expression, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, AllOf) and not part.distinct else (part,)))
    return next(iter(flat)) if len(flat) == 1 else AllOf(parts=tuple(flat))
