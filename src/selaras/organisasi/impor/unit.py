"""Import of the unit tree: parents may stand in the same file, rings are refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from selaras.aturan.lingkar import find_rings
from selaras.core.impor.lazim import mulai, sampai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good
from selaras.core.impor.urai import pengenal, pilihan, teks
from selaras.organisasi.models import UnitKerja, Zona
from selaras.organisasi.rujukan import (
    UnitTersimpan,
    by_code,
    load_units,
    whole_instansi,
    within,
)
from selaras.organisasi.services import IsiUnit, save_units

JENIS = {
    "skpd": ("opd", "perangkat daerah", "dinas", "badan"),
    "uptd": ("upt", "upt dinas", "unit pelaksana teknis"),
    "bidang": ("bagian", "bidang/bagian", "inspektur pembantu"),
    "seksi": ("subbagian", "sub bagian", "subbag", "subbidang", "seksi/subbagian"),
    "sekolah": ("satuan pendidikan", "sd", "smp", "sma"),
    "puskesmas": ("pusat kesehatan masyarakat",),
    "rs": ("rumah sakit", "rsud"),
    "lain": ("lainnya", "lain-lain"),
}
ZONA = {"WIB": (Zona.WIB.value,), "WITA": (Zona.WITA.value,), "WIT": (Zona.WIT.value,)}
ATRIBUT = ("nama", "jenis", "jenis_bayar", "zona")
_zona = pilihan(ZONA)


def _zona_iana(sel: str) -> str:
    return Zona[_zona(sel)].value


class ImporUnit(Spec):
    kode = "unit"
    judul = "Unit kerja"
    uraian = "Susunan perangkat daerah: SKPD, bidang, seksi, UPTD, sekolah, puskesmas."
    aksi = "organisasi.edit"
    aksi_lihat = "organisasi.view"
    urutan = 10
    kunci = ("kode",)
    kolom = (
        Kolom("kode", "Kode unit", pengenal(32), wajib=True, contoh="1.01.02",
              sinonim=("kode", "kode unor", "kode opd", "kode skpd", "id unit"),
              bantuan="Pengenal tetap unit ini; tidak boleh dipakai dua unit sekaligus."),
        Kolom("nama", "Nama unit", teks(160), wajib=True, contoh="Bidang Mutasi",
              sinonim=("nama", "unit kerja", "nama unit kerja", "nama opd", "nama skpd")),
        Kolom("jenis", "Jenis", pilihan(JENIS), contoh="bidang", pilihan=tuple(JENIS),
              sinonim=("jenis unit", "tipe unit")),
        Kolom("kode_induk", "Kode unit induk", pengenal(32), contoh="1.01",
              sinonim=("induk", "kode induk", "atasan unit", "kode unor atasan"),
              bantuan="Unit yang membawahkan; kosong untuk SKPD. Boleh ada di berkas yang sama."),
        Kolom("zona", "Zona waktu", _zona_iana, contoh="WITA", pilihan=tuple(ZONA),
              sinonim=("zona",), bantuan="Kosong = ikut instansi.",
              tampil=lambda v: Zona(v).label if v else ""),
        Kolom("jenis_bayar", "Jenis untuk persen bayar TPP", teks(32),
              bantuan="Hanya bila aturan daerah membayar persen berbeda, mis. RS."),
        mulai(),
        sampai(),
        Kolom("kode_pengganti", "Digantikan oleh", pengenal(32), sinonim=("pengganti",),
              bantuan="Kode unit penerus setelah penataan organisasi."),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del baris, ctx  # parents may stand in the same file: `compare` sees all rows

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        semua = load_units(ctx.instansi_id)
        ada = by_code(semua, ctx.sejak)
        kode_oleh_id = {u.id: u.kode for u in semua}
        for b in baris:
            self._compare(b, ada.get(b.nilai["kode"]), kode_oleh_id, ctx)
        self._check_parents(baris, ada, kode_oleh_id, ctx)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        save_units(
            actor=ctx.actor, instansi_id=ctx.instansi_id, rows=[_to_write(b, ctx) for b in baris]
        )

    def _compare(
        self, b: Baris, ada: UnitTersimpan | None, kode: Mapping[int, str], ctx: Konteks
    ) -> None:
        reach = ctx.actor.reach(self.aksi)
        b.rujukan["unit"] = ada
        if b.get("sampai") and b.get("sampai") <= (
            b.get("mulai") or (ada.mulai if ada else ctx.sejak)
        ):
            b.wrong("sampai", "Tanggal berakhir mendahului tanggal mulai.")
            return
        if ada is None:
            if not b.get("jenis"):
                b.wrong("jenis", "Jenis wajib diisi untuk unit baru.")
                return
            b.found(None, {**_given(b), "mulai": b.get("mulai") or ctx.sejak})
            return
        if not within(reach, ctx.instansi_id, ada.path):
            b.wrong("kode", f"Unit {ada.kode} di luar unit yang Anda kelola.")
            return
        b.found(_stored(ada, kode), _given(b))

    def _check_parents(
        self,
        baris: Sequence[Baris],
        ada: Mapping[str, UnitTersimpan],
        kode: Mapping[int, str],
        ctx: Konteks,
    ) -> None:
        reach = ctx.actor.reach(self.aksi)
        self._check_rings(baris, ada, kode)
        berubah = True
        while berubah:  # a bad parent makes its children bad, down the tree
            berubah = False
            di_berkas = {b.nilai["kode"] for b in good(baris)}
            for b in good(baris):
                induk, pengganti = b.get("kode_induk"), b.get("kode_pengganti")
                for kolom, nilai in (("kode_induk", induk), ("kode_pengganti", pengganti)):
                    if nilai and nilai not in ada and nilai not in di_berkas:
                        b.wrong(kolom, f"Unit {nilai!r} tidak ada, juga tidak di baris yang benar.")
                        berubah = True
        for b in good(baris):
            induk = b.get("kode_induk")
            if induk in ada and not within(reach, ctx.instansi_id, ada[induk].path):
                b.wrong("kode_induk", f"Unit {induk} di luar unit yang Anda kelola.")
            elif not induk and b.rujukan["unit"] is None:
                if not whole_instansi(reach, ctx.instansi_id):
                    b.wrong("kode_induk", "Hanya admin instansi yang boleh menambah SKPD.")
                elif b.get("jenis") != UnitKerja.Jenis.SKPD:
                    b.warn("kode_induk", "Tanpa induk, unit ini dihitung tersendiri seperti SKPD.")

    def _check_rings(
        self, baris: Sequence[Baris], ada: Mapping[str, UnitTersimpan], kode: Mapping[int, str]
    ) -> None:
        induk = {u.kode: kode.get(u.induk_id) if u.induk_id else None for u in ada.values()}
        for b in baris:
            if b.get("kode_induk"):
                induk[b.nilai["kode"]] = b.get("kode_induk")
        lingkar = find_rings(induk)
        for b in good(baris):
            if ring := lingkar.get(b.nilai["kode"]):
                jalan = " di bawah ".join((*ring, ring[0]))
                b.wrong("kode_induk", f"Unit melingkar: {jalan}.")


def _stored(u: UnitTersimpan, kode: Mapping[int, str]) -> dict[str, Any]:
    return {
        **{nama: getattr(u, nama) for nama in ATRIBUT},
        "kode_induk": kode.get(u.induk_id) if u.induk_id else None,
        "kode_pengganti": kode.get(u.pengganti_id) if u.pengganti_id else None,
        "mulai": u.mulai,
        "sampai": u.sampai,
    }


def _given(b: Baris) -> dict[str, Any]:
    return {nama: nilai for nama, nilai in b.nilai.items() if nama != "kode"}


def _to_write(b: Baris, ctx: Konteks) -> IsiUnit:
    ada: UnitTersimpan | None = b.rujukan["unit"]
    return IsiUnit(
        id=ada.id if ada else None,
        kode=b.nilai["kode"],
        isi={nama: b.nilai[nama] for nama in ATRIBUT if nama in b.nilai},
        induk=b.get("kode_induk"),
        pengganti=b.get("kode_pengganti"),
        mulai=b.get("mulai") or (None if ada else ctx.sejak),
        sampai=b.get("sampai"),
    )
