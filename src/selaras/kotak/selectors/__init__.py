"""Reads of boxes and cases: a page is a handful of queries whatever the number of people."""
