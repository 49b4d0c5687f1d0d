"""The catalogue: what people type finds the task they mean; officers keep their own."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.kinerja.aktivitas.kantor import AT, HARI, aktor

from selaras.core.permissions import system_actor
from selaras.kinerja.aktivitas.selectors.katalog import post_of, roots, suggest
from selaras.kinerja.aktivitas.services.katalog import ensure_catalogue, save_task
from selaras.kinerja.models import KegiatanKatalog, UraianTugas

SISTEM = system_actor("uji", at=AT)


@pytest.fixture
def katalog(kantor):
    """The starting catalogue; staf is a nurse."""
    ensure_catalogue(actor=SISTEM)
    jabatan = kantor.jabatan["staf"]
    jabatan.nama = "Perawat Ahli Muda"
    jabatan.save()
    return kantor


def _saran(kantor, kata: str, siapa: str = "staf") -> list[str]:
    pegawai = kantor.pegawai[siapa]
    return [k.nama for k in suggest(pegawai, post_of(pegawai, HARI), kata)]


@pytest.mark.parametrize(
    ("kata", "maksud"),
    [
        ("ngetik surat", "Mengetik naskah dinas"),
        ("ketik", "Mengetik naskah dinas"),
        ("mengetikkan", "Mengetik naskah dinas"),
        ("bikin laporan", "Menyusun laporan kegiatan"),
        ("laproan", "Menyusun laporan kegiatan"),
        ("meeting", "Mengikuti rapat"),
        ("bimtek", "Mengikuti pelatihan atau bimbingan teknis"),
        ("fotokopi", "Menggandakan dan menjilid dokumen"),
        ("tensi", "Melakukan pengkajian keperawatan"),
        ("operan", "Melaksanakan serah terima jaga"),
    ],
)
def test_peoples_own_words_find_the_task(katalog, kata: str, maksud: str):
    assert maksud in _saran(katalog, kata)[:3]


def test_without_words_her_own_posts_tasks_come_first(katalog):
    assert "Melakukan pengkajian keperawatan" in _saran(katalog, "")
    assert "Melakukan pengkajian keperawatan" not in _saran(katalog, "", "kepala")
    assert len(_saran(katalog, "")) == 8


def test_nonsense_finds_nothing(katalog):
    assert _saran(katalog, "qqzzxx") == []


def test_words_lose_their_affixes():
    assert "etik" in roots("mengetikkan") and "ngetik" in roots("ketik")
    assert roots("rapat")[0] == "rapat"


def test_loading_the_examples_again_adds_nothing(katalog):
    banyak = KegiatanKatalog.objects.count()
    assert ensure_catalogue(actor=SISTEM) == 0
    assert KegiatanKatalog.objects.count() == banyak > 80
    assert not UraianTugas.objects.filter(instansi=None, contoh=False).exists()


def test_an_officer_adds_her_own_and_the_examples_stay(katalog):
    uji = katalog.instansi["uji"]
    petugas = aktor(katalog, "pengelola_kepegawaian")
    isi = {"nama": "Memeriksa tensi lansia", "satuan": "orang", "menit_standar": 10,
           "kata_cari": "", "aktif": True}  # fmt: skip
    save_task(
        actor=petugas, instansi_id=uji.pk, nama_jabatan="Perawat", uraian="Melayani lansia", isi=isi
    )
    assert _saran(katalog, "tensi lansia")[0] == "Memeriksa tensi lansia"
    with pytest.raises(PermissionDenied):
        save_task(
            actor=petugas, instansi_id=uji.pk, nama_jabatan="", uraian="x", isi=isi,
            kegiatan=KegiatanKatalog.objects.filter(instansi=None).first(),
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        save_task(
            actor=petugas, instansi_id=katalog.instansi["lain"].pk, nama_jabatan="", uraian="x",
            isi=isi,
        )  # fmt: skip
