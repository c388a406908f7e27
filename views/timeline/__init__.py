"""Things that last from a day until a day, as bars over their days."""

from views.timeline.timeline import Timeline

__all__ = ["Timeline"]
