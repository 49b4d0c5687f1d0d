"""What users of existing systems complain about, each tried here on the page or the service.

Numbers are the rows of the survey of existing systems (its complaints and needs).
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas import kantor as des
from tests.kinerja.rencana import AT, buat_rencana, pelaku
from tests.tpp import bulan_kecil as kecil

from selaras.aturan.bagian import bagian_nilai
from selaras.contoh.dunia import Dunia as Regensi
from selaras.core.accounts.models import User
from selaras.core.halaman.format import angka
from selaras.core.impor import services as impor
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import middleware
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.maintenance import FOLLOW, raise_up, remind
from selaras.core.workflow.models import Delegasi, Menunggu
from selaras.core.workflow.tasks import follow_superiors
from selaras.kinerja.models import AktivitasHarian, PenilaianBulanan, Realisasi, RencanaBulan
from selaras.laporan.bayar.daftar import calculation, receipts
from selaras.laporan.bayar.data import load_month
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import LembarPresensi, Situs
from selaras.tpp.models import DaftarBayar, HasilLama, InstrumenPenilaian
from selaras.tpp.selectors.berlaku import current_instruments
from selaras.tpp.services import compute_month
from selaras.tpp.services.daftar_bayar import hash_rows

OKTOBER, DESEMBER = 202510, 202512
PERSEN = 1_000_000


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _text(client: Client, url: str, *args: Any, **get: Any) -> str:
    jawab = client.get(reverse(url, args=args), get)
    assert jawab.status_code == 200
    return " ".join(jawab.content.decode().split())


@pytest.fixture
def contoh(regensi: Regensi, settings: Any) -> Callable[[str], Client]:
    """The sample regency; a client of one of its logins."""
    settings.DEMO = True
    return lambda nama: _client(User.objects.get(username=nama))


@pytest.fixture
def kantor(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Dunia:
    """A small office on a Thursday in December 2025."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, AT.date()
    monkeypatch.setattr(middleware, "now", lambda: AT)
    return des.buka_kantor()


# -- 7: finance pays on the office's total ------------------------------------------------------


def test_keluhan_7_finance_sees_each_persons_cut_and_the_lists_hash(
    contoh: Callable[[str], Client],
) -> None:
    skpd = PenugasanPeran.objects.get(user__username="bendahara").unit_id
    bulan = PeriodeUnit.objects.select_related("skpd__instansi").get(periode=OKTOBER, skpd=skpd)
    daftar, data = DaftarBayar.objects.get(periode=OKTOBER, skpd=skpd), load_month(bulan)
    # what finance opens: every person, and the hash of just this list
    bendahara = contoh("bendahara")
    halaman = _text(bendahara, "tpp:pembayaran", OKTOBER, skpd)
    assert daftar.hash_daftar[:16] in halaman
    terpotong = next(b for b in data.dibayar if b.instrumen.disiplin < 100 * PERSEN)
    unit = _text(bendahara, "tpp:unit", periode=OKTOBER, q=terpotong.nip)
    assert "Disiplin" in unit and "TPP bruto" in unit
    assert angka(terpotong.bruto) in unit
    # one row for each person, with what discipline cost, adding up to what is paid
    hitung, terima = calculation(data), receipts(data)
    assert len(hitung.baris) == len(data.baris) == daftar.jumlah_pegawai + daftar.jumlah_ditahan
    baris = next(b for b in hitung.baris if terpotong.nama in str(b[1]))
    assert baris[4] < 10_000  # her score of discipline stands beside her rupiah
    assert terima.total("Ditransfer") == daftar.netto
    # the hash is of persons, not of the total: a rupiah moved between two changes it
    satu, dua, *lain = data.baris
    geser = [replace(satu, netto=satu.netto + 1), replace(dua, netto=dua.netto - 1), *lain]
    assert hash_rows(data.baris) == daftar.hash_daftar != hash_rows(geser)


# -- 8: nobody knows why TPP was cut ------------------------------------------------------------


