"""Takes an import through its steps: upload, mapping, dry run, taking, cancelling.

Works on any declared Spec; knows no table of any app. Every step may be repeated.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, connection, transaction

from selaras.core.audit.services import record
from selaras.core.files.names import clean_name
from selaras.core.halaman.format import kecil
from selaras.core.impor.baca import Tabel, read_table
from selaras.core.impor.cocok import ABAIKAN, Padanan, find_header, match_columns, normal
from selaras.core.impor.models import Impor, IngatanKolom
from selaras.core.impor.periksa import HasilPeriksa, check, missing_columns
from selaras.core.impor.simpan import load_file, store_file, store_result
from selaras.core.impor.spec import Konteks, Spec, instansi_list, spec_for
from selaras.core.permissions.actor import Actor

Progress = Callable[[str], None]
CONTOH = 3


class ImporDitolak(Exception):
    """A step that can't be done now; the message is for the officer."""


def silent(pesan: str) -> None:
    """Progress that nobody watches."""
    del pesan


def upload(
    *,
    actor: Actor,
    jenis: str,
    isi: bytes,
    nama: str,
    sejak: date,
    instansi_id: int | None = None,
    sumber: str = "umum",
    lembar: str = "",
) -> Impor:
    """Read the file's headings and propose what each column is. Raises BerkasSalah."""
    spec = spec_for(jenis)
    _check_may(actor, spec)
    nama = clean_name(nama)
    tabel = read_table(isi, nama, lembar)
    instansi = _instansi(actor, spec, instansi_id)
    baris_judul = find_header(tabel.baris, spec.kolom)
    sumber = " ".join(sumber.split())[:60] or "umum"
    ingatan = dict(
        IngatanKolom.objects.filter(instansi_id=instansi, jenis=jenis, sumber=sumber).values_list(
            "judul", "kolom"
        )
    )
    padanan = match_columns(tabel.baris[baris_judul], spec.kolom, ingatan)
    sidik = hashlib.sha256(isi).hexdigest()
    return Impor.objects.create(
        jenis=jenis,
        instansi_id=instansi,
        sumber=sumber,
        sejak=sejak,
        nama_berkas=nama,
        lembar=tabel.lembar_dibaca[:120],
        ukuran=len(isi),
        sidik_berkas=sidik,
        jalur=store_file(isi, sidik),
        baris_judul=baris_judul,
        padanan=[_padanan(p, tabel, baris_judul) for p in padanan if p.judul.strip()],
        catatan=list(tabel.catatan),
        dibuat_oleh_id=actor.user_id,
        dibuat_pada=actor.at,
    )


def set_mapping(*, actor: Actor, impor: Impor, pemetaan: Mapping[int, str]) -> Impor:
    """Decide what each file column is ("" = leave out) and remember it for this source."""
    spec = spec_for(impor.jenis)
    _check_may(actor, spec)
    _check_open(impor)
    dipakai = [nama for nama in pemetaan.values() if nama]
    if ganda := sorted({n for n in dipakai if dipakai.count(n) > 1}):
        judul = ", ".join(_judul(spec, n) for n in ganda)
        raise ImporDitolak(f"Dua kolom berkas dipasangkan ke kolom yang sama: {judul}.")
    if asing := [n for n in dipakai if spec.column(n) is None]:
        raise SuspiciousOperation(f"kolom tidak dikenal: {asing}")
    for p in impor.padanan:
        if (pilih := pemetaan.get(p["indeks"])) is not None and pilih != p["kolom"]:
            p |= {"kolom": pilih, "yakin": 100, "alasan": "dipilih"}
    impor.save(update_fields=["padanan"])
    _remember(impor)
    return impor


