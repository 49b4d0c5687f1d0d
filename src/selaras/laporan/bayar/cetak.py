"""An SKPD's lists and letters as PDF/A: data for the two templates, no figure of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from selaras.aturan.terbilang import terbilang
from selaras.core.dokumen import render_pdf
from selaras.core.halaman import format as fmt
from selaras.laporan.bayar.data import BulanSkpd, Penanda
from selaras.laporan.bayar.tabel import Tabel

FOLDER = Path(__file__).parent
LEBAR_A4 = 15  # columns from which a list needs the larger sheet
LEBAR_ISI = {"a3": 1130, "a4": 780}  # points between the margins, lying
NAMA = 105  # points that a column without a width needs at least


def print_list(data: BulanSkpd, tabel: Tabel, at: datetime) -> bytes:
    """One list with its signatures."""
    kertas = "a3" if len(tabel.lajur) > LEBAR_A4 else "a4"
    tetap = sum(k.lebar for k in tabel.lajur)
    bebas = sum(k.lebar == 0 for k in tabel.lajur) * NAMA
    susut = min(1.0, (LEBAR_ISI[kertas] - bebas) / max(tetap, 1))
    isi = _head(data, tabel.judul) | {
        "kertas": kertas,
        "huruf": round(max(7.0 * susut, 5.0) if susut < 1 else 7.2, 1),
        "lajur": [
            {"judul": k.judul, "jenis": k.jenis, "lebar": round(k.lebar * susut, 1)}
            for k in tabel.lajur
        ],
        "baris": tabel.cetak(),
        "jumlah": tabel.cetak_jumlah(),
        "catatan": tabel.catatan,
        "tanda_tangan": [
            {**sign(p), "atas": "Mengetahui," if n == 0 else _dated(data, at)}
            for n, p in enumerate((data.kepala, _second(data, tabel.kode)))
        ],
    }
    return render_pdf(FOLDER / "daftar.typ", isi, at=at)


def print_letter(
    data: BulanSkpd,
    judul: str,
    *,
    at: datetime,
    sub: str = "",
    alinea: Sequence[str] = (),
    butir: Sequence[str] = (),
    tabel: Sequence[Tabel] = (),
    penutup: Sequence[str] = (),
    penanda: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """A letter; tables keep their totals rows."""
    isi = _head(data, judul) | {
        "sub": sub or fmt.periode_id(data.bulan.periode),
        "alinea": list(alinea),
        "butir": list(butir),
        "penutup": list(penutup),
        "tabel": [
            {
                "judul": t.judul,
                "lajur": [{"judul": k.judul, "jenis": k.jenis, "lebar": k.lebar} for k in t.lajur],
                "baris": t.cetak(),
                "jumlah": t.cetak_jumlah(),
            }
            for t in tabel
            if t.baris
        ],
        "tanda_tangan": [dict(p) for p in penanda],
    }
    return render_pdf(FOLDER / "surat.typ", isi, at=at)


def sptjm(data: BulanSkpd, at: datetime) -> bytes:
    """Surat pernyataan tanggung jawab mutlak of the head of the SKPD."""
    netto = sum(b.netto for b in data.dibayar)
    bruto = sum(b.bruto for b in data.dibayar)
    kepala = data.kepala
    return print_letter(
        data,
        "Surat Pernyataan Tanggung Jawab Mutlak",
        at=at,
        sub="Nomor: ..............................",
        alinea=[
            "Yang bertanda tangan di bawah ini:",
            f"Nama: {kepala.nama}",
            f"NIP: {fmt.nip(kepala.nip) if kepala.nip else '....'}",
            f"Jabatan: {kepala.jabatan}",
            f"menyatakan dengan sesungguhnya bahwa atas pembayaran tambahan penghasilan pegawai "
            f"{data.skpd.nama} {fmt.periode_id(data.bulan.periode)}:",
        ],
        butir=[
            "data kehadiran, hasil kinerja dan jabatan yang menjadi dasar perhitungan adalah benar "
            "dan dapat dipertanggungjawabkan;",
            f"jumlah yang diminta {fmt.rupiah(bruto)} bruto untuk {len(data.dibayar)} orang, dan "
            f"yang ditransfer {fmt.rupiah(netto)} ({terbilang(netto)} rupiah), sesuai daftar "
            f"dengan hash {data.hash_daftar[:16]};",
            "apabila di kemudian hari terdapat kelebihan pembayaran, saya bersedia "
            "menyetorkannya kembali ke kas daerah.",
        ],
        penutup=[
            "Demikian pernyataan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana "
            "mestinya."
        ],
        penanda=[{**sign(kepala), "atas": _dated(data, at), "meterai": True}],
    )


def cover(data: BulanSkpd, tabel: Mapping[str, Tabel], at: datetime) -> bytes:
    """Surat pengantar, with the sums per grade and per account."""
    bruto = sum(b.bruto for b in data.dibayar)
    kata = f"{fmt.angka(len(data.dibayar))} orang sebesar {fmt.rupiah(bruto)} bruto"
    tahan = (
        f" {fmt.angka(len(data.ditahan))} orang lain dihitung tetapi belum dimintakan karena "
        "prasyaratnya belum dipenuhi."
        if data.ditahan
        else ""
    )
    return print_letter(
        data,
        "Surat Pengantar Permintaan Pembayaran TPP",
        at=at,
        sub="Nomor: ..............................",
        alinea=[
            "Kepada Yth. Kepala badan yang mengelola keuangan daerah.",
            f"Bersama ini kami ajukan permintaan pembayaran TPP {data.skpd.nama} "
            f"{fmt.periode_id(data.bulan.periode)} untuk {kata} ({terbilang(bruto)} rupiah)."
            f"{tahan}",
        ],
        tabel=[tabel["golongan"], tabel["rekening"], tabel["ditahan"]],
        penutup=[f"Hash daftar: {data.hash_daftar}"],
        penanda=[{**sign(data.kepala), "atas": _dated(data, at)}],
    )


def verification(data: BulanSkpd, temuan: Tabel, at: datetime) -> bytes:
    """Lembar verifikasi: what was checked, what was found, what the verifier wrote."""
    rp = {n: sum(getattr(b, n) for b in data.dibayar) for n in ("bruto", "pph21", "iwp", "netto")}
    butir = [
        f"{fmt.angka(len(data.baris))} orang terhitung, {fmt.angka(len(data.dibayar))} dibayarkan, "
        f"{fmt.angka(len(data.ditahan))} ditahan.",
        f"TPP bruto {fmt.rupiah(rp['bruto'])}, PPh 21 {fmt.rupiah(rp['pph21'])}, IWP 1% "
        f"{fmt.rupiah(rp['iwp'])}, ditransfer {fmt.rupiah(rp['netto'])}.",
        f"Keadaan bulan: {data.bulan.get_status_display().lower()}.",
        f"Hash daftar: {data.hash_daftar}",
    ]
    return print_letter(
        data,
        "Lembar Verifikasi TPP",
        at=at,
        butir=butir,
        tabel=[temuan],
        penutup=[] if temuan.baris else ["Hitungan bulan ini tidak menemukan yang tidak biasa."],
        penanda=[{**sign(Penanda("Verifikator TPP")), "atas": _dated(data, at)}],
    )


def sign(p: Penanda) -> dict[str, Any]:
    """A signer as the templates take one."""
    return {
        "jabatan": p.jabatan, "nama": p.nama, "nip": fmt.nip(p.nip) if p.nip else "",
        "atas": "", "meterai": False,
    }  # fmt: skip


def _second(data: BulanSkpd, kode: str) -> Penanda:
    """Whose list it is: personnel's for attendance and work, the treasurer's for money."""
    return data.kepegawaian if kode in ("kehadiran", "produktivitas") else data.bendahara


def _dated(data: BulanSkpd, at: datetime) -> str:
    setempat = at.astimezone(ZoneInfo(data.skpd.zona_kerja))
    return f"...................., {fmt.tanggal(setempat.date())}"


def _head(data: BulanSkpd, judul: str) -> dict[str, Any]:
    contoh = any(
        data.aturan.dasar(k).contoh for k in ("tpp.kriteria", "tpp.bobot") if data.aturan.ada(k)
    )
    peringatan = [
        "KONSEP: bulannya belum dikunci, angkanya masih dapat berubah." if data.konsep else "",
        "Memakai aturan contoh, bukan hukum." if contoh else "",
    ]
    status = data.bulan.get_status_display().lower()
    return {
        "judul": judul,
        "sub": fmt.periode_id(data.bulan.periode),
        "kepala": {"instansi": f"Pemerintah {data.skpd.instansi.nama}", "skpd": data.skpd.nama},
        "peringatan": " ".join(filter(None, peringatan)),
        "kaki": f"Hitungan {data.bulan.hitungan_id} · {status} · hash daftar {data.hash_daftar}",
    }
