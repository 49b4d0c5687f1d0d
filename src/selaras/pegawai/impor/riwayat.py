"""Imports of whole histories of rank and of status: one row a change, old ones too.

The newer closes the older on the eve of its TMT; a row whose TMT is known already is corrected.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from selaras.core.impor.lazim import mulai, nip_pegawai, nomor_sk, sampai, tanggal_sk
from selaras.core.impor.riwayat import SpecRiwayat
from selaras.core.impor.spec import Baris, Kolom, Konteks
from selaras.core.impor.urai import bulat, pilihan, pilihan_kata, tanggal, teks, ya_tidak
from selaras.core.masa.ruas import Riwayat
from selaras.pegawai.impor.pegawai import GOLONGAN, STATUS
from selaras.pegawai.impor.surat import refuse_used_letters
from selaras.pegawai.kode import jenis_kp
from selaras.pegawai.models import Pegawai, RiwayatGolongan, RiwayatStatus, StatusPegawai
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.pegawai.services import save_histories

JENIS_KP = dict(jenis_kp())
TANPA_KINERJA = {StatusPegawai.PPPK_PW, StatusPegawai.NONASN}


class _Riwayat(SpecRiwayat):
    aksi = "pegawai.edit"
    aksi_lihat = "pegawai.view"
    kunci = ("nip", "mulai")

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        return (baris.nilai["nip"], self.mulai(baris, ctx))

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """A change before birth is refused at its cell."""
        lahir = dict(
            Pegawai.objects.filter(pk__in={b.rujukan["pegawai_id"] for b in baris})
            .values_list("pk", "tanggal_lahir")
        )  # fmt: skip
        for b in baris:
            hari = lahir.get(b.rujukan["pegawai_id"])
            if hari and self.mulai(b, ctx) < hari:
                b.wrong("mulai", "TMT ini mendahului tanggal lahir pegawai.")
        self.check(baris, ctx)
        super().compare([b for b in baris if not b.salah], ctx)

    def check(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """What else a kind refuses, before rows change the histories in memory."""

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        save_histories(actor=ctx.actor, model=self.model, riwayat=riwayat)


class ImporGolongan(_Riwayat):
    kode = "riwayat-golongan"
    judul = "Riwayat golongan/pangkat"
    uraian = "Seluruh riwayat pangkat banyak pegawai; satu baris satu kenaikan."
    urutan = 45
    catatan = (
        "Golongan baru mengakhiri yang lama sehari sebelumnya; baris lama boleh disusulkan.",
    )
    model = RiwayatGolongan
    isi = {n: n for n in ("golongan", "jenis_kp", "masa_kerja_tahun", "masa_kerja_bulan",
                          "no_sk", "tanggal_sk", "pejabat", "no_pertek",
                          "tanggal_pertek")}  # fmt: skip
    kolom = (
        nip_pegawai(),
        Kolom("golongan", "Golongan", pilihan(GOLONGAN), wajib=True, contoh="III/b",
              sinonim=("gol", "gol ruang", "golongan ruang", "pangkat golongan")),
        mulai("TMT golongan", "tmt gol", "tmt pangkat", wajib=True),
        Kolom("jenis_kp", "Jenis kenaikan pangkat",
              pilihan_kata(JENIS_KP), contoh=JENIS_KP["101"], pilihan=tuple(JENIS_KP.values()),
              sinonim=("jenis kp",), tampil=lambda v: JENIS_KP.get(v, v)),
        Kolom("masa_kerja_tahun", "Masa kerja golongan (tahun)", bulat(0, 60),
              sinonim=("mkg tahun", "mk tahun")),
        Kolom("masa_kerja_bulan", "Masa kerja golongan (bulan)", bulat(0, 11),
              sinonim=("mkg bulan", "mk bulan")),
        nomor_sk(),
        tanggal_sk(),
        Kolom("pejabat", "Pejabat penetap", teks(120)),
        Kolom("no_pertek", "Nomor pertek/nota BKN", teks(80), sinonim=("nomor pertek",)),
        Kolom("tanggal_pertek", "Tanggal pertek", tanggal),
    )  # fmt: skip

    def check(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        refuse_used_letters(
            baris, ctx, self.model,
            of_file=lambda b: self.mulai(b, ctx), of_row=lambda r: r.berlaku.lower,
        )  # fmt: skip


class ImporStatus(_Riwayat):
    kode = "riwayat-status"
    judul = "Riwayat status kepegawaian"
    uraian = "CPNS, PNS, PPPK dan akhirnya; satu baris satu status."
    urutan = 44
    model = RiwayatStatus
    isi = {n: n for n in ("status", "no_sk", "alasan_akhir", "wajib_kinerja")}
    kolom = (
        nip_pegawai(),
        Kolom("status", "Status pegawai", pilihan(STATUS), wajib=True, contoh="PNS",
              pilihan=tuple(STATUS), sinonim=("status", "status kepegawaian")),
        mulai("TMT status", "tmt pns", "tmt cpns", "tmt pppk", wajib=True),
        sampai("Status sampai", "tmt berhenti"),
        Kolom("alasan_akhir", "Alasan berakhir", teks(60), bantuan="Mis. pensiun, pindah."),
        nomor_sk(),
        Kolom("wajib_kinerja", "Wajib e-Kinerja", ya_tidak, pilihan=("ya", "tidak"),
              bantuan="Kosong = ya, kecuali PPPK paruh waktu dan non-ASN."),
    )  # fmt: skip

    def save(self, riwayat: Mapping[int, Riwayat], ctx: Konteks) -> None:
        for r in riwayat.values():
            for ruas in r.ruas:
                if ruas.id is None:
                    ruas.isi.setdefault("wajib_kinerja", ruas.isi["status"] not in TANPA_KINERJA)
        super().save(riwayat, ctx)
