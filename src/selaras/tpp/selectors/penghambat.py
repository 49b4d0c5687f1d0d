"""Who keeps a month from being paid: SKPD by SKPD, whose turn it is, why, how long. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast
from django.urls import reverse

from selaras.core.audit.models import Jejak
from selaras.core.halaman.format import angka
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.tpp.models import HitunganBulan, TidakTerhitung

# Whose turn it is in each state, as people call them.
GILIRAN: Mapping[str, str] = {
    StatusPeriode.TERBUKA: "Verifikator TPP (menghitung)",
    StatusPeriode.DIHITUNG: "Verifikator TPP",
    StatusPeriode.DIVERIFIKASI: "Admin BKPSDM (menyetujui)",
    StatusPeriode.DISETUJUI: "Admin BKPSDM (mengunci)",
    StatusPeriode.TERKUNCI: "Bendahara pengeluaran (mengajukan)",
    StatusPeriode.DIAJUKAN: "BPKAD (SP2D)",
}
# What a gap is called and who can mend it.
_DATA = {
    "predikat": ("belum dinilai", "Atasan langsung"),
    "gaji_bruto": ("tanpa gaji", "Bendahara gaji"),
    "gaji_iwp": ("tanpa gaji", "Bendahara gaji"),
    "jabatan": ("tanpa jabatan", "Pengelola kepegawaian"),
    "kelas": ("tanpa kelas jabatan", "Admin BKPSDM"),
    "besaran": ("tanpa besaran TPP", "Admin BKPSDM"),
    "jadwal": ("tanpa jadwal kerja", "Pengelola kepegawaian"),
    "ketidakhadiran": ("izin tanpa ketentuan", "Admin BKPSDM"),
    "ptkp": ("tanpa PTKP", "Bendahara gaji"),
}
_ABAIKAN = frozenset({"ptkp", "kelebihan_lalu", "gaji_pph", "iuran_pensiun"})
JENIS = PeriodeUnit._meta.label_lower


@dataclass(frozen=True, slots=True)
class Penghambat:
    """One SKPD whose month is not paid yet."""

    skpd_id: int
    nama: str
    status: str
    giliran: str
    sebab: str
    sejak: datetime | None
    hari: int | None
    url: str


def with_since(months: QuerySet[PeriodeUnit]) -> QuerySet[PeriodeUnit]:
    """Adds `sejak`: since when each stands as it does, by its last step or its run."""
    langkah = Jejak.objects.filter(
        jenis=JENIS, objek_id=Cast(OuterRef("pk"), CharField()), aksi="periode.advance"
    )
    hitungan = HitunganBulan.objects.filter(pk=OuterRef("hitungan_id"))
    return months.annotate(
        sejak=Case(
            When(status=StatusPeriode.DIHITUNG, then=Subquery(hitungan.values("mulai_pada")[:1])),
            default=Subquery(langkah.order_by("-waktu").values("waktu")[:1]),
        )
    )


def blockers(
    months: Iterable[PeriodeUnit], at: datetime, berat: Mapping[int, int]
) -> list[Penghambat]:
    """Of these months (with skpd joined, with_since) those not paid, the longest waiting first.

    `berat`: grave findings that nobody has looked at, by SKPD. One query, however many there are.
    """
    belum = [m for m in months if m.status != StatusPeriode.DIBAYAR]
    if not belum:
        return []
    kurang = _gaps(belum)
    hasil = []
    for m in belum:
        siapa, sebab = _why(m, kurang.get(m.skpd_id, {}), berat.get(m.skpd_id, 0))
        mulai: datetime | None = getattr(m, "sejak", None)
        hasil.append(
            Penghambat(
                skpd_id=m.skpd_id, nama=m.skpd.nama, status=m.status, giliran=siapa, sebab=sebab,
                sejak=mulai, hari=(at - mulai).days if mulai else None,
                url=reverse("tpp:verifikasi_unit", args=[m.periode, m.skpd_id]),
            )
        )  # fmt: skip
    return sorted(hasil, key=lambda p: (-(p.hari if p.hari is not None else 10**6), p.nama))


def _gaps(months: Sequence[PeriodeUnit]) -> dict[int, dict[str, int]]:
    """SKPD id -> what its people lack in the run that counts -> how many people."""
    hitungan = {m.hitungan_id for m in months if m.hitungan_id}
    rows = (
        TidakTerhitung.objects.filter(hitungan_id__in=hitungan, skpd__isnull=False)
        .exclude(kolom__in=_ABAIKAN)
        .order_by()
        .values_list("hitungan_id", "skpd_id", "kolom")
        .annotate(n=Count("pegawai_id", distinct=True))
    )
    berlaku = {m.skpd_id: m.hitungan_id for m in months}
    hasil: dict[int, dict[str, int]] = defaultdict(dict)
    for hitungan_id, skpd_id, kolom, n in rows:
        if berlaku.get(skpd_id) == hitungan_id:
            hasil[skpd_id][kolom] = n
    return hasil


def _why(m: PeriodeUnit, kurang: Mapping[str, int], temuan: int) -> tuple[str, str]:
    """Whose turn, and why: what people lack comes before the step itself."""
    if m.status in (StatusPeriode.TERBUKA, StatusPeriode.DIHITUNG) and kurang:
        kata = [f"{angka(n)} {_DATA.get(k, (k, ''))[0]}" for k, n in _sorted(kurang)]
        pemilik = dict.fromkeys(_DATA.get(k, ("", "Pengelola kepegawaian"))[1] for k in kurang)
        return ", ".join(pemilik), ", ".join(kata)
    if m.status == StatusPeriode.DIHITUNG and temuan:
        return GILIRAN[m.status], f"{angka(temuan)} temuan berat belum diperiksa"
    kata_status = {
        StatusPeriode.TERBUKA: "belum dihitung",
        StatusPeriode.DIHITUNG: "menunggu verifikasi",
        StatusPeriode.DIVERIFIKASI: "menunggu persetujuan",
        StatusPeriode.DISETUJUI: "siap dikunci",
        StatusPeriode.TERKUNCI: "siap diajukan",
        StatusPeriode.DIAJUKAN: "menunggu SP2D",
    }
    return GILIRAN[m.status], kata_status[StatusPeriode(m.status)]


def _sorted(kurang: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(kurang.items(), key=lambda k: -k[1])
