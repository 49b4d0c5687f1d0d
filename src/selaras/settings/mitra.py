"""Whom this site may ask for taps: public addresses over HTTPS, unless its keeper says more."""

import os

# An attendance application in the government's own network (10.x, 192.168.x ...): 1 allows it.
TARIK_PRIBADI = os.environ.get("SELARAS_TARIK_PRIBADI", "").lower() in {"1", "ya", "true"}
# Plain HTTP to this very machine: only for the demo and for tests.
TARIK_LOKAL = os.environ.get("SELARAS_DEMO", "").lower() in {"1", "ya", "true"}
TARIK_TUNGGU_DETIK = 10.0
