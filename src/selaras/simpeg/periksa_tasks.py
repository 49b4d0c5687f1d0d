"""Background work of the files: everybody checked every night or when asked; lists as files."""

import logging
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

import polars as pl
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.accounts.models import User
from selaras.core.audit.services import record
from selaras.core.halaman.format import waktu_zona
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions import Actor, rows, system_actor
from selaras.core.permissions.selectors import load_actor
from selaras.hukum import HukumError
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.views.waktu import day_of
from selaras.simpeg.ekspor import columns, marks, shaped, write
from selaras.simpeg.models import UrutKepangkatan
from selaras.simpeg.nominatif import EKSPOR, asked_for, build
from selaras.simpeg.selectors.hasil import latest_run
from selaras.simpeg.selectors.keadaan import load_keadaan
from selaras.simpeg.services.daftar_duk import duk_pdf, duk_xlsx
from selaras.simpeg.services.periksa import check_files

log = logging.getLogger("selaras.simpeg")
PERIKSA, DUK = "simpeg.periksa", "simpeg.duk"
LANGKAH = 4


@job(PERIKSA, judul="Periksa berkas kepegawaian")
def check_now(context: JobContext, *, instansi_id: int, pada: str) -> None:
    """Quality, due dates and DUK of one government."""
    instansi = Instansi.objects.get(pk=instansi_id)
    context.start(total=LANGKAH)
    periksa = check_files(
        instansi=instansi, pada=datetime.fromisoformat(pada).date(),
        actor=system_actor("Periksa berkas", at=waktu.now()),
        lapor=lambda pesan: context.advance(pesan=pesan),
    )  # fmt: skip
    context.set_result(url=reverse("simpeg:mutu"), pegawai=periksa.jumlah)


@app.periodic(cron="30 17 * * *")  # 00.30 WIB, 01.30 WITA, 02.30 WIT
@app.task(name="selaras.simpeg.periksa", queueing_lock="selaras.simpeg.periksa")
def check_every_night(timestamp: int) -> None:
    """Every government, as of its day."""
    del timestamp
    at = waktu.now().astimezone(UTC)
    for instansi in Instansi.objects.all():
        try:
            check_files(
                instansi=instansi, pada=timezone.localdate(at),
                actor=system_actor("Periksa berkas", at=at),
            )  # fmt: skip
        except HukumError:
            log.exception("files not checked", extra={"instansi": instansi.pk})


@job(EKSPOR, judul="Daftar nominatif")
def export_list(context: JobContext, *, kueri: str, format: str, tampak: bool = False) -> None:
    """Everybody whom the stored address narrows to and the asker may see, as a file."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta daftar ini sudah tidak ada.")
    actor = load_actor(user, at=waktu.now())
    context.start(total=LANGKAH, pesan="Menyaring")
    request = asked_for(kueri)
    hari, daftar = day_of(request), build(request, actor)
    urut = list(daftar.terurut.values_list("pk", "instansi_id"))
    if not urut:
        raise JobRefused("Tidak ada pegawai yang cocok dengan saringan ini.")
    context.advance(pesan=f"Membaca {len(urut)} pegawai")
    bagian = [load_keadaan(instansi_id, hari) for instansi_id in {i for _, i in urut}]
    ids = pl.DataFrame({"pegawai_id": [pk for pk, _ in urut]}, schema={"pegawai_id": pl.Int64})
    frame = shaped(ids.join(pl.concat(bagian), on="pegawai_id", maintain_order="left"))
    context.advance(pesan="Menulis berkas")
    tanda = marks(actor, daftar.narrowed_by(kecuali=["pada"]), hari, frame.height)
    kolom = columns(gaji=_sees_pay(actor, [i for _, i in urut]),
                    tampak=[k.nama for k in daftar.kolom_tampil] if tampak else None)  # fmt: skip
    with tempfile.TemporaryFile() as berkas:
        write(berkas, frame, kolom, tanda, format)
        berkas.seek(0)
        context.save_file(f"nominatif-{hari.isoformat()}.{format}", berkas)
    record(
        actor=actor, aksi="pegawai.export", objek=user, membaca=True,
        keterangan=f"Daftar nominatif {format}: {frame.height} pegawai; {kueri}"[:400],
    )  # fmt: skip
    context.set_result(pegawai=frame.height, kolom=len(kolom))
    context.advance(2, pesan="Selesai")


@job(DUK, judul="Daftar urut kepangkatan")
def print_duk(context: JobContext, *, skpd_id: int | None, format: str) -> None:
    """The order of the last run, whole or of one SKPD, as PDF or sheet."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta daftar ini sudah tidak ada.")
    actor = load_actor(user, at=waktu.now())
    periksa = latest_run(actor)
    duk_qs = rows(actor, "pegawai.export", UrutKepangkatan.objects.select_related("pegawai"))
    if skpd_id is not None:
        duk_qs = duk_qs.filter(skpd_id=skpd_id)
    baris = list(duk_qs.order_by("nomor"))
    if not baris or periksa is None:
        raise JobRefused("DUK belum disusun untuk unit ini.")
    context.start(total=2, pesan=f"Menyusun {len(baris)} baris")
    tempat = UnitKerja.objects.get(pk=skpd_id).nama if skpd_id else str(periksa.instansi)
    tanda = [f"Dibuat oleh {actor.nama} pada {waktu_zona(actor.at, actor.zona)}",
             f"{tempat}, keadaan {periksa.pada:%d-%m-%Y}, {len(baris)} PNS"]  # fmt: skip
    if format == "pdf":
        isi = duk_pdf(
            baris, tempat=tempat, instansi=str(periksa.instansi), pada=periksa.pada,
            tanda=" · ".join(tanda), at=actor.at, per_skpd=skpd_id is not None,
        )  # fmt: skip
    else:
        isi = duk_xlsx(baris, tanda=tanda)
    context.advance(pesan="Selesai")
    context.save_file(f"duk-{periksa.pada.isoformat()}.{format}", BytesIO(isi))
    record(actor=actor, aksi="pegawai.export", objek=user, membaca=True,
           keterangan=f"DUK {format}, {tempat}: {len(baris)} PNS")  # fmt: skip
    context.advance()


def _sees_pay(actor: Actor, instansi_ids: Iterable[int]) -> bool:
    """Whether pay may stand in the file: only for whoever sees everybody's."""
    reach = actor.reach("gaji.view")
    return reach.everywhere or set(instansi_ids) <= reach.instansi
