"""The calculator: a CSV file in, a CSV file out, by the monthly run's rules; no database."""
