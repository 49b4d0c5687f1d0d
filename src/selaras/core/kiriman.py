"""A form sent twice at once, by a double tap or over a line that hung, is one form.

What is sent carries a key; whoever finds its row already there gives that back. Two that look at
the same moment would both find nothing.
"""

from uuid import UUID

from django.db import connection


def one_at_a_time(kunci: UUID) -> None:
    """Wait until another sending of the same key is over; holds until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"kiriman {kunci}"]
        )
