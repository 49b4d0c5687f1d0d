"""Reads of the TPP room: frames for the rules, instruments for pages. Never writes."""
