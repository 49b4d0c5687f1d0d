"""What an entry tells opens by the right of its data, to every role the same as on its own page."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.audit.models import Jejak
from selaras.core.audit.services import record
from selaras.core.audit.states import public_address, state_of
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.kinerja.models import Penilaian, UmpanBalik
from selaras.kotak.models import KasusPembinaan
from selaras.pegawai.models import Pegawai, Rekening, RiwayatGolongan
from selaras.presensi.models import SumberTarik
from selaras.simpeg.models import (
    AlamatPegawai,
    AnggotaKeluarga,
    KenaikanGajiBerkala,
    PemeriksaanKesehatan,
    UsulRiwayat,
)
from selaras.tpp.models import SusulanTPP

Acting = Callable[[str], Actor]
RAHASIA = "rahasiasekali"
ANGKA = 7_654_321


def _health(p: Pegawai) -> Model:
    return PemeriksaanKesehatan.objects.create(
        pegawai=p, tanggal=SEJAK, jenis=f"jiwa {RAHASIA}", hasil=RAHASIA
    )


def _family(p: Pegawai) -> Model:
    return AnggotaKeluarga.objects.create(
        pegawai=p, hubungan="anak", nama=RAHASIA.title(), nik="3201010101010001"
    )


def _address(p: Pegawai) -> Model:
    return AlamatPegawai.objects.create(pegawai=p, sejak=SEJAK, alamat=f"Jalan {RAHASIA}")


def _account(p: Pegawai) -> Model:
    return Rekening.objects.create(
        pegawai=p, bank=RAHASIA, nomor="1234567", atas_nama="X", berlaku=berlaku_sejak(SEJAK)
    )


def _raise(p: Pegawai) -> Model:
    return KenaikanGajiBerkala.objects.create(
        pegawai=p, tmt=SEJAK, golongan="III/a", masa_kerja_tahun=1, gaji_baru=ANGKA, catatan=RAHASIA
    )


def _rank(p: Pegawai) -> Model:
    return RiwayatGolongan(pk=1, pegawai=p, golongan="III/a", gaji_pokok=ANGKA, no_sk="SK-terbuka",
                           berlaku=berlaku_sejak(SEJAK))  # fmt: skip


def _leave(p: Pegawai) -> Model:
    return Ketidakhadiran.objects.create(
        pegawai=p, jenis=JenisKetidakhadiran.objects.get(kode="CS"), no_surat="1",
        tanggal_surat=SEJAK, keterangan=RAHASIA,
        berlaku=berlaku_sejak(date(2020, 5, 1), date(2020, 5, 3)),
    )  # fmt: skip


def _case(p: Pegawai) -> Model:
    return KasusPembinaan.objects.create(
        pegawai=p, jenis="disiplin", asal="kotak", status="terbuka", periode=202510,
        batas=date(2025, 11, 30), uraian=RAHASIA, dibuka_pada="2025-11-01T00:00Z",
    )  # fmt: skip


def _person(p: Pegawai) -> Model:
    p.telepon = RAHASIA
    return p


def _owed(p: Pegawai) -> Model:
    return SusulanTPP(pk=1, pegawai=p, asal_periode=202509, nilai_rp=ANGKA, sebab=RAHASIA)


def _proposal(p: Pegawai) -> Model:
    return UsulRiwayat.objects.create(
        pegawai=p, jenis="kesehatan", tindakan="tambah", status="diajukan",
        isi={"hasil": RAHASIA}, dibuat_pada="2025-11-01T00:00Z",
    )  # fmt: skip


def _draft(p: Pegawai) -> Model:
    """What an assessor tries out: the assessed reads the result on its page, not each attempt."""
    return Penilaian(pk=1, pegawai=p, jenis="bulanan", periode=202510, umpan_balik=RAHASIA)


def _undeclared(p: Pegawai) -> Model:
    return Pemberitahuan(pk=1, person_id=p.pk, judul=RAHASIA, isi=RAHASIA)


# Who may read the values; "!" = after saying what for. The officer made each entry herself.
SIAPA = {"auditor": "A", "admin_bkpsdm": "B", "pengelola_kepegawaian": "P", "staf": "S"}
JENIS: dict[str, tuple[Callable[[Pegawai], Model], str]] = {
    "kesehatan": (_health, "B!S"),
    "keluarga": (_family, "B!S"),
    "alamat": (_address, "ABPS"),
    "rekening": (_account, "ABS"),
    "kgb": (_raise, "ABS"),
    "cuti": (_leave, "ABPS"),
    "kasus": (_case, "ABS"),
    "telepon": (_person, "ABPS"),
    "susulan": (_owed, "ABS"),
    "usul": (_proposal, "B!S"),
    "penilaian": (_draft, "ABP"),
    "tak dinyatakan": (_undeclared, ""),
}


def _trace(dunia: Dunia, actor: Acting, objek: Model, **isi: Any) -> Jejak:
    staf = dunia.pegawai["staf"]
    return record(
        actor=actor("pengelola_kepegawaian"), aksi=isi.pop("aksi", "pegawai.edit"), objek=objek,
        sesudah=isi.pop("sesudah", state_of(objek)), person_id=staf.pk, **isi,
    )  # fmt: skip


def _has(teks: str) -> bool:
    return RAHASIA in teks.lower() or str(ANGKA) in teks


@pytest.mark.parametrize("siapa", SIAPA)
@pytest.mark.parametrize("jenis", JENIS)
def test_values_open_by_the_right_of_the_data(
    dunia: Dunia, actor: Acting, client: Client, jenis: str, siapa: str,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:  # fmt: skip
    buat, boleh = JENIS[jenis]
    entry = _trace(dunia, actor, buat(dunia.pegawai["staf"]), keterangan=f"karena {RAHASIA}")
    client.force_login(dunia.user[siapa])
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        page = client.get(f"/jejak/{entry.pk}/")
    huruf = SIAPA[siapa]
    tanya = f"{huruf}!" in boleh
    assert page.status_code == 200
    assert _has(page.text) is (huruf in boleh and not tanya), page.text
    assert "Disembunyikan" in page.text or huruf in boleh
    assert ("Dibuka untuk apa?" in page.text) is tanya
    if tanya:
        assert client.post(f"/jejak/{entry.pk}/", {"alasan": "ya"}).status_code == 422
        page = client.post(f"/jejak/{entry.pk}/", {"alasan": "Memeriksa laporan"}, follow=True)
        assert _has(page.text)
        baca = Jejak.objects.get(membaca=True, keterangan__contains="Memeriksa laporan")
        assert baca.person_id == dunia.pegawai["staf"].pk


@pytest.mark.parametrize("siapa", SIAPA)
def test_saying_a_purpose_opens_nothing_without_the_right(
    dunia: Dunia, actor: Acting, client: Client, siapa: str
) -> None:
    entry = _trace(dunia, actor, _health(dunia.pegawai["staf"]))
    client.force_login(dunia.user[siapa])
    page = client.post(f"/jejak/{entry.pk}/", {"alasan": "Memeriksa laporan"}, follow=True)
    assert _has(page.text) is (siapa in ("admin_bkpsdm", "staf"))


def test_reading_pay_in_the_trail_is_traced_and_ones_own_is_not(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    entry = _trace(dunia, actor, _account(dunia.pegawai["staf"]))
    for siapa in ("auditor", "staf", "pengelola_kepegawaian"):
        client.force_login(dunia.user[siapa])
        client.get(f"/jejak/{entry.pk}/")
    baca = Jejak.objects.filter(aksi="gaji.view", membaca=True)
    assert [(j.pelaku_nama, j.person_id) for j in baca] == [("Auditor", dunia.pegawai["staf"].pk)]
    client.force_login(dunia.user["staf"])
    assert "Isi jejak rekening dibuka" in client.get("/jejak/saya/").text


def test_a_field_closes_alone_and_says_which_right_it_needs(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    entry = _trace(dunia, actor, _rank(dunia.pegawai["staf"]))
    client.force_login(dunia.user["pengelola_kepegawaian"])
    page = client.get(f"/jejak/{entry.pk}/").text
    assert "SK-terbuka" in page and str(ANGKA) not in page
    assert "memerlukan hak melihat gaji, pajak dan rekening" in page


def test_a_deed_on_sensitive_data_closes_whatever_row_it_names(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    """A disciplinary history hangs at the person, whose own row is open."""
    entry = _trace(
        dunia, actor, dunia.pegawai["staf"], aksi="disiplin.record", keterangan=RAHASIA,
        sesudah={"riwayat": [RAHASIA]},
    )  # fmt: skip
    for siapa, tanya in (("pengelola_kepegawaian", False), ("auditor", True)):
        client.force_login(dunia.user[siapa])
        page = client.get(f"/jejak/{entry.pk}/").text
        assert not _has(page)
        assert ("Dibuka untuk apa?" in page) is tanya


@pytest.mark.parametrize("siapa", ["auditor", "admin_bkpsdm", "staf"])
def test_lists_search_and_sheet_tell_nothing_sensitive(
    dunia: Dunia, actor: Acting, client: Client, siapa: str,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:  # fmt: skip
    staf = dunia.pegawai["staf"]
    for buat, _ in JENIS.values():
        _trace(dunia, actor, buat(staf), keterangan=f"karena {RAHASIA}")
    client.force_login(dunia.user[siapa])
    alamat = "/jejak/saya/" if siapa == "staf" else "/jejak/"
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page = client.get(alamat)
    baris = [[s.teks for s in sel] for _, sel in page.context["daftar"].isi]
    bocor = [b for b in baris if _has(" ".join(b)) and not b[3].startswith("pegawai ")]
    assert bocor == []
    assert "(disembunyikan)" in page.text
    assert "pemeriksaan kesehatan tentang Staf" in page.text
    berkas = BytesIO(client.get(f"{alamat}?unduh=xlsx").getvalue())
    lembar = CalamineWorkbook.from_filelike(berkas).get_sheet_by_index(0).to_python()
    assert len(lembar) > len(JENIS)
    bocor = [r for r in lembar if _has(" ".join(map(str, r))) and "pegawai Staf" not in r]
    assert bocor == []
    if siapa != "staf":
        for cari in (RAHASIA, str(ANGKA)):
            ketemu = client.get(f"/jejak/?q={cari}").context["daftar"].halaman.object_list
            assert {j.jenis for j in ketemu} <= {"pegawai.pegawai"}


def test_who_wrote_about_me_stays_with_the_rule_of_names(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    staf, dari = dunia.pegawai["staf"], dunia.pegawai["tetangga"]
    umpan = UmpanBalik.objects.create(tentang=staf, dari=dari, hubungan="rekan", isi=RAHASIA)
    entry = record(actor=actor("tetangga"), aksi="kinerja.feedback", objek=umpan, person_id=staf.pk)
    client.force_login(dunia.user["staf"])
    assert "Tetangga" not in client.get("/jejak/saya/").text
    assert client.get(f"/jejak/{entry.pk}/").status_code == 404
    client.force_login(dunia.user["tetangga"])
    assert client.get(f"/jejak/{entry.pk}/").status_code == 200
    client.force_login(dunia.user["auditor"])
    page = client.get(f"/jejak/{entry.pk}/")
    assert page.status_code == 200 and "Tetangga" in page.text


def test_keys_in_an_address_are_neither_written_nor_shown(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    assert public_address("https://a:b@contoh.go.id:8443/x?key=rahasia") == (
        "https://contoh.go.id:8443/x?…"
    )
    assert public_address("https://contoh.go.id/x") == "https://contoh.go.id/x"
    sumber = dunia.objek["sumber"]
    assert isinstance(sumber, SumberTarik)
    entry = record(  # as it was written before addresses were shortened
        actor=actor("admin_bkpsdm"), aksi="aplikasi.manage", objek=sumber,
        instansi_id=sumber.instansi_id, sesudah={"alamat": f"https://x.go.id/api?key={RAHASIA}"},
    )  # fmt: skip
    client.force_login(dunia.user["auditor"])
    page = client.get(f"/jejak/{entry.pk}/").text
    assert "https://x.go.id/api?…" in page and not _has(page)
    assert "rahasia_sandi" not in state_of(sumber)
