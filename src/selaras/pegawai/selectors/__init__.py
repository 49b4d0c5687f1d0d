"""Reads about people: lists as of a day, superiors, histories, what is missing. Never writes."""