def test_keluhan_8_every_event_becomes_percent_and_rupiah_and_the_month_is_foretold(
    contoh: Callable[[str], Client],
) -> None:
    pegawai, saya = contoh("pegawai"), User.objects.get(username="pegawai").pegawai
    # 7 October 47 minutes late = 1%, 15 October no tap out = 1,5%
    disiplin = _text(pegawai, "tpp:baris", OKTOBER, saya.pk, "disiplin")
    for kata in ("7 Oktober 2025", "1%", "15 Oktober 2025", "1,5%", "97,5%"):
        assert kata in disiplin
    # 40% x 2,5% of 1.868.500 = 18.685, rounded criterion by criterion: 1.868.500 - 1.849.816
    rugi = _text(pegawai, "tpp:baris", OKTOBER, saya.pk, "rugi_disiplin")
    assert "18.684" in rugi or "18.685" in rugi
    hari = _text(pegawai, "tpp:hari", OKTOBER, saya.pk, 7)
    assert "47 menit" in hari and "1%" in hari
    # before the month ends: both ends of what it will come to
    kartu = _text(pegawai, "tpp:perkiraan", DESEMBER)
    assert "(perkiraan)" in kartu and "Rp" in kartu


# -- 9: a daily recap is impossible -------------------------------------------------------------


def test_keluhan_9_a_units_day_is_recapped_the_same_day_and_exported(kantor: Dunia) -> None:
    des.catat(kantor, des.isi("08:00", 60))
    des.catat(kantor, des.isi("08:00", 90), tanggal=des.RABU)
    admin = _client(kantor.user["admin_bkpsdm"])
    for tanggal, menit in ((des.HARI, 60), (des.RABU, 90)):
        halaman = _text(admin, "aktivitas:rekap", tanggal=tanggal.isoformat())
        assert "Dinas Alam" in halaman and f">{menit}<" in halaman.replace(" ", "")
    jawab: Any = admin.get(reverse("aktivitas:rekap"), {"tanggal": str(des.HARI), "unduh": "xlsx"})
    isi = BytesIO(b"".join(jawab.streaming_content))
    jawab.close()
    lembar = CalamineWorkbook.from_filelike(isi).get_sheet_by_index(0).to_python()
    assert ["Dinas Alam", 6, 1] in [b[:3] for b in lembar]


# -- 10: everything is entered twice ------------------------------------------------------------


def test_keluhan_10_what_bkn_knows_is_taken_over_and_asked_for_only_once(kantor: Dunia) -> None:
    Instansi.objects.filter(pk=kantor.instansi["uji"].pk).update(daerah="balangan")
    staf = kantor.pegawai["staf"]
    staf.nip = "198609262015051001"
    staf.save()
    actor = pelaku(kantor, "pengelola_kepegawaian")
    isi = f"NIP;Bulan;Predikat\n{staf.nip};2025-10;Baik\n"
    satu = impor.upload(
        actor=actor, jenis="predikat-bkn", isi=isi.encode(), nama="bkn.csv", sejak=AT.date()
    )
    impor.apply(actor=actor, impor=impor.run_check(actor=actor, impor=satu))
    hasil = PenilaianBulanan.objects.get(pegawai=staf, periode=OKTOBER)
    assert (hasil.predikat, hasil.sumber) == ("baik", "bkn")
    assert "tidak dua kali" in _text(_client(kantor.user["staf"]), "kinerja:saya", tahun=2025)
    tim = _text(_client(kantor.user["kepala"]), "kinerja:penilaian", periode=OKTOBER)
    assert "datang dari e-Kinerja BKN" in tim
    assert not RencanaBulan.objects.exists() and not Realisasi.objects.exists()


# -- 11: the superior is wrong or missing, the plan cannot begin ---------------------------------


