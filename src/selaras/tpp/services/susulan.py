"""Late facts of a locked month: computed again today, any difference becomes a later line.

The locked instruments stay as they are. Everybody is compared, not only whose days were touched:
a result, an amount, a sanction or a tax class may come late as well.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import transaction
from django.db.models import Q, Sum

from selaras.core.audit.services import record
from selaras.core.frames import fingerprint_of, heard_queries, one_snapshot
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.presensi import lembar
from selaras.presensi.models import HariTersentuh, LembarPresensi
from selaras.presensi.selectors import BulanPresensi
from selaras.tpp.models import HitunganUnit, SusulanTPP
from selaras.tpp.selectors.terkunci import counted_elsewhere, locked_frame, locked_runs
from selaras.tpp.services import sebab, sidik
from selaras.tpp.services.hitung_bulan import BulanTerhitung, compute_frame
from selaras.tpp.services.tulis import instrumen_columns

BESAR = 2_000  # people from which looking whether anything changed pays
_UANG = ("jumlah_nilai", "hukuman_rp", "bruto", "pph21_tpp", "pph21_lebih", "iwp")
KOLOM = tuple(dict.fromkeys((*_UANG, *sebab.KOLOM)))
SELISIH = ("nilai_rp", "pph_rp", "iwp_rp", "potongan_rp")


def collect_earlier_months(
    *, instansi: Instansi, periode: int, actor: Actor, at: datetime, law: Law | None = None
) -> list[SusulanTPP]:
    """Lines for `periode` out of what changed in the locked months before it.

    Looks back as far as the region says (tpp.susulan_bulan_mundur). A month without an open unit
    takes none: it could not pay them.
    """
    if not 1 <= periode % 100 <= 12:
        return []
    semua = set(
        PeriodeUnit.objects.filter(periode=periode, skpd__instansi=instansi).values_list(
            "status", flat=True
        )
    )
    if semua and semua <= set(STATUS_TERKUNCI):
        return []
    aturan = (law or Law.load()).pada(date(periode // 100, periode % 100, 1), instansi.daerah)
    sebelumnya = (
        PeriodeUnit.objects.filter(
            periode__in=_months_before(periode, aturan.nilai("tpp.susulan_bulan_mundur")),
            skpd__instansi=instansi,
            status__in=STATUS_TERKUNCI,
        )
        .order_by("periode")
        .values_list("periode", flat=True)
        .distinct()
    )
    return [
        baris
        for asal in list(sebelumnya)
        for baris in collect_susulan(
            instansi=instansi, periode=asal, masuk_periode=periode, actor=actor, at=at, law=law
        )
    ]


def _months_before(periode: int, jumlah: int) -> list[int]:
    """The calendar months before one, the nearest first."""
    urut = periode // 100 * 12 + periode % 100 - 1
    return [n // 12 * 100 + n % 12 + 1 for n in range(urut - 1, urut - 1 - jumlah, -1)]


@transaction.atomic
def collect_susulan(
    *,
    instansi: Instansi,
    periode: int,
    masuk_periode: int,
    actor: Actor,
    at: datetime,
    law: Law | None = None,
) -> list[SusulanTPP]:
    """One line per person whose locked month would come out differently today.

    Who can't be computed now waits: the difference is found once she can be. A second call finds
    nothing, since lines already made count as settled; where there are many people it does not even
    compute, unless something changed that the last one read.
    """
    runs = locked_runs(instansi.pk, periode)
    if not runs:
        return []
    pindah = counted_elsewhere(instansi.pk, periode, runs)
    tempat = (instansi, periode, runs, pindah, law or Law.load())
    besar = Pegawai.objects.filter(instansi=instansi)[:BESAR].count() >= BESAR
    with one_snapshot():
        if besar and sidik.unchanged(*tempat):
            return []
        with heard_queries() as kueri:
            terhitung = compute_frame(instansi=instansi, periode=periode, law=law, kini=at)
        fakta = fingerprint_of(kueri) if besar else ""
    banding = _compare(terhitung, runs, pindah)
    beda = _unsettled(banding, periode)
    dibuat = SusulanTPP.objects.bulk_create(
        SusulanTPP(
            pegawai_id=b["pegawai_id"], asal_periode=periode, masuk_periode=masuk_periode,
            bruto_lama=b["lama"], bruto_baru=b["baru"], sebab=kalimat, dicatat_pada=at,
            **{k: b[k] for k in SELISIH},
        )
        for b, kalimat in _with_reasons(beda, terhitung, _laws(runs, terhitung))
    )  # fmt: skip
    _mark_days(instansi, periode, banding["pegawai_id"].to_list(), at)
    if besar:
        sidik.remember(*tempat, kueri=kueri, fakta=fakta, at=at)
    record(
        actor=actor, aksi="tpp.compute", objek=instansi, sebelum={},
        sesudah={"susulan": len(dibuat), "periode": periode, "masuk_periode": masuk_periode},
    )  # fmt: skip
    return dibuat


def _compare(
    terhitung: BulanTerhitung, runs: dict[int, int], di_tempat_lain: Collection[int]
) -> pl.DataFrame:
    """Locked and computed columns side by side: one row per person whom both ways can judge.

    Columns: pegawai_id, KOLOM as stored (null = no instrument then) and as `<k>_baru` (null = no
    right to it any more), lama, baru, and the differences SELISIH before earlier lines.
    """
    hasil = terhitung.hasil
    lama = locked_frame(runs, terhitung.presensi.periode, KOLOM, orang=hasil.height)
    siap = hasil.filter(pl.col("galat").is_null())
    kolom = instrumen_columns(siap)
    baru = pl.DataFrame({f"{k}_baru": kolom[k] for k in KOLOM}).select(
        pl.all().cast(pl.Int64), pegawai_id=pl.Series(siap["pegawai_id"]), skpd_kini=siap["skpd_id"]
    )
    pindah = pl.col("pegawai_id").is_in(list(di_tempat_lain))
    gabung = lama.join(baru, on="pegawai_id", how="full", coalesce=True).filter(
        # an instrument then, or the right to one now in a unit that is locked; not both missing
        pl.col("skpd_id").is_not_null() | (pl.col("skpd_kini").is_in(list(runs)) & ~pindah),
        ~pl.col("pegawai_id").is_in(hasil.filter(pl.col("galat").is_not_null())["pegawai_id"]),
    )
    dibayar_lain = pindah & pl.col("skpd_id").is_not_null()
    return gabung.with_columns(
        lama=(pl.col("jumlah_nilai") - pl.col("hukuman_rp")).fill_null(0),
        baru=pl.when(~dibayar_lain)
        .then(pl.col("jumlah_nilai_baru") - pl.col("hukuman_rp_baru"))
        .fill_null(0),
        dibayar_lain=dibayar_lain,
    ).with_columns(
        nilai_rp=pl.col("baru") - pl.col("lama"),
        pph_rp=_hanya_potongan(_pph("_baru") - _pph()),
        iwp_rp=_hanya_potongan(pl.col("iwp_baru") - pl.col("iwp")),
        potongan_rp=_hanya_potongan(_potongan("_baru") - _potongan()),
    )


def _pph(akhiran: str = "") -> pl.Expr:
    return pl.col(f"pph21_tpp{akhiran}") - pl.col(f"pph21_lebih{akhiran}")


def _potongan(akhiran: str = "") -> pl.Expr:
    return pl.col(f"zakat_rp{akhiran}") + pl.col(f"potongan_lain_rp{akhiran}")


def _hanya_potongan(selisih: pl.Expr) -> pl.Expr:
    """A deduction's difference where the pay is the same; on arrears it is taken when paid."""
    sama = (pl.col("baru") == pl.col("lama")) & (pl.col("bruto_baru") == pl.col("bruto"))
    return pl.when(sama).then(selisih).otherwise(0).fill_null(0)


