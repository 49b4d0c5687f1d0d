"""Proposals of employees: written down, decided field by field, taken into the file."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.files.models import Berkas
from selaras.core.kiriman import one_at_a_time
from selaras.core.permissions import Actor, check
from selaras.core.workflow.engine import touch
from selaras.pegawai.models import Pegawai
from selaras.simpeg.galat import BarisBerubah, BarisDitolak
from selaras.simpeg.isian import form_for, label_of, values_of
from selaras.simpeg.jenis import DAPAT_DIUSULKAN, DOKUMEN, JenisRiwayat
from selaras.simpeg.models import BuktiUsul, UsulRiwayat
from selaras.simpeg.services.baris import Bukti, attach_to, drop_row, store_row, version_of

USULKAN = "riwayat.propose"
TANPA_BUKTI = "Lampirkan pindaian surat buktinya."
TERBUKA = ("draf", "dikembalikan")
BERJALAN = (*TERBUKA, "diajukan", "diteruskan")
Tindakan = UsulRiwayat.Tindakan
Putusan = Mapping[str, tuple[bool, str]]  # field -> (accepted, why not)


def kind_of(usul: UsulRiwayat) -> JenisRiwayat:
    return DAPAT_DIUSULKAN[usul.jenis]


def row_of(usul: UsulRiwayat) -> Any:
    """The row that it speaks of as it stands now; None for a new one or when it is gone."""
    if usul.tindakan == Tindakan.TAMBAH or usul.baris_id is None:
        return None
    return kind_of(usul).rows_of(usul.pegawai).filter(pk=usul.baris_id).first()


def open_proposal(pegawai: Pegawai, jenis: JenisRiwayat, baris: Any) -> UsulRiwayat | None:
    """A proposal for the same row that has not ended."""
    if baris is None:
        return None
    milik = UsulRiwayat.objects.filter(pegawai=pegawai, jenis=jenis.kode, baris_id=baris.pk)
    return milik.filter(status__in=BERJALAN).first()


@transaction.atomic
def write_proposal(
    *,
    actor: Actor,
    pegawai: Pegawai,
    jenis: JenisRiwayat,
    tindakan: str,
    isi: Mapping[str, str],
    baris: Any = None,
    alasan: str = "",
    bukti: Sequence[tuple[str, Berkas]] = (),
    kunci: UUID | None = None,
    usul: UsulRiwayat | None = None,
) -> UsulRiwayat:
    """Write a proposal down as a draft, or mend one that was sent back; `kunci` twice = once."""
    check(actor, USULKAN, pegawai)
    if usul is None and kunci is not None:
        one_at_a_time(kunci)
        sudah = UsulRiwayat.objects.filter(kunci=kunci, pegawai=pegawai).first()
        if sudah is not None and sudah.status not in TERBUKA:
            return sudah
        usul = sudah
    if baris is not None:  # a form that was checked has written on the one it was given
        baris = jenis.rows_of(pegawai).get(pk=baris.pk)
    kini = values_of(form_for(jenis, pegawai, actor.day(), baris=baris))
    if tindakan == Tindakan.UBAH:
        isi = {n: v for n, v in isi.items() if kini.get(n, "") != v}
    if tindakan == Tindakan.TAMBAH and not any(isi.values()):
        raise BarisDitolak("Belum ada yang diisi.")
    if tindakan == Tindakan.UBAH and not isi:
        raise BarisDitolak("Belum ada isian yang berbeda dari berkas sekarang.")
    satu = usul or UsulRiwayat(
        pegawai=pegawai, jenis=jenis.kode, tindakan=tindakan, kunci=kunci,
        dibuat_pada=actor.at, dibuat_oleh_id=actor.user_id,
    )  # fmt: skip
    if usul is not None and usul.status not in TERBUKA:
        raise BarisDitolak("Usul ini sudah diajukan; tarik kembali dahulu untuk mengubahnya.")
    satu.baris_id = baris.pk if baris is not None else None
    satu.versi_baris = version_of(baris) if baris is not None else ""
    satu.isi, satu.alasan, satu.keputusan = dict(isi), alasan[:300], {}
    satu.lama = {} if baris is None else {n: kini.get(n, "") for n in isi or kini}
    satu.save()
    satu.bukti.exclude(berkas__in=[b for _, b in bukti]).delete()
    for jenis_dokumen, berkas in bukti:
        BuktiUsul.objects.update_or_create(
            usul=satu, berkas=berkas, defaults={"jenis": jenis_dokumen}
        )
    if usul is not None:
        touch(satu, at=actor.at)
    return satu


@transaction.atomic
def decide_fields(
    *, actor: Actor, usul: UsulRiwayat, putusan: Putusan, tahap: str, versi_baris: str = ""
) -> None:
    """Keep what is accepted and what is not, with the reason; the step is taken apart.

    `versi_baris` = the row that the decider saw: it stands in for the one proposed against.
    """
    for nama, (terima, alasan) in putusan.items():
        if nama in usul.isi:
            if not terima and not alasan.strip():
                raise BarisDitolak("Tulis alasan untuk setiap isian yang ditolak.")
            sudah = usul.keputusan.get(nama, {})
            if not terima and (sudah.get("terima"), sudah.get("alasan")) == (False, alasan.strip()):
                continue  # the unit's refusal stands, in its own name
            usul.keputusan[nama] = {"terima": terima, "alasan": alasan.strip()[:200],
                                    "tahap": tahap, "oleh": actor.nama}  # fmt: skip
    if usul.isi and not accepted(usul):
        raise BarisDitolak("Semua isian ditolak. Pakai Tolak atau Kembalikan, dengan alasannya.")
    if versi_baris:
        usul.versi_baris = versi_baris
    usul.save(update_fields=["keputusan", "versi_baris"])


def accepted(usul: UsulRiwayat) -> dict[str, str]:
    """The fields that nobody has refused."""
    return {
        n: v for n, v in usul.isi.items() if usul.keputusan.get(n, {}).get("terima", True)
    }  # fmt: skip


def said(usul: UsulRiwayat) -> list[str]:
    """The fields that she says something on: of a new row those that she left empty aren't."""
    urutan = kind_of(usul).isian
    return sorted(
        (n for n, v in usul.isi.items() if v or usul.tindakan != Tindakan.TAMBAH),
        key=lambda n: urutan.index(n) if n in urutan else len(urutan),
    )


