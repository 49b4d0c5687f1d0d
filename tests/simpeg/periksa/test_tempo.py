"""What falls due by rule, and its letters."""

from datetime import date

from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.simpeg.periksa.periksa_uji import HARI, client_of, run

from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import HukumanDisiplin, Pegawai, RiwayatGolongan, RiwayatStatus
from selaras.simpeg.models import (
    JatuhTempo,
    KenaikanGajiBerkala,
    KontrakPPPK,
    Penghargaan,
    RiwayatPendidikan,
    SuratJatuhTempo,
    UjianDinas,
)


def test_due_dates_follow_the_rules(dunia: Dunia) -> None:
    run(dunia)
    staf = {t.jenis: t for t in JatuhTempo.objects.filter(pegawai=dunia.pegawai["staf"])}
    assert staf["kgb"].tanggal == date(2026, 3, 1)
    assert staf["kgb"].siap
    assert staf["kgb"].data["mkg_baru"] == "16 tahun 0 bulan"
    assert staf["kp"].tanggal == date(2026, 4, 1)
    assert "SKP 2025 belum disahkan" in staf["kp"].kurang
    assert staf["satya"].tanggal == date(2026, 3, 1)
    assert staf["satya"].data["lama"] == 20


def test_a_sanction_since_the_last_letter_postpones_the_increment(dunia: Dunia) -> None:
    HukumanDisiplin.objects.create(
        pegawai=dunia.pegawai["staf"], tingkat="sedang", jenis="4", no_sk="1", tanggal_sk=HARI,
        berlaku=berlaku_sejak(date(2024, 6, 1), date(2025, 6, 1)),
    )  # fmt: skip
    run(dunia)
    kgb = JatuhTempo.objects.get(pegawai=dunia.pegawai["staf"], jenis="kgb")
    assert kgb.tanggal == date(2027, 3, 1)


def test_every_way_to_a_promotion_is_told_with_its_own_letter(dunia: Dunia) -> None:
    """A master's diploma does not open one for III/c; an award and the end of service do."""
    staf = dunia.pegawai["staf"]
    Penghargaan.objects.create(
        pegawai=staf, nama="Pegawai berprestasi luar biasa", tahun=2025, jenis=Penghargaan.PRESTASI,
        tanggal_sk=date(2025, 11, 10),
    )  # fmt: skip
    Pegawai.objects.filter(pk=staf.pk).update(tanggal_lahir=date(1969, 3, 5))
    run(dunia)
    tempo = {(t.jenis, t.cara): t for t in JatuhTempo.objects.filter(pegawai=staf)}
    assert tempo["kp", "reguler"].tanggal == date(2026, 4, 1)
    assert tempo["kp", "prestasi"].tanggal == date(2025, 12, 1)
    assert tempo["kp", "prestasi"].kurang == ["SKP 2024 belum disahkan"]
    assert tempo["abdi", ""].tanggal == date(2027, 3, 1)
    assert tempo["abdi", ""].data["golongan_baru"] == "III/d"
    assert tempo["pensiun", ""].kurang == ["Dapat diusulkan mulai 01-01-2026"]
    petugas = client_of(dunia, "pengelola_kepegawaian")
    isi = petugas.get(f"{reverse('simpeg:tempo')}?bulan=24").content.decode()
    assert "Kenaikan pangkat pengabdian" in isi
    for t in tempo.values():
        petugas.post(reverse("simpeg:surat_buat", args=[t.pk]))
    assert SuratJatuhTempo.objects.count() == len(tempo)


