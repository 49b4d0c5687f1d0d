"""Printed forms of plans and assessments, as PDF."""
