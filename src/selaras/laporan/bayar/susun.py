"""All papers of one SKPD's month: which document, which format, its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from selaras.core.halaman import format as fmt
from selaras.laporan.bayar import cetak, lembar
from selaras.laporan.bayar.daftar import all_lists
from selaras.laporan.bayar.data import BulanSkpd
from selaras.laporan.bayar.tabel import Lajur, Tabel
from selaras.laporan.models import DokumenPembayaran
from selaras.tpp.models import TemuanVerifikasi
from selaras.tpp.selectors.temuan import kind_words

Jenis = DokumenPembayaran.Jenis
_DAFTAR = (Jenis.KEHADIRAN, Jenis.PRODUKTIVITAS, Jenis.PERHITUNGAN, Jenis.NOMINATIF)


@dataclass(frozen=True, slots=True)
class Berkas:
    """A finished document."""

    jenis: str
    format: str
    isi: bytes


def papers(data: BulanSkpd, at: datetime) -> Iterator[Berkas]:
    """Every document of the month, one after the other."""
    at = at.astimezone(UTC)  # a fixed offset, as the typesetter asks for
    semua = all_lists(data)
    tabel = {t.kode: t for t in semua}
    kepala = [
        data.skpd.nama, fmt.periode_id(data.bulan.periode),
        f"{'KONSEP, belum dikunci. ' if data.konsep else ''}Hash daftar {data.hash_daftar}",
    ]  # fmt: skip
    yield Berkas(Jenis.BUKU, "xlsx", lembar.workbook(semua, kepala))
    for jenis in _DAFTAR:
        yield Berkas(jenis, "xlsx", lembar.workbook([tabel[jenis]], kepala))
        yield Berkas(jenis, "pdf", cetak.print_list(data, tabel[jenis], at))
    yield Berkas(Jenis.SPTJM, "pdf", cetak.sptjm(data, at))
    yield Berkas(Jenis.PENGANTAR, "pdf", cetak.cover(data, tabel, at))
    yield Berkas(Jenis.VERIFIKASI, "pdf", cetak.verification(data, _findings(data), at))
    yield Berkas(Jenis.BANK, "xlsx", lembar.workbook([tabel["bank"]], kepala))
    yield Berkas(Jenis.BANK, "csv", lembar.as_csv(tabel["bank"]))


def _findings(data: BulanSkpd) -> Tabel:
    """What the run found unusual and what the verifier wrote about it."""
    rows = TemuanVerifikasi.objects.filter(
        periode=data.bulan.periode, skpd_id=data.bulan.skpd_id
    ).select_related("pegawai", "unit")
    lajur = [Lajur("Temuan"), Lajur("Siapa"), Lajur("Alasan"), Lajur("Rupiah", "rupiah", 60),
             Lajur("Hasil pemeriksaan")]  # fmt: skip
    baris = [
        [kind_words(t.jenis), str(t.pegawai or t.unit), t.alasan, t.nilai_rp,
         t.catatan or "belum diperiksa"]
        for t in rows
    ]  # fmt: skip
    return Tabel("temuan", "Temuan dan hasil pemeriksaannya", lajur, baris)
