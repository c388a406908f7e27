"""Fixes of charters that contradict the matrix or one another, or that give a team nothing to decide."""

from collections.abc import Iterator

from models.authority.expressions import OneRole
from models.authority.rules import Step
from models.fixes.base import MOST_ROLES, Fix, Matter, Offer, without_deciding
from models.teams import Charter, Claim


def _charters(matter: Matter) -> list[Charter]:
    return [matter.document.charters[name] for name in matter.named("charter")]


def _team(matter: Matter, charter: Charter) -> str:
    return matter.document.teams[charter.team].name


def _agreeing(matter: Matter) -> Iterator[Fix]:
    """Yield the claim taken out of the charter, or the rows given to a role of the team."""
    for charter in _charters(matter):
        _, at, decision = matter.finding.subject.split("|")
        claims = tuple(claim for number, claim in enumerate(charter.claims) if number != int(at))
        name = matter.document.decisions[decision].name
        label = f"Take “{name}” out of what “{_team(matter, charter)}” says it decides"
        yield matter.setting(label, charter, claims=claims)
        for rule in matter.rules if len(matter.rules) == 1 else ():
            for role in matter.document.roles.by("team", charter.team)[:MOST_ROLES]:
                step = Step(right="approve", who=OneRole(role=role.id))
                label = f"Let {role.name} of “{_team(matter, charter)}” approve in the row {matter.rule(rule)}"
                yield matter.setting(label, rule, procedure=without_deciding(rule, step))


def _parted(matter: Matter) -> Iterator[Fix]:
    """Yield what two teams both claim left with one of them."""
    decisions = set(matter.named("decision")) or {matter.finding.subject.rpartition("|")[2]}
    charters = _charters(matter)
    for charter in charters:
        kept = tuple(claim for claim in charter.claims if not _is_about(claim, decisions))
        if kept != charter.claims:
            names = ", ".join(f"“{matter.document.decisions[name].name}”" for name in sorted(decisions))
            label = f"Take {names} out of what “{_team(matter, charter)}” says it decides"
            yield matter.setting(label, charter, claims=kept)
        for section in charter.owns:
            name = matter.document.sections[section].name
            left = tuple(other for other in charter.owns if other != section)
            yield matter.setting(f"Take “{name}” out of the domain of “{_team(matter, charter)}”", charter, owns=left)
    teams = [charter.team for charter in charters] + matter.named("team")
    for decision in (matter.document.decisions[name] for name in sorted(decisions)):
        for team in teams:
            if decision.owner_team in teams and decision.owner_team != team:
                name = matter.document.teams[team].name
                yield matter.setting(f"Let “{name}” own “{decision.name}”", decision, owner_team=team)


def _is_about(claim: Claim, decisions: set[str]) -> bool:
    return claim.decision in decisions


def _empowered(matter: Matter) -> Iterator[Fix]:
    """Yield the roles that decide and belong to no team yet."""
    deciding = {role for reading in matter.survey.readings.values() for role in reading.deciders}
    for charter in _charters(matter):
        free = [role for role in matter.document.roles if role.id in deciding and role.team is None]
        for role in free[:MOST_ROLES]:
            label = f"Have the role {role.name} belong to “{_team(matter, charter)}”"
            yield matter.setting(label, role, team=charter.team)


OFFERS: dict[str, Offer] = {"F60": _empowered, "F61": _agreeing, "F66": _parted}
