"""Import of rosters: a person's month a row, a column a day; painted, not yet published."""

from collections.abc import Sequence
from datetime import date

from selaras.aturan.jadwal import Rentang
from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import teks
from selaras.organisasi.models import Instansi
from selaras.pegawai.rujukan import resolve_pegawai
from selaras.presensi.models import Jadwal
from selaras.presensi.selectors.roster import KOSONG, LEPAS, Isi, load_cells
from selaras.presensi.services.kerja.roster import EDIT, Lukisan, paint

HARI = tuple(f"t{n}" for n in range(1, 32))
LEPAS_KATA = {"l", "lepas", "libur", "-", "off"}


class ImporRoster(Spec):
    kode = "roster"
    judul = "Jadwal jaga (roster)"
    uraian = "Sif tiap pegawai tiap tanggal dalam sebulan: satu baris seorang, satu kolom sehari."
    aksi = EDIT
    aksi_lihat = "jadwal.view"
    urutan = 64
    kunci = ("nip", "bulan")
    catatan = (
        "Isi kode sif, L untuk lepas jaga. Sel kosong tidak mengubah apa pun.",
        "Masuk sebagai rancangan: periksa lalu terbitkan di halaman Jadwal jaga.",
    )
    kolom = (
        nip_pegawai(),
        Kolom("bulan", "Bulan", teks(7), wajib=True, contoh="12-2025",
              sinonim=("bulan", "periode", "bulan tahun")),
        *(
            Kolom(nama, str(n), teks(16), contoh="RS-PAGI" if n == 1 else "L" if n == 2 else "",
                  sinonim=(f"tgl {n}", f"tanggal {n}", f"{n:02d}"))
            for n, nama in enumerate(HARI, start=1)
        ),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        kode = {
            k.upper(): str(pk)
            for k, pk in Jadwal.objects.filter(instansi_id=ctx.instansi_id).values_list(
                "kode", "pk"
            )
        }
        for b in baris:
            rentang = _month(b.get("bulan") or "")
            if rentang is None:
                b.wrong("bulan", "Tulis bulan seperti 12-2025.")
                continue
            b.rujukan["rentang"] = rentang
            b.rujukan["isi"] = {}
            for n, nama in enumerate(HARI, start=1):
                kata = (b.get(nama) or "").strip()
                if not kata:
                    continue
                isi = LEPAS if kata.lower() in LEPAS_KATA else kode.get(kata.upper())
                if isi is None:
                    b.wrong(nama, f"Sif {kata} tidak dikenal.")
                elif n > rentang.hari:
                    b.wrong(nama, f"Bulan itu hanya {rentang.hari} hari.")
                else:
                    b.rujukan["isi"][rentang.awal.replace(day=n)] = isi

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        nama = {
            str(pk): k
            for pk, k in Jadwal.objects.filter(instansi_id=ctx.instansi_id).values_list(
                "pk", "kode"
            )
        } | {LEPAS: "L", KOSONG: ""}
        per_bulan: dict[date, list[Baris]] = {}
        for b in baris:
            per_bulan.setdefault(b.rujukan["rentang"].awal, []).append(b)
        for bulan in per_bulan.values():
            rentang = bulan[0].rujukan["rentang"]
            sel = load_cells([b.rujukan["pegawai_id"] for b in bulan], rentang)
            kosong = Isi(KOSONG, KOSONG)
            for b in bulan:
                p = b.rujukan["pegawai_id"]
                isi: dict[date, str] = b.rujukan["isi"]
                lama = {t: sel.get((p, t), kosong).kini for t in isi}
                ada = any(k[0] == p for k in sel)
                b.found(
                    {f"t{t.day}": nama.get(i, "?") for t, i in lama.items()} if ada else None,
                    {f"t{t.day}": nama.get(i, "?") for t, i in isi.items()},
                )

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        instansi = Instansi.objects.get(pk=ctx.instansi_id)
        sel = [
            Lukisan(b.rujukan["pegawai_id"], t, isi)
            for b in baris
            for t, isi in b.rujukan["isi"].items()
        ]
        for mulai in range(0, len(sel), 10_000):
            bagian = sel[mulai : mulai + 10_000]
            paint(instansi=instansi, sel=bagian, actor=ctx.actor, at=ctx.actor.at)


def _month(kata: str) -> Rentang | None:
    """'12-2025', '2025-12', '202512' -> the month."""
    angka = [a for a in kata.replace("/", "-").split("-") if a.isdecimal()]
    if len(angka) == 1 and len(angka[0]) == 6:
        angka = [angka[0][:4], angka[0][4:]]
    if len(angka) != 2:
        return None
    tahun, bulan = sorted((int(a) for a in angka), reverse=True)
    if not (2000 <= tahun <= 2100 and 1 <= bulan <= 12):
        return None
    return Rentang.bulan(tahun * 100 + bulan)
