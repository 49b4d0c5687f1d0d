"""Import of posts held: definitive ones follow each other, Plt and Plh stand beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from selaras.core.impor.lazim import (
    kode_jabatan,
    kode_unit,
    mulai,
    nip_pegawai,
    nomor_sk,
    sampai,
    tanggal_sk,
)
from selaras.core.impor.riwayat import note
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, good
from selaras.core.impor.urai import pilihan
from selaras.core.masa.ruas import Isi, Riwayat
from selaras.core.masa.simpan import any_of, load_riwayat
from selaras.organisasi.models import Jabatan
from selaras.organisasi.rujukan import resolve_jabatan
from selaras.pegawai.models import RiwayatJabatan
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.services import DEFINITIF, JABATAN_ISI, save_histories

PENUGASAN = {
    "Definitif": ("d", "def", "tetap"),
    "Plt": ("plt.", "pelaksana tugas"),
    "Plh": ("plh.", "pelaksana harian"),
}
KE_KODE = {"Definitif": "D", "Plt": "PLT", "Plh": "PLH"}
CARA = {"plt20": ("20", "20%", "tambahan"), "plt100": ("100", "100%", "penuh")}
_penugasan = pilihan(PENUGASAN)


def penugasan(sel: str) -> str:
    """D, PLT or PLH."""
    return KE_KODE[_penugasan(sel)]


class ImporJabatanPegawai(Spec):
    kode = "jabatan-pegawai"
    judul = "Jabatan pegawai"
    uraian = "Siapa memangku jabatan apa sejak kapan, termasuk Plt dan Plh."
    aksi = "pegawai.edit"
    aksi_lihat = "pegawai.view"
    urutan = 50
    kunci = ("nip", "penugasan", "mulai")
    catatan = (
        "Jabatan definitif yang baru mengakhiri yang lama sehari sebelumnya. Plt dan Plh berdiri "
        "di samping jabatan definitif dan tidak boleh bertumpang.",
    )
    kolom = (
        nip_pegawai(),
        kode_unit(wajib=False),
        kode_jabatan(),
        Kolom("penugasan", "Penugasan", penugasan, contoh="Definitif", pilihan=tuple(PENUGASAN),
              sinonim=("jenis penugasan", "status jabatan"), bantuan="Kosong = definitif.",
              tampil=lambda v: {k: n for n, k in KE_KODE.items()}.get(v, str(v))),
        mulai("TMT jabatan", "tmt", "tanggal pelantikan", "tmt pelantikan"),
        sampai("Sampai"),
        nomor_sk(),
        tanggal_sk(),
        Kolom("cara_plt", "TPP Plt", pilihan(CARA), pilihan=tuple(CARA),
              bantuan="plt20 = TPP sendiri ditambah persen TPP jabatan Plt; plt100 = TPP jabatan "
              "Plt."),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        return (baris.nilai["nip"], baris.get("penugasan", "D"), baris.get("mulai") or ctx.sejak)

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        resolve_jabatan(baris, ctx, ctx.actor.reach(self.aksi))

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ids = {b.rujukan["pegawai_id"] for b in baris}
        qs = RiwayatJabatan.objects.filter(pegawai_id__in=any_of(ids))
        definitif = load_riwayat(qs.filter(penugasan=DEFINITIF), "pegawai_id", JABATAN_ISI)
        acting = load_riwayat(qs.exclude(penugasan=DEFINITIF), "pegawai_id", JABATAN_ISI)
        nama = self._names(baris, definitif, acting)
        for b in sorted(baris, key=lambda b: b.get("mulai") or ctx.sejak):
            pk = b.rujukan["pegawai_id"]
            if b.get("penugasan", "D") == "D":
                riwayat = definitif.setdefault(pk, Riwayat([]))
            else:
                riwayat = acting.setdefault(pk, Riwayat([]))
            self._state(b, riwayat, nama, ctx)
        self._check_own_post(baris, definitif, ctx)
        self._warn_shared(baris, ctx)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        definitif: dict[int, Riwayat] = {}
        acting: dict[int, Riwayat] = {}
        for b in baris:
            tujuan = definitif if b.get("penugasan", "D") == "D" else acting
            tujuan[b.rujukan["pegawai_id"]] = b.rujukan["riwayat"]
        # Both kinds stand in one table under two constraints, so the order does not matter.
        save_histories(actor=ctx.actor, model=RiwayatJabatan, riwayat=definitif)
        save_histories(actor=ctx.actor, model=RiwayatJabatan, riwayat=acting)

    def _state(self, b: Baris, riwayat: Riwayat, nama: Mapping[int, str], ctx: Konteks) -> None:
        awal, akhir = b.get("mulai") or ctx.sejak, b.get("sampai")
        ada = riwayat.pada(awal)
        # Without a date the row speaks of the post that is held, not of a new appointment.
        if ada and "mulai" not in b.nilai and ada.isi["jabatan_id"] == b.rujukan["jabatan_id"]:
            awal = ada.mulai
        if akhir is not None and akhir <= awal:
            b.wrong("sampai", "Tanggal berakhir mendahului tanggal mulai.")
            return
        isi = _values(b)
        tetap = isi["penugasan"] == "D"
        hasil = (
            riwayat.set_since(awal, isi, akhir) if tetap else riwayat.set_period(awal, akhir, isi)
        )
        b.rujukan["riwayat"] = riwayat
        note(
            b, hasil, _named(isi, nama), _named(hasil.lama, nama),
            mulai=("mulai", awal), sampai=("sampai", akhir),
        )  # fmt: skip

    def _names(self, baris: Sequence[Baris], *riwayat: Mapping[int, Riwayat]) -> dict[int, str]:
        ids = {b.rujukan["jabatan_id"] for b in baris} | {
            r.isi["jabatan_id"] for semua in riwayat for h in semua.values() for r in h.ruas
        }
        return dict(Jabatan.objects.filter(pk__in=any_of(ids)).values_list("pk", "nama"))

    def _check_own_post(
        self, baris: Sequence[Baris], definitif: Mapping[int, Riwayat], ctx: Konteks
    ) -> None:
        for b in good(baris):
            if b.get("penugasan", "D") == "D":
                continue
            sendiri = definitif.get(b.rujukan["pegawai_id"], Riwayat([])).pada(
                b.get("mulai") or ctx.sejak
            )
            if sendiri and sendiri.isi["jabatan_id"] == b.rujukan["jabatan_id"]:
                b.wrong("kode_jabatan", "Jabatan ini sudah dipangkunya secara definitif.")

    def _warn_shared(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """A structural post with two definitive holders is possible for a day, rarely for more."""
        calon = [
            b
            for b in good(baris)
            if b.rujukan["jabatan"].jenis == "struktural" and b.get("penugasan", "D") == "D"
        ]
        qs = RiwayatJabatan.objects.filter(
            jabatan_id__in=any_of({b.rujukan["jabatan_id"] for b in calon}),
            penugasan=DEFINITIF,
        )
        pemangku: dict[int, list[tuple[int, str, Any]]] = {}
        for row in qs.values_list("jabatan_id", "pegawai_id", "pegawai__nama", "berlaku"):
            pemangku.setdefault(row[0], []).append(row[1:])
        for b in calon:
            hari = b.get("mulai") or ctx.sejak
            for pk, orang, berlaku in pemangku.get(b.rujukan["jabatan_id"], ()):
                if pk != b.rujukan["pegawai_id"] and hari in berlaku:
                    b.warn("kode_jabatan", f"Pada tanggal itu jabatan ini juga dipangku {orang}.")


def _values(b: Baris) -> Isi:
    isi: Isi = {"jabatan_id": b.rujukan["jabatan_id"], "penugasan": b.get("penugasan", "D")}
    return isi | {n: b.nilai[n] for n in ("cara_plt", "no_sk", "tanggal_sk") if n in b.nilai}


def _named(isi: Mapping[str, Any], nama: Mapping[int, str]) -> dict[str, Any]:
    hasil = {n: v for n, v in isi.items() if n != "jabatan_id"}
    if "jabatan_id" in isi:
        hasil["kode_jabatan"] = nama.get(isi["jabatan_id"], isi["jabatan_id"])
    return hasil
