"""Hours: by the clock, as the model counts them, and of an office, where nobody says otherwise."""

HOURS_A_DAY = 8.0
"""Open hours of an office on a working day."""
DAYS_A_QUARTER = 91
HOURS_A_QUARTER = 24.0 * DAYS_A_QUARTER
"""Hours by the clock in a quarter of thirteen weeks."""
OPENS_AT = 9.0
"""The hour at which an office opens."""
