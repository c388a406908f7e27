"""Labelled fields for every form: each says what is wrong beneath itself and never loses what was typed."""

from views.shell.fields.base import Field, commit_all
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
