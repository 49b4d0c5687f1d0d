"""Printing that takes longer than a page may: a unit's instruments as one PDF."""

import tempfile
from io import BytesIO
from typing import IO

from django.urls import reverse
from django.utils import timezone

from selaras.core.accounts.models import User
from selaras.core.audit.services import record_read
from selaras.core.halaman.format import periode_id
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.laporan.audit import checksum, contents, draw, person_files, pick
from selaras.laporan.bayar.data import load_month
from selaras.laporan.dokumen import add_to_zip, make_documents
from selaras.laporan.instrumen.dokumen import print_instruments
from selaras.laporan.instrumen.selectors import of_unit
from selaras.laporan.lampiran import attachments, pack
from selaras.laporan.presensi import tugas as tugas_presensi  # noqa: F401 - registers its job
from selaras.organisasi.models import UnitKerja
from selaras.periode.models import PeriodeUnit
from selaras.tpp.masa import masa_of
from selaras.tpp.models import InstrumenPenilaian
from selaras.tpp.selectors.berlaku import current_instruments

CETAK_UNIT = "laporan.cetak_unit"
DOKUMEN = "laporan.dokumen_pembayaran"
AUDIT = "laporan.paket_audit"


@job(CETAK_UNIT, judul="Cetak instrumen satu unit")
def print_unit(context: JobContext, *, periode: int, skpd_id: int) -> None:
    """The PDF of everyone whom the person who asked may print, one page each."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta cetakan ini sudah tidak ada.")
    at = timezone.now()
    skpd = UnitKerja.objects.select_related("instansi").get(pk=skpd_id)
    instrumen = of_unit(load_actor(user, at=at), periode, skpd)
    if not instrumen:
        raise JobRefused(f"Belum ada instrumen {skpd.nama} untuk bulan ini. Hitung dulu bulannya.")
    context.start(total=len(instrumen), pesan="Menyusun halaman")
    berkas = print_instruments(instrumen, skpd=skpd, at=at)
    context.advance(len(instrumen), pesan="Selesai")
    context.save_file(berkas.nama, BytesIO(berkas.isi))


@job(DOKUMEN, judul="Dokumen pembayaran TPP")
def make_payment_documents(
    context: JobContext, *, periode: int, skpd_id: int | None = None
) -> None:
    """The papers of every SKPD's month within the asker's reach, or of one; and all in a ZIP."""
    actor = _asker(context)
    bulan_qs = rows(actor, "tpp.documents", PeriodeUnit.objects.filter(periode=periode)).filter(
        hitungan_id__isnull=False
    )
    if skpd_id is not None:
        bulan_qs = bulan_qs.filter(skpd_id=skpd_id)
    bulan = list(bulan_qs.select_related("skpd__instansi").order_by("skpd__kode"))
    if not bulan:
        raise JobRefused(f"{periode_id(periode)} belum dihitung untuk SKPD Anda.")
    context.start(total=len(bulan), pesan="Menyusun dokumen")
    jumlah = 0
    with tempfile.TemporaryFile() as arsip:
        for satu in bulan:
            context.check()
            data = load_month(satu)
            hasil = make_documents(data, actor=actor, at=now())
            tanpa = [b for b in data.dibayar if b.netto > 0 and not b.nomor_rekening]
            for b in tanpa:
                context.add_error(str(satu.skpd), f"{b.nama} belum punya rekening")
            add_to_zip(arsip, [(f"{satu.skpd.kode}/{str(d.berkas.name).rsplit('/', 1)[-1]}", isi)
                               for d, isi in hasil])  # fmt: skip
            jumlah += len(hasil)
            context.advance(pesan=str(satu.skpd))
        arsip.seek(0)
        context.save_file(f"dokumen-tpp-{periode}.zip", arsip)
    context.set_result(
        url=f"{reverse('laporan:dokumen')}?periode={periode}", dokumen=jumlah, skpd=len(bulan)
    )


def _asker(context: JobContext) -> Actor:
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta pekerjaan ini sudah tidak ada.")
    return load_actor(user, at=now())


@job(AUDIT, judul="Paket audit")
def make_audit_pack(
    context: JobContext, *, periode: int, jumlah: int = 0, benih: int = 0, nip: list[str]
) -> None:
    """A sample's facts, letters, law, instruments and payments in one ZIP; who looked is noted."""
    actor = _asker(context)
    sampel = pick(actor, periode, nip) if nip else draw(actor, periode, jumlah=jumlah, benih=benih)
    if not sampel.pegawai_ids:
        raise JobRefused(f"Tidak ada instrumen {periode_id(periode)} untuk sampel ini.")
    context.start(total=len(sampel.pegawai_ids), pesan="Mengumpulkan berkas")
    for satu in sampel.tidak_ada:
        context.add_error(satu, "Tidak terhitung bulan itu, atau di luar wewenang Anda")
    milik = current_instruments(periode).filter(pegawai_id__in=list(sampel.pegawai_ids))
    daftar: list[tuple[str, str, int]] = []
    with tempfile.TemporaryFile() as arsip:
        for i in milik.select_related(
            "pegawai", "jabatan", "unit", "hitungan", "skpd__instansi"
        ).order_by("pegawai_id"):
            context.check()
            isi = [(f"{i.pegawai.nip}/{b.nama}", b.bita) for b in person_files(i, now())]
            add_to_zip(arsip, isi)
            daftar += [(nama, checksum(bita), len(bita)) for nama, bita in isi]
            daftar += _attach(context, arsip, i)
            record_read(actor=actor, aksi="audit.export", objek=i.pegawai,
                        person_ids=[i.pegawai_id], keterangan=f"Paket audit {periode}")  # fmt: skip
            context.advance(pesan=i.pegawai.nama)
        isi_paket = contents(sampel, daftar, now())
        add_to_zip(arsip, [(isi_paket.nama, isi_paket.bita)])
        arsip.seek(0)
        context.save_file(f"audit-tpp-{periode}.zip", arsip)
    context.set_result(orang=len(sampel.pegawai_ids), dari=sampel.dari, cara=sampel.cara)


def _attach(
    context: JobContext, arsip: IO[bytes], i: InstrumenPenilaian
) -> list[tuple[str, str, int]]:
    """The files that one person handed in for the month; a lost one is named, not passed over."""
    daftar = []
    for satu in attachments(i.pegawai, masa_of(i.periode, i.skpd.instansi.daerah)):
        nama = f"{i.pegawai.nip}/{satu.nama}"
        isi = pack(arsip, nama, satu.berkas)
        if isi is None:
            context.add_error(nama, "Berkasnya tidak ada lagi di penyimpanan")
            continue
        daftar.append((nama, *isi))
    return daftar
