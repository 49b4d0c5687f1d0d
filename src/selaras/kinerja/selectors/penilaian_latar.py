"""What stands beside an assessment: the month's activities, words of others, earlier months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from selaras.core.permissions import Actor
from selaras.hukum import Aturan
from selaras.kinerja.models import (
    AktivitasHarian,
    MasukanKetuaTim,
    Penilaian,
    UmpanBalik,
)
from selaras.kinerja.selectors.penilai import first_day, last_day

AKTIVITAS_TERBANYAK = 300
UMPAN_TERBANYAK = 20
BULAN_LALU = 6


@dataclass(frozen=True, slots=True)
class Kerja:
    """Activities that belong together: how many, how long, the entries."""

    jumlah: int = 0
    menit: int = 0
    isi: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Latar:
    """All of it for one person and period."""

    per_baris: Mapping[int, Kerja] = field(default_factory=dict)
    lain: Kerja = Kerja()
    umpan: Sequence[UmpanBalik] = ()
    masukan: Sequence[MasukanKetuaTim] = ()
    sebelumnya: Sequence[Penilaian] = ()

    @property
    def menit(self) -> int:
        return self.lain.menit + sum(k.menit for k in self.per_baris.values())

    @property
    def jumlah(self) -> int:
        return self.lain.jumlah + sum(k.jumlah for k in self.per_baris.values())


def background_of(pegawai_id: int, periode: int) -> Latar:
    """Four queries, however much there is."""
    kerja = _work(pegawai_id, periode)
    return Latar(
        per_baris={k: v for k, v in kerja.items() if k is not None},
        lain=kerja.get(None, Kerja()),
        umpan=list(feedback_between(pegawai_id, periode)[:UMPAN_TERBANYAK]),
        masukan=list(
            MasukanKetuaTim.objects.filter(
                pegawai_id=pegawai_id, periode=periode, diisi_pada__isnull=False
            ).select_related("ketua")
        ),
        sebelumnya=list(
            Penilaian.objects.filter(
                pegawai_id=pegawai_id, selesai_pada__isnull=False, periode__lt=periode
            )
            .exclude(jenis=Penilaian.Jenis.TAHUNAN)
            .order_by("-periode")[:BULAN_LALU]
        ),
    )


def feedback_between(pegawai_id: int, periode: int) -> Any:
    """Words about a person in a period that nobody has hidden, the latest first."""
    return (
        UmpanBalik.objects.filter(
            Q(disembunyikan_pada__isnull=True),
            tentang_id=pegawai_id,
            dibuat_pada__date__range=(first_day(periode), last_day(periode)),
        )
        .select_related("dari")
        .order_by("-dibuat_pada")
    )


def _work(pegawai_id: int, periode: int) -> dict[int | None, Kerja]:
    rows = AktivitasHarian.objects.filter(
        pegawai_id=pegawai_id, tanggal__range=(first_day(periode), last_day(periode))
    ).exclude(status=AktivitasHarian.Status.DITOLAK)
    per: dict[int | None, list[AktivitasHarian]] = {}
    for row in rows.order_by("tanggal", "mulai")[:AKTIVITAS_TERBANYAK]:
        per.setdefault(row.rencana_baris_id, []).append(row)
    return {k: Kerja(len(isi), sum(a.menit for a in isi), isi) for k, isi in per.items()}


def names_shown(aturan: Aturan, actor: Actor, tentang_id: int) -> str:
    """Whose names the reader sees: the assessor everyone's, the person as the rule says."""
    return (
        "terlihat" if actor.person_id != tentang_id else aturan.pilihan("kinerja.umpan_balik_nama")
    )
