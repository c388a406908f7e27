"""Which charters an export writes."""

from exporters.base import ExportRefused, Options
from models.charter import CharterText, charter_of
from models.document import Document


def charters_of(document: Document, options: Options) -> tuple[CharterText, ...]:
    """Return the charters of all teams in order, or of the one asked for by name or id.

    Raises ExportRefused when there is no team, or none of that name.
    """
    teams = list(document.teams)
    if options.team:
        wanted = options.team.strip().casefold()
        teams = [team for team in teams if team.id == options.team or team.name.casefold() == wanted]
        if not teams:
            known = ", ".join(f"“{team.name}”" for team in document.teams)
            there = f"the file has {known}" if known else "the file has no teams yet"
            raise ExportRefused(f"There is no team “{options.team}”; {there}.")
    if not teams:
        raise ExportRefused("The file has no teams yet, so there is no charter to write.")
    return tuple(charter_of(document, team.id, options.on) for team in teams)
