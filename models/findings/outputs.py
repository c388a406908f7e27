"""Whether an outcome is phrased as an output: something to make, rather than a change that somebody notices."""

import re

_MAKING = {
    "add": "adding",
    "build": "building",
    "complete": "completing",
    "create": "creating",
    "define": "defining",
    "deliver": "delivering",
    "deploy": "deploying",
    "develop": "developing",
    "establish": "establishing",
    "finish": "finishing",
    "implement": "implementing",
    "install": "installing",
    "introduce": "introducing",
    "launch": "launching",
    "migrate": "migrating",
    "organise": "organising",
    "organize": "organizing",
    "prepare": "preparing",
    "produce": "producing",
    "publish": "publishing",
    "redesign": "redesigning",
    "replace": "replacing",
    "roll out": "rolling out",
    "set up": "setting up",
    "ship": "shipping",
    "write": "writing",
}
# Words that are nouns as well, so that "Release data on all events" is none of them.
_MAKING_SOMETHING = {"design": "designing", "document": "documenting", "release": "releasing", "run": "running"}
_VERBS = "|".join(map(re.escape, _MAKING))
_FIRST = re.compile(
    rf"""^\W*(?:to\s+|we\s+(?:will\s+)?)?
        (?:({_VERBS})\b|({"|".join(_MAKING_SOMETHING)})(?=\s+(?:an?|the|our|version)\b))
        \s*(.*)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_MADE = re.compile(
    r"\b(launched|shipped|implemented|published|migrated|released|rolled out|deployed|rewritten)\W*$", re.IGNORECASE
)
_MEASURED = re.compile(
    r"""\d[\d.,]*\s*(?:%|percent|per\s+cent|points?\b|days?\b|hours?\b|minutes?\b)
        |\bfrom\s+[^\s\d]*\d.*\bto\s+[^\s\d]*\d
        |\b(?:so\s+that|by\s+at\s+least|fewer\s+than|more\s+than|less\s+than|at\s+least|at\s+most)\b
        |\b(?:increas|reduc|decreas|rais|lower|doubl|halv|cut)(?:e|es|ed|ing|s)?\b.*\d""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def output_phrase(text: str) -> str | None:
    """Return a hint how to say it as an outcome where a text names something to make, or None.

    A text that starts with making something but also states the measured change counts as an outcome.
    """
    if _MEASURED.search(text):
        return None
    made = _MADE.search(text)
    if made is not None:
        return f"“{made[1]}” says that something was made. What will be different for whom then, from … to …?"
    match = _FIRST.match(text)
    if match is None:
        return None
    said, rest = match[1] or match[2], " ".join(match[3].split()).rstrip(".")
    verb = (_MAKING | _MAKING_SOMETHING)[said.lower()]
    making = f"{verb} {rest}" if rest else verb
    return f"“{said}” names something to make. What will be different for whom through {making}, from … to …?"
