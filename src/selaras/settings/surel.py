"""Outgoing mail: without SELARAS_SUREL_HOST none is sent and people see so beside the channel."""

import os

EMAIL_HOST = os.environ.get("SELARAS_SUREL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SELARAS_SUREL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("SELARAS_SUREL_PENGGUNA", "")
EMAIL_HOST_PASSWORD = os.environ.get("SELARAS_SUREL_SANDI", "")
EMAIL_USE_TLS = os.environ.get("SELARAS_SUREL_TLS", "1").lower() in {"1", "ya", "true"}
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("SELARAS_SUREL_DARI", "selaras@localhost")
