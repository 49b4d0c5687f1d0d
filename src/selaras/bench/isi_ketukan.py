"""A government whose people can tap at once: posts, accounts, sessions, phones, machines."""

import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.organisasi.models import Instansi, Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus
from selaras.presensi.models import (
    Mesin,
    PemasanganPonsel,
    Situs,
    TempatPresensi,
    TempatUnit,
)
from selaras.presensi.services import ensure_partitions_ahead

SEJAK = date(2025, 1, 1)
ORANG_PER_UNIT = 400
PUSAT = (-2_335_123, 115_467_891)
CSRF = "B" * 32
BATCH = 5000


def load_tappers(orang: int, mesin: int, ke: Path, say: Callable[[str], None]) -> int:
    """Make them where they are not there yet, and a file of their accounts; the government's id."""
    ensure_partitions_ahead(at=datetime.now(UTC))
    instansi, _ = Instansi.objects.get_or_create(
        kode="BENCH", defaults={"nama": "Provinsi Uji", "daerah": "contoh"}
    )
    if Pegawai.objects.count() < orang:
        make_people(instansi, orang)
        _machines(instansi, mesin)
        say(f"{orang} orang dengan akun siap")
    _write_accounts(orang, ke)
    say("sesi dan kunci siap")
    return instansi.pk


def make_people(instansi: Instansi, orang: int) -> None:
    jabatan = [_unit(instansi, n) for n in range(-(-orang // ORANG_PER_UNIT))]
    User.objects.bulk_create(
        [User(username=f"{n:018d}", password="!") for n in range(1, orang + 1)],  # noqa: S106
        batch_size=BATCH,
    )
    akun = dict(User.objects.values_list("username", "pk"))
    Pegawai.objects.bulk_create(
        [
            Pegawai(
                instansi=instansi, nip=f"{n:018d}", nama=f"Pegawai {n}", user_id=akun[f"{n:018d}"]
            )
            for n in range(1, orang + 1)
        ],
        batch_size=BATCH,
    )
    pegawai = list(Pegawai.objects.order_by("nip"))
    masa = berlaku_sejak(SEJAK)
    RiwayatStatus.objects.bulk_create(
        [RiwayatStatus(pegawai=p, status="PNS", berlaku=masa) for p in pegawai], batch_size=BATCH
    )
    RiwayatJabatan.objects.bulk_create(
        [
            RiwayatJabatan(pegawai=p, jabatan=jabatan[n // ORANG_PER_UNIT], berlaku=masa)
            for n, p in enumerate(pegawai)
        ],
        batch_size=BATCH,
    )


def _unit(instansi: Instansi, n: int) -> Jabatan:
    """An agency with its office's fence, and the post that all its people hold."""
    unit = UnitKerja.objects.create(
        instansi=instansi, kode=f"D{n}", nama=f"Dinas {n}", jenis="skpd",
        berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    unit.path, unit.skpd = f"/{unit.pk}/", unit
    unit.save()
    tempat = TempatPresensi.objects.create(
        instansi=instansi, nama=f"Kantor {n}", radius_m=100, berlaku=berlaku_sejak(SEJAK),
        pusat_lintang_e6=PUSAT[0] + n * 2000, pusat_bujur_e6=PUSAT[1],
    )  # fmt: skip
    TempatUnit.objects.create(tempat=tempat, unit=unit)
    return Jabatan.objects.create(
        unit=unit, kode=f"P{n}", nama="Pelaksana", jenis="pelaksana", berlaku=berlaku_sejak(SEJAK)
    )


def _machines(instansi: Instansi, mesin: int) -> None:
    situs = [
        Situs.objects.get_or_create(instansi=instansi, nama=f"Mesin kantor {n}")[0]
        for n in range(mesin)
    ]
    Mesin.objects.bulk_create(
        [
            Mesin(
                situs=situs[n], sn=f"RAMAI{n:03d}", status=Mesin.Status.DISETUJUI,
                disetujui_pada=datetime.now(UTC),
            )
            for n in range(mesin)
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _write_accounts(orang: int, ke: Path) -> None:
    """Fresh sessions and installations; one line of JSON an account."""
    acak = random.Random(7)  # noqa: S311 - keys of a benchmark
    Session.objects.all().delete()
    PemasanganPonsel.objects.all().delete()
    sesi, pasang, baris = [], [], []
    bungkus, sampai = SessionStore(), datetime.now(UTC) + timedelta(hours=12)
    isi = Pegawai.objects.select_related("user").order_by("nip")[:orang]
    for n, p in enumerate(isi):
        kunci, rahasia = f"{acak.getrandbits(160):032x}"[:32], acak.getrandbits(200) + 1
        angka = ec.derive_private_key(rahasia, ec.SECP256R1()).public_key().public_numbers()
        pemasangan = UUID(int=acak.getrandbits(128), version=4)
        assert p.user is not None  # noqa: S101 - made above
        data = {
            SESSION_KEY: str(p.user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: p.user.get_session_auth_hash(),
        }
        sesi.append(
            Session(session_key=kunci, session_data=bungkus.encode(data), expire_date=sampai)
        )
        pasang.append(
            PemasanganPonsel(
                pemasangan=pemasangan, akun=p.user, dibuat_pada=datetime.now(UTC),
                kunci_publik=angka.x.to_bytes(32) + angka.y.to_bytes(32),
            )
        )  # fmt: skip
        baris.append(
            json.dumps(
                {
                    "pegawai": p.pk, "csrf": CSRF, "pemasangan": str(pemasangan),
                    "cookie": f"{settings.SESSION_COOKIE_NAME}={kunci}; csrftoken={CSRF}",
                    "kunci": rahasia, "bujur_e6": PUSAT[1],
                    "lintang_e6": PUSAT[0] + n // ORANG_PER_UNIT * 2000,
                }
            )
        )  # fmt: skip
    Session.objects.bulk_create(sesi, batch_size=BATCH)
    PemasanganPonsel.objects.bulk_create(pasang, batch_size=BATCH)
    ke.write_text("\n".join(baris) + "\n")
