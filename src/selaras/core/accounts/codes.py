"""One-time codes that open an account once: easy to copy from paper, impossible to guess."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# No 0 O 1 I L: what a photocopy makes alike. 12 of 31 signs = 59 bits.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Three groups of four: K7QM-2HXA-9RTE."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(signs[i : i + 4] for i in (0, 4, 8))


class OneTimeCodeHasher(PBKDF2PasswordHasher):
    """Fewer rounds than for what people choose: nobody guesses 59 random bits, and a unit's
    500 accounts are made while the officer waits. The first sign-in replaces it anyway."""

    algorithm = "kode_sekali_pakai"
    iterations = 20_000
