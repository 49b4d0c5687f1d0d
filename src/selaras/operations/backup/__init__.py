"""One archive that holds everything: the database, the private files, the key, and checksums.

A tar file, so that it opens without us: `basisdata.dump` (pg_dump's own format), `berkas/…`,
`kunci_rahasia`, and last `manifes.json`. An archive without its last part was cut short.
"""

from selaras.operations.backup.restore import restore_archive
from selaras.operations.backup.write import write_archive

__all__ = ["restore_archive", "write_archive"]