def refused(usul: UsulRiwayat) -> dict[str, str]:
    """Field -> why not."""
    return {n: k["alasan"] for n, k in usul.keputusan.items() if not k["terima"]}


def why_not(usul: UsulRiwayat, actor: Actor) -> str | None:
    """What keeps the proposal from taking effect now, as the row stands and the law of rows is."""
    if usul.tindakan == Tindakan.TAMBAH:
        return _form_errors(usul, None, actor)
    if (baris := row_of(usul)) is None:
        return "Baris yang diusulkan sudah tidak ada di berkas."
    if usul.versi_baris != version_of(baris):
        return ("Baris ini diubah orang lain sejak diusulkan. Bandingkan isi barunya pada halaman "
                "usul, lalu putuskan lagi.")  # fmt: skip
    return None if usul.tindakan == Tindakan.HAPUS else _form_errors(usul, baris, actor)


def take_effect(usul: UsulRiwayat, actor: Actor) -> None:
    """Put what was accepted into the file, with its proof; raises BarisDitolak or BarisBerubah."""
    jenis, baris = kind_of(usul), row_of(usul)
    keterangan = f"Usul pegawai nomor {usul.pk}"
    if jenis is DOKUMEN:
        _keep_document(usul, actor)
        return
    if usul.tindakan == Tindakan.HAPUS:
        if baris is None or version_of(baris) != usul.versi_baris:
            raise BarisBerubah(baris)
        drop_row(actor=actor, jenis=jenis, baris=baris, alasan=f"{keterangan}: {usul.alasan}")
        return
    form = _bound(usul, baris, actor)
    if not form.is_valid():
        raise BarisDitolak(_first_error(form))
    store_row(
        actor=actor, jenis=jenis, pegawai=usul.pegawai, isi=form.row(), baris=baris,
        versi=usul.versi_baris, kunci=usul.kunci, keterangan=keterangan,
        bukti=[Bukti(b.jenis, b.berkas) for b in usul.bukti.select_related("berkas")],
    )  # fmt: skip
    record(
        actor=actor, aksi="riwayat.approve", objek=usul, person_id=usul.pegawai_id,
        sesudah={"diterima": sorted(accepted(usul)), "ditolak": refused(usul)},
    )  # fmt: skip


def _keep_document(usul: UsulRiwayat, actor: Actor) -> None:
    form = _bound(usul, None, actor)
    if not form.is_valid():
        raise BarisDitolak(_first_error(form))
    isi = form.row()
    for b in usul.bukti.select_related("berkas"):
        attach_to(
            actor=actor, pegawai=usul.pegawai, at=actor.at,
            bukti=Bukti(isi["jenis"], b.berkas, isi.get("nomor") or "", isi.get("tanggal")),
        )  # fmt: skip


def _bound(usul: UsulRiwayat, baris: Any, actor: Actor) -> Any:
    """The form with the row's own values and the accepted ones on top."""
    jenis, hari = kind_of(usul), actor.day()
    kini = values_of(form_for(jenis, usul.pegawai, hari, baris=baris)) if baris else {}
    return form_for(jenis, usul.pegawai, hari, baris=baris, data={**kini, **accepted(usul)})


def _form_errors(usul: UsulRiwayat, baris: Any, actor: Actor) -> str | None:
    form = _bound(usul, baris, actor)
    return None if form.is_valid() else _first_error(form)


def _first_error(form: Any) -> str:
    nama, pesan = next(iter(form.errors.items()))
    return f"{label_of(form, nama)}: {pesan[0]}" if nama != "__all__" else str(pesan[0])
