"""Who the people are: the summary, and a section for every subject."""

from collections.abc import Iterator

from selaras.aturan.simpeg.statistik import Tabel
from selaras.core.halaman.format import angka, tanggal
from selaras.simpeg.buku.isi.bahan import Bahan, Blok
from selaras.simpeg.buku.isi.unsur import KATA, alt, bars, gender_table, leading, percent, pyramid

BAGIAN = ("status", "golongan", "usia", "generasi", "pendidikan", "jenis_jabatan", "eselon",
          "jenjang", "kelas", "agama", "masa_kerja")  # fmt: skip


def summary(b: Bahan) -> Blok:
    """The whole on one page: a sentence, figures, the pyramid, the last years."""
    s = b.statistik
    t = s.tabel["status"]
    struktural = next((x.jumlah for x in s.tabel["jenis_jabatan"].baris
                       if x.kunci == "struktural"), 0)  # fmt: skip
    sarjana = sum(x.jumlah for x in s.tabel["pendidikan"].baris
                  if x.kunci.isdecimal() and int(x.kunci) >= 35)  # fmt: skip
    lima = sum(p.jumlah for p in s.pensiun[:6])
    blok: list[Blok] = [
        {"jenis": "teks", "isi": f"Pada {tanggal(b.pada)} {b.sebutan} mempunyai "
         f"{angka(s.orang)} pegawai: {angka(t.pria)} laki-laki dan {angka(t.wanita)} perempuan. "
         + " ".join(leading(s.tabel[k], k) for k in ("golongan", "pendidikan"))},
        {"jenis": "ubin", "isi": [
            [angka(s.orang), "pegawai"],
            [percent(t.wanita, s.orang), "perempuan"],
            [percent(sarjana, s.orang), "berpendidikan D-IV/S-1 ke atas"],
            [angka(struktural), "pejabat struktural"],
            [angka(s.kebutuhan), "kebutuhan menurut ABK dan formasi"],
            [angka(lima), f"pensiun sampai {s.pensiun[5].tahun}"],
            [angka(s.sejahtera.taspen) if s.sejahtera else "–", "nomor Taspen tercatat"],
            [angka(s.sejahtera.orang_bertanggungan) if s.sejahtera else "–",
             "dengan tunjangan keluarga"],
        ]},
        pyramid(s.tabel["usia"]),
    ]  # fmt: skip
    if len(s.tren) > 1:
        blok.append({
            "jenis": "kolom", "judul": "Jumlah pegawai tiap akhir tahun",
            "alt": alt("Jumlah pegawai", [(f"{x.pada.year}", x.jumlah) for x in s.tren]),
            "baris": [[str(x.pada.year), x.jumlah] for x in s.tren],
        })  # fmt: skip
    return {"judul": "Ringkasan", "blok": blok, "bagian": []}


def composition(b: Bahan) -> Blok:
    """A section for every subject of which anything is written."""
    return {
        "judul": "Komposisi pegawai", "blok": [],
        "bagian": [
            {"judul": f"Menurut {KATA[kode]}", "blok": list(_subject(b.statistik.tabel[kode]))}
            for kode in BAGIAN if b.statistik.tabel[kode].jumlah
        ],
    }  # fmt: skip


def _subject(t: Tabel) -> Iterator[Blok]:
    """A sentence, a picture, a table."""
    yield {"jenis": "teks", "isi": leading(t, KATA[t.kode])}
    if t.kode == "usia":
        yield pyramid(t)
    else:
        yield bars(t, f"Pegawai menurut {KATA[t.kode]}")
    yield gender_table(t, f"Pegawai menurut {KATA[t.kode]} dan jenis kelamin")
