"""Working time: the hours in a day, a week and a quarter, and what a deadline by the clock leaves of them."""

HOURS_A_DAY = 8.0
HOURS_A_WEEK = 5 * HOURS_A_DAY
HOURS_A_QUARTER = 13 * HOURS_A_WEEK


def working_hours(hours: float) -> float:
    """Return the hours of working time within a deadline of so many hours by the clock.

    A day of 24 hours has 8 of them and a week 40; a part of a day counts in full up to 8.
    """
    weeks, rest = divmod(hours, 168.0)
    days, rest = divmod(rest, 24.0)
    return weeks * HOURS_A_WEEK + min(days * HOURS_A_DAY + min(rest, HOURS_A_DAY), HOURS_A_WEEK)
