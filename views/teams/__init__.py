"""Teams and their charters: a list, a form and the charter as a document."""

from views.teams.page import TeamsPage

__all__ = ["TeamsPage"]
