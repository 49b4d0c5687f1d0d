"""One month's predicate from two sources: the region's own assessment and the national system.

Which one counts is the region's rule (kinerja.sumber, kinerja.gabungan). Both stay on record as
Penilaian; PenilaianBulanan holds the one that counts.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F

from selaras.aturan.predikat import kode_predikat
from selaras.core.audit.services import record_changes, state_of
from selaras.core.permissions import Actor
from selaras.hukum import Aturan
from selaras.kinerja.kabar import announce_months
from selaras.kinerja.models import Penilaian, PenilaianBulanan
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.selectors.sumber import BKN, GABUNGAN, LOKAL, source_of

TRIWULAN = "triwulan"
ISI = ("predikat", "sumber")


def counting(predikat: Mapping[str, str], aturan: Aturan) -> tuple[str, str]:
    """(predicate, source) that counts among {source: predicate}; ("", "") when none does."""
    ada = {sumber: p for sumber, p in predikat.items() if p}
    sumber = source_of(aturan)
    if sumber != GABUNGAN:
        return (ada[sumber], sumber) if sumber in ada else ("", "")
    if not ada:
        return "", ""
    cara = aturan.pilihan("kinerja.gabungan")
    if cara == "terendah":
        pilih = max(ada, key=lambda s: kode_predikat(ada[s]))
    else:
        urut = (BKN, LOKAL) if cara == "bkn_dulu" else (LOKAL, BKN)
        pilih = next(s for s in urut if s in ada)
    return ada[pilih], pilih


def write_month(penilaian: Penilaian, aturan: Aturan, *, actor: Actor) -> PenilaianBulanan | None:
    """Bring the month's result in line with both sources after one of them spoke."""
    rows = write_months([penilaian], aturan, actor=actor)
    return rows[0] if rows else None


def write_months(
    penilaian: Sequence[Penilaian], aturan: Aturan, *, actor: Actor
) -> list[PenilaianBulanan]:
    """The same for many of one region, in a constant number of statements; the rows that changed.

    The other columns of a result (minutes, percentage) stay as they are.
    """
    dipakai = [p for p in penilaian if _counts(p, aturan)]
    kunci = {(p.pegawai_id, bulan) for p in dipakai for bulan in months_covered(p)}
    per_orang = _both(kunci, aturan)
    for p in dipakai:
        for bulan in months_covered(p):
            per_orang.setdefault((p.pegawai_id, bulan), {})[p.sumber] = p.predikat
    return _bring_in_line(per_orang, aturan, actor=actor)


@transaction.atomic
def derive_again(instansi_id: int, periode: int, *, actor: Actor) -> int:
    """Bring a government's month in line with its rule of today; how many results changed.

    What was noted by hand or came from a file stays; a predicate of a source that counts no longer
    is taken away, for nothing else would ever do so.
    """
    aturan = rules_of(periode, instansi_id)
    kunci = _decided_here(instansi_id, periode)
    per_orang: dict[tuple[int, int], dict[str, str]] = {k: {} for k in kunci}
    per_orang |= _both(kunci, aturan)
    return len(_bring_in_line(per_orang, aturan, actor=actor, ulang=True))


def _decided_here(instansi_id: int, periode: int) -> set[tuple[int, int]]:
    """(person, month) whose latest assessment is this government's; of two governments that
    assessed her the later one decides, whichever looks at the month again last."""
    selesai = Penilaian.objects.filter(
        periode__range=(periode, periode + 2), selesai_pada__isnull=False, unit__isnull=False
    ).exclude(jenis=Penilaian.Jenis.TAHUNAN)
    orang = selesai.filter(unit__instansi_id=instansi_id).order_by().values("pegawai_id")
    semua = selesai.filter(pegawai_id__in=orang).annotate(pemda=F("unit__instansi_id"))
    pemda = {
        p.pegawai_id: p.pemda
        for p in semua.order_by("selesai_pada", "pk")
        if periode in months_covered(p)
    }
    return {(orang_id, periode) for orang_id, milik in pemda.items() if milik == instansi_id}


def _bring_in_line(
    per_orang: Mapping[tuple[int, int], Mapping[str, str]], aturan: Aturan, *, actor: Actor,
    ulang: bool = False,
) -> list[PenilaianBulanan]:  # fmt: skip
    kunci = set(per_orang)
    lama = {
        (h.pegawai_id, h.periode): h
        for h in PenilaianBulanan.objects.select_for_update(of=("self",)).filter(
            pegawai_id__in={k[0] for k in kunci}, periode__in={k[1] for k in kunci}
        )
    }
    diubah: list[PenilaianBulanan] = []
    sebelum = []
    for tempat, predikat in per_orang.items():
        berlaku, sumber = counting(predikat, aturan)
        baris = lama.get(tempat) or PenilaianBulanan(pegawai_id=tempat[0], periode=tempat[1])
        if ulang and baris.predikat and baris.sumber not in (LOKAL, BKN):
            continue
        if not berlaku:
            if not (ulang and baris.predikat):
                continue
            sumber = baris.sumber
        keadaan = state_of(baris) if tempat in lama else {}
        if (baris.predikat, baris.sumber) == (berlaku, sumber) and tempat in lama:
            continue
        baris.predikat, baris.sumber = berlaku, sumber
        diubah.append(baris)
        sebelum.append(keadaan)
    PenilaianBulanan.objects.bulk_create(
        diubah,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["periode", "pegawai"],
        update_fields=list(ISI),
    )
    record_changes(
        actor=actor,
        aksi="kinerja.assess",
        entries=[(b, b.pegawai_id, s) for b, s in zip(diubah, sebelum, strict=True)],
        instansi_id=actor.instansi_id,
    )
    announce_months(diubah)
    return diubah


def months_covered(penilaian: Penilaian) -> tuple[int, ...]:
    """The months whose pay an assessment decides: its own, or the three of its quarter."""
    if penilaian.jenis == Penilaian.Jenis.TRIWULAN:
        return tuple(range(penilaian.periode - 2, penilaian.periode + 1))
    return (penilaian.periode,)


def _counts(penilaian: Penilaian, aturan: Aturan) -> bool:
    """A region that assesses by quarter takes its own predicates from there alone."""
    if penilaian.jenis == Penilaian.Jenis.TAHUNAN:
        return False
    tiap = aturan.pilihan("kinerja.periodik")
    return penilaian.sumber == BKN or (tiap == TRIWULAN) == (penilaian.jenis == TRIWULAN)


def _both(
    kunci: Iterable[tuple[int, int]], aturan: Aturan
) -> dict[tuple[int, int], dict[str, str]]:
    """What each source has finished for these months."""
    tempat = set(kunci)
    bulan = {k[1] for k in tempat}
    if not bulan:
        return {}
    rows = Penilaian.objects.filter(
        pegawai_id__in={k[0] for k in tempat},
        periode__range=(min(bulan), max(bulan) + 2),
        selesai_pada__isnull=False,
    )
    found: dict[tuple[int, int], dict[str, str]] = {}
    for satu in rows:
        if not _counts(satu, aturan):
            continue
        for periode in months_covered(satu):
            if (satu.pegawai_id, periode) in tempat:
                found.setdefault((satu.pegawai_id, periode), {})[satu.sumber] = satu.predikat
    return found
