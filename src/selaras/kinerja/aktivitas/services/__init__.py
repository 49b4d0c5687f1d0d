"""Writes of daily activities: entering, deciding, closing, the month's minutes."""
