"""Quick fixes: edits that end a finding and leave all others as they are, each tried before it is offered."""

from models.fixes.base import Fix
from models.fixes.catalogue import fixes_for

__all__ = ["Fix", "fixes_for"]
