"""Data only: icons, style, language files, templates, starter libraries, sample workspaces."""
