"""What is seen: Qt widgets and item models. Knows the document, not the file."""

import builtins

import PySide6.QtCore  # noqa: F401 - it must have put its hook in place before that is taken out again

# PySide makes every later import, of whatever module, read that module's source in search of `__feature__` switches.
# Remit uses none, and the hook doubles what its imports cost; the import that it replaced is kept under this name.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
