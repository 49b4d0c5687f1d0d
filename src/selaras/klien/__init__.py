"""Clients that speak to others' services over HTTP. Free of Django and of anything stored."""
