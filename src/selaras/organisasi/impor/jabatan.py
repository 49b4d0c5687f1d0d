"""Import of posts (peta jabatan): superiors may stand in the same file, rings are refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from selaras.aturan.lingkar import find_rings
from selaras.core.impor.lazim import kode_unit, mulai, sampai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good
from selaras.core.impor.urai import bulat, pengenal, pilihan, teks
from selaras.organisasi.rujukan import (
    JabatanTersimpan,
    UnitTersimpan,
    by_code,
    load_jabatan,
    load_units,
    within,
)
from selaras.organisasi.services import IsiJabatan, save_jabatan

Kunci = tuple[str, str]
JENIS = {
    "struktural": ("manajerial", "jabatan struktural", "jpt", "administrator", "pengawas"),
    "fungsional": ("jft", "jf", "jabatan fungsional", "fungsional tertentu"),
    "pelaksana": ("jfu", "staf", "jabatan pelaksana", "fungsional umum"),
}
ATRIBUT = ("nama", "jenis", "eselon", "kelas", "kebutuhan")


class ImporJabatan(Spec):
    kode = "jabatan"
    judul = "Jabatan (peta jabatan)"
    uraian = "Jabatan tiap unit dengan kelas, kebutuhan dan jabatan atasannya."
    aksi = "organisasi.edit"
    aksi_lihat = "organisasi.view"
    urutan = 20
    kunci = ("kode_unit", "kode")
    kolom = (
        kode_unit(),
        Kolom("kode", "Kode jabatan", pengenal(32), wajib=True, contoh="J-012",
              sinonim=("kode", "kode jab", "id jabatan"),
              bantuan="Pengenal jabatan di unitnya."),
        Kolom("nama", "Nama jabatan", teks(160), wajib=True, contoh="Analis SDM Aparatur",
              sinonim=("nama", "jabatan", "nomenklatur jabatan", "nomenklatur")),
        Kolom("jenis", "Jenis jabatan", pilihan(JENIS), contoh="fungsional",
              pilihan=tuple(JENIS), sinonim=("jenis",)),
        Kolom("eselon", "Eselon", teks(8), sinonim=("esl",), contoh="III.b"),
        Kolom("kelas", "Kelas jabatan", bulat(1, 17), sinonim=("kelas", "grade", "kelas jab"),
              contoh="8", bantuan="1 sampai 17; tanpa kelas TPP tidak dapat dihitung."),
        Kolom("kebutuhan", "Kebutuhan", bulat(0, 5000), sinonim=("abk", "formasi", "kebutuhan abk",
              "jumlah kebutuhan"), contoh="2", bantuan="Hasil analisis beban kerja."),
        Kolom("kode_atasan", "Kode jabatan atasan", pengenal(32), contoh="J-001",
              sinonim=("atasan", "jabatan atasan", "atasan langsung", "kode jab atasan"),
              bantuan="Jabatan yang menjadi atasan langsung. Boleh ada di berkas yang sama."),
        kode_unit(wajib=False, nama="kode_unit_atasan", judul="Kode unit jabatan atasan"),
        mulai(),
        sampai(),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        reach = ctx.actor.reach(self.aksi)
        units: Mapping[str, UnitTersimpan] = by_code(load_units(ctx.instansi_id), ctx.sejak)
        for b in baris:
            for kolom in ("kode_unit", "kode_unit_atasan"):
                nilai = b.get(kolom)
                if nilai and nilai not in units:
                    b.wrong(kolom, f"Unit {nilai!r} tidak ditemukan. Impor unitnya lebih dulu.")
            unit = units.get(b.get("kode_unit", ""))
            if unit and not within(reach, ctx.instansi_id, unit.path):
                b.wrong("kode_unit", f"Unit {unit.kode} di luar unit yang Anda kelola.")
            b.rujukan["unit"] = unit

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        semua = load_jabatan(ctx.instansi_id)
        ada: dict[Kunci, JabatanTersimpan] = by_code(semua, ctx.sejak)
        kunci_oleh_id = {j.id: (j.unit_kode, j.kode) for j in semua}
        for b in baris:
            self._compare(b, ada.get(b.kunci), kunci_oleh_id, ctx)
        self._check_superiors(baris, ada, kunci_oleh_id)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [_to_write(b, ctx) for b in baris]
        save_jabatan(actor=ctx.actor, instansi_id=ctx.instansi_id, rows=rows)

    def _compare(
        self, b: Baris, ada: JabatanTersimpan | None, kunci: Mapping[int, Kunci], ctx: Konteks
    ) -> None:
        b.rujukan["jabatan"] = ada
        awal = b.get("mulai") or (ada.mulai if ada else ctx.sejak)
        if b.get("sampai") and b.get("sampai") <= awal:
            b.wrong("sampai", "Tanggal berakhir mendahului tanggal mulai.")
            return
        atasan = _superior_key(b)
        baru = {n: v for n, v in b.nilai.items() if n in (*ATRIBUT, "mulai", "sampai")}
        if atasan:
            baru["kode_atasan"] = "/".join(atasan)
        if ada is None:
            if not b.get("jenis"):
                b.wrong("jenis", "Jenis jabatan wajib diisi untuk jabatan baru.")
                return
            b.found(None, {**baru, "mulai": awal})
            return
        lama: dict[str, Any] = {n: getattr(ada, n) for n in (*ATRIBUT, "mulai", "sampai")}
        if ada.atasan_id:
            lama["kode_atasan"] = "/".join(kunci[ada.atasan_id])
        b.found(lama, baru)

    def _check_superiors(
        self,
        baris: Sequence[Baris],
        ada: Mapping[Kunci, JabatanTersimpan],
        kunci: Mapping[int, Kunci],
    ) -> None:
        self._check_rings(baris, ada, kunci)
        berubah = True
        while berubah:
            berubah = False
            di_berkas = {b.kunci for b in good(baris)}
            for b in good(baris):
                atasan = _superior_key(b)
                if atasan and atasan not in ada and atasan not in di_berkas:
                    unit, kode_jabatan = atasan
                    b.wrong(
                        "kode_atasan",
                        f"Jabatan atasan {kode_jabatan!r} tidak ada di unit {unit}, juga tidak di "
                        "baris yang benar. Atasan dari unit lain perlu kode unitnya.",
                    )
                    berubah = True

    def _check_rings(
        self,
        baris: Sequence[Baris],
        ada: Mapping[Kunci, JabatanTersimpan],
        kunci: Mapping[int, Kunci],
    ) -> None:
        atasan: dict[Any, Any] = {
            k: kunci.get(j.atasan_id) if j.atasan_id else None for k, j in ada.items()
        }
        for b in baris:
            if superior := _superior_key(b):
                atasan[b.kunci] = superior
        lingkar = find_rings(atasan)
        for b in good(baris):
            if ring := lingkar.get(b.kunci):
                jalan = " di bawah ".join(f"{k[0]}/{k[1]}" for k in (*ring, ring[0]))
                b.wrong("kode_atasan", f"Atasan melingkar: {jalan}.")


def _superior_key(b: Baris) -> Kunci | None:
    if not (kode_atasan := b.get("kode_atasan")):
        return None
    return (b.get("kode_unit_atasan") or b.nilai["kode_unit"], kode_atasan)


def _to_write(b: Baris, ctx: Konteks) -> IsiJabatan:
    ada: JabatanTersimpan | None = b.rujukan["jabatan"]
    return IsiJabatan(
        id=ada.id if ada else None,
        unit_id=b.rujukan["unit"].id,
        unit_kode=b.nilai["kode_unit"],
        kode=b.nilai["kode"],
        isi={nama: b.nilai[nama] for nama in ATRIBUT if nama in b.nilai},
        atasan=_superior_key(b),
        mulai=b.get("mulai") or (None if ada else ctx.sejak),
        sampai=b.get("sampai"),
    )
