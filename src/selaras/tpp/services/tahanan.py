"""Lets a held payment go: with the list while the month is open, later as arrears of a month.

Arrears carry the whole gross sum of the held instrument: they are taxed in the month that pays
them, and the held month counts for no year's tax.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from selaras.core.audit.services import record
from selaras.core.halaman.format import periode_id
from selaras.core.notify.services import notify
from selaras.core.permissions import Actor, check
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.models import SusulanTPP, TahananPembayaran
from selaras.tpp.selectors.berlaku import current_instruments
from selaras.tpp.selectors.prasyarat import words_of

AKSI = "tpp.release"


class LepasDitolak(ValueError):
    """A hold that cannot be released so; the message is for the officer."""


@transaction.atomic
def release_hold(
    *, tahanan: TahananPembayaran, alasan: str, actor: Actor, at: datetime
) -> TahananPembayaran:
    """Release one hold; repeating it changes nothing. Nobody releases her own."""
    check(actor, AKSI, tahanan)
    satu = (
        TahananPembayaran.objects.select_for_update(of=("self",))
        .select_related("pegawai", "skpd")
        .get(pk=tahanan.pk)
    )
    if satu.dilepas_pada is not None:
        return satu
    if satu.pegawai_id == actor.person_id:
        raise LepasDitolak("Pembayaran sendiri dilepas oleh petugas lain.")
    if not alasan.strip():
        raise LepasDitolak("Isi alasannya: surat atau bukti yang memenuhi prasyaratnya.")
    satu.dilepas_pada, satu.dilepas_oleh_id = at, actor.user_id
    satu.catatan_lepas = alasan.strip()[:200]
    satu.susulan = _arrears(satu, at)
    satu.save(update_fields=["dilepas_pada", "dilepas_oleh", "catatan_lepas", "susulan"])
    record(
        actor=actor, aksi=AKSI, objek=satu, person_id=satu.pegawai_id, keterangan=alasan,
        instansi_id=satu.skpd.instansi_id,
    )  # fmt: skip
    notify(
        "tpp_dibayar", [satu.pegawai_id],
        judul=f"TPP {periode_id(satu.periode)}: tahanan dilepas",
        isi=f"{words_of(satu.prasyarat)}: {satu.catatan_lepas}",
        url=reverse("tpp:bulan_saya", args=[satu.periode]), kunci_unik=f"lepas:{satu.pk}", at=at,
    )  # fmt: skip
    return satu


def _arrears(satu: TahananPembayaran, at: datetime) -> SusulanTPP | None:
    """The line of a later month, once nothing holds a locked month any more."""
    terkunci = PeriodeUnit.objects.select_for_update(of=("self",)).filter(
        periode=satu.periode, skpd_id=satu.skpd_id, status__in=STATUS_TERKUNCI
    )
    if not terkunci:
        return None
    saudara = TahananPembayaran.objects.filter(pegawai_id=satu.pegawai_id, periode=satu.periode)
    if saudara.filter(dilepas_pada__isnull=True).exclude(pk=satu.pk).exists():
        return None
    instrumen = current_instruments(satu.periode).filter(pegawai_id=satu.pegawai_id).first()
    if instrumen is None or instrumen.bruto <= 0:
        return None
    sebab = f"TPP {periode_id(satu.periode)} yang ditahan: {words_of(satu.prasyarat)}"
    return SusulanTPP.objects.create(
        pegawai_id=satu.pegawai_id, asal_periode=satu.periode,
        masuk_periode=next_open_month(satu.periode, satu.skpd_id), nilai_rp=instrumen.bruto,
        jenis=SusulanTPP.Jenis.TAHANAN, sebab=sebab[:200], bruto_lama=0,
        bruto_baru=instrumen.bruto, dicatat_pada=at,
    )  # fmt: skip


def next_open_month(periode: int, skpd_id: int) -> int:
    """The first calendar month after `periode` whose list this SKPD can still add to."""
    tahun, bulan = divmod(periode, 100)
    urut = tahun * 12 + min(bulan, 12) - 1
    tertutup = set(
        PeriodeUnit.objects.filter(
            skpd_id=skpd_id, periode__gt=periode, status__in=STATUS_TERKUNCI
        ).values_list("periode", flat=True)
    )
    while True:
        urut += 1
        calon = urut // 12 * 100 + urut % 12 + 1
        if calon not in tertutup:
            return calon
