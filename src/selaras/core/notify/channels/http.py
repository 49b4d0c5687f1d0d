"""Posts to another server with a time limit; anything but a plain yes is a failure with words."""

from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from selaras.core.notify.channels import GagalKirim

WAIT_SECONDS = 10


class _NoRedirect(HTTPRedirectHandler):
    """A secret or a signed body never follows a redirect elsewhere."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


_opener = build_opener(_NoRedirect)


class Jawaban(GagalKirim):
    """The other side answered with an error code."""

    def __init__(self, code: int, words: str) -> None:
        self.code = code
        super().__init__(f"dijawab {code} {words}".strip())


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The answer's code; raises GagalKirim."""
    if not url.startswith(("https://", "http://")):
        raise GagalKirim("alamat tujuan bukan http")
    request = Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310
    try:
        with _opener.open(request, timeout=WAIT_SECONDS) as answer:
            code: int = answer.status
            return code
    except HTTPError as error:
        words = error.read(200).decode("utf-8", "replace")
        raise Jawaban(error.code, words) from error
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        raise GagalKirim(f"tidak tersambung: {error}") from error
