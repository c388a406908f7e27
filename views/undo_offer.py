"""A message about an edit with a button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.changes import ChangeSet
from views.bridge import Bridge
from views.shell.message_bar import MessageBar


def offer_undo(messages: MessageBar, bridge: Bridge, text: str) -> None:
    """Say what was just done and offer to undo it, until the next edit: undo then takes back something else."""

    def over(_changes: ChangeSet) -> None:
        bridge.changed.disconnect(over)
        if messages.text() == text:
            messages.dismiss()

    word = QCoreApplication.translate("UndoOffer", "Undo")
    messages.say(text, "info", action=word, on_action=bridge.undo)
    bridge.changed.connect(over)
