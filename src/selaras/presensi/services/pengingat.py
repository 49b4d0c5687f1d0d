"""Reminds people who tapped in and not out: a while after their own timetable's end, once a day."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG, ParameterPresensi, hitung_presensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.core.halaman.format import jam_menit
from selaras.core.notify.services import Kabar, notify_each
from selaras.hukum import Aturan
from selaras.presensi.selectors.masukan import load_masukan, load_scope

KEY = "presensi.ingat_pulang_menit"
AT_MOST = 180  # minutes after the end; later nobody is at her place any more


def not_clocked_out(
    *, instansi_id: int, tanggal: date, aturan: Aturan, kini: datetime
) -> dict[int, int]:
    """Person -> the minute her work ended, of those who came and have not been seen to leave."""
    wait = aturan.nilai(KEY)
    rentang = Rentang(tanggal, 1)
    lingkup = load_scope(instansi_id=instansi_id, rentang=rentang)
    if wait <= 0 or not lingkup.frame.height:
        return {}
    masukan = load_masukan(lingkup, kini=kini)
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(orang, rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
    hari = hitung_presensi(masukan, rentang, ParameterPresensi.dari(aturan)).hari[:, 0]
    pulang = kisi.pulang[1].astype(np.int32)
    since_utc = (kini - datetime.combine(tanggal, time(), UTC)) // timedelta(minutes=1)
    over = since_utc + orang.zona - pulang
    came = (hari["masuk"] != KOSONG) & (hari["pulang"] == KOSONG) & (hari["jenis"] == 0)
    late = (pulang != KOSONG) & (over >= wait) & (over <= AT_MOST)
    found = np.flatnonzero(came & late)
    return {int(orang.pegawai_id[i]): int(pulang[i]) for i in found}


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