def test_keluhan_11_a_missing_superior_is_named_before_and_put_right_by_the_office(
    kantor: Dunia, django_capture_on_commit_callbacks: Any
) -> None:
    RiwayatJabatan.objects.filter(pegawai=kantor.pegawai["kepala"]).delete()
    petugas = _client(kantor.user["pengelola_kepegawaian"])
    admin = _client(kantor.user["admin_bkpsdm"])
    gerbang = _text(admin, "kinerja:rencana_kesiapan", hal="atasan")
    assert "Staf" in gerbang and "Kosong: Jabatan kepala" in gerbang
    # it can begin all the same, and waits where the officer sees it
    rencana = buat_rencana(kantor, "staf", "Laporan", ajukan=True)
    assert Menunggu.objects.get().penyetuju_id is None
    assert "Staf" in _text(petugas, "persetujuan:tanpa_atasan")
    # the office names another superior for a time: no reference of BKN is needed
    isi = {
        "nip": kantor.pegawai["verifikator_tpp"].nip, "alasan": "Jabatan kepala kosong",
        "mulai": "2025-12-01", "terakhir": "2026-01-31",
    }  # fmt: skip
    url = reverse("pegawai:atasan", args=[kantor.pegawai["staf"].pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert petugas.post(url, isi).status_code in (204, 302)
    assert ProcrastinateJob.objects.filter(task_name=FOLLOW).count() == 1
    follow_superiors()
    assert Menunggu.objects.get().penyetuju_id == kantor.pegawai["verifikator_tpp"].pk
    apply(rencana, "approve", actor=pelaku(kantor, "verifikator_tpp"))
    assert "Kosong: Jabatan kepala" not in _baris(admin, "Staf")


def _baris(client: Client, nama: str) -> str:
    """What the gate still says of that person."""
    return _text(client, "kinerja:rencana_kesiapan", hal="atasan", q=nama)


# -- 13: superiors are slow ---------------------------------------------------------------------


def test_keluhan_13_a_slow_superior_is_reminded_measured_relieved_and_passed_over(
    kantor: Dunia,
) -> None:
    for periode in (DESEMBER, 202601):
        buat_rencana(kantor, "staf", "Laporan", periode=periode, ajukan=True)
    kepala = _client(kantor.user["kepala"])
    assert Menunggu.objects.count() == 2
    assert remind(at=AT + timedelta(days=2, hours=1)) == 2
    # measured: how many wait for whom
    kecepatan = _text(_client(kantor.user["pengelola_kepegawaian"]), "persetujuan:kecepatan")
    assert "Kepala" in kecepatan
    # relieved: somebody else decides in her name while she is away
    mandat = {
        "kepada": f"{kantor.pegawai['tetangga'].nip} · Tetangga", "mulai": AT.date(),
        "sampai": AT.date() + timedelta(days=4), "nomor_surat": "800/1", "tanggal_surat": AT.date(),
    }  # fmt: skip
    assert kepala.post(reverse("persetujuan:mandat_baru"), mandat).status_code == 302
    assert Delegasi.objects.count() == 1
    # many at once, after a look at a sample
    Menunggu.objects.update(perhatian="")
    tetangga = _client(kantor.user["tetangga"])
    contoh = tetangga.get(reverse("persetujuan:banyak"))
    assert contoh.context["jumlah"] == 2
    satu = RencanaBulan.objects.get(periode=DESEMBER)
    apply(satu, "approve", actor=pelaku(kantor, "tetangga"))
    # passed over: what still waits goes to the superior's superior
    kantor.add_person("bupati", "dinas alam")
    kantor.jabatan["kepala"].atasan = kantor.jabatan["bupati"]
    kantor.jabatan["kepala"].save()
    assert raise_up(at=AT + timedelta(days=8)) == 1
    assert Menunggu.objects.get().penyetuju_id == kantor.pegawai["bupati"].pk


# -- 18: rupiah that do not add up --------------------------------------------------------------


@given(
    nilai=st.integers(0, 50_000_000),
    bobot=st.integers(0, 10_000),
    p=st.integers(0, 120 * PERSEN),
    d=st.integers(0, 100 * PERSEN),
)
def test_keluhan_18_no_rupiah_is_lost_between_work_and_discipline(
    nilai: int, bobot: int, p: int, d: int
) -> None:
    bagian = bagian_nilai(nilai, bobot, p, 10_000 - bobot, d)
    assert sum(bagian) == nilai and min(bagian) >= 0


@pytest.mark.django_db(transaction=True)
def test_keluhan_18_lateness_and_absence_add_up_and_a_rupiah_beside_the_old_system_is_named() -> (
    None
):
    instansi = kecil.build()
    Instansi.objects.update(daerah="contoh")
    instansi.refresh_from_db()
    orang = Pegawai.objects.get(nama="Pegawai 1")
    situs = Situs.objects.get()
    for hari, jam in ((7, "08:17"), (8, "08:35")):  # 47 and 65 minutes late: 1% and 1,25%
        kecil.remove_taps(orang, date(2025, 10, hari))
        for waktu in (jam, "16:05"):
            kecil.tap(situs, orang, date(2025, 10, hari), waktu)
    kecil.remove_taps(orang, date(2025, 10, 9))  # a day without any tap: 3%
    pertama = compute_month(instansi=instansi, periode=OKTOBER, actor=kecil.ACTOR, at=kecil.AT)
    lembar = LembarPresensi.objects.get(pegawai=orang, periode=OKTOBER)
    # neither overwritten by the later day nor forgotten for the absence
    assert (lembar.tl, lembar.menit_tl, lembar.alpa) == (2, 47 + 65, 1)
    assert lembar.potongan_bp == 100 + 125 + 300
    i = InstrumenPenilaian.objects.get(pegawai=orang, periode=OKTOBER)
    # 0,6 x 100 + 0,4 x 94,75 = 97,9%: exact, no float in between
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (2_447_500, 1_468_500, 3_916_000)
    lagi = compute_month(instansi=instansi, periode=OKTOBER, actor=kecil.ACTOR, at=kecil.AT)
    assert lagi.hash_hasil == pertama.hash_hasil
    semua = current_instruments(OKTOBER).values_list("bruto", flat=True)
    assert len(semua) == 6 and sum(semua) == lagi.bruto

    # the shadow run: the old system's month beside ours, a rupiah's difference called rounding
    admin = User.objects.create_user("admin", "hutan-kopi-merapi")
    PenugasanPeran.objects.create(
        user=admin, peran="admin_bkpsdm", instansi_id=instansi.pk,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    orang.nip = "199001012015011001"
    orang.save()
    actor = load_actor(admin, at=kecil.AT)
    teks = f"NIP;Bulan;Nama;Jumlah TPP\n{orang.nip};2025-10;{orang.nama};3916001\n"
    satu = impor.upload(
        actor=actor, jenis="sistem-lama", isi=teks.encode(), nama="lama.csv", sejak=kecil.AWAL,
        instansi_id=instansi.pk,
    )  # fmt: skip
    satu = impor.run_check(actor=actor, impor=satu)
    assert satu.jumlah["salah"] == 0, satu.jumlah
    impor.apply(actor=actor, impor=satu)
    assert HasilLama.objects.count() == 1
    halaman = _client(admin).get(reverse("paralel:bulan", args=[OKTOBER]))
    sebab = {g["s"].kode: (g["orang"], g["bruto"]) for g in halaman.context["sebab"]}
    assert sebab["pembulatan"] == (1, 1)


# -- 20: what is typed is lost ------------------------------------------------------------------


def test_keluhan_20_a_draft_outlives_the_session_a_repeat_sends_once_and_screens_are_warned(
    kantor: Dunia,
) -> None:
    url = f"/draf/realisasi/{DESEMBER}/"

    def ketik(client: Client, teks: str, versi: int) -> Any:
        isi = json.dumps({"isi": [["uraian", teks]], "versi": versi})
        return client.put(url, isi, content_type="application/json")

    ponsel = _client(kantor.user["staf"])
    versi = ketik(ponsel, "Uraian panjang yang diketik setengah jam", 0).json()["versi"]
    ponsel.logout()  # the session ends in mid-form
    assert ketik(ponsel, "hilang", versi).status_code in (302, 401, 403)
    meja = _client(kantor.user["staf"])
    pulih = meja.get(url).json()
    assert pulih["isi"] == [["uraian", "Uraian panjang yang diketik setengah jam"]]
    # two screens: the slower one is told, nothing is overwritten
    assert ketik(meja, "Dari meja", pulih["versi"]).status_code == 200
    assert ketik(_client(kantor.user["staf"]), "Dari ponsel", pulih["versi"]).status_code == 409
    assert meja.get(url).json()["isi"] == [["uraian", "Dari meja"]]
    # sent twice, entered once
    kunci = uuid4()
    for _ in range(2):
        des.catat(kantor, des.isi("08:00", 60), kunci=kunci)
    assert AktivitasHarian.objects.count() == 1
    # a plan submitted twice is submitted once
    rencana = buat_rencana(kantor, "staf", "Laporan", ajukan=True)
    assert not apply(rencana, "submit", actor=pelaku(kantor, "staf")).diubah
