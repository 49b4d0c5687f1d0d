"""The list that is paid: fixed when a month is locked, submitted, paid, transfers that failed.

People, amounts and accounts stand on it as they were at the lock, with a hash over them. Figures
come from the instruments in force; nothing is computed here.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse

from selaras.core.audit.services import record, record_many
from selaras.core.halaman.format import periode_id, tanggal_id
from selaras.core.notify.services import notify
from selaras.core.permissions import Actor
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.models import DaftarBayar, PembayaranTPP
from selaras.tpp.selectors.daftar_bayar import BarisBayar, list_rows

SEKALI = 5_000
TANPA_REKENING = "Belum ada nomor rekening."
Status = PembayaranTPP.Status


class PembayaranDitolak(ValueError):
    """A payment that cannot be recorded so; the message is for the treasurer."""


@transaction.atomic
def fix_list(bulan: PeriodeUnit, actor: Actor, at: datetime) -> DaftarBayar:
    """The list of a locked month: made once, the same row afterwards."""
    ada = DaftarBayar.objects.filter(skpd_id=bulan.skpd_id, periode=bulan.periode).first()
    if ada is not None:
        return ada
    if bulan.status not in STATUS_TERKUNCI or bulan.hitungan_id is None:
        raise PembayaranDitolak("Daftar bayar baru ada sesudah bulannya dikunci.")
    baris = list_rows(bulan.periode, bulan.skpd_id)
    dibayar = [b for b in baris if not b.ditahan]
    daftar = DaftarBayar.objects.create(
        skpd_id=bulan.skpd_id, periode=bulan.periode, hitungan_id=bulan.hitungan_id,
        hash_daftar=hash_rows(baris), jumlah_pegawai=len(dibayar),
        jumlah_ditahan=len(baris) - len(dibayar), dibuat_pada=at,
        bruto=sum(b.bruto for b in dibayar), pph21=sum(b.pph21 for b in dibayar),
        iwp=sum(b.iwp for b in dibayar), bpjs=sum(b.bpjs for b in dibayar),
        netto=sum(b.netto for b in dibayar),
    )  # fmt: skip
    PembayaranTPP.objects.bulk_create(
        [
            PembayaranTPP(
                daftar=daftar, pegawai_id=b.pegawai_id, netto=b.netto, bank=b.bank,
                nomor_rekening=b.nomor_rekening, atas_nama=b.atas_nama,
                status=Status.DITAHAN if b.ditahan else Status.MENUNGGU, alasan=b.ditahan,
            )
            for b in baris
        ],
        batch_size=SEKALI,
    )  # fmt: skip
    record(
        actor=actor, aksi="tpp.lock", objek=daftar, sesudah={"hash_daftar": daftar.hash_daftar},
        instansi_id=bulan.skpd.instansi_id,
    )  # fmt: skip
    return daftar


def hash_rows(baris: Sequence[BarisBayar]) -> str:
    """SHA-256 over the rows as the list prints them, in order of NIP."""
    hasil = hashlib.sha256()
    for b in sorted(baris, key=lambda b: b.nip):
        hasil.update(
            f"{b.nip}|{b.bruto}|{b.pph21}|{b.iwp}|{b.bpjs}|{b.netto}|{b.nomor_rekening}|"
            f"{b.ditahan}\n".encode()
        )
    return hasil.hexdigest()


@transaction.atomic
def note_spm(*, daftar: DaftarBayar, no_spm: str, tanggal: date, actor: Actor) -> DaftarBayar:
    """The SPM that asks for the money, as it is submitted."""
    daftar.no_spm, daftar.tanggal_spm = no_spm, tanggal
    daftar.save(update_fields=["no_spm", "tanggal_spm"])
    record(actor=actor, aksi="tpp.submit", objek=daftar, sesudah={"no_spm": no_spm})
    return daftar


@transaction.atomic
def note_sp2d(*, daftar: DaftarBayar, no_sp2d: str, tanggal: date, actor: Actor) -> int:
    """The SP2D that paid the list: everybody who waited is paid on its day; how many."""
    if not no_sp2d.strip():
        raise PembayaranDitolak("Isi nomor SP2D-nya.")
    if daftar.no_sp2d and (daftar.no_sp2d, daftar.tanggal_sp2d) != (no_sp2d.strip(), tanggal):
        raise PembayaranDitolak(f"SP2D {daftar.no_sp2d} sudah tercatat untuk daftar ini.")
    if tanggal > actor.day():
        raise PembayaranDitolak("Tanggal SP2D belum tiba.")
    if daftar.tanggal_spm and tanggal < daftar.tanggal_spm:
        raise PembayaranDitolak("SP2D terbit sesudah SPM-nya, jadi tanggalnya tidak lebih awal.")
    daftar.no_sp2d, daftar.tanggal_sp2d = no_sp2d.strip(), tanggal
    daftar.save(update_fields=["no_sp2d", "tanggal_sp2d"])
    jumlah = _pay_waiting(daftar, tanggal)
    record(
        actor=actor, aksi="tpp.pay", objek=daftar,
        sesudah={"no_sp2d": daftar.no_sp2d, "tanggal_sp2d": str(tanggal), "dibayar": jumlah},
    )  # fmt: skip
    return jumlah


def _pay_waiting(daftar: DaftarBayar, tanggal: date) -> int:
    """Who waits is paid; who has no account to be paid to has failed, until she has one."""
    menunggu = daftar.pembayaran.filter(status=Status.MENUNGGU, terakhir=True)
    menunggu.filter(nomor_rekening="", netto__gt=0).update(
        status=Status.GAGAL, tanggal=tanggal, alasan=TANPA_REKENING
    )
    return menunggu.update(status=Status.DIBAYAR, tanggal=tanggal)


@transaction.atomic
def mark_failed(
    *, pembayaran_ids: Sequence[int], daftar: DaftarBayar, alasan: str, tanggal: date, actor: Actor
) -> int:
    """The bank returned these transfers; what was paid before stays on record as an attempt."""
    if not alasan.strip():
        raise PembayaranDitolak("Isi alasan bank mengembalikan transfernya.")
    milik = list(
        daftar.pembayaran.select_for_update(of=("self",)).filter(
            pk__in=pembayaran_ids, terakhir=True, status=Status.DIBAYAR
        )
    )
    if any(p.tanggal and tanggal < p.tanggal for p in milik):
        raise PembayaranDitolak("Transfer tidak dapat gagal sebelum tanggal bayarnya.")
    for p in milik:
        p.status, p.alasan, p.tanggal = Status.GAGAL, alasan.strip()[:200], tanggal
    PembayaranTPP.objects.bulk_update(milik, ["status", "alasan", "tanggal"], batch_size=1_000)
    record_many(
        actor=actor, aksi="tpp.pay", entries=[(p, p.pegawai_id) for p in milik],
        keterangan=f"Transfer gagal: {alasan}",
    )  # fmt: skip
    _tell(
        daftar, [p.pegawai_id for p in milik], "gagal ditransfer", isi=f"Kata bank: {alasan}.",
        kunci=f"gagal:{daftar.pk}:{tanggal}", at=actor.at,
    )  # fmt: skip
    return len(milik)


@dataclass(frozen=True, slots=True)
class RekeningBaru:
    """The account that a repeated transfer goes to."""

    bank: str
    nomor: str
    atas_nama: str


@transaction.atomic
def repeat_transfer(
    *,
    pembayaran: PembayaranTPP,
    tanggal: date,
    actor: Actor,
    rekening: RekeningBaru | None = None,
) -> PembayaranTPP:
    """Pay a failed transfer again: a further attempt with its own date and account."""
    lama = PembayaranTPP.objects.select_for_update(of=("self",)).get(pk=pembayaran.pk)
    if not lama.terakhir or lama.status != Status.GAGAL:
        raise PembayaranDitolak("Hanya transfer terakhir yang gagal yang dapat diulang.")
    if lama.tanggal and tanggal < lama.tanggal:
        raise PembayaranDitolak("Transfer ulang tidak lebih awal dari kegagalannya.")
    if tanggal > actor.day():
        raise PembayaranDitolak("Tanggal bayar belum tiba.")
    ke = rekening or RekeningBaru(lama.bank, lama.nomor_rekening, lama.atas_nama)
    lama.terakhir = False
    lama.save(update_fields=["terakhir"])
    baru = PembayaranTPP.objects.create(
        daftar_id=lama.daftar_id, pegawai_id=lama.pegawai_id, ke=lama.ke + 1, netto=lama.netto,
        status=Status.DIBAYAR, tanggal=tanggal, bank=ke.bank, nomor_rekening=ke.nomor,
        atas_nama=ke.atas_nama,
    )  # fmt: skip
    record(
        actor=actor, aksi="tpp.pay", objek=baru, person_id=lama.pegawai_id,
        keterangan=f"Transfer {periode_id(lama.daftar.periode)} diulang",
    )  # fmt: skip
    _tell(
        baru.daftar, [baru.pegawai_id], "dibayar ulang", isi=f"Dibayar {tanggal_id(tanggal)}.",
        kunci=f"ulang:{baru.pk}", at=actor.at,
    )  # fmt: skip
    return baru


@transaction.atomic
def settle_list(bulan: PeriodeUnit, actor: Actor, at: datetime) -> None:
    """The month was marked as paid: who still waits is paid on the SP2D's day, else today."""
    daftar = fix_list(bulan, actor, at)
    zona = ZoneInfo(bulan.skpd.zona_kerja)
    tanggal = daftar.tanggal_sp2d or at.astimezone(zona).date()
    _pay_waiting(daftar, tanggal)
    dibayar = daftar.pembayaran.filter(status=Status.DIBAYAR, terakhir=True)
    _tell(
        daftar, list(dibayar.values_list("pegawai_id", flat=True)), "sudah dibayar",
        isi=f"Dibayar {tanggal_id(tanggal)}.", kunci=f"dibayar:{daftar.pk}", at=at,
    )  # fmt: skip


def _tell(
    daftar: DaftarBayar, orang: list[int], kata: str, *, isi: str, kunci: str, at: datetime
) -> None:
    """A notice without figures: it may travel by mail."""
    notify(
        "tpp_dibayar", orang, judul=f"TPP {periode_id(daftar.periode)} {kata}", isi=isi,
        url=reverse("tpp:bulan_saya", args=[daftar.periode]), kunci_unik=kunci, at=at,
    )  # fmt: skip
