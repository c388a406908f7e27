"""Charters and teams: their size, whose time they have, what their charters leave out, and what they claim."""

from collections.abc import Iterator

from models.authority.delegation import granted
from models.authority.force import in_time
from models.authority.power import acting_as
from models.authority.words import listed
from models.findings.base import Check, Found, Place
from models.findings.claims import contradictions, rival_claims, rival_domains
from models.findings.settings import setting
from models.findings.survey import Survey
from models.teams import Charter, Membership

_ESSENTIAL = {
    "purpose": "its purpose",
    "out_of_scope": "what is not its own",
    "budget": "its budget",
}


def _current(survey: Survey) -> list[Membership]:
    return [row for row in survey.document.memberships if in_time(row.starts, row.ends, survey.on)]


def _size(survey: Survey) -> Iterator[Found]:
    document = survey.document
    if not len(document.memberships):
        return
    least, most = setting(document, "smallest_team"), setting(document, "largest_team")
    current = _current(survey)
    for team in document.teams:
        people = len({row.person for row in current if row.team == team.id})
        if least <= people <= most:
            continue
        small = people < least
        yield Found(
            (Place("team", team.id),),
            f"“{team.name}” has {people} {'person' if people == 1 else 'people'}; a team has {least:g} to {most:g}.",
            "Add members, or join it with another team." if small else "Split it where its work divides.",
        )


def _shared(survey: Survey) -> Iterator[Found]:
    document = survey.document
    current = _current(survey)
    full_time = 100 * setting(document, "full_time")
    full: dict[str, list[Membership]] = {}
    for row in current:
        person, team = document.people[row.person].name, document.teams[row.team].name
        if row.allocation < full_time:
            yield Found(
                (Place("membership", row.id, "allocation"),),
                f"{person} gives “{team}” {row.allocation:g} % of their time.",
                "Make it full time, or say in the charter why not.",
            )
        else:
            full.setdefault(row.person, []).append(row)
    for rows in full.values():
        if len(rows) > 1:
            names = listed([f"“{document.teams[row.team].name}”" for row in rows])
            yield Found(
                tuple(Place("membership", row.id, "allocation") for row in rows),
                f"{document.people[rows[0].person].name} is full time on {names}.",
                "Choose one team, or set the shares of time.",
                subject=rows[0].person,
            )


def _overfull(survey: Survey) -> Iterator[Found]:
    document = survey.document
    shares: dict[str, list[Membership]] = {}
    for row in _current(survey):
        shares.setdefault(row.person, []).append(row)
    for person, rows in shares.items():
        total = sum(row.allocation for row in rows)
        if total > 100:
            names = listed([f"“{document.teams[row.team].name}” {row.allocation:g} %" for row in rows])
            yield Found(
                tuple(Place("membership", row.id, "allocation") for row in rows),
                f"{document.people[person].name} is promised for {total:g} % of their time: {names}.",
                "Lower the shares until they add up to 100 % or less.",
                subject=person,
            )


def _powerless(survey: Survey) -> Iterator[Found]:
    document = survey.document
    if not len(document.charters):
        return
    deciding = frozenset(g.to_role for g in document.delegations if granted(g, survey.on, "approve"))
    deciding = deciding.union(*(reading.deciders for reading in survey.readings.values()))
    for charter in document.charters:
        roles = _roles_of(survey, charter)
        if not deciding & roles.keys():
            team = document.teams[charter.team]
            how = "the matrix gives its roles nothing to decide" if roles else "no role belongs to it"
            yield Found(
                (Place("charter", charter.id), Place("team", team.id)),
                f"“{team.name}” has a charter but no authority: {how}.",
                "Give one of its roles a decision, or say that the role that decides for it belongs to the team.",
                subject=charter.id,
            )


def _roles_of(survey: Survey, charter: Charter) -> dict[str, str | None]:
    """Return the roles of a team, and the groups in which they are."""
    return acting_as(survey.document, (role.id for role in survey.document.roles.by("team", charter.team)))


def _incomplete(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for charter in document.charters:
        missing = [words for name, words in _ESSENTIAL.items() if not getattr(charter, name)]
        if not _escalates(survey, charter):
            missing.append("how it escalates")
        if missing:
            fields = [name for name in _ESSENTIAL if not getattr(charter, name)]
            yield Found(
                tuple(Place("charter", charter.id, name) for name in fields or ["escalation_note"]),
                f"The charter of “{document.teams[charter.team].name}” does not say {listed(missing, 'or')}.",
                "Fill in what is missing.",
            )


def _escalates(survey: Survey, charter: Charter) -> bool:
    document = survey.document
    return bool(charter.escalation_note) or any(
        document.roles[role].reports_to or document.escalation_links.by("from_role", role)
        for role in _roles_of(survey, charter)
    )


_TEAMS = frozenset(("team", "membership", "person", "workspace"))
_CHARTERS = frozenset(("team", "charter", "role", "rule", "edition", "decision", "delegation"))
_CLAIMS = _CHARTERS | {"section", "dimension", "place", "instrument", "rate", "workspace"}

CHECKS = (
    Check(
        "F60",
        "Charter without authority",
        "warning",
        "A team that decides nothing has to ask for everything.",
        _CHARTERS,
        _powerless,
    ),
    Check(
        "F62", "Team size", "warning", "Small teams agree quickly and can still cover for one another.", _TEAMS, _size
    ),
    Check("F63", "Time is shared", "warning", "Protected time is what makes a team one.", _TEAMS, _shared),
    Check("F64", "More than a whole person", "error", "Nobody has more than all of their time.", _TEAMS, _overfull),
    Check(
        "F65",
        "Charter with parts missing",
        "warning",
        "What a charter leaves out is settled case by case.",
        _CHARTERS | {"escalation_link"},
        _incomplete,
    ),
    Check(
        "F61",
        "Charter contradicts the matrix",
        "error",
        "A team that relies on its charter would act without authority.",
        _CLAIMS,
        each=contradictions,
    ),
    Check(
        "F66",
        "Two teams claim one domain",
        "error",
        "What belongs to two teams is decided twice, or by neither.",
        _CLAIMS,
        rival_domains,
        each=rival_claims,
    ),
)
