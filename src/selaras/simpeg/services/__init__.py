"""Writes rows of the personnel file."""
