"""Running an installation: start, stop, migrate, check, back up. No domain logic."""
