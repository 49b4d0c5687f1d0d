"""A scanner of its own that speaks clamd's INSTREAM on a real socket, to try the client against.

Written from the protocol's description alone; it shares no code with the product.
"""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Percakapan(socketserver.BaseRequestHandler):
    """One question: command, pieces, answer."""

    def handle(self) -> None:
        perintah = self._until_zero()
        if perintah != b"zINSTREAM":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        isi = bytearray()
        while True:
            panjang = struct.unpack("!L", self._exactly(4))[0]
            if panjang == 0:
                break
            isi += self._exactly(panjang)
            if len(isi) > self.server.paling_besar:  # type: ignore[attr-defined]
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.diterima.append(bytes(isi))  # type: ignore[attr-defined]
        jawab = b"stream: Eicar-Test-Signature FOUND" if EICAR in isi else b"stream: OK"
        self.request.sendall(jawab + b"\0")

    def _until_zero(self) -> bytes:
        kata = b""
        while (satu := self.request.recv(1)) not in (b"\0", b""):
            kata += satu
        return kata

    def _exactly(self, banyak: int) -> bytes:
        isi = b""
        while len(isi) < banyak:
            potong = self.request.recv(banyak - len(isi))
            if not potong:
                raise ConnectionError("cut off")
            isi += potong
        return isi


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def scanner(
    *, paling_besar: int = 25_000_000, soket: Path | None = None
) -> Iterator[tuple[str, list[bytes]]]:
    """A running scanner: its address and the streams that reached it whole."""
    server: Any = _Unix(str(soket), _Percakapan) if soket else _Tcp(("127.0.0.1", 0), _Percakapan)
    server.paling_besar, server.diterima = paling_besar, []
    utas = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    utas.start()
    try:
        alamat = f"clamd://{soket}" if soket else f"clamd://127.0.0.1:{server.server_address[1]}"
        yield alamat, server.diterima
    finally:
        server.shutdown()
        server.server_close()
        utas.join()
