"""Hours: by the clock, as the model counts them, and of an office, where nobody says otherwise."""

from models.escalation import HOURS_OF_A_WEEK, WorkCalendar

HOURS_A_DAY = 8.0
"""Open hours of an office on a working day."""
DAYS_A_QUARTER = 91
HOURS_A_QUARTER = 24.0 * DAYS_A_QUARTER
"""Hours by the clock in a quarter of thirteen weeks."""
OPENS_AT = 9.0
"""The hour at which an office opens."""
OFFICE = WorkCalendar(
    id="office", name="Monday to Friday, 9 to 17 o’clock", hours=(HOURS_A_DAY,) * 5 + (0, 0), opens_at=OPENS_AT
)
"""Who has no calendar works these hours."""
OFFICE_PROFILE = tuple(
    float(OPENS_AT <= hour % 24 < OPENS_AT + OFFICE.hours[hour // 24]) for hour in range(HOURS_OF_A_WEEK)
)
"""Without a profile of its own a decision's cases come in office hours: the weight of each hour of the week."""
