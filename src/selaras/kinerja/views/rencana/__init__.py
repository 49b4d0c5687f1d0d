"""Pages of plans: one's own, the sheet of a year and of a month, the team's, the unit's."""
