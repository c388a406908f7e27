"""Claims: what teams say in their charters that they own and decide, held against the matrix and one another."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from models.authority.delegation import granted
from models.authority.facts import Case
from models.authority.geometry import Piece, Region, TooIntricate, settle
from models.authority.power import acting_as, meets
from models.authority.procedures import deciding_steps
from models.authority.rules import Rule
from models.authority.spaces import Space, space_of
from models.authority.words import box_words, case_words, procedure_words, role_words, some_of
from models.decisions import Decision, Section
from models.document import Document
from models.findings.base import Found, Place
from models.findings.survey import Reading, Survey
from models.tables import Table
from models.teams import Charter, Claim, Team

Row = TypeVar("Row", Section, Team)


def contradictions(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the claims of charters to decide cases of a decision that the matrix gives to somebody else."""
    document, decision = survey.document, reading.decision
    if decision.see_document:
        return
    for charter in document.charters:
        for at, claim in enumerate(charter.claims):
            if claim.decision != decision.id:
                continue
            against = _against(survey, reading, charter, claim)
            if against is None:
                continue
            example, says = against
            team = document.teams[charter.team]
            cases = f" ({box_words(document, claim.limits)})" if claim.limits else ""
            yield Found(
                (Place("charter", charter.id, "claims"), *(Place("rule", rule.id, "procedure") for rule in says)),
                f"By its charter “{team.name}” decides “{decision.name}”{cases}, but by the matrix "
                f"{_in_words(survey, says)}.",
                "Take it out of the charter or narrow it, or give a role of the team the row.",
                subject=f"{charter.id}|{at}|{decision.id}",
                case=case_words(document, example),
                example=example,
            )


def _in_words(survey: Survey, rules: tuple[Rule, ...]) -> str:
    if not rules:
        residual = survey.residual
        return f"{role_words(survey.document, residual)} decides what no row covers" if residual else "nobody does"
    if len(rules) > 1:
        return "rows that do not agree do"
    return procedure_words(survey.document, deciding_steps(rules[0].procedure) or rules[0].procedure)


def _against(survey: Survey, reading: Reading, charter: Charter, claim: Claim) -> tuple[Case, tuple[Rule, ...]] | None:
    """Return a case of a claim that the team does not decide alone, with the rows that give it to others."""
    document = survey.document
    own = frozenset(acting_as(document, (role.id for role in document.roles.by("team", charter.team))))
    space, pieces, claimed = _space(survey, reading, claim)
    rules = {rule.id: rule for rule in reading.rules}
    try:
        for start in claimed:
            for found in settle(start, (piece for piece in pieces if piece.row in rules)):
                won = tuple(rules[row] for row in found.rows)
                for region, acting in _with_grants(survey, found.region, pieces, own):
                    if not _theirs(survey, won, acting):
                        return space.example(region), won
    except TooIntricate:
        return None
    return None


def _space(survey: Survey, reading: Reading, claim: Claim) -> tuple[Space, tuple[Piece, ...], list[Region]]:
    """Return the space of a decision cut by a claim and by delegations as well, its pieces, and what is claimed."""
    decision = reading.decision.id
    probe = Rule(id="claim", edition="", decision=decision, box=claim.limits)
    grants = [
        Rule(id=grant.id, edition="", decision=decision, box=grant.limits, places=grant.places)
        for grant in survey.document.delegations
        if granted(grant, survey.on, "approve")
        and not grant.only_when_absent
        and (not grant.decisions or decision in grant.decisions)
    ]
    space = space_of(survey.document, decision, (*reading.rules, probe, *grants), survey.on)
    return space, space.pieces, [piece.region for piece in space.pieces if piece.row == probe.id]


def _with_grants(
    survey: Survey, region: Region, pieces: tuple[Piece, ...], own: frozenset[str]
) -> Iterator[tuple[Region, frozenset[str]]]:
    """Yield the parts of a region with the roles as which a team acts there, those included that delegate to it."""
    grants = survey.document.delegations
    # Of the same precedence, so that all that cover a case are named.
    mine = [
        Piece(piece.row, piece.region) for piece in pieces if piece.row in grants and grants[piece.row].to_role in own
    ]
    for found in settle(region, mine):
        yield found.region, own | {grants[row].from_role for row in found.rows}


