"""Shares as people read them."""


def percent(share: float, digits: int = 1) -> str:
    """Return a share in percent: "4.2 %", without decimals where `digits` is 0."""
    return f"{share * 100:.{digits}f} %"
