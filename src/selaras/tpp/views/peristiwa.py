"""What happened behind an instrument's line: its days, missed roll calls, lines of other months."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import StatusHari
from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import STATUS_HARI
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors.apel import missed_apel
from selaras.presensi.selectors.hari import sheet_days
from selaras.tpp.models import InstrumenPenilaian, PotonganTPP
from selaras.tpp.selectors.asal import Asal, arrears, overpayments
from selaras.tpp.views.instrumen import law_of
from selaras.tpp.views.kalender import computed_days
from selaras.tpp.views.periode import first_day

Peristiwa = dict[str, str]


def events(
    kode: str, pegawai: Pegawai, periode: int, instrumen: InstrumenPenilaian | None, kini: datetime
) -> list[Peristiwa]:
    """The line's events as the timeline shows them; a stored instrument's as its run saw them."""
    pada = instrumen.hitungan.mulai_pada if instrumen else kini
    if kode == "disiplin":
        hari = [*_days(pegawai, periode, kini), *_apel(pegawai, periode, pada)]
        return [peristiwa for _, peristiwa in sorted(hari, key=lambda h: h[0])]
    if kode == "kelebihan":
        return _asal(pegawai, overpayments(pegawai.pk, periode, at=pada), "dipotong")
    if kode == "kekurangan":
        return _asal(pegawai, arrears(pegawai.pk, periode, at=pada), "dibayar")
    if kode in {"zakat", "potongan_lain"}:
        return _deductions(pegawai, periode, zakat=kode == "zakat")
    return []


def _event(waktu: str, judul: str, *, kata: str = "", status: str = "", url: str = "") -> Peristiwa:
    return {
        "waktu": waktu, "judul": judul, "oleh": "", "kata": kata, "status": status, "url": url,
    }  # fmt: skip


def _days(pegawai: Pegawai, periode: int, kini: datetime) -> list[tuple[date, Peristiwa]]:
    """The days that took something away, each opening on its own."""
    hari = sheet_days(pegawai.pk, periode) or computed_days(pegawai, periode, kini) or []
    awal = first_day(periode)
    return [
        (
            awal.replace(day=nomor),
            _event(
                fmt.persen_bp(h.potongan_bp),
                fmt.tanggal_id(awal.replace(day=nomor)),
                status=STATUS_HARI[h.kode],
                url=reverse("tpp:hari", args=[periode, pegawai.pk, nomor]),
            ),
        )
        for nomor, h in enumerate(hari, start=1)
        if h.potongan_bp and h.kode != StatusHari.LIBUR
    ]


def _deductions(pegawai: Pegawai, periode: int, *, zakat: bool) -> list[Peristiwa]:
    """The agreements in force on the month's first day, each with its letter."""
    baris = PotonganTPP.objects.pada(first_day(periode)).filter(pegawai=pegawai)
    milik = (p for p in baris.order_by("jenis") if (p.jenis == PotonganTPP.Jenis.ZAKAT) == zakat)
    return [
        _event(
            "" if zakat else fmt.rupiah(p.nilai_rp),
            p.get_jenis_display(),
            kata=f"Surat kesediaan {p.no_surat}, sejak {fmt.tanggal(p.berlaku.lower)}.",
        )
        for p in milik
    ]


def _apel(pegawai: Pegawai, periode: int, pada: datetime) -> list[tuple[date, Peristiwa]]:
    """Missed roll calls, where the region takes something for them."""
    aturan = law_of(pegawai, periode)
    kunci = "presensi.apel_per_kali"
    per_kali = aturan.nilai(kunci) if aturan.ada(kunci) else 0
    if not per_kali:
        return []
    return [
        (
            t.tanggal,
            _event(
                fmt.persen_bp(per_kali),
                fmt.tanggal_id(t.tanggal),
                kata=f"Tidak apel: {t.keterangan}" if t.keterangan else "Tidak apel",
                url=reverse("tpp:hari", args=[periode, pegawai.pk, t.tanggal.day]),
            ),
        )
        for t in missed_apel(pegawai.pk, Rentang.bulan(periode), at=pada)
    ]


def _asal(pegawai: Pegawai, baris: Sequence[Asal], kata: str) -> list[Peristiwa]:
    return [
        _event(
            fmt.rupiah(a.sisa),
            fmt.periode_id(a.asal_periode),
            kata=a.sebab
            if a.sisa == a.semula
            else f"{a.sebab}. Semula {fmt.rupiah(a.semula)}, "
            f"{fmt.rupiah(a.semula - a.sisa)} sudah {kata} bulan sebelumnya.",
            url=reverse("tpp:bulan", args=[a.asal_periode, pegawai.pk]),
        )
        for a in baris
    ]
