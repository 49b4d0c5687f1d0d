"""Benchmarks: what a month costs, beside its physical floor and a naive loop."""
