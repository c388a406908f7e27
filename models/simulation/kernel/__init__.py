"""The event loop and all that is compiled into it: time, luck, arrivals, queues, work, and what is counted."""
