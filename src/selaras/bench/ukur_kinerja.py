"""Measures activities in this process; prints one JSON object. Started by bench.kinerja only."""

import json
import sys
import time
from datetime import date
from typing import Any

HARI_INI = date(2025, 12, 18)  # the demo's own day
SAMPAI = date(2025, 12, 17)
MENUNGGU_SEJAK = date(2025, 12, 11)
PERIODE = 202510
BANYAK = 500
# (page, login): inbox, team, own day, recap, verifier, the homes.
HALAMAN = (
    ("persetujuan:kotak", "ramai"), ("aktivitas:tim", "ramai"), ("persetujuan:kotak", "atasan"),
    ("aktivitas:tim", "atasan"), ("aktivitas:hari", "pegawai"), ("aktivitas:pekan", "pegawai"),
    ("aktivitas:bulan", "pegawai"), ("aktivitas:rekap", "admin"), ("aktivitas:unit", "pengelola"),
    ("tpp:verifikasi", "verifikator"),
    *(("web:beranda", n) for n in ("pegawai", "atasan", "pengelola", "verifikator", "bendahara",
                                   "admin", "pimpinan", "auditor", "ramai")),
)  # fmt: skip


def main(pegawai: int, bulan: int, ulang: int) -> dict[str, Any]:
    """Load, measure."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command
    from django.test.utils import override_settings

    from selaras.bench.jelajah import AS_SERVED

    call_command("migrate", interactive=False, verbosity=0)
    muat = _load(pegawai, bulan)
    with override_settings(**AS_SERVED):
        halaman = _pages(ulang)
        setuju = _approve()
    return {
        **muat, "setuju_500_s": setuju[0], "disetujui": setuju[1], **_minutes(), **_lab(),
        "halaman": halaman,
    }  # fmt: skip


def _say(pesan: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {pesan}\n")


def _load(pegawai: int, bulan: int) -> dict[str, Any]:
    from django.db import connection

    from selaras.bench.isi_kinerja import load_activities, months_back, put_in_inboxes
    from selaras.contoh.services import load_demo
    from selaras.kinerja.models import HariAktivitas
    from selaras.pegawai.models import Pegawai

    mulai = time.perf_counter()
    load_demo("sebulan", pegawai=pegawai)
    _say(f"kabupaten siap dalam {time.perf_counter() - mulai:.0f} s")
    mulai = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from kinerja_aktivitasharian")
        ada = int(cursor.fetchone()[0])
    if not ada:
        load_activities(months_back(SAMPAI, bulan), SAMPAI, MENUNGGU_SEJAK, _say)
        put_in_inboxes(_say)
    lama = time.perf_counter() - mulai
    _busiest()
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        cursor.execute("select max(id) from kinerja_aktivitasharian")
        aktivitas = int(cursor.fetchone()[0])
        cursor.execute("select pg_database_size(current_database())")
        besar = int(cursor.fetchone()[0])
    return {
        "pegawai": Pegawai.objects.count(), "aktivitas": aktivitas,
        "hari": HariAktivitas.objects.count(), "muat_s": round(lama),
        "basis_gib": round(besar / 2**30, 1), "bulan_tanpa_kunci_tumpang": _unguarded(),
    }  # fmt: skip


def _unguarded() -> int:
    """Months that were loaded without the constraint that refuses overlap."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_inherits where inhparent = 'kinerja_aktivitasharian'::regclass"
            " and not exists (select 1 from pg_constraint where conrelid = inhrelid"
            " and contype = 'x')"
        )
        return int(cursor.fetchone()[0])


def _busiest() -> None:
    """A login for the superior with the most waiting days."""
    from django.db.models import Count

    from selaras.core.accounts.models import User
    from selaras.core.workflow.models import Menunggu
    from selaras.pegawai.models import Pegawai

    if User.objects.filter(username="ramai").exists():
        return
    ramai = (
        Menunggu.objects.filter(penyetuju_id__isnull=False)
        .values("penyetuju_id").annotate(n=Count("pk")).order_by("-n")
    )  # fmt: skip
    for satu in ramai:
        orang = Pegawai.objects.get(pk=satu["penyetuju_id"] or 0)
        if orang.user_id is None:
            orang.user = User.objects.create_user("ramai", nama=orang.nama)
            orang.save(update_fields=["user"])
            _say(f"{orang.nama}: {satu['n']} hari menunggu")
            return


def _pages(ulang: int) -> list[dict[str, Any]]:
    from django.urls import reverse

    from selaras.bench.sekali import client_of, time_page

    klien = {nama: client_of(nama) for nama in dict.fromkeys(n for _, n in HALAMAN)}
    hasil = []
    for halaman, nama in HALAMAN:
        alamat = reverse(halaman)
        klien[nama].raise_request_exception = False
        if klien[nama].get(alamat).status_code != 200:
            _say(f"{halaman} {nama}: bukan 200")
            continue
        hasil.append({"halaman": halaman, "peran": nama, **time_page(klien[nama], alamat, ulang)})
    return hasil


def _approve() -> tuple[float, int]:
    """Seconds of one action of the busiest superior's page, and how many days it decided."""
    from django.urls import reverse

    from selaras.bench.sekali import client_of
    from selaras.core.workflow.models import TransisiLog

    sebelum = TransisiLog.objects.filter(transisi="approve").count()
    klien = client_of("ramai")
    mulai = time.perf_counter()
    klien.post(reverse("aktivitas:putuskan"), {"langkah": "approve", "semua": "1"})
    lama = time.perf_counter() - mulai
    return round(lama, 2), TransisiLog.objects.filter(transisi="approve").count() - sebelum


def _minutes() -> dict[str, Any]:
    """Seconds to sum a month of everybody into the results."""
    from selaras.core.permissions import system_actor
    from selaras.core.waktu import now
    from selaras.kinerja.aktivitas.services.menit import save_month_minutes
    from selaras.organisasi.models import Instansi

    mulai = time.perf_counter()
    berubah = save_month_minutes(
        instansi=Instansi.objects.get(), periode=PERIODE, actor=system_actor("bench", at=now()),
        at=now(),
    )  # fmt: skip
    return {"menit_sebulan_s": round(time.perf_counter() - mulai, 2), "menit_orang": berubah}


def _lab() -> dict[str, Any]:
    """Seconds of the policy lab over the months that are computed, days scored again."""
    from selaras.hukum import Law, NilaiDaerah
    from selaras.organisasi.models import Instansi
    from selaras.tpp.lab.jalan import compare
    from selaras.tpp.lab.usulan import HukumUsulan, Usulan
    from selaras.tpp.models import HitunganBulan

    instansi = Instansi.objects.get()
    periode = sorted(
        set(HitunganBulan.objects.filter(status="selesai").values_list("periode", flat=True))
    )
    nilai = NilaiDaerah("presensi.toleransi", instansi.daerah, date(2000, 1, 1), 10, "bench")
    usulan = HukumUsulan(Law.load().with_nilai_daerah([nilai]), Usulan("", instansi.daerah))
    mulai = time.perf_counter()
    hasil = compare(
        instansi_id=instansi.pk, daerah=instansi.daerah, periode=periode, usulan=usulan,
        law=Law.load(),
    )  # fmt: skip
    return {
        "lab_s": round(time.perf_counter() - mulai, 2), "lab_bulan": len(periode),
        "lab_baris": hasil.baris.height,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(*(int(a) for a in sys.argv[1:4]))))
