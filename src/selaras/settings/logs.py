"""How much is logged, and in which form (SELARAS_LOG=json for machines)."""

import os

from selaras.core.logs import logging_config

LOGGING = logging_config(
    as_json=os.environ.get("SELARAS_LOG", "") == "json",
    level=os.environ.get("SELARAS_LOG_TINGKAT", "INFO"),
)
