"""The leaders' summary: a year of months, from figures that runs keep per SKPD."""