def _unsettled(banding: pl.DataFrame, periode: int) -> pl.DataFrame:
    """What is left of the differences after the month's earlier lines.

    An accepted objection covers what is found afterwards in the person's favour; what it granted
    beyond the facts is never taken back. A released hold is no correction.
    """
    Jenis = SusulanTPP.Jenis
    koreksi = {f"{k}_sudah": Sum(k, filter=Q(jenis=Jenis.KOREKSI), default=0) for k in SELISIH}
    dikabulkan = Sum("nilai_rp", filter=Q(jenis=Jenis.KEBERATAN), default=0)
    sudah = SusulanTPP.objects.filter(asal_periode=periode).order_by().values("pegawai_id")
    jumlah = pl.DataFrame(
        list(sudah.annotate(**koreksi, dikabulkan=dikabulkan)),
        schema=dict.fromkeys(("pegawai_id", *koreksi, "dikabulkan"), pl.Int64),
    )
    # Where the pay differs nothing is said of deductions, so nothing is taken back of it either.
    sama = pl.col("baru") == pl.col("lama")
    sisa = pl.col("nilai_rp") - pl.col("nilai_rp_sudah").fill_null(0)
    ditutup = pl.min_horizontal(sisa.clip(0), pl.col("dikabulkan").fill_null(0))
    return (
        banding.join(jumlah, on="pegawai_id", how="left")
        .with_columns(
            nilai_rp=sisa - ditutup,
            **{
                k: pl.when(sama).then(pl.col(k) - pl.col(f"{k}_sudah").fill_null(0)).otherwise(0)
                for k in SELISIH[1:]
            },
        )
        .filter(pl.any_horizontal(pl.col(k) != 0 for k in SELISIH))
        .sort("pegawai_id")
    )


