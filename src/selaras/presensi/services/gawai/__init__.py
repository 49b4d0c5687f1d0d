"""Phones, kiosks and officers' lists: what they may send, from where, how long it is kept."""
