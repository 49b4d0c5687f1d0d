"""Writes of a new structure: its draft (rancangan), making it hold (terapkan, pengikut)."""
