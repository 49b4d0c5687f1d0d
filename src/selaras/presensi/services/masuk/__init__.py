"""Taps on their way in: taken, held, told apart, put into their month's partition."""
