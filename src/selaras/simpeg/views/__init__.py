"""Pages of the personnel file."""
