"""Machines: known by number, approved by a person, ordered about, missed when silent."""
