"""Labelled fields for every form: each says what is wrong beneath itself and never loses what was typed."""

from importlib import import_module
from typing import TYPE_CHECKING

from views.shell.fields.base import Field, commit_all

if TYPE_CHECKING:
    from views.shell.fields.choice import Choice, ChoiceField, ToggleField
    from views.shell.fields.date import DateField
    from views.shell.fields.number import NumberField
    from views.shell.fields.tags import TagsField
    from views.shell.fields.text import LineField, TextField

__all__ = [
    "Choice",
    "ChoiceField",
    "DateField",
    "Field",
    "LineField",
    "NumberField",
    "TagsField",
    "TextField",
    "ToggleField",
    "commit_all",
]

_MODULES = {
    "Choice": "choice",
    "ChoiceField": "choice",
    "DateField": "date",
    "LineField": "text",
    "NumberField": "number",
    "TagsField": "tags",
    "TextField": "text",
    "ToggleField": "choice",
}


def __getattr__(name: str) -> object:
    """Import a kind of field when somebody wants it: the first page has few, and each brings widgets of its own."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
