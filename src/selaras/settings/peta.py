"""Where map tiles come from, if anywhere: without a server of tiles pages show no map."""

import os
from urllib.parse import urlsplit

from selaras.settings.security import CONTENT_SECURITY_POLICY

# An address with {z}, {x} and {y}, e.g. of the government's own server of tiles.
PETA_UBIN = os.environ.get("SELARAS_PETA_UBIN", "")
PETA_ATRIBUSI = os.environ.get("SELARAS_PETA_ATRIBUSI", "")

if PETA_UBIN.startswith(("http://", "https://")):
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += [
        "{0.scheme}://{0.netloc}".format(urlsplit(PETA_UBIN))
    ]
