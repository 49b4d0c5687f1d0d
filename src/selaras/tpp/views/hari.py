"""The drawer of a day: its status, how it came about, the article, the taps themselves."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from selaras.aturan.presensi import StatusHari
from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import STATUS_HARI
from selaras.core.permissions import access, actor_of, requires
from selaras.cuti.selectors import show_reason
from selaras.hukum import Aturan, HukumError, Law, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.hari import FaktaHari, load_day
from selaras.tpp.views.dasar import ground


@requires("presensi.view")
def explain_day(request: HttpRequest, periode: int, pegawai_id: int, tanggal: int) -> HttpResponse:
    """Why the day came to what it is."""
    try:
        hari = date(periode // 100, periode % 100, tanggal)
    except ValueError as galat:
        raise Http404("tanggal tidak ada") from galat
    actor = actor_of(request)
    pegawai_qs = Pegawai.objects.select_related("instansi")
    pegawai = access(pegawai_qs, pegawai_id, actor, "presensi.view", at=hari)
    aturan = Law.load().pada(hari.replace(day=1), pegawai.instansi.daerah)
    try:
        fakta = load_day(pegawai, hari, aturan, actor.at)
    except (KalenderKosong, HukumError) as galat:
        kosong = {"judul": fmt.tanggal_id(hari), "galat": str(galat)}
        return render(request, "tpp/hari.html", kosong)
    alasan = {k.pk: show_reason(actor, k) for k in fakta.ketidakhadiran}
    konteks = {
        "fakta": fakta,
        "p": explanation(fakta, aturan, alasan),
        "judul": fmt.tanggal_id(hari),
        "status": STATUS_HARI[fakta.hasil.kode] if fakta.hasil else "belum",
        "pegawai": pegawai,
    }
    return render(request, "tpp/hari.html", konteks)


def explanation(fakta: FaktaHari, aturan: Aturan, alasan: dict[int, str]) -> dict[str, Any]:
    """The chain of a day as the kit draws it; `alasan` = what the reader may read of absences."""
    h = fakta.hasil
    return {
        "nilai": f"Potongan {fmt.persen_bp(h.potongan_bp)}" if h and h.potongan_bp else "",
        "rumus": " ".join(_words(fakta)),
        "masukan": _inputs(fakta),
        "dasar": [d for kunci in _keys(fakta) if (d := _ground(aturan, kunci))],
        "peristiwa": [*_taps(fakta), *_corrections(fakta), *_absences(fakta, alasan)],
    }


def _words(fakta: FaktaHari) -> list[str]:
    """The day in words, half by half."""
    h = fakta.hasil
    if h is None:
        return ["Tidak bertugas pada tanggal ini."]
    satu = {
        StatusHari.LIBUR: f"Hari libur{f': {fakta.libur.nama}' if fakta.libur else ''}.",
        StatusHari.HADIR: "Hadir tepat waktu: tidak ada potongan.",
        StatusHari.TK: "Tidak ada ketukan masuk maupun pulang, dan tidak ada izin yang disetujui.",
        StatusHari.IZIN: "Ada ketidakhadiran yang disetujui.",
        StatusHari.BELUM: "Harinya belum selesai.",
    }
    if h.kode in satu:
        return [satu[h.kode]]
    return [*_late(fakta, h), *_early(fakta, h)]


def _late(fakta: FaktaHari, h: HariPresensi) -> list[str]:
    if h.masuk is None:
        return ["Tidak ada ketukan masuk, dihitung sebagai keterlambatan terberat."]
    if not h.menit_tl:
        return []
    return [
        f"Masuk pukul {fmt.jam_menit(h.masuk)}, {fmt.menit_id(h.menit_tl)} sesudah "
        f"pukul {fmt.jam_menit(fakta.jadwal_masuk)}."
    ]


def _early(fakta: FaktaHari, h: HariPresensi) -> list[str]:
    if h.pulang is None:
        return ["Tidak ada ketukan pulang, dihitung sebagai pulang cepat terberat."]
    if not h.menit_psw:
        return []
    return [
        f"Pulang pukul {fmt.jam_menit(h.pulang)}, {fmt.menit_id(h.menit_psw)} sebelum "
        f"pukul {fmt.jam_menit(fakta.jadwal_pulang)}."
    ]


def _inputs(fakta: FaktaHari) -> list[dict[str, str]]:
    h, baris = fakta.hasil, []
    if fakta.jadwal_masuk is not None:
        jam = f"{fmt.jam_menit(fakta.jadwal_masuk)}–{fmt.jam_menit(fakta.jadwal_pulang)}"
        baris.append(("Jadwal", f"{jam} {fmt.SINGKATAN_ZONA.get(fakta.zona, '')}"))
    if h is not None and h.kode not in (StatusHari.LIBUR, StatusHari.IZIN):
        baris += [
            ("Masuk", fmt.jam_menit(h.masuk) if h.masuk is not None else "tidak tercatat"),
            ("Pulang", fmt.jam_menit(h.pulang) if h.pulang is not None else "tidak tercatat"),
        ]
    if h is not None and h.potongan_bp:
        baris.append(("Potongan hari ini", fmt.persen_bp(h.potongan_bp)))
    return [{"label": label, "nilai": nilai, "url": ""} for label, nilai in baris]


def _keys(fakta: FaktaHari) -> list[str]:
    """The parameters of law that decided this day."""
    h = fakta.hasil
    if h is None or h.kode in (StatusHari.LIBUR, StatusHari.BELUM):
        return []
    if h.kode == StatusHari.TK:
        return ["presensi.alpa_per_hari"]
    if h.kode == StatusHari.IZIN:
        return ["presensi.izin"]
    kunci = []
    if h.kode in (StatusHari.TL, StatusHari.TL_PSW):
        tanpa = h.masuk is None
        kunci.append("presensi.tanpa_catatan_masuk" if tanpa else "presensi.potongan_tl")
    if h.kode in (StatusHari.PSW, StatusHari.TL_PSW):
        tanpa = h.pulang is None
        kunci.append("presensi.tanpa_catatan_pulang" if tanpa else "presensi.potongan_psw")
    return kunci or ["presensi.jendela"]


def _ground(aturan: Aturan, kunci: str) -> dict[str, Any] | None:
    try:
        return ground(aturan, kunci)
    except NotInForce:
        return None


def _taps(fakta: FaktaHari) -> list[dict[str, str]]:
    """The taps as they came, on the unit's clock."""
    return [
        {
            "waktu": f"{fmt.jam_zona(t.waktu, fakta.zona)}",
            "judul": f"Ketukan di {t.mesin or t.situs}",
            "oleh": t.get_sumber_display(),
            "kata": "",
            "status": "",
            "url": "",
        }
        for t in fakta.ketukan
    ]


def _corrections(fakta: FaktaHari) -> list[dict[str, str]]:
    baris = []
    for k in fakta.koreksi:
        jam = [
            f"{kata} {fmt.jam_menit(menit)}"
            for kata, menit in (("masuk", k.masuk), ("pulang", k.pulang))
            if menit is not None
        ]
        baris.append(
            {
                "waktu": f"disetujui {fmt.waktu_zona(k.disetujui_pada, fakta.zona)}",
                "judul": f"Koreksi: {' dan '.join(jam)}",
                "oleh": "",
                "kata": k.alasan,
                "status": "disetujui",
                "url": "",
            }
        )
    return baris


def _absences(fakta: FaktaHari, alasan: dict[int, str]) -> list[dict[str, str]]:
    """Approved absences; what a sick note says is for those who may read it."""
    return [
        {
            "waktu": f"surat {fmt.tanggal(k.tanggal_surat)}",
            "judul": k.jenis.nama,
            "oleh": f"nomor {k.no_surat}",
            "kata": alasan.get(k.pk, ""),
            "status": "izin",
            "url": "",
        }
        for k in fakta.ketidakhadiran
    ]
