"""Deciders: whether the rows name one who decides, within reach and within limits, and who does the rest."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor, inf

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole, Vote
from models.authority.facts import currency_of
from models.authority.ladders import reach
from models.authority.paths import Path
from models.authority.power import members_of
from models.authority.procedures import deciders, deciding_steps
from models.authority.rates import exchange_rate
from models.authority.rules import BandCondition, ClassCondition, FlagCondition, Right, Rule, Step
from models.authority.schemes import UNSHOWN, Family, letter_of, preset_of
from models.authority.words import (
    case_words,
    listed,
    number_words,
    procedure_words,
    role_words,
    rule_name,
    together,
    who_words,
)
from models.decisions import Dimension
from models.document import Document
from models.findings.base import Check, Found, Place
from models.findings.settings import setting
from models.findings.survey import Reading, Survey
from models.findings.witness import case_of, case_within
from models.quantities import UNLIMITED, Band, Money, minor_unit

# Families of schemes that have a part for it.
_PERFORMED: tuple[Family, ...] = ("raci", "rasci", "rapid")
_RECOMMENDED: tuple[Family, ...] = ("rapid", "daci", "reear")


def _no_decider(survey: Survey, reading: Reading) -> Iterator[Found]:
    document, decision = survey.document, reading.decision
    if not reading.rules and not decision.see_document:
        text = f"“{decision.name}” has no row{' in force' if reading.rows else ''}, so nobody is named who decides."
        yield Found(
            (Place("decision", decision.id),),
            text,
            "Add a row and say who approves, or name the document that says it.",
            severity="information" if survey.residual else None,
        )
    for rule in reading.rules:
        if rule.kind == "refer" or deciding_steps(rule.procedure):
            continue
        words = procedure_words(document, rule.procedure)
        says = f"says that {words}, but not who approves" if rule.procedure else "names nobody"
        example = case_of(survey, reading, rule)
        yield Found(
            (Place("rule", rule.id, "procedure"),),
            f"The row {rule_name(document, rule)} of “{decision.name}” {says}.",
            "Give one role the right to approve.",
            case=case_words(document, example) if example else None,
            example=example,
        )


def _rival_deciders(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the rows in which several decide, each for itself: nothing says that they do so jointly.

    Under a scheme by which just one role decides a row, such as RACI, that is any second decider whom no condition
    of different persons joins to the first. Elsewhere it is two approvals side by side, of one kind, that are not
    one approval by several.
    """
    document = survey.document
    for rule in reading.rules:
        steps = deciding_steps(rule.procedure)
        edition = document.editions.get(rule.edition)
        scheme = document.schemes.get(edition.scheme) if edition else None
        preset = preset_of(scheme)
        if scheme is not None and preset is not None and "approve" in preset.single:
            all_ = together([step.who for step in steps]) if steps else None
            letter = letter_of("approve", scheme.letters) or UNSHOWN
            if isinstance(all_, AllOf) and not all_.distinct and len(all_.parts) > 1:
                gives = (
                    f"gives {letter} to several roles, {who_words(document, all_)}; {preset.name} wants one who decides"
                )
                yield _rivals(survey, reading, rule, gives)
        else:
            for alike in _side_by_side(steps):
                names = listed([who_words(document, step.who) for step in alike])
                yield _rivals(survey, reading, rule, f"has {names} approve, each for itself")


