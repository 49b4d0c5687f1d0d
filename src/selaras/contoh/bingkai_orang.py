"""The world as frames of the organisation's and people's tables, column by column as stored."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl

from selaras.aturan.presensi.kode import NOMOR_JENIS
from selaras.contoh.acak import angka
from selaras.contoh.dunia import Dunia
from selaras.contoh.gaji import gaji_pokok, hitung_gaji
from selaras.contoh.orang import Masa, Orang, nik
from selaras.contoh.pangkat import tangga
from selaras.contoh.struktur import baca_struktur

# In the order of resep.KRITERIA.
KOLOM_BESARAN = (
    "beban_kerja",
    "prestasi_kerja",
    "kondisi_kerja",
    "tempat_bertugas",
    "kelangkaan_profesi",
    "pertimbangan_objektif",
)
INSTANSI = 1
# PP 94/2021 ps. 8: a written warning, TPP cut for six months, a lower post for twelve
JENIS_HUKUMAN = {"ringan": "2", "sedang": "23", "berat": "27"}
PEJABAT = "Bupati Lestari Jaya"
DASAR_BESARAN = "Keputusan Bupati Lestari Jaya Nomor 12 Tahun 2025 (contoh, bukan hukum)"


def rentang(masa: Masa) -> str:
    """A daterange as PostgreSQL reads it."""
    return f"[{masa[0]},{masa[1] or ''})"


def tabel(skema: dict[str, Any], baris: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(baris, schema=skema, orient="row")


def bernomor(skema: dict[str, Any], baris: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows with an id counting from 1 in front."""
    return tabel({"id": pl.Int64} | skema, [(n, *b) for n, b in enumerate(baris, 1)])


T, N, D, B = pl.String, pl.Int64, pl.Date, pl.Boolean


def _instansi(d: Dunia) -> pl.DataFrame:
    i = baca_struktur()["instansi"]
    return tabel(
        {"id": N, "kode": T, "nama": T, "daerah": T, "zona": T},
        [(INSTANSI, i["kode"], i["nama"], i["daerah"], i["zona"])],
    )


def _unit(d: Dunia) -> pl.DataFrame:
    skema = {
        "id": N,
        "instansi_id": N,
        "kode": T,
        "nama": T,
        "jenis": T,
        "jenis_bayar": T,
        "induk_id": N,
        "skpd_id": N,
        "path": T,
        "zona": T,
        "pengganti_id": N,
        "berlaku": T,
    }
    return tabel(
        skema,
        [
            (
                u.id,
                INSTANSI,
                u.kode,
                u.nama,
                u.jenis,
                u.jenis_bayar,
                u.induk and u.induk.id,
                u.skpd.id,
                u.path,
                "",
                u.pengganti and u.pengganti.id,
                rentang((u.mulai, u.sampai)),
            )
            for u in d.struktur.unit
        ],
    )


def _jabatan(d: Dunia) -> pl.DataFrame:
    skema = {
        "id": N,
        "unit_id": N,
        "kode": T,
        "nama": T,
        "jenis": T,
        "eselon": T,
        "kelas": N,
        "kebutuhan": N,
        "atasan_id": N,
        "berlaku": T,
    }
    return tabel(
        skema,
        [
            (
                p.id,
                p.unit.id,
                p.kode,
                p.nama,
                p.resep.jenis,
                p.resep.eselon,
                p.kelas,
                p.kebutuhan,
                p.atasan and p.atasan.id,
                rentang((p.mulai, p.sampai)),
            )
            for p in d.struktur.post
        ],
    )


def _besaran(d: Dunia) -> pl.DataFrame:
    skema = {"jabatan_id": N} | dict.fromkeys(KOLOM_BESARAN, N) | {"dasar": T, "berlaku": T}
    return bernomor(
        skema,
        [
            (p.id, *p.besaran, DASAR_BESARAN, rentang((max(p.mulai, date(2025, 1, 1)), p.sampai)))
            for p in d.struktur.post
            if p.besaran is not None and p.kunci != "honor"
        ],
    )


def _pegawai(d: Dunia) -> pl.DataFrame:
    skema = {
        "id": N,
        "instansi_id": N,
        "nip": T,
        "nama": T,
        "gelar_depan": T,
        "gelar_belakang": T,
        "tanggal_lahir": D,
        "jenis_kelamin": T,
        "nik": T,
        "email": T,
        "telepon": T,
    }
    return tabel(
        skema,
        [(o.id, INSTANSI, o.nip, o.nama, *o.gelar, o.lahir, o.jk, nik(o), "", "") for o in d.orang],
    )


def masa_status(o: Orang) -> list[tuple[str, Masa]]:
    """What she was when: a PNS was CPNS for a year first; a newcomer counts from her transfer."""
    mulai = o.masuk if "pegawai_baru" in o.cerita else o.tmt
    tetap = mulai.replace(year=mulai.year + 1)
    if o.status != "PNS" or "pegawai_baru" in o.cerita:
        return [(o.status, (mulai, o.keluar))]
    return [("CPNS", (mulai, tetap)), ("PNS", (tetap, o.keluar))]


