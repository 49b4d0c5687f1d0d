"""The comparison as a background job with progress; its figures stay with the job alone."""

from typing import Any

from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.periode.selectors import hitungan_by_skpd
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.lab.banding import summary
from selaras.tpp.lab.jalan import compare
from selaras.tpp.lab.simpan import keep
from selaras.tpp.lab.usulan import Usulan, proposed_law
from selaras.tpp.models import HitunganUnit

BANDING = "tpp.lab"


@job(BANDING, judul="Laboratorium kebijakan")
def run_compare(
    context: JobContext, *, instansi_id: int, periode: list[int], usulan: dict[str, Any]
) -> None:
    """Compare months; progress in persons' months, cancelled between months."""
    instansi = Instansi.objects.get(pk=instansi_id)
    law = Law.load()
    context.start(total=_orang_bulan(instansi_id, periode), pesan="Membaca bulan pertama")

    def lapor(orang: int, pesan: str) -> None:
        context.check()
        kata = pesan
        for p in periode:
            kata = kata.replace(str(p), periode_id(p))
        context.advance(orang, pesan=kata)

    try:
        hukum = proposed_law(Usulan.from_json(usulan), law, periode)
        hasil = compare(
            instansi_id=instansi_id, daerah=instansi.daerah, periode=periode, usulan=hukum,
            law=law, lapor=lapor,
        )  # fmt: skip
    except (HukumError, KalenderKosong) as error:
        raise JobRefused(str(error)) from error
    if hasil.baris.is_empty():
        raise JobRefused("Bulan-bulan ini belum punya instrumen. Hitung dulu bulannya.")
    context.say("Menyusun perbandingan")
    context.set_result(
        url=reverse("lab:hasil", args=[context.pekerjaan_id]),
        **summary(hasil.baris),
        tanpa_lembar=hasil.tanpa_lembar,
        catatan=list(hasil.catatan),
        berkas=keep(context.pekerjaan_id, hasil.baris),
    )


def _orang_bulan(instansi_id: int, periode: list[int]) -> int:
    """How many instruments there are to compare."""
    jumlah = 0
    for p in periode:
        berlaku = hitungan_by_skpd(p, instansi_id=instansi_id)
        unit = HitunganUnit.objects.filter(hitungan_id__in=set(berlaku.values()))
        jumlah += sum(
            n
            for skpd, hitungan, n in unit.values_list("skpd_id", "hitungan_id", "jumlah_pegawai")
            if berlaku.get(skpd) == hitungan
        )
    return jumlah
