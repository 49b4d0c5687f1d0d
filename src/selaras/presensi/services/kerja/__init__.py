"""When people work: timetables, calendar, rosters, exchanges, exceptions, events."""