def _status(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N,
        "status": T,
        "wajib_kinerja": B,
        "alasan_akhir": T,
        "no_sk": T,
        "tanggal_sk": D,
        "pejabat": T,
        "berlaku": T,
    }
    return bernomor(
        skema,
        [
            (
                o.id,
                status,
                o.wajib,
                o.alasan_keluar if masa[1] == o.keluar else "",
                f"800.1.2/{o.id:04d}/{status}/{masa[0].year}",
                masa[0],
                PEJABAT,
                rentang(masa),
            )
            for o in d.orang
            for status, masa in masa_status(o)
        ],
    )


def _golongan(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N, "golongan": T, "jenis_kp": T, "masa_kerja_tahun": N,
        "masa_kerja_bulan": N, "gaji_pokok": N, "no_sk": T, "tanggal_sk": D, "pejabat": T,
        "no_pertek": T, "tanggal_pertek": D, "berlaku": T,
    }  # fmt: skip
    baris = []
    for o in d.orang:
        semua = tangga(o)
        for n, p in enumerate(semua):
            sampai = semua[n + 1].mulai if n + 1 < len(semua) else o.keluar
            surat = p.mulai - timedelta(days=20)
            baris.append((
                o.id, p.golongan, p.jenis_kp, *divmod(p.masa_kerja, 12),
                gaji_pokok(p.golongan, p.masa_kerja // 12), f"823/{o.id:04d}/{p.mulai.year}",
                surat, PEJABAT, f"AA-{o.id:05d}/{p.mulai.year}", surat - timedelta(days=30),
                rentang((p.mulai, sampai)),
            ))  # fmt: skip
    return bernomor(skema, baris)


def _riwayat_jabatan(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N,
        "jabatan_id": N,
        "penugasan": T,
        "cara_plt": T,
        "no_sk": T,
        "tanggal_sk": D,
        "pejabat": T,
        "tanggal_pelantikan": D,
        "jenis_mutasi": T,
        "berlaku": T,
    }
    return bernomor(
        skema,
        [
            (
                o.id,
                post.id,
                penugasan,
                cara,
                f"800.1.3.3/{o.id:04d}/{masa[0].year}",
                masa[0],
                PEJABAT,
                masa[0] if post.resep.eselon and penugasan == "D" else None,
                "MJ" if penugasan == "D" else "",
                rentang((masa[0], o.keluar if o.keluar and masa[1] is None else masa[1])),
            )
            for o in d.orang
            for post, penugasan, cara, masa in o.jabatan
        ],
    )


def _atasan_khusus(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"pegawai_id": N, "atasan_id": N, "alasan": T, "berlaku": T},
        [
            (o.id, atasan.id, alasan, rentang(masa))
            for o in d.orang
            for atasan, alasan, masa in o.atasan_khusus
        ],
    )


def _hukuman(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N,
        "tingkat": T,
        "potongan_bp": N,
        "no_sk": T,
        "tanggal_sk": D,
        "jenis": T,
        "alasan": T,
        "no_pp": T,
        "no_pembatalan": T,
        "berlaku": T,
    }
    return bernomor(
        skema,
        [
            (
                o.id,
                tingkat,
                bp,
                f"862/{o.id:04d}/2025",
                masa[0],
                JENIS_HUKUMAN[tingkat],
                "Tidak masuk kerja tanpa alasan yang sah",
                "PP 94/2021",
                "",
                rentang(masa),
            )
            for o in d.orang
            for tingkat, bp, masa in o.hukuman
        ],
    )


def _pengurangan(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"pegawai_id": N, "kode": T, "alasan": T, "berlaku": T},
        [
            (o.id, kode, alasan, rentang(masa))
            for o in d.orang
            for kode, alasan, masa in o.pengurangan
        ],
    )


def _kewajiban(d: Dunia) -> pl.DataFrame:
    """A few who owe what holds TPP back; the second met it in November."""
    milik = [
        ("lhkpn", "LHKPN tahun 2024", 0, (date(2025, 4, 1), None)),
        ("tgr", "Kerugian daerah, keputusan 700/12/2024", 7_500_000, (
            date(2025, 2, 3), date(2025, 11, 20))),
        ("aset", "Laptop inventaris unit lama", 0, (date(2025, 9, 15), None)),
        ("skp_tahunan", "Dokumen SKP 2024", 0, (date(2025, 3, 1), None)),
    ]  # fmt: skip
    orang = [o for o in d.orang if o.wajib and not o.cerita and o.keluar is None and o.gaji]
    return bernomor(
        {"pegawai_id": N, "jenis": T, "uraian": T, "no_surat": T, "nilai_rp": N, "berlaku": T},
        [
            (o.id, jenis, uraian, "", nilai, rentang(masa))
            for o, (jenis, uraian, nilai, masa) in zip(orang[60::211], milik, strict=False)
        ],
    )


