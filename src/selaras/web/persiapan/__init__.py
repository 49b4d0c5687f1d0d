"""Before a year begins: what is ready, what is missing, and where to mend it."""
