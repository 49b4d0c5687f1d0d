"""Rows of the list that is paid, and what became of a person's payment. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from selaras.pegawai.models import Rekening, RiwayatGolongan
from selaras.periode.models import PeriodeUnit
from selaras.tpp.masa import masa_of
from selaras.tpp.models import (
    DaftarBayar,
    InstrumenPenilaian,
    PembayaranTPP,
    TahananPembayaran,
)
from selaras.tpp.selectors.prasyarat import words_of

UANG = (
    "nilai_bk", "nilai_pk", "nilai_kk", "nilai_tb", "nilai_kp", "nilai_po", "jumlah_nilai",
    "hukuman_rp", "kekurangan_lalu", "kelebihan_dipotong", "bruto", "pph21_tpp", "pph_pegawai",
    "iwp", "bpjs", "diterima", "zakat_rp", "potongan_lain_rp", "netto",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BarisBayar:
    """One person on the list; `ditahan` = why she is not paid now, "" = she is."""

    pegawai_id: int
    nip: str
    nama: str
    golongan: str
    jabatan: str
    kelas: int
    bruto: int
    pph21: int
    pph_pegawai: int
    iwp: int
    bpjs: int
    netto: int
    bank: str
    nomor_rekening: str
    atas_nama: str
    ditahan: str
    instrumen: InstrumenPenilaian

    @property
    def tunjangan_pph(self) -> int:
        """Tax on the TPP that the region bears: allowance and deduction cancel."""
        return max(self.pph21 - max(self.pph_pegawai, 0), 0)


def list_rows(periode: int, skpd_id: int) -> list[BarisBayar]:
    """Everybody computed in an SKPD's month, in the order of the list: class, then name.

    Accounts and holds are as known now; on a locked month the fixed list has them as they were.
    """
    bulan = PeriodeUnit.objects.filter(skpd_id=skpd_id, periode=periode).first()
    if bulan is None or bulan.hitungan_id is None:
        return []
    akhir = masa_of(periode).akhir
    rekening = Rekening.objects.pada(akhir).filter(pegawai_id=OuterRef("pegawai_id"))
    golongan = RiwayatGolongan.objects.pada(akhir).filter(pegawai_id=OuterRef("pegawai_id"))
    instrumen = (
        InstrumenPenilaian.objects.filter(hitungan_id=bulan.hitungan_id, skpd_id=skpd_id)
        .select_related("pegawai", "jabatan", "unit")
        .annotate(
            rek_bank=Subquery(rekening.values("bank")[:1]),
            rek_nomor=Subquery(rekening.values("nomor")[:1]),
            rek_nama=Subquery(rekening.values("atas_nama")[:1]),
            gol=Subquery(golongan.values("golongan")[:1]),
        )
        .order_by("-kelas", "pegawai__nama", "pegawai_id")
    )
    ditahan = held_reasons(periode, skpd_id)
    beku = _fixed(periode, skpd_id)
    return [_row(i, ditahan.get(i.pegawai_id, ""), beku) for i in instrumen]


def _row(i: Any, ditahan: str, beku: Mapping[int, PembayaranTPP]) -> BarisBayar:
    """`i`: an instrument with the account and grade that list_rows annotates."""
    tetap = beku.get(i.pegawai_id)
    if tetap is not None:
        ditahan = tetap.alasan if tetap.status == PembayaranTPP.Status.DITAHAN else ""
        bank, nomor, nama = tetap.bank, tetap.nomor_rekening, tetap.atas_nama
    else:
        bank, nomor, nama = i.rek_bank or "", i.rek_nomor or "", i.rek_nama or ""
    return BarisBayar(
        pegawai_id=i.pegawai_id, nip=i.pegawai.nip, nama=i.pegawai.nama_lengkap,
        golongan=i.gol or "", jabatan=i.jabatan.nama, kelas=i.kelas, bruto=i.bruto,
        pph21=i.pph21_tpp, pph_pegawai=i.pph_pegawai, iwp=i.iwp, bpjs=i.bpjs, netto=i.netto,
        bank=bank, nomor_rekening=nomor, atas_nama=nama, ditahan=ditahan, instrumen=i,
    )  # fmt: skip


def to_be_paid(bulan: PeriodeUnit) -> dict[str, int]:
    """How many people a lock would put on the list as payable, and what they are transferred."""
    ditahan = TahananPembayaran.objects.filter(
        periode=bulan.periode, skpd_id=bulan.skpd_id, dilepas_pada__isnull=True
    )
    milik = InstrumenPenilaian.objects.filter(
        hitungan_id=bulan.hitungan_id, skpd_id=bulan.skpd_id
    ).exclude(pegawai_id__in=ditahan.values("pegawai_id"))
    return milik.aggregate(orang=Count("pegawai_id"), netto=Coalesce(Sum("netto"), 0))


def held_reasons(periode: int, skpd_id: int) -> dict[int, str]:
    """Person id -> why her payment of the month is held, all reasons in one line."""
    hasil: dict[int, str] = {}
    rows = TahananPembayaran.objects.filter(
        periode=periode, skpd_id=skpd_id, dilepas_pada__isnull=True
    )
    for t in rows.order_by("pegawai_id", "prasyarat"):
        kata = f"{words_of(t.prasyarat)}: {t.alasan}"
        hasil[t.pegawai_id] = "; ".join(filter(None, [hasil.get(t.pegawai_id), kata]))[:200]
    return hasil


def _fixed(periode: int, skpd_id: int) -> dict[int, PembayaranTPP]:
    """The first attempts of the fixed list, where there is one: the list as it was locked."""
    rows = PembayaranTPP.objects.filter(daftar__periode=periode, daftar__skpd_id=skpd_id, ke=1)
    return {p.pegawai_id: p for p in rows}


def list_of(periode: int, skpd_id: int) -> DaftarBayar | None:
    """The fixed list of an SKPD's month; None before the lock."""
    return DaftarBayar.objects.filter(periode=periode, skpd_id=skpd_id).first()


@dataclass(frozen=True, slots=True)
class KeadaanBayar:
    """What a person reads about the payment of her month."""

    status: str
    kata: str
    tanggal: date | None = None
    no_sp2d: str = ""


def payment_of(pegawai_id: int, periode: int) -> Sequence[PembayaranTPP]:
    """The attempts to pay a person's month, the last one first."""
    return list(
        PembayaranTPP.objects.filter(pegawai_id=pegawai_id, daftar__periode=periode)
        .select_related("daftar")
        .order_by("-ke")
    )
