"""The window: pages, actions and flows, wired to a session."""

from workbench.window.main import Window

__all__ = ["Window"]
