"""Results from a file: an officer's own are not hers to bring in, as they are not by hand."""

from collections.abc import Callable

from tests.core.impor.berkas_uji import xlsx
from tests.izin.dunia import Dunia

from selaras.core.impor import services
from selaras.core.permissions import Actor
from selaras.kinerja.models import PenilaianBulanan


def test_ones_own_result_in_a_file_is_refused_and_the_others_are_taken(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    petugas = actor("pengelola_kepegawaian")
    sendiri, staf = dunia.pegawai["pengelola_kepegawaian"], dunia.pegawai["staf"]
    sendiri.nip, staf.nip = "197501012000031002", "198609262015051001"
    for pegawai in (sendiri, staf):
        pegawai.save()
    berkas = xlsx(
        [["NIP", "Bulan", "Predikat"],
         [sendiri.nip, "2025-10", "Sangat Baik"], [staf.nip, "2025-10", "Baik"]]
    )  # fmt: skip
    impor = services.upload(
        actor=petugas, jenis="hasil-kerja", isi=berkas, nama="hasil.xlsx", sejak=petugas.day()
    )
    impor = services.apply(actor=petugas, impor=services.run_check(actor=petugas, impor=impor))
    assert impor.jumlah["salah"] == 1
    assert [p.pegawai_id for p in PenilaianBulanan.objects.all()] == [staf.pk]