def test_a_lower_rank_than_the_diploma_opens_an_adjustment(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatGolongan.objects.filter(pegawai=staf).update(golongan="II/c")
    RiwayatPendidikan.objects.filter(pegawai=staf).delete()
    RiwayatPendidikan.objects.create(
        pegawai=staf, tingkat="40", sekolah="Universitas Uji", tahun_lulus=2024, diakui=False
    )
    UjianDinas.objects.create(pegawai=staf, jenis="upkp", tanggal_lulus=date(2025, 12, 2))
    run(dunia)
    ijazah = JatuhTempo.objects.get(pegawai=staf, cara="ijazah")
    assert (ijazah.tanggal, ijazah.data["golongan_baru"]) == (date(2026, 1, 1), "III/a")
    assert "Gelar dari ijazah ini belum tercantum dalam SK" in ijazah.kurang
    assert not any("Ujian" in k for k in ijazah.kurang)


def test_a_contract_employee_gets_increments_by_her_own_table(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    RiwayatStatus.objects.filter(pegawai=staf).update(status="PPPK")
    RiwayatGolongan.objects.filter(pegawai=staf).update(
        golongan="IX", masa_kerja_tahun=0, berlaku=berlaku_sejak(date(2024, 3, 1))
    )
    KenaikanGajiBerkala.objects.filter(pegawai=staf).delete()
    KontrakPPPK.objects.create(
        pegawai=staf, mulai=date(2024, 3, 1), selesai=date(2026, 2, 28), golongan="IX"
    )
    run(dunia)
    kgb = JatuhTempo.objects.get(pegawai=staf, jenis="kgb")
    assert kgb.tanggal == date(2026, 3, 1)
    assert kgb.kurang[0] == "Kontrak berakhir 28-02-2026"
    assert kgb.data["gaji_lama"] == 3_203_600
    surat = client_of(dunia, "pengelola_kepegawaian").post(
        reverse("simpeg:surat_buat", args=[kgb.pk])
    )
    assert surat.status_code == 302
    isi = SuratJatuhTempo.objects.get().isi
    assert isi["tujuan"].startswith("Kepala Badan Pengelola Keuangan")
    assert isi["tembusan"][-1] == "Pegawai yang bersangkutan"
    assert ["Gaji pokok baru", "Rp ........................ (masa kerja 2 tahun 0 bulan)"] in (
        isi["tabel"]
    )


def test_discipline_among_the_reasons_is_hidden_from_who_may_not_see_it(dunia: Dunia) -> None:
    HukumanDisiplin.objects.create(
        pegawai=dunia.pegawai["staf"], tingkat="sedang", no_sk="1", tanggal_sk=HARI,
        berlaku=berlaku_sejak(date(2025, 11, 1), date(2026, 11, 1)),
    )  # fmt: skip
    run(dunia)
    alamat = f"{reverse('simpeg:tempo')}?bulan=12&jenis=kp"
    petugas = client_of(dunia, "pengelola_kepegawaian").get(alamat).content.decode()
    admin = client_of(dunia, "admin_bkpsdm").get(alamat).content.decode()
    assert "hukuman disiplin" not in petugas
    assert "hanya dapat dibuka BKPSDM" in petugas
    assert "Sedang menjalani hukuman disiplin sedang" in admin


def test_the_letter_is_one_click_away_numbered_once_and_a_pdf(dunia: Dunia) -> None:
    run(dunia)
    petugas = client_of(dunia, "pengelola_kepegawaian")
    tempo = JatuhTempo.objects.filter(pegawai=dunia.pegawai["staf"])
    nomor = []
    for t in tempo.order_by("jenis"):
        jawab = petugas.post(reverse("simpeg:surat_buat", args=[t.pk]))
        surat = SuratJatuhTempo.objects.latest("pk")
        assert jawab.headers["Location"] == reverse("simpeg:surat", args=[surat.pk])
        nomor.append(surat.nomor)
    assert [n.split("/")[:2] for n in nomor] == [["822", "0001"], ["823", "0002"],
                                                 ["861.1", "0003"]]  # fmt: skip
    ulang = petugas.post(reverse("simpeg:surat_buat", args=[tempo.get(jenis="kgb").pk]))
    pertama = SuratJatuhTempo.objects.get(jenis="kgb")
    assert ulang.headers["Location"] == reverse("simpeg:surat", args=[pertama.pk])
    pdf = petugas.get(reverse("simpeg:surat", args=[pertama.pk]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert b"pdfaid" in pdf.content
    run(dunia)  # a new run forgets nothing that was numbered
    isi = petugas.get(f"{reverse('simpeg:tempo')}?bulan=6").content.decode()
    assert pertama.nomor in isi


def test_a_neighbour_gets_no_letter(dunia: Dunia) -> None:
    run(dunia)
    tetangga = JatuhTempo.objects.filter(pegawai=dunia.pegawai["tetangga"]).first()
    assert tetangga is not None
    jawab = client_of(dunia, "pengelola_kepegawaian").post(
        reverse("simpeg:surat_buat", args=[tetangga.pk])
    )
    assert jawab.status_code == 404
