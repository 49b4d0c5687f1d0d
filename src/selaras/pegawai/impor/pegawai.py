"""Import of people with their status and golongan: one row per NIP."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from selaras.aturan.nip import check_nip
from selaras.core.impor.lazim import last_day as hari_terakhir
from selaras.core.impor.lazim import nip_pegawai, show_last_day
from selaras.core.impor.riwayat import note
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import nik, pilihan, surel, tanggal, teks, ya_tidak
from selaras.core.masa.ruas import Riwayat
from selaras.core.masa.simpan import any_of, load_riwayat
from selaras.core.permissions.policy import rows
from selaras.organisasi.rujukan import whole_instansi
from selaras.pegawai.models import Pegawai, RiwayatGolongan, RiwayatStatus
from selaras.pegawai.services import IsiPegawai, save_pegawai

STATUS = {
    "PNS": ("pegawai negeri sipil",),
    "CPNS": ("calon pns", "calon pegawai negeri sipil"),
    "PPPK": ("p3k", "pppk penuh waktu"),
    "PPPK_PW": ("pppk paruh waktu", "p3k paruh waktu", "pppk pw"),
    "NONASN": ("non asn", "honorer", "thl", "ptt"),
}
KELAMIN = {"L": ("laki-laki", "pria", "lk", "m", "1"), "P": ("perempuan", "wanita", "pr", "f", "2")}
GOLONGAN = {
    **{f"{g}/{r}": (f"{g}{r}", f"{g}.{r}") for g in ("I", "II", "III") for r in "abcd"},
    **{f"IV/{r}": (f"IV{r}", f"IV.{r}") for r in "abcde"},
    **{g: () for g in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
                       "XIII", "XIV", "XV", "XVI", "XVII")},
}  # fmt: skip
DIRI = ("nama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "jenis_kelamin", "nik", "email",
        "telepon")  # fmt: skip
STATUS_ISI = ("status", "wajib_kinerja", "alasan_akhir")


class ImporPegawai(Spec):
    kode = "pegawai"
    judul = "Pegawai"
    uraian = "Identitas, status kepegawaian dan golongan; satu baris satu orang."
    aksi = "pegawai.edit"
    aksi_lihat = "pegawai.view"
    urutan = 40
    kunci = ("nip",)
    catatan = (
        "Sel kosong berarti tidak diubah. Riwayat tidak ditimpa: status atau golongan baru berlaku "
        "sejak TMT-nya dan yang lama berakhir sehari sebelumnya.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("nama", "Nama", teks(120), wajib=True, contoh="Rahma Nurhaliza",
              sinonim=("nama lengkap", "nama pegawai", "nama tanpa gelar"),
              bantuan="Tanpa gelar."),
        Kolom("gelar_depan", "Gelar depan", teks(40), sinonim=("glr depan",)),
        Kolom("gelar_belakang", "Gelar belakang", teks(60), sinonim=("glr belakang", "gelar"),
              contoh="S.Sos."),
        Kolom("tanggal_lahir", "Tanggal lahir", tanggal, sinonim=("tgl lahir", "lahir"),
              contoh="26-09-1986"),
        Kolom("jenis_kelamin", "Jenis kelamin", pilihan(KELAMIN), contoh="P",
              pilihan=("L", "P"), sinonim=("jk", "l/p", "gender", "kelamin")),
        Kolom("nik", "NIK", nik, sinonim=("no ktp", "nomor ktp", "nomor induk kependudukan"),
              bantuan="16 angka, format Teks."),
        Kolom("email", "Surel", surel, sinonim=("email", "e-mail", "alamat email")),
        Kolom("telepon", "Telepon", teks(20), sinonim=("hp", "no hp", "nomor hp", "no telepon")),
        Kolom("status", "Status pegawai", pilihan(STATUS), contoh="PNS", pilihan=tuple(STATUS),
              sinonim=("status", "jenis pegawai", "status kepegawaian", "kedudukan pegawai")),
        Kolom("tmt_status", "TMT status", tanggal, sinonim=("tmt pns", "tmt cpns", "tmt pppk"),
              contoh="01-05-2016", bantuan="Kosong = tanggal 'berlaku sejak' saat mengunggah."),
        Kolom("status_sampai", "Status sampai", hari_terakhir, tampil=show_last_day,
              sinonim=("akhir kontrak", "tmt pensiun", "tanggal berhenti"),
              bantuan="Hari terakhir bekerja dengan status itu, bila sudah diketahui."),
        Kolom("alasan_akhir", "Alasan berakhir", teks(60), contoh="",
              bantuan="Mis. pensiun, pindah, meninggal."),
        Kolom("wajib_kinerja", "Wajib e-Kinerja", ya_tidak, pilihan=("ya", "tidak"),
              sinonim=("wajib kinerja", "wajib skp"), contoh="ya",
              bantuan="Tidak = TPP hanya dari presensi. Kosong = ya, kecuali PPPK paruh waktu dan "
              "non-ASN."),
        Kolom("golongan", "Golongan", pilihan(GOLONGAN), contoh="III/b",
              sinonim=("gol", "gol ruang", "golongan ruang", "pangkat golongan", "gol/ruang")),
        Kolom("tmt_golongan", "TMT golongan", tanggal, sinonim=("tmt gol", "tmt pangkat"),
              contoh="01-04-2022"),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        for b in baris:
            if "nip" not in b.nilai:
                continue
            nomor = check_nip(
                b.nilai["nip"],
                tanggal_lahir=b.get("tanggal_lahir"),
                jenis_kelamin=b.get("jenis_kelamin", ""),
            )
            for t in nomor.temuan:
                b.warn("nip", t.pesan)
            b.rujukan["nomor"] = nomor

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        ada = self._load(baris)
        boleh = self._allowed(ada, ctx)
        ids = [p["id"] for p in ada.values()]
        status = load_riwayat(
            RiwayatStatus.objects.filter(pegawai_id__in=any_of(ids)), "pegawai_id", STATUS_ISI
        )
        golongan = load_riwayat(
            RiwayatGolongan.objects.filter(pegawai_id__in=any_of(ids)), "pegawai_id", ("golongan",)
        )
        for b in baris:
            lama = ada.get(b.nilai["nip"])
            if self._may_write(b, lama, boleh, ctx):
                self._person(b, lama)
                pk = lama["id"] if lama else 0
                self._status(b, status.get(pk, Riwayat([])) if pk else Riwayat([]), ctx)
                self._golongan(b, golongan.get(pk, Riwayat([])) if pk else Riwayat([]), ctx)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        rows = [
            IsiPegawai(
                id=b.rujukan["id"],
                nip=b.nilai["nip"],
                isi=b.rujukan["isi"],
                status=b.rujukan.get("status"),
                golongan=b.rujukan.get("golongan"),
            )
            for b in baris
        ]
        save_pegawai(actor=ctx.actor, instansi_id=ctx.instansi_id, rows=rows)

    def _load(self, baris: Sequence[Baris]) -> dict[str, dict[str, Any]]:
        nip = [b.nilai["nip"] for b in baris]
        qs = Pegawai.objects.filter(nip__in=any_of(nip, "text"))
        return {p["nip"]: p for p in qs.values("id", "nip", "instansi_id", *DIRI)}

    def _allowed(self, ada: dict[str, dict[str, Any]], ctx: Konteks) -> set[int]:
        ids = [p["id"] for p in ada.values() if p["instansi_id"] == ctx.instansi_id]
        if whole_instansi(ctx.actor.reach(self.aksi), ctx.instansi_id):
            return set(ids)
        qs = Pegawai.objects.filter(pk__in=any_of(ids))
        return set(rows(ctx.actor, self.aksi, qs, at=ctx.sejak).values_list("pk", flat=True))

    def _may_write(
        self, b: Baris, lama: dict[str, Any] | None, boleh: set[int], ctx: Konteks
    ) -> bool:
        if lama is not None and lama["id"] not in boleh:
            b.wrong("nip", "NIP ini milik pegawai di luar unit yang Anda kelola.")
        elif lama is None and not whole_instansi(ctx.actor.reach(self.aksi), ctx.instansi_id):
            b.wrong("nip", "Pegawai baru hanya dapat ditambahkan oleh admin kepegawaian instansi.")
        elif lama is None and not b.get("status"):
            b.wrong("status", "Status pegawai wajib diisi untuk pegawai baru.")
        return not b.salah

    def _person(self, b: Baris, lama: dict[str, Any] | None) -> None:
        baru = {nama: b.nilai[nama] for nama in DIRI if nama in b.nilai}
        nomor = b.rujukan["nomor"]
        if lama is None:  # what the number says stands in until a document says otherwise
            baru.setdefault("tanggal_lahir", nomor.tanggal_lahir)
            baru.setdefault("jenis_kelamin", nomor.jenis_kelamin)
        b.rujukan["id"] = lama["id"] if lama else None
        b.rujukan["isi"] = baru
        b.found(lama, baru)

    def _status(self, b: Baris, riwayat: Riwayat, ctx: Konteks) -> None:
        mulai: date = b.get("tmt_status") or ctx.sejak
        isi = {n: b.nilai[n] for n in STATUS_ISI if n in b.nilai}
        if not isi and not b.get("status_sampai"):
            return
        ada = riwayat.pada(mulai)
        # Without a date the row speaks of the status that holds, not of a new one.
        if ada and "tmt_status" not in b.nilai and isi.get("status") in (None, ada.isi["status"]):
            mulai = ada.mulai
        if "status" not in isi:
            if ada is None:
                b.wrong("status", "Status pegawai belum diketahui; isi kolomnya.")
                return
            isi["status"] = ada.isi["status"]
        if ada is None or ada.isi["status"] != isi["status"]:
            isi.setdefault("wajib_kinerja", isi["status"] not in {"PPPK_PW", "NONASN"})
        sampai = b.get("status_sampai")
        if sampai and sampai <= mulai:
            b.wrong("status_sampai", "Tanggal berakhir mendahului TMT status.")
            return
        hasil = riwayat.set_since(mulai, isi, sampai)
        note(
            b, hasil, isi, hasil.lama,
            mulai=("tmt_status", mulai), sampai=("status_sampai", sampai), bagian=True,
        )  # fmt: skip
        b.rujukan["status"] = riwayat

    def _golongan(self, b: Baris, riwayat: Riwayat, ctx: Konteks) -> None:
        if not (golongan := b.get("golongan")):
            return
        mulai = b.get("tmt_golongan") or ctx.sejak
        hasil = riwayat.set_since(mulai, {"golongan": golongan})
        note(
            b, hasil, {"golongan": golongan}, hasil.lama,
            mulai=("tmt_golongan", mulai), bagian=True,
        )  # fmt: skip
        b.rujukan["golongan"] = riwayat
