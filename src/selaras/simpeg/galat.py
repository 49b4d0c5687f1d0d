"""What can stand in the way of writing a row; the messages are for the person who typed."""

from django.db.models import Model


class BarisDitolak(ValueError):
    """A row that cannot stand beside what is stored."""


class BarisBerubah(ValueError):
    """Somebody else changed the row meanwhile; `kini` = the row as it is now."""

    def __init__(self, kini: Model) -> None:
        super().__init__("Baris ini baru saja diubah orang lain.")
        self.kini = kini
