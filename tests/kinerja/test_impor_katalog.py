"""The catalogue from a file: new lines come in, known ones change, nothing comes in twice."""

from collections.abc import Callable

from tests.core.impor.berkas_uji import xlsx
from tests.izin.dunia import Dunia

from selaras.core.impor import services
from selaras.core.impor.models import Impor
from selaras.core.permissions import Actor
from selaras.kinerja.models import KatalogRencana


def test_the_catalogue_comes_from_a_file_and_again_without_doubles(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    petugas = actor("pengelola_kepegawaian")

    def masukkan(*baris: list[str]) -> Impor:
        impor = services.upload(
            actor=petugas, jenis="katalog-rencana", nama="katalog.xlsx", sejak=petugas.day(),
            isi=xlsx([["Rencana kerja", "Nama jabatan", "Target", "Satuan"], *baris]),
        )  # fmt: skip
        return services.apply(actor=petugas, impor=services.run_check(actor=petugas, impor=impor))

    masukkan(["Menyusun laporan", "Analis", "1", "laporan"], ["Apel pagi", "", "20", "kali"])
    impor = masukkan(
        ["Menyusun laporan", "Analis", "2", "laporan"], ["Apel pagi", "", "20", "kali"]
    )
    assert (impor.jumlah["baru"], impor.jumlah["berubah"], impor.jumlah["sama"]) == (0, 1, 1)
    isi = KatalogRencana.objects.order_by("uraian").values_list("jabatan", "uraian", "kuantitas")
    assert [(j, u, int(k)) for j, u, k in isi] == [
        ("", "Apel pagi", 20),
        ("Analis", "Menyusun laporan", 2),
    ]
