"""Reads the personnel file."""
