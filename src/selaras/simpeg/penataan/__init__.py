"""A new structure (PP 18/2016, PermenPANRB 25/2021): drafted, checked, decided, made effective."""
