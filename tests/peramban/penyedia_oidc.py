"""A small OpenID Connect provider over HTTP, for tests: discovery, authorize, token, userinfo.

It signs real tokens (RS256) and checks client secret, redirect address and PKCE as a provider
must, so that a mistake on our side fails here as it would there.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KLIEN, RAHASIA = "selaras", "rahasia-uji"
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Penyedia:
    """What the provider knows; tests set `klaim` = who will sign in there."""

    alamat: str = ""
    klaim: dict[str, Any] = field(default_factory=dict)
    menolak: bool = False
    kunci: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))
    kode: dict[str, dict[str, str]] = field(default_factory=dict)
    token: dict[str, dict[str, Any]] = field(default_factory=dict)
    diminta: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.alamat,
            "authorization_endpoint": f"{self.alamat}/authorize",
            "token_endpoint": f"{self.alamat}/token",
            "userinfo_endpoint": f"{self.alamat}/userinfo",
            "jwks_uri": f"{self.alamat}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query: dict[str, str]) -> Answer:
        """The page where people would type their password; here one button per outcome."""
        assert query["client_id"] == KLIEN
        assert query["code_challenge_method"] == "S256"
        if self.menolak:
            back = {"error": "access_denied", "state": query["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.kode[code] = query
            back = {"code": code, "state": query["state"]}
        target = f"{query['redirect_uri']}?{urlencode(back)}".replace("&", "&amp;")
        page = f'<!doctype html><title>IdP</title><a href="{target}">Lanjut ke Selaras</a>'
        return 200, {"Content-Type": "text/html"}, page.encode()

    def exchange(self, form: dict[str, str], authorization: str) -> Answer:
        """A code for tokens, once."""
        asked = self.kode.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{KLIEN}:{RAHASIA}".encode()).decode()
        verifier = form.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=")
        if (
            asked is None
            or authorization != f"Basic {basic}"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or challenge.decode() != asked["code_challenge"]
        ):
            return _json({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        self.token[access] = dict(self.klaim)
        now = int(time.time())
        claims = {"iss": self.alamat, "aud": KLIEN, "iat": now, "exp": now + 300, **self.klaim}
        id_token = jwt.encode({"alg": "RS256", "kid": "uji"}, claims, self.kunci)
        return _json({"access_token": access, "token_type": "Bearer", "id_token": id_token})

    def userinfo(self, authorization: str) -> Answer:
        found = self.token.get(authorization.removeprefix("Bearer "))
        return _json(found) if found else _json({"error": "invalid_token"}, 401)


def _json(content: Any, status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


def _handler(penyedia: Penyedia) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            penyedia.diminta.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                self._send(_json(penyedia.discovery()))
            elif parts.path == "/authorize":
                self._send(penyedia.authorize(_flat(parts.query)))
            elif parts.path == "/userinfo":
                self._send(penyedia.userinfo(self.headers.get("Authorization", "")))
            elif parts.path == "/jwks":
                key = {**penyedia.kunci.as_dict(private=False), "kid": "uji", "alg": "RS256"}
                self._send(_json({"keys": [key]}))
            else:
                self._send((404, {}, b""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            penyedia.diminta.append(self.path)
            self._send(penyedia.exchange(_flat(body), self.headers.get("Authorization", "")))

        def _send(self, answer: Answer) -> None:
            status, headers, content = answer
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def running_provider() -> Iterator[Penyedia]:
    """A provider on a free port of this machine."""
    penyedia = Penyedia()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(penyedia))
    penyedia.alamat = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield penyedia
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
