"""Pages about people: the list, one person, what is missing, salaries, simple edits."""