def _laws(runs: dict[int, int], terhitung: BulanTerhitung) -> set[int]:
    """SKPD whose run read other values of law than are read today."""
    hukum = HitunganUnit.objects.filter(hitungan_id__in=set(runs.values()), skpd_id__in=runs)
    return {
        u.skpd_id
        for u in hukum
        if runs[u.skpd_id] == u.hitungan_id and u.sidik_hukum != terhitung.aturan.sidik()
    }


def _with_reasons(
    beda: pl.DataFrame, terhitung: BulanTerhitung, hukum_lain: set[int]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Each difference with its cause in words."""
    hari = _changed_days(terhitung.presensi, beda["pegawai_id"].to_list())
    for b in beda.iter_rows(named=True):
        if b["dibayar_lain"]:
            yield b, "Dipindahkan: bulan ini dihitung di unit lain"
        elif b["jumlah_nilai"] is None:
            yield b, "Belum terhitung ketika bulannya dikunci; datanya kini lengkap"
        elif b["jumlah_nilai_baru"] is None:
            yield b, "Tidak berhak TPP pada bulan itu menurut data yang kini tercatat"
        else:
            lama = {k: b[k] for k in sebab.KOLOM}
            baru = {k: b[f"{k}_baru"] for k in sebab.KOLOM}
            kata = sebab.changed_facts(lama, baru, hari=hari.get(b["pegawai_id"], ()))
            yield b, sebab.in_one_line(kata, hukum_berubah=b["skpd_id"] in hukum_lain)


def _changed_days(bulan: BulanPresensi, ids: list[int]) -> dict[int, list[int]]:
    """Days of the month on which attendance is not what the locked sheet says, by person."""
    if not ids:
        return {}
    tersimpan = dict(
        LembarPresensi.objects.filter(periode=bulan.periode, pegawai_id__in=ids).values_list(
            "pegawai_id", "hari"
        )
    )
    letak = np.searchsorted(bulan.hasil.pegawai_id, ids)
    hasil: dict[int, list[int]] = {}
    for pk, n in zip(ids, letak.tolist(), strict=True):
        ada = n < len(bulan.hasil.pegawai_id) and bulan.hasil.pegawai_id[n] == pk
        if ada and pk in tersimpan:
            kini = bulan.hasil.hari[n]
            lama = lembar.decode([tersimpan[pk]])[0, : len(kini)]
            hasil[pk] = (np.flatnonzero(kini != lama) + 1).tolist()
    return hasil


def _mark_days(instansi: Instansi, periode: int, ids: list[int], at: datetime) -> None:
    """Days that attendance recorded as touched after the lock are dealt with for these people."""
    if not sidik.touched(instansi, periode):
        return
    HariTersentuh.objects.filter(
        pegawai__instansi=instansi, pegawai_id__in=any_of(ids), ditangani_pada__isnull=True,
        tanggal__year=periode // 100, tanggal__month=periode % 100,
    ).update(ditangani_pada=at)  # fmt: skip
