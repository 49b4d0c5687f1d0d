"""What a person's own plans and reports still need: one query, then the rule of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from selaras.core.halaman.format import periode_id
from selaras.kinerja.models import SKP, Realisasi, RencanaBulan
from selaras.kinerja.selectors.kewajiban import obligation
from selaras.kinerja.selectors.rencana import before
from selaras.pegawai.models import Pegawai

SISA_HARI = 7  # the month's report is asked for in its last week


@dataclass(frozen=True, slots=True)
class Keadaan:
    """Where a person's documents stand: plan of the year, and by month (plan, its report)."""

    skp: Sequence[tuple[int, str]] = ()
    rencana: dict[int, tuple[int, str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kerja:
    """One thing to do: in words, why, and the page's name with its arguments."""

    judul: str
    kata: str
    halaman: str
    args: tuple[int, ...] = ()


def state_of_work(pegawai_id: int, hari: date) -> Keadaan:
    """The year's plans and the plans and reports of this month and the last."""
    kini = hari.year * 100 + hari.month
    skp = (
        SKP.objects.filter(pegawai_id=pegawai_id, tahun=hari.year, berlaku_kini=True)
        .annotate(periode=Value(0), laporan=Value(""))
        .values_list("periode", "pk", "status", "laporan")
    )
    laporan = Realisasi.objects.filter(rencana_id=OuterRef("pk")).values("status")[:1]
    bulan = (
        RencanaBulan.objects.filter(pegawai_id=pegawai_id, periode__in=(before(kini), kini))
        .exclude(status__in=("ditolak", "dibatalkan"))
        .annotate(p=F("periode"), laporan=Coalesce(Subquery(laporan), Value("")))
        .values_list("p", "pk", "status", "laporan")
    )
    baris = list(skp.union(bulan, all=True))
    return Keadaan(
        [(pk, status) for periode, pk, status, _ in baris if not periode],
        {periode: (pk, status, lapor) for periode, pk, status, lapor in baris if periode},
    )


def own_work(pegawai: Pegawai, hari: date) -> list[Kerja]:
    """What she has to do, sent back first; nothing where plans are kept elsewhere (bkn)."""
    asked = obligation(pegawai, hari)
    if asked.sebab:
        return []
    keadaan = state_of_work(pegawai.pk, hari)
    kini = hari.year * 100 + hari.month
    hasil = [
        *_returned(keadaan),
        *_year(keadaan, hari.year),
    ]
    if asked.bulanan_wajib and any(s == "disetujui" for _, s in keadaan.skp):
        hasil += _month_plan(keadaan, kini)
    hasil += _report(keadaan, before(kini))
    if hari.day > 31 - SISA_HARI:
        hasil += _report(keadaan, kini)
    return hasil


def _returned(k: Keadaan) -> list[Kerja]:
    hasil = [
        Kerja("SKP Anda dikembalikan", "Baca catatan atasan, perbaiki, lalu ajukan lagi.",
              "kinerja:skp", (pk,))
        for pk, status in k.skp if status == "dikembalikan"
    ]  # fmt: skip
    for periode, (pk, status, lapor) in k.rencana.items():
        if status == "dikembalikan":
            judul = f"Rencana {periode_id(periode)} dikembalikan"
            hasil.append(Kerja(judul, "Baca catatan di barisnya, lalu ajukan lagi.",
                               "kinerja:rencana", (pk,)))  # fmt: skip
        if lapor == "dikembalikan":
            judul = f"Realisasi {periode_id(periode)} dikembalikan"
            hasil.append(Kerja(judul, "Baca alasannya, lengkapi, lalu ajukan lagi.",
                               "kinerja:realisasi_isi", (periode,)))  # fmt: skip
    return hasil


def _year(k: Keadaan, tahun: int) -> list[Kerja]:
    if not k.skp:
        return [Kerja(f"Susun SKP {tahun}", "Rencana setahun, sesudah dialog dengan atasan.",
                      "kinerja:rencana_saya")]  # fmt: skip
    return [
        Kerja(f"Ajukan SKP {tahun}", "Masih draf; atasan belum melihatnya.", "kinerja:skp", (pk,))
        for pk, status in k.skp
        if status == "draf"
    ]


def _month_plan(k: Keadaan, periode: int) -> list[Kerja]:
    nama = periode_id(periode)
    if periode not in k.rencana:
        return [Kerja(f"Susun rencana {nama}", "Dapat disalin dari bulan lalu.",
                      "kinerja:rencana_saya")]  # fmt: skip
    pk, status, _ = k.rencana[periode]
    if status != "draf":
        return []
    return [Kerja(f"Ajukan rencana {nama}", "Masih draf; atasan belum melihatnya.",
                  "kinerja:rencana", (pk,))]  # fmt: skip


def _report(k: Keadaan, periode: int) -> list[Kerja]:
    _, status, lapor = k.rencana.get(periode, (0, "", ""))
    if status != "disetujui" or lapor not in {"", "draf"}:
        return []
    kata = "Sudah dimulai, belum diajukan." if lapor else "Tulis hasilnya dan lampirkan buktinya."
    judul = f"Isi realisasi {periode_id(periode)}"
    return [Kerja(judul, kata, "kinerja:realisasi_isi", (periode,))]