def _side_by_side(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the approvals of one stage and one strand, where there are several by different parties."""
    groups: dict[tuple[int, str], dict[Expression, Step]] = {}
    for step in steps:
        groups.setdefault((step.stage, step.strand.strip().casefold()), {}).setdefault(step.who, step)
    for alike in groups.values():
        if len(alike) > 1:
            yield tuple(alike.values())


def _rivals(survey: Survey, reading: Reading, rule: Rule, gives: str) -> Found:
    example = case_of(survey, reading, rule)
    return Found(
        (Place("rule", rule.id, "procedure"),),
        f"The row {rule_name(survey.document, rule)} of “{reading.decision.name}” {gives}.",
        "Leave it with one of them, or say that they decide jointly: any of them, or all in one approval by different "
        "persons.",
        case=case_words(survey.document, example) if example else None,
        example=example,
    )


def _bypassed(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the rows whose decider a case never meets that goes up along the links from those who decide less."""
    document, decision = survey.document, reading.decision
    linked = {link.from_role for link in document.escalation_links if "limit" in link.triggers}
    known: _Known = {}
    for rule in reading.rules if linked & reading.ladder.reached.keys() else ():
        named = deciders(rule.procedure)
        # Who decides is known only once a case is, and so is the way there.
        if not named or any(document.roles[role].kind == "runtime" for role in named):
            continue
        paths = _past(survey, reading, rule, named, known)
        if not paths:
            continue
        path = paths[0]
        example = case_of(survey, reading, rule)
        way = " → ".join(role_words(document, role) for role in path.roles)
        who, it = listed([role_words(document, role) for role in named]), "it" if len(named) == 1 else "any of them"
        start = role_words(document, path.start)
        yield Found(
            (
                Place("rule", rule.id, "procedure"),
                *(Place("escalation_link", hop.link, "to_role") for hop in path.hops if hop.link),
            ),
            f"{who} {'decides' if len(named) == 1 else 'decide'} the row {rule_name(document, rule)} of "
            f"“{decision.name}”, but a case above the limit of {start} goes {way} and never reaches {it}.",
            f"Add an escalation link for “{decision.name}” from {start} to {role_words(document, named[0])}, or let "
            f"{role_words(document, path.roles[-1])} decide these cases.",
            subject=rule.id,
            case=case_words(document, example) if example else None,
            example=example,
        )


_Known = dict[tuple[tuple[str, ...], str], Path]


def _past(survey: Survey, reading: Reading, rule: Rule, named: tuple[str, ...], known: _Known) -> list[Path]:
    """Return the paths from those who decide a row of smaller cases, where they are drawn and all go past a decider.

    `known` are the paths that other rows with the same deciders had looked at, and takes those that this one has.
    """
    able = {member for role in named for member in (role, *members_of(survey.document, role))}
    below = (lower for height, smaller, lower in reading.ladder.steps if height < reach(rule) and _alike(smaller, rule))
    for lower in dict.fromkeys(below):
        if able & set(lower):
            continue
        for role in lower:
            if (named, role) not in known:
                known[named, role] = survey.paths.path_from(reading.decision.id, role, "limit", (rule,))
        paths = [known[named, role] for role in lower]
        if all(
            path.end == "decides" and any(hop.source == "link" for hop in path.hops) and not able & set(path.roles)
            for path in paths
        ):
            return paths
    return []


def _alike(one: Rule, other: Rule) -> bool:
    """Return whether a case of one row can grow into one of another: the two differ in no class and no property."""
    known = {condition.dimension: condition for condition in one.box}
    for theirs in other.box:
        match known.get(theirs.dimension), theirs:
            case FlagCondition() as mine, FlagCondition() if mine.value != theirs.value:
                return False
            case ClassCondition() as mine, ClassCondition() if set(mine.among).isdisjoint(theirs.among):
                return False
    return True


def _beyond_own_limit(survey: Survey, reading: Reading) -> Iterator[Found]:
    document = survey.document
    limited = {role for role in reading.deciders if _role_limit(document, role) != inf}
    money = [row for row in map(document.dimensions.get, reading.decision.dimensions) if row and row.kind == "money"]
    for rule in reading.rules if money and limited else ():
        steps = deciding_steps(rule.procedure)
        limit = _own_limit(document, together([step.who for step in steps])) if steps else inf
        for dimension in money if limit != inf else ():
            first = _first_above(survey, dimension, int(limit))
            if first is None:
                continue
            above = BandCondition(dimension=dimension.id, band=Band(lower=first, upper=UNLIMITED))
            example = case_within(survey, reading, [above], rule)
            if example is None:
                continue
            names = [
                f"{role_words(document, role)} itself may commit {_limit_words(document, role)}"
                for role in deciders(rule.procedure)
                if role in limited
            ]
            yield Found(
                (
                    Place("rule", rule.id, "procedure"),
                    *(Place("role", r, "own_limit") for r in deciders(rule.procedure) if r in limited),
                ),
                f"The row {rule_name(document, rule)} of “{reading.decision.name}” gives more than its decider may "
                f"commit: {listed(names)}.",
                "Lower the band, raise the role’s own limit, or have somebody with a higher one approve as well.",
                case=case_words(document, example),
                example=example,
            )
            break


def _own_limit(document: Document, who: Expression) -> float:
    """Return up to what amount an approval stays within own limits, whoever gives it; in minor units.

    Where several approve jointly the highest of their limits counts; where any may, the lowest.
    """
    match who:
        case OneRole() | Vote():
            return _role_limit(document, who.role if isinstance(who, OneRole) else who.body)
        case AllOf():
            return max(_own_limit(document, part) for part in who.parts)
        case AnyOf():
            return min(_own_limit(document, part) for part in who.parts)
        case KOf():
            limits = sorted(_own_limit(document, part) for part in who.parts)
            return limits[min(who.count, len(limits)) - 1]


def _role_limit(document: Document, role: str) -> float:
    row = document.roles.get(role)
    limit = row.own_limit if row else None
    return float(limit) if isinstance(limit, int) else 0 if limit == "none" else inf


def _limit_words(document: Document, role: str) -> str:
    limit = _role_limit(document, role)
    return f"up to {Money(minor=int(limit), currency=document.workspace.currency)}" if limit else "nothing"


def _first_above(survey: Survey, dimension: Dimension, limit: int) -> int | None:
    """Return the first value of a dimension, in its steps, above an amount in the organisation's minor units.

    None where there is no exchange rate to compare them by.
    """
    own = survey.document.workspace.currency
    rate = exchange_rate(survey.document, own, currency_of(survey.document, dimension), survey.on)
    return None if rate is None else floor(limit * Fraction(minor_unit(own)) * rate / Fraction(dimension.step)) + 1


def _no_performer(survey: Survey) -> Iterator[Found]:
    yield from _lacking(survey, "perform", _PERFORMED, "who carries it out", "Name a role that performs it.")


def _no_recommender(survey: Survey) -> Iterator[Found]:
    fix = "Name a role that recommends, or drives, it."
    yield from _lacking(survey, "recommend", _RECOMMENDED, "who recommends it, or drives it to a decision", fix)


def _lacking(survey: Survey, right: Right, families: tuple[Family, ...], what: str, fix: str) -> Iterator[Found]:
    """Yield the decisions in which nobody has a part, where the scheme has one for it or most others name it."""
    document = survey.document
    for edition in survey.editions:
        here = [reading for reading in survey.readings.values() if reading.decided_in == edition.id]
        without = [reading for reading in here if right not in reading.parts]
        scheme = document.schemes.get(edition.scheme)
        named = len(here) - len(without)
        if scheme is not None and scheme.family in families:
            why = f"{scheme.name} has a part for that"
        elif named and named >= setting(document, "usual_part") * len(here):
            others = "the other" if named == 1 else f"{number_words(named)} others"
            why = f"{others} {'does' if named == 1 else 'do'}"
        else:
            continue
        for reading in without:
            rule = reading.deciding[0][0]
            example = case_of(survey, reading, rule)
            yield Found(
                (Place("decision", reading.decision.id), Place("rule", rule.id, "procedure")),
                f"“{reading.decision.name}” does not say {what}; {why}.",
                fix,
                subject=reading.decision.id,
                case=case_words(document, example) if example else None,
                example=example,
            )


_READ = frozenset(("edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role", "workspace"))

CHECKS = (
    Check("F15", "No decider", "error", "A decision that is nobody’s waits.", _READ, each=_no_decider),
    Check(
        "F16",
        "Several sole deciders",
        "error",
        "Where two decide alone, neither does.",
        _READ | {"scheme"},
        each=_rival_deciders,
    ),
    Check(
        "F17",
        "Decider not on the path",
        "error",
        "A case that goes past its decider is decided by somebody else, or not at all.",
        _READ | {"escalation_link", "section"},
        each=_bypassed,
    ),
    Check(
        "F20",
        "Decider’s own limit below the band",
        "error",
        "What somebody may not commit at all they cannot commit by a row.",
        _READ,
        each=_beyond_own_limit,
    ),
    Check("F22", "No performer", "warning", "Decided is not done.", _READ | {"scheme"}, _no_performer),
    Check("F23", "No recommender", "warning", "Nobody prepares the decision.", _READ | {"scheme"}, _no_recommender),
)
