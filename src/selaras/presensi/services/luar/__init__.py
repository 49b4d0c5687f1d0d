"""Other applications: their keys, and asking those that do not send."""
