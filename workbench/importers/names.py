"""Names as a document takes them."""

LONGEST_NAME = 480


def short_name(text: str) -> str:
    """Return a name without idle spaces and a closing colon, cut where it is longer than a name may be."""
    spaced = " ".join(text.split())
    name = spaced.rstrip(" :") or spaced
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