def _theirs(survey: Survey, rules: tuple[Rule, ...], acting: frozenset[str]) -> bool:
    """Return whether those who act as some roles alone decide what rows give; another document may say so."""
    if not rules:
        return survey.residual in acting
    if any(rule.kind == "refer" for rule in rules):
        return True
    return all(
        bool(steps := deciding_steps(rule.procedure)) and all(meets(step.who, acting) for step in steps)
        for rule in rules
    )


def rival_domains(survey: Survey) -> Iterator[Found]:
    """Yield the pairs of teams that call the same decisions, or all of a section, their own."""
    document = survey.document
    owned = _owned(document)
    for one, other in combinations(owned, 2):
        if _inside(document, one, other) or _inside(document, other, one):
            continue
        shared = [decision for decision in owned[one] if decision in owned[other]]
        if not shared:
            continue
        names = some_of([f"“{document.decisions[decision].name}”" for decision in shared])
        charters = [charter for team in (one, other) for charter in document.charters.by("team", team)]
        yield Found(
            (
                *(Place("charter", charter.id, "owns") for charter in charters),
                *(Place("team", team) for team in (one, other) if not document.charters.by("team", team)),
                *(Place("decision", decision, "owner_team") for decision in shared),
            ),
            f"Both “{document.teams[one].name}” and “{document.teams[other].name}” call {names} their domain.",
            "Leave it with one of them, and let the other one be consulted.",
            subject="+".join(sorted((one, other))),
        )


def _owned(document: Document) -> dict[str, dict[str, Decision]]:
    """Return the decisions that each team calls its domain: by its charter's sections, or as a decision's owner."""
    owned: dict[str, dict[str, Decision]] = {}
    sections: dict[str, set[str]] = {}
    for charter in document.charters:
        for section in charter.owns:
            sections.setdefault(section, set()).add(charter.team)
    for decision in document.decisions:
        teams = {decision.owner_team} - {None}
        for section in _upward(document.sections, decision.section) if sections else ():
            teams |= sections.get(section, set())
        if not teams:
            continue
        for team in document.teams:
            if team.id in teams:
                owned.setdefault(team.id, {})[decision.id] = decision
    return owned


def _inside(document: Document, team: str, other: str) -> bool:
    """Return whether a team is a part of another, whose domain holds its own."""
    return other in _upward(document.teams, team)


def _upward(rows: Table[Row], name: str | None) -> Iterator[str]:
    """Yield the id of a row and of those that it lies in; a circle ends where it would come back."""
    seen: set[str] = set()
    row = rows.get(name)
    while row is not None and row.id not in seen:
        yield row.id
        seen.add(row.id)
        row = rows.get(row.parent)


def rival_claims(survey: Survey, reading: Reading) -> Iterator[Found]:
    """Yield the pairs of teams that both say they decide a case which the matrix does not give to both."""
    document, decision = survey.document, reading.decision
    claims = [
        (charter, claim) for charter in document.charters for claim in charter.claims if claim.decision == decision.id
    ]
    told: set[tuple[str, str]] = set()
    for (one, mine), (other, theirs) in combinations(claims, 2):
        pair = (one.id, other.id)
        if one.team == other.team or pair in told:
            continue
        example = _contested(survey, reading, (one, mine), (other, theirs))
        if example is not None:
            told.add(pair)
            names = [f"“{document.teams[charter.team].name}”" for charter in (one, other)]
            yield Found(
                (Place("charter", one.id, "claims"), Place("charter", other.id, "claims")),
                f"By their charters both {names[0]} and {names[1]} decide “{decision.name}”, and the matrix does not "
                "give it to both.",
                "Leave it to one of them, or divide the cases between them.",
                subject=f"{'+'.join(sorted(pair))}|{decision.id}",
                case=case_words(document, example),
                example=example,
            )


def _contested(
    survey: Survey, reading: Reading, one: tuple[Charter, Claim], other: tuple[Charter, Claim]
) -> Case | None:
    """Return a case that two claims share and that the matrix does not let both teams decide."""
    both = one[1].changed(limits=(*one[1].limits, *other[1].limits))
    for charter in (one[0], other[0]):
        found = _against(survey, reading, charter, both)
        if found is not None:
            return found[0]
    return None
