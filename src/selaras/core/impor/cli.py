"""`selaras impor JENIS BERKAS`: dry-run a file on the terminal and, when asked, take it."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from selaras.core.sebab import file_reason

UJI, SALAH = 0, 3
CONTOH_TEMUAN = 20
# The verbs must be known before Django is set up; a test holds them to the declared specs.
JENIS = (
    "unit", "jabatan", "besaran-tpp", "pegawai", "jabatan-pegawai", "atasan-khusus",
    "pajak-rekening", "hukuman", "pengurangan-tpp", "ketidakhadiran", "apel", "hasil-kerja",
    "gaji", "saldo-pajak", "potongan-tpp", "anggaran-tpp", "kewajiban", "predikat-bkn", "ketukan",
    "nilai-pp30", "roster", "katalog-rencana", "katalog-kegiatan", "sistem-lama", "referensi",
    "penataan", "abk", "riwayat-golongan", "riwayat-status", "berkas-alamat", "berkas-bahasa",
    "berkas-keluarga", "berkas-kgb", "berkas-lhkpn", "berkas-pelatihan",
    "berkas-pemberhentian", "berkas-pendidikan", "berkas-pengalaman", "berkas-pengangkatan",
    "berkas-penghargaan", "berkas-pindah-instansi", "berkas-sertifikasi", "berkas-ujian-dinas",
)  # fmt: skip


def register(subparsers: Any) -> None:
    """Add the verbs to `selaras`."""
    impor = subparsers.add_parser("impor", help="ambil data dari berkas XLSX atau CSV")
    verbs = impor.add_subparsers()
    for jenis in JENIS:
        verb = verbs.add_parser(jenis, help=f"impor {jenis.replace('-', ' ')}")
        verb.add_argument("berkas", type=Path)
        verb.add_argument(
            "--uji", action="store_true", help="hanya memeriksa (bawaan); tidak ada yang berubah"
        )
        verb.add_argument("--ambil", action="store_true", help="ambil baris yang benar")
        verb.add_argument("--instansi", default="", metavar="KODE", help="bila lebih dari satu")
        verb.add_argument("--sejak", type=date.fromisoformat, metavar="TTTT-BB-HH",
                          help="untuk baris tanpa tanggal mulai (bawaan: hari ini)")  # fmt: skip
        verb.add_argument("--lembar", default="", help="nama lembar kerja")
        verb.add_argument("--sumber", default="umum", help="asal berkas, untuk ingatan kolom")
        verb.add_argument("--salah", type=Path, metavar="BERKAS.xlsx",
                          help="tulis baris yang salah ke berkas ini")  # fmt: skip
        verb.set_defaults(run=run, jenis=jenis)
    templat = verbs.add_parser("templat", help="tulis templat kosong sebuah jenis impor")
    templat.add_argument("jenis", choices=JENIS)
    templat.add_argument("berkas", type=Path)
    templat.set_defaults(run=run_template)


def run(args: argparse.Namespace) -> int:
    """0 all rows fine, 3 some wrong, 2 the file or step was refused."""
    from django.utils import timezone

    from selaras.core.impor import services
    from selaras.core.impor.baca import BerkasSalah
    from selaras.core.impor.spec import spec_for
    from selaras.core.permissions.actor import system_actor

    actor = system_actor("baris perintah", at=timezone.now(), saluran="cli")
    try:
        impor = services.upload(
            actor=actor,
            jenis=args.jenis,
            isi=args.berkas.read_bytes(),
            nama=args.berkas.name,
            sejak=args.sejak or timezone.localdate(),
            instansi_id=_instansi(args.instansi),
            sumber=args.sumber,
            lembar=args.lembar,
        )
        impor = services.run_check(actor=actor, impor=impor, progress=_say)
        _report(impor)
        if args.salah and impor.jumlah["salah"]:
            from selaras.core.impor.templat import write_bad_rows

            args.salah.write_bytes(write_bad_rows(spec_for(args.jenis), impor))
            _out(f"Baris yang salah ditulis ke {args.salah}.")
        if args.ambil and not args.uji:
            _take(actor, impor)
    except (BerkasSalah, services.ImporDitolak) as error:
        print(f"selaras: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        nama = error.filename or args.berkas
        print(f"selaras: Berkas {nama}: {file_reason(error)}.", file=sys.stderr)
        return 2
    return SALAH if impor.jumlah["salah"] else UJI


def run_template(args: argparse.Namespace) -> int:
    """Write the template of a kind of import."""
    from selaras.core.impor.spec import spec_for
    from selaras.core.impor.templat import write_template

    try:
        args.berkas.write_bytes(write_template(spec_for(args.jenis)))
    except OSError as error:
        print(f"selaras: Berkas {args.berkas}: {file_reason(error)}.", file=sys.stderr)
        return 2
    _out(f"Templat ditulis ke {args.berkas}.")
    return 0


def _take(actor: Any, impor: Any) -> None:
    from selaras.core.impor import services

    jumlah = impor.jumlah["baru"] + impor.jumlah["berubah"]
    services.apply(actor=actor, impor=impor, progress=_say)
    _out(f"Diambil: {jumlah} baris." if jumlah else "Tidak ada yang berubah.")


def _report(impor: Any) -> None:
    from selaras.core.impor.spec import Status

    j = impor.jumlah
    _out(
        f"{impor.nama_berkas}: {j['semua']} baris; {j['baru']} baru, {j['berubah']} berubah, "
        f"{j['sama']} sama, {j['salah']} salah, {j['peringatan']} dengan peringatan."
    )
    for catatan in impor.catatan:
        _out(f"  Catatan: {catatan}")
    salah = impor.baris.filter(status=Status.SALAH).order_by("nomor")[:CONTOH_TEMUAN]
    for baris in salah:
        for kolom, pesan, peringatan in baris.temuan:
            if not peringatan:
                _out(f"  baris {baris.nomor}, {kolom or 'baris'}: {pesan}")
    if (lebih := j["salah"] - CONTOH_TEMUAN) > 0:
        _out(f"  ... dan {lebih} baris salah lain (--salah BERKAS.xlsx menulis semuanya).")


def _instansi(kode: str) -> int | None:
    from selaras.core.impor.services import ImporDitolak
    from selaras.core.impor.spec import instansi_list

    if not kode:
        return None
    for pk, k, _nama in instansi_list():
        if k == kode:
            return pk
    ada = ", ".join(k for _pk, k, _n in instansi_list()) or "belum ada"
    raise ImporDitolak(f"Instansi {kode!r} tidak ada; yang ada: {ada}.")


def _say(pesan: str) -> None:
    print(f"  {pesan} ...", file=sys.stderr)


def _out(pesan: str) -> None:
    print(pesan)
