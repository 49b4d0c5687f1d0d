"""People counted as of any day, and projected."""
