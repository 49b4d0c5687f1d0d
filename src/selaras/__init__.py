"""Selaras: the working life of Indonesian civil servants, from clock-in to allowance."""

__version__ = "0.1.0"