def run_check(*, actor: Actor, impor: Impor, progress: Progress = silent) -> Impor:
    """The dry run: findings and counts are stored, nothing else changes."""
    spec = spec_for(impor.jenis)
    _check_may(actor, spec)
    _check_open(impor)
    check_complete(impor)
    hasil = _check(actor, spec, impor, progress)
    progress("Menyimpan temuan")
    with transaction.atomic():
        impor = Impor.objects.select_for_update(of=("self",)).get(pk=impor.pk)
        _check_open(impor)
        _keep(actor, spec, impor, hasil)
    return impor


def apply(*, actor: Actor, impor: Impor, progress: Progress = silent) -> Impor:
    """Take the good rows in one transaction; already taken returns quietly.

    The dry run is repeated inside the transaction: where it would now say something else, nothing
    is taken and the new result waits for another look.
    """
    spec = spec_for(impor.jenis)
    _check_may(actor, spec)
    try:
        with transaction.atomic():
            impor = Impor.objects.select_for_update(of=("self",)).get(pk=impor.pk)
            if impor.status == Impor.Status.DIAMBIL:
                return impor
            if impor.status not in {Impor.Status.DIPERIKSA, Impor.Status.MENGAMBIL}:
                raise ImporDitolak("Impor ini belum diperiksa atau sudah dibatalkan.")
            _lock(impor.instansi_id)
            hasil = _check(actor, spec, impor, progress)
            basi = hasil.sidik != impor.sidik_hasil
            if basi:
                _keep(actor, spec, impor, hasil)
            else:
                _take(actor, spec, impor, hasil, progress)
    except IntegrityError as error:
        raise ImporDitolak(
            "Data berubah saat impor berjalan sehingga tidak satu baris pun diambil. "
            "Periksa ulang berkas ini lalu ambil lagi."
        ) from error
    if basi:
        raise ImporDitolak(
            "Data sudah berubah sejak pemeriksaan, jadi belum ada yang diambil. "
            "Hasil di bawah sudah diperbarui; lihat lagi lalu ambil."
        )
    return impor


def cancel(*, actor: Actor, impor: Impor) -> Impor:
    """Give the import up; nothing was taken. Twice is once."""
    _check_may(actor, spec_for(impor.jenis))
    with transaction.atomic():
        impor = Impor.objects.select_for_update(of=("self",)).get(pk=impor.pk)
        if impor.status == Impor.Status.DIBATALKAN:
            return impor
        _check_open(impor)
        impor.status = Impor.Status.DIBATALKAN
        impor.save(update_fields=["status"])
    return impor


def context(actor: Actor, impor: Impor) -> Konteks:
    return Konteks(actor, impor.instansi_id, impor.sejak, impor.nama_berkas)


def columns_of(spec: Spec, impor: Impor) -> dict[int, str]:
    """File column index -> known column, unknown ones as '~title' where the spec wants them."""
    pemetaan = {p["indeks"]: p["kolom"] for p in impor.padanan if p["kolom"]}
    if spec.sisa_kolom:
        for p in impor.padanan:
            pemetaan.setdefault(p["indeks"], f"~{p['judul']}")
    return pemetaan


def _check(actor: Actor, spec: Spec, impor: Impor, progress: Progress) -> HasilPeriksa:
    progress("Membaca berkas")
    try:
        isi = load_file(impor)
    except FileNotFoundError as error:
        raise ImporDitolak(
            "Berkas impor ini sudah tidak ada di penyimpanan. Unggah berkasnya lagi."
        ) from error
    tabel = read_table(isi, impor.nama_berkas, impor.lembar)
    return check(
        spec,
        tabel,
        impor.baris_judul,
        columns_of(spec, impor),
        context(actor, impor),
        progress=progress,
    )


def _keep(actor: Actor, spec: Spec, impor: Impor, hasil: HasilPeriksa) -> None:
    store_result(impor, spec, hasil)
    impor.status = Impor.Status.DIPERIKSA
    impor.diperiksa_pada = actor.at
    impor.pesan = ""
    impor.save()


