"""A phone for tests: an installation with its key, which signs and sends taps as the page does."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.contrib.auth import get_user_model
from django.test import Client
from tests.presensi import pemda_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import TempatPresensi, TempatUnit
from selaras.presensi.selectors.ponsel import forget_places

KANTOR = (-2.335_123, 115.467_891)  # a town in South Kalimantan
AKURASI = 12.4


def pemda(jumlah: int = 3, zona: str = "Asia/Makassar") -> kecil.Pemda:
    """The tiny government under the sample region's law, with accounts and an office's fence."""
    p = kecil.bangun(jumlah, zona)
    p.instansi.daerah = "contoh"
    p.instansi.save()
    for pegawai in p.pegawai:
        pegawai.user = get_user_model().objects.create_user(pegawai.nip, nama=pegawai.nama)
        pegawai.save()
    tempat = TempatPresensi.objects.create(
        instansi=p.instansi, nama="Kantor Dinas", bentuk="lingkaran", radius_m=100,
        pusat_lintang_e6=int(KANTOR[0] * 1e6), pusat_bujur_e6=int(KANTOR[1] * 1e6),
        berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    TempatUnit.objects.create(tempat=tempat, unit=p.skpd[0])
    forget_places()
    return p


def ms(saat: datetime) -> int:
    return (saat - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@dataclass
class Ponsel:
    """One installation; `sent` = what the client counts on having been taken."""

    client: Client
    id: UUID = field(default_factory=uuid4)
    kunci: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @classmethod
    def milik(cls, pegawai: Pegawai, *, daftar: bool = True) -> "Ponsel":
        """The phone of a person who is signed in."""
        client = Client(headers={"Accept": "application/json"})
        client.force_login(pegawai.user)
        ponsel = cls(client)
        if daftar:
            assert ponsel.daftar().status_code == 200
        return ponsel

    def daftar(self) -> Any:
        angka = self.kunci.public_key().public_numbers()
        jwk = {"kty": "EC", "crv": "P-256", "x": b64(angka.x), "y": b64(angka.y)}
        return self._post("pemasangan", {"id": str(self.id), "kunci_publik": jwk, "nama": "Uji"})

    def ketuk(self, waktu: datetime, **isi: Any) -> dict[str, Any]:
        """A tap made now, at the office, with a signal; `isi` changes fields."""
        tap: dict[str, Any] = {
            "kunci": str(uuid4()), "waktu": ms(waktu), "jenis": "masuk", "mode": "kantor",
            "lintang": KANTOR[0], "bujur": KANTOR[1], "akurasi": AKURASI,
            "jam_perangkat": ms(waktu) + 400, "server_terakhir": ms(waktu) - 60_000,
            "monoton": 60_000, "luring": False, "selfie": None,
        } | isi  # fmt: skip
        return tap | {"tanda_tangan": self.tanda_tangan(tap)}

    def tanda_tangan(self, tap: dict[str, Any]) -> str:
        """What WebCrypto gives: r and s of the contract's text."""

        def e6(x: float | None) -> str:
            return "" if x is None else str(int((x * 1e6 + 0.5) // 1))

        akurasi = "" if tap["akurasi"] is None else str(int((tap["akurasi"] + 0.5) // 1))
        teks = "|".join(
            "" if v is None else str(v)
            for v in (
                tap["kunci"], tap["waktu"], tap["jenis"], tap["mode"], e6(tap["lintang"]),
                e6(tap["bujur"]), akurasi, tap["jam_perangkat"], tap["server_terakhir"],
                tap["monoton"],
            )
        )  # fmt: skip
        der = self.kunci.sign(teks.encode(), ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(der)
        return base64.urlsafe_b64encode(r.to_bytes(32) + s.to_bytes(32)).rstrip(b"=").decode()

    def kirim(self, *tap: Any, **lain: Any) -> Any:
        return self._post("kirim", {"pemasangan": str(self.id), "ketukan": list(tap)} | lain)

    def hasil(self, *tap: Any) -> list[dict[str, Any]]:
        jawab = self.kirim(*tap)
        assert jawab.status_code == 200, jawab.content
        hasil: list[dict[str, Any]] = jawab.json()["hasil"]
        return hasil

    def _post(self, ke: str, isi: Any) -> Any:
        return self.client.post(
            f"/presensi/ketuk/{ke}/", json.dumps(isi), content_type="application/json"
        )


def b64(angka: int) -> str:
    return base64.urlsafe_b64encode(angka.to_bytes(32)).rstrip(b"=").decode()
