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
    "design": "designing",
    "develop": "developing",
    "document": "documenting",
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
    "release": "releasing",
    "replace": "replacing",
    "roll out": "rolling out",
    "run": "running",
    "set up": "setting up",
    "ship": "shipping",
    "start": "starting",
    "write": "writing",
}
_FIRST = re.compile(
    rf"^\W*(?:to\s+|we\s+(?:will\s+)?)?({'|'.join(sorted(_MAKING, key=len, reverse=True))})\b\s*(.*)",
    re.IGNORECASE | re.DOTALL,
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
    match = _FIRST.match(text)
    if match is None or _MEASURED.search(text):
        return None
    verb, rest = match[1].lower(), " ".join(match[2].split()).rstrip(".")
    making = f"{_MAKING[verb]} {rest}" if rest else _MAKING[verb]
    return f"“{match[1]}” names something to make. What will be different for whom through {making}, from … to …?"