def _pajak(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"pegawai_id": N, "ptkp": T, "npwp": T, "berlaku": T},
        [
            (o.id, o.ptkp, nik(o), rentang((date(max(2025, o.tmt.year), 1, 1), None)))
            for o in d.orang
            if o.ptkp
        ],
    )


def _rekening(d: Dunia) -> pl.DataFrame:
    skema = {"pegawai_id": N, "bank": T, "nomor": T, "atas_nama": T, "berlaku": T}
    return bernomor(
        skema,
        [
            (
                o.id,
                "Bank Lestari (contoh)",
                f"00{o.id:06d}{angka('rek', 100, o.id):02d}",
                o.nama.upper(),
                rentang((o.masuk, None)),
            )
            for o in d.orang
            if o.rekening
        ],
    )


BULAN_RINCIAN_KURANG = 202512  # payroll's file of that month lacks some people's contributions


def _gaji(d: Dunia) -> pl.DataFrame:
    skema = {
        "periode": N,
        "pegawai_id": N,
        "bruto": N,
        "iwp": N,
        "bpjs": N,
        "pph": N,
        "iuran_pensiun": N,
    }
    baris = []
    for o in d.orang:
        if not o.gaji or o.status == "NONASN":
            continue
        g = hitung_gaji(o)
        for periode in d.skala.periode:
            awal = date(periode // 100, periode % 100, 1)
            # A newcomer's salary moves with her, in the month of her arrival.
            mulai = masa_status(o)[0][1][0].replace(day=1)
            if mulai <= awal and (o.keluar is None or awal < o.keluar):
                lengkap = periode != BULAN_RINCIAN_KURANG or o.tertib or angka("rinci", 300, o.id)
                iuran = (g.iwp, g.bpjs) if lengkap else (None, None)
                baris.append((periode, o.id, g.bruto, *iuran, g.pph, g.iuran_pensiun))
    return bernomor(skema, baris)


def _penilaian(d: Dunia) -> pl.DataFrame:
    skema = {"pegawai_id": N, "periode": N, "predikat": T, "sumber": T, "keterangan": T}
    baris = []
    for o in d.orang:
        for periode in d.skala.periode if o.wajib else []:
            if predikat := predikat_bulan(d, o, periode):
                baris.append((o.id, periode, predikat, "impor", ""))
    return bernomor(skema, baris)


def predikat_bulan(d: Dunia, o: Orang, periode: int) -> str:
    awal = date(periode // 100, periode % 100, 1)
    bekerja = o.pada(awal) or o.pada(awal.replace(day=28))
    hilang = (o.id, periode) in d.tanpa_penilaian or bekerja is None
    if hilang or any(kode in ("CLTN", "TB") for kode, _, _ in o.absen):
        return ""
    if periode == 202512 and angka("nilai.desember", 100, o.id) < 38:
        return ""
    bawaan = "sangat_baik" if angka("nilai", 100, o.id, periode) < 11 else "baik"
    return d.predikat.get((o.id, periode), bawaan)


def _ketidakhadiran(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N,
        "jenis_id": N,
        "no_surat": T,
        "tanggal_surat": D,
        "keterangan": T,
        "berlaku": T,
    }
    return bernomor(
        skema,
        [
            (
                o.id,
                NOMOR_JENIS[kode],
                f"800.1.11/{o.id:04d}/{kode}/{masa[0]:%m.%Y}",
                masa[0] - timedelta(angka("surat", 6, o.id)),
                keterangan,
                rentang(masa),
            )
            for o in d.orang
            for kode, masa, keterangan in sorted(o.absen, key=lambda a: a[1][0])
        ],
    )


def _periode(d: Dunia) -> pl.DataFrame:
    baris = [
        (u.id, periode, "terbuka")
        for periode in d.skala.periode
        for u in d.struktur.unit
        if u.induk is None
        and u.mulai <= date(periode // 100, periode % 100, 1)
        and (u.sampai is None or u.sampai > date(periode // 100, periode % 100, 1))
    ]
    return bernomor({"skpd_id": N, "periode": N, "status": T}, baris)


# Table by table in an order that foreign keys allow.
TABEL: dict[str, Callable[[Dunia], pl.DataFrame]] = {
    "organisasi_instansi": _instansi,
    "organisasi_unitkerja": _unit,
    "organisasi_jabatan": _jabatan,
    "organisasi_besarantpp": _besaran,
    "pegawai_pegawai": _pegawai,
    "pegawai_riwayatstatus": _status,
    "pegawai_riwayatgolongan": _golongan,
    "pegawai_riwayatjabatan": _riwayat_jabatan,
    "pegawai_atasankhusus": _atasan_khusus,
    "pegawai_hukumandisiplin": _hukuman,
    "pegawai_pengurangantpp": _pengurangan,
    "pegawai_kewajibanpegawai": _kewajiban,
    "pegawai_datapajak": _pajak,
    "pegawai_rekening": _rekening,
    "pegawai_gajibulanan": _gaji,
    "kinerja_penilaianbulanan": _penilaian,
    "cuti_ketidakhadiran": _ketidakhadiran,
    "periode_periodeunit": _periode,
}
