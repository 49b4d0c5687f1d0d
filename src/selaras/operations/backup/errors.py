"""What can go wrong with a backup, told in Indonesian."""


class BackupError(Exception):
    """A refusal that people can mend; the command line shows it without a trace."""


class ArchiveBroken(BackupError):
    """The archive is not what was written."""


class NotEmpty(BackupError):
    """There is something where the archive should go."""