def _take(actor: Actor, spec: Spec, impor: Impor, hasil: HasilPeriksa, progress: Progress) -> None:
    rows = hasil.to_apply()
    progress(f"Mengambil {len(rows)} baris")
    if rows:
        spec.apply(rows, context(actor, impor))
    impor.status = Impor.Status.DIAMBIL
    impor.diambil_pada = actor.at
    impor.diambil_oleh_id = actor.user_id
    impor.save(update_fields=["status", "diambil_pada", "diambil_oleh"])
    record(
        actor=actor,
        aksi=spec.aksi,
        objek=impor,
        sesudah={"jumlah": impor.jumlah, "sidik_berkas": impor.sidik_berkas},
        keterangan=f"Impor {kecil(spec.judul)} dari {impor.nama_berkas}",
        instansi_id=impor.instansi_id,
    )


def _check_may(actor: Actor, spec: Spec) -> None:
    if not (actor.reach("impor.run") and actor.reach(spec.aksi)):
        raise PermissionDenied(f"Anda belum berwenang mengimpor {kecil(spec.judul)}.")


def _check_open(impor: Impor) -> None:
    if impor.status == Impor.Status.DIAMBIL:
        raise ImporDitolak("Impor ini sudah diambil.")
    if impor.status == Impor.Status.DIBATALKAN:
        raise ImporDitolak("Impor ini sudah dibatalkan. Unggah berkasnya lagi bila perlu.")


def check_complete(impor: Impor) -> None:
    """Refuse while a required column has no partner."""
    spec = spec_for(impor.jenis)
    if kurang := missing_columns(spec, columns_of(spec, impor)):
        raise ImporDitolak(
            f"Kolom wajib belum ada pasangannya: {', '.join(kurang)}. "
            "Pasangkan dengan kolom berkas, atau tambahkan kolomnya di berkas."
        )


def _instansi(actor: Actor, spec: Spec, instansi_id: int | None) -> int:
    """The government imported for: the one asked, the actor's own, or the only one there is."""
    reach = actor.reach(spec.aksi)
    boleh = [
        pk
        for pk, _kode, _nama in instansi_list()
        if reach.everywhere or reach.paths or pk in reach.instansi
    ]
    pilih = instansi_id or actor.instansi_id or (boleh[0] if len(boleh) == 1 else None)
    if pilih is None or pilih not in boleh:
        raise ImporDitolak("Pilih instansi yang datanya diimpor.")
    return pilih


def _lock(instansi_id: int) -> None:
    """One taking at a time per government; the lock falls with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('selaras.impor'), %s)", [instansi_id])


def _remember(impor: Impor) -> None:
    """Keep this source's decisions: what a person chose or accepted, never a mere guess below."""
    IngatanKolom.objects.bulk_create(
        [
            IngatanKolom(
                instansi_id=impor.instansi_id,
                jenis=impor.jenis,
                sumber=impor.sumber,
                judul=normal(p["judul"])[:200],
                kolom=p["kolom"] or ABAIKAN,
            )
            for p in {normal(p["judul"])[:200]: p for p in impor.padanan}.values()
        ],
        update_conflicts=True,
        unique_fields=["instansi_id", "jenis", "sumber", "judul"],
        update_fields=["kolom"],
    )


def _padanan(p: Padanan, tabel: Tabel, baris_judul: int) -> dict[str, Any]:
    contoh: list[str] = []
    for row in tabel.baris[baris_judul + 1 :]:
        if len(contoh) >= CONTOH:
            break
        if any(row):
            contoh.append(row[p.indeks] if p.indeks < len(row) else "")
    return {
        "indeks": p.indeks,
        "judul": p.judul,
        "kolom": p.kolom,
        "yakin": p.yakin,
        "alasan": p.alasan,
        "contoh": contoh,
    }


def _judul(spec: Spec, nama: str) -> str:
    kolom = spec.column(nama)
    return kolom.judul if kolom else nama
