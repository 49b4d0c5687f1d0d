"""Reads of daily activities: a day, a month, a team, the catalogue; never writes."""
