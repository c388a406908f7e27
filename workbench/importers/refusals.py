"""Why a file cannot be imported, in one plain sentence."""

from models.changes import EditRefused


class ImportRefused(EditRefused):
    """A file that cannot be read as what was asked for; the message says what is wrong and what to do."""
