"""Reminds people who have not tapped: in, a while after their own start; out, after their end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.urls import reverse
from numpy.typing import NDArray

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG, ParameterPresensi, hitung_presensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.core.halaman.format import jam_menit
from selaras.core.notify.services import Kabar, notify_each
from selaras.hukum import Aturan
from selaras.presensi.models import BuktiKetukan
from selaras.presensi.selectors.masukan import load_masukan, load_scope

KEY = "presensi.ingat_pulang_menit"
KEY_IN = "presensi.ingat_masuk_menit"
AT_MOST = 180  # minutes after the end; later nobody is at her place any more


def not_clocked_out(
    *, instansi_id: int, tanggal: date, aturan: Aturan, kini: datetime
) -> dict[int, int]:
    """Person -> the minute her work ended, of those who came and have not been seen to leave."""

    def stayed(hari: NDArray[np.void]) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            (hari["masuk"] != KOSONG) & (hari["pulang"] == KOSONG) & (hari["jenis"] == 0)
        )
        return found

    wait = aturan.nilai(KEY)
    return _overdue(instansi_id, tanggal, aturan, kini, wait, sisi="pulang", who=stayed)


def not_clocked_in(
    *, instansi_id: int, tanggal: date, aturan: Aturan, kini: datetime
) -> dict[int, int]:
    """Person -> the minute her work began, of those of whom nothing has been seen yet.

    Only where an SKPD's taps come in by the hour: where nobody has been seen today, taps are
    brought later (a file, a dead line), and a reminder would be wrong.
    """

    def absent(hari: NDArray[np.void]) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            (hari["masuk"] == KOSONG) & (hari["pulang"] == KOSONG) & (hari["jenis"] == 0)
        )
        return found

    wait = aturan.nilai(KEY_IN)
    return _overdue(instansi_id, tanggal, aturan, kini, wait, sisi="masuk", who=absent, seen=True)


def _overdue(
    instansi_id: int,
    tanggal: date,
    aturan: Aturan,
    kini: datetime,
    wait: int,
    *,
    sisi: str,
    who: Callable[[NDArray[np.void]], NDArray[np.bool_]],
    seen: bool = False,
) -> dict[int, int]:
    """Those `who` whose start or end (`sisi`) passed at least `wait` minutes ago.

    seen: only those in whose SKPD somebody has been seen today.
    """
    rentang = Rentang(tanggal, 1)
    lingkup = load_scope(instansi_id=instansi_id, rentang=rentang) if wait > 0 else None
    if lingkup is None or not lingkup.frame.height:
        return {}
    masukan = load_masukan(lingkup, kini=kini)
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(orang, rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
    hari = hitung_presensi(masukan, rentang, ParameterPresensi.dari(aturan)).hari[:, 0]
    jam = getattr(kisi, sisi)[1].astype(np.int32)
    since_utc = (kini - datetime.combine(tanggal, time(), UTC)) // timedelta(minutes=1)
    over = since_utc + orang.zona - jam
    late = (jam != KOSONG) & (over >= wait) & (over <= AT_MOST)
    chosen = who(hari) & late
    if seen:
        skpd = dict(zip(lingkup.frame["pegawai_id"], lingkup.frame["skpd_id"], strict=True))
        tempat = np.array([skpd[int(i)] or -1 for i in orang.pegawai_id])
        chosen &= np.isin(tempat, tempat[hari["masuk"] != KOSONG])
    found = np.flatnonzero(chosen)
    return {int(orang.pegawai_id[i]): int(jam[i]) for i in found}


def remind_to_clock_out(*, instansi_id: int, tanggal: date, aturan: Aturan, kini: datetime) -> int:
    """Tell them, once for each day; how many heard it now."""
    found = not_clocked_out(instansi_id=instansi_id, tanggal=tanggal, aturan=aturan, kini=kini)
    return notify_each(
        "belum_catat_pulang",
        [
            Kabar(
                pk,
                "Anda belum catat pulang",
                f"Jam kerja Anda selesai {jam_menit(menit)}.",
                reverse("web:beranda"),
                f"pulang:{tanggal}",
            )
            for pk, menit in found.items()
        ],
        at=kini,
    )


def remind_to_clock_in(*, instansi_id: int, tanggal: date, aturan: Aturan, kini: datetime) -> int:
    """The same in the morning; a tap that waits for the superior has been seen."""
    found = not_clocked_in(instansi_id=instansi_id, tanggal=tanggal, aturan=aturan, kini=kini)
    tapped = set(
        BuktiKetukan.objects.filter(
            pegawai_id__in=found, waktu__range=(kini - timedelta(hours=12), kini)
        ).values_list("pegawai_id", flat=True)
    )
    return notify_each(
        "belum_catat_masuk",
        [
            Kabar(
                pk,
                "Anda belum catat masuk",
                f"Jam kerja Anda mulai {jam_menit(menit)}.",
                reverse("web:beranda"),
                f"masuk:{tanggal}",
            )
            for pk, menit in found.items()
            if pk not in tapped
        ],
        at=kini,
    )
