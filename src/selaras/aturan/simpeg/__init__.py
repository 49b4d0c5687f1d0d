"""Rules of a career: retirement, increments, promotion, awards, seniority, and data in order.

Pure functions over frames of people (one row each); law comes in as an `Aturan` (simpeg.*).
"""
