"""`python -m selaras` is the `selaras` command."""

import sys

from selaras.cli import main

sys.exit(main())
