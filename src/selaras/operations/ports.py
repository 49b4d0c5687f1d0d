"""Which ports are free. Knows nothing of who listens."""

import socket


class NoFreePort(Exception):
    """All of a hundred ports are taken."""


def free_port(address: str, wanted: int) -> int:
    """The wanted port, else the next free one."""
    for port in range(wanted, wanted + 100):
        if is_free(address, port):
            return port
    raise NoFreePort(f"Port {wanted} sampai {wanted + 99} semuanya terpakai. Pilih --port.")


def is_free(address: str, port: int) -> bool:
    """Whether one can listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
