"""The parts of compiling: the year and its calendars, mixes, procedures, people, arrivals, and what oversight asks."""
