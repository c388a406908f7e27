"""What can go wrong with a file, as sentences for the person who wanted it."""


class FileProblem(Exception):
    """A file that cannot be opened, read or written; the message is one plain sentence naming it and what to do."""
