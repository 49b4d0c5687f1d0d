"""Import of PTKP, NPWP and bank accounts: each dated, the newer closes the older."""

import re
from collections.abc import Sequence

from selaras.core.impor.lazim import mulai, nip_pegawai
from selaras.core.impor.riwayat import note
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import NilaiSalah, pilihan, teks
from selaras.core.masa.ruas import Riwayat
from selaras.core.masa.simpan import any_of, load_riwayat
from selaras.pegawai.models import PTKP, DataPajak, Rekening
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.services import save_histories

PAJAK_ISI = ("ptkp", "npwp")
REKENING_ISI = ("bank", "nomor", "atas_nama")


def npwp(sel: str) -> str:
    """15 digits (old form) or 16 (NIK as NPWP); dots and dashes are dropped."""
    angka = re.sub(r"[\s.\-]", "", sel)
    if not re.fullmatch(r"\d{15,16}", angka):
        raise NilaiSalah(f"NPWP harus 15 atau 16 angka, tertulis {sel.strip()!r}.")
    return angka


def account(sel: str) -> str:
    """An account number: digits; Excel's scientific notation has lost some."""
    angka = re.sub(r"[\s.\-]", "", sel)
    if not re.fullmatch(r"\d{5,30}", angka):
        raise NilaiSalah(f"Nomor rekening {sel.strip()!r} bukan angka. Format kolomnya Teks.")
    return angka


class ImporPajakRekening(Spec):
    kode = "pajak-rekening"
    judul = "Pajak dan rekening"
    uraian = "PTKP, NPWP dan rekening bank penerima TPP."
    aksi = "gaji.import"
    aksi_lihat = "gaji.view"
    urutan = 70
    kunci = ("nip",)
    kolom = (
        nip_pegawai(),
        Kolom("ptkp", "PTKP", pilihan({p.value: (p.value.replace("/", ""),) for p in PTKP}),
              contoh="K/1", pilihan=tuple(p.value for p in PTKP),
              sinonim=("status ptkp", "status pajak", "status kawin pajak"),
              bantuan="Keadaan pada awal tahun pajak."),
        Kolom("npwp", "NPWP", npwp, sinonim=("no npwp", "nomor npwp"),
              contoh="09.254.294.3-407.000"),
        Kolom("bank", "Bank", teks(60), sinonim=("nama bank",), contoh="Bank Kalsel"),
        Kolom("nomor", "Nomor rekening", account, contoh="0012345678",
              sinonim=("rekening", "no rekening", "no rek", "norek"),
              bantuan="Format Teks supaya angka nol di depan tidak hilang."),
        Kolom("atas_nama", "Atas nama", teks(120), contoh="RAHMA NURHALIZA",
              sinonim=("nama rekening", "pemilik rekening", "nama di rekening")),
        mulai(),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if not any(b.teks.get(k) for k in (*PAJAK_ISI, *REKENING_ISI)):
                b.wrong("ptkp", "Isi PTKP atau rekening.")

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        pajak = load_riwayat(
            DataPajak.objects.filter(pegawai_id__in=any_of(ids)), "pegawai_id", PAJAK_ISI, PAJAK_ISI
        )
        rekening = load_riwayat(
            Rekening.objects.filter(pegawai_id__in=any_of(ids)), "pegawai_id", REKENING_ISI
        )
        for b in baris:
            pk = b.rujukan["pegawai_id"]
            self._pajak(b, pajak.get(pk, Riwayat([], frozenset(PAJAK_ISI))), ctx)
            self._rekening(b, rekening.get(pk, Riwayat([])), ctx)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        for model, nama in ((DataPajak, "pajak"), (Rekening, "rekening")):
            riwayat = {b.rujukan["pegawai_id"]: b.rujukan[nama] for b in baris if nama in b.rujukan}
            save_histories(actor=ctx.actor, model=model, riwayat=riwayat)

    def _pajak(self, b: Baris, riwayat: Riwayat, ctx: Konteks) -> None:
        isi = {k: b.nilai[k] for k in PAJAK_ISI if k in b.nilai}
        if not isi:
            return
        awal = b.get("mulai") or ctx.sejak
        if "ptkp" not in isi and riwayat.pada(awal) is None:
            b.wrong("ptkp", "PTKP belum diketahui; isi bersama NPWP-nya.")
            return
        hasil = riwayat.set_since(awal, isi)
        b.rujukan["pajak"] = riwayat
        note(b, hasil, isi, hasil.lama, mulai=("mulai", awal), bagian=True)

    def _rekening(self, b: Baris, riwayat: Riwayat, ctx: Konteks) -> None:
        isi = {k: b.nilai[k] for k in REKENING_ISI if k in b.nilai}
        if not isi:
            return
        awal = b.get("mulai") or ctx.sejak
        lama = riwayat.pada(awal)
        if lama is None and len(isi) < len(REKENING_ISI):
            b.wrong("nomor", "Rekening baru perlu bank, nomor dan atas nama.")
            return
        hasil = riwayat.set_since(awal, {**(lama.isi if lama else {}), **isi})
        b.rujukan["rekening"] = riwayat
        note(b, hasil, isi, hasil.lama, mulai=("mulai", awal), bagian=True)
