"""The drawer of a day: its status, how it came about, the article, the taps themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.aturan.lokasi import kalimat_tanda
from selaras.aturan.presensi import StatusHari
from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import STATUS_HARI
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.cuti.selectors import show_reason
from selaras.hukum import Aturan, HukumError, Law, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import BuktiKetukan, CatatanPetugas, GangguanPresensi, Ketukan
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.bukti import notes_by_instant
from selaras.presensi.selectors.hari import FaktaHari, load_day
from selaras.presensi.selectors.koreksi import open_request
from selaras.presensi.selectors.tinjauan import held_taps
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
        "p": explanation(
            fakta,
            aturan,
            alasan,
            held_taps(pegawai, hari),
            notes_by_instant(pegawai.pk, hari, fakta.ketukan),
        ),
        "bukti": _evidence_url(pegawai, hari, fakta, actor),
        "judul": fmt.tanggal_id(hari),
        "status": STATUS_HARI[fakta.hasil.kode] if fakta.hasil else "belum",
        "pegawai": pegawai,
        "usul": open_request(pegawai.pk, hari),
        "minta": _ask_url(pegawai, hari, fakta, actor),
    }
    return render(request, "tpp/hari.html", konteks)


_BERBUKTI = frozenset({Ketukan.Sumber.PONSEL, Ketukan.Sumber.KIOS, Ketukan.Sumber.PETUGAS})


def _evidence_url(pegawai: Pegawai, hari: date, fakta: FaktaHari, actor: Actor) -> str:
    """Where position and picture of the day's taps stand, for who may open them."""
    if not any(t.sumber in _BERBUKTI for t in fakta.ketukan):
        return ""
    boleh = pegawai.pk == actor.person_id or can(actor, "presensi.view_bukti", pegawai, at=hari)
    return reverse("presensi:bukti", args=[pegawai.pk, hari.isoformat()]) if boleh else ""


def _ask_url(pegawai: Pegawai, hari: date, fakta: FaktaHari, actor: Actor) -> str:
    """Where to ask for the day to be mended: one's own, a working day that has begun."""
    if fakta.jadwal_masuk is None or hari > actor.at.astimezone(ZoneInfo(fakta.zona)).date():
        return ""
    if pegawai.pk == actor.person_id:
        return reverse("presensi:koreksi_ajukan", args=[hari.isoformat()])
    if can(actor, "presensi.correct", pegawai, at=hari):
        return reverse("presensi:koreksi_untuk", args=[pegawai.pk, hari.isoformat()])
    return ""


def explanation(
    fakta: FaktaHari,
    aturan: Aturan,
    alasan: dict[int, str],
    ditahan: Sequence[BuktiKetukan] = (),
    catatan: Mapping[datetime, CatatanPetugas] | None = None,
) -> dict[str, Any]:
    """The chain of a day as the kit draws it; `alasan` = what the reader may read of absences.

    `ditahan`: taps from phones that do not count, because they wait or were refused.
    `catatan`: what officers wrote down, by instant.
    """
    h = fakta.hasil
    return {
        "nilai": f"Potongan {fmt.persen_bp(h.potongan_bp)}" if h and h.potongan_bp else "",
        "rumus": " ".join(_words(fakta)),
        "masukan": _inputs(fakta),
        "dasar": [d for kunci in _keys(fakta) if (d := _ground(aturan, kunci))],
        "peristiwa": [
            *_taps(fakta, catatan or {}),
            *_held(fakta, ditahan),
            *_outages(fakta),
            *_corrections(fakta),
            *_absences(fakta, alasan),
        ],
    }


def _words(fakta: FaktaHari) -> list[str]:
    """The day in words, half by half."""
    h = fakta.hasil
    if h is None:
        return ["Tidak bertugas pada tanggal ini."]
    satu = {
        StatusHari.LIBUR: f"Hari libur{f': {fakta.libur.nama}' if fakta.libur else ''}.",
        StatusHari.HADIR: "Hadir: tidak ada potongan."
        if fakta.gangguan
        else "Hadir tepat waktu: tidak ada potongan.",
        StatusHari.TK: "Tidak ada ketukan masuk maupun pulang, dan tidak ada izin yang disetujui.",
        StatusHari.IZIN: "Ada ketidakhadiran yang disetujui.",
        StatusHari.BELUM: "Harinya belum selesai.",
    }
    if h.kode in satu:
        return [satu[h.kode], *_excused(fakta)]
    return [*_late(fakta, h), *_early(fakta, h), *_excused(fakta)]


def _excused(fakta: FaktaHari) -> list[str]:
    """What a declared outage or an exchange of duties does to this day."""
    h = fakta.hasil
    tukar = [f"Jaga hari ini ditukar dengan {fakta.ditukar}."] if fakta.ditukar else []
    if h is None or h.kode in (StatusHari.LIBUR, StatusHari.IZIN) or not fakta.gangguan:
        return tukar
    jam = " dan ".join(_window(g, fakta) for g in fakta.gangguan)
    if h.kode == StatusHari.TK:
        return [
            *tukar,
            f"Gangguan {jam} tidak membuat hari tanpa ketukan menjadi hadir; "
            "atasan yang menyatakannya.",
        ]
    kata = [*tukar, f"Gangguan {jam}: menit yang tertutup gangguan tidak dihitung."]
    if fakta.dibenarkan:
        kata.append("Tidak ada ketukan, tetapi atasan menyatakan hadir.")
    return kata


def _window(g: GangguanPresensi, fakta: FaktaHari) -> str:
    """07.00–09.30, with the date where it is another."""
    zona = ZoneInfo(fakta.zona)
    tepi = []
    for saat in (g.mulai.astimezone(zona), g.sampai.astimezone(zona)):
        hari = "" if saat.date() == fakta.tanggal else f"{fmt.tanggal_pendek(saat.date())} "
        tepi.append(f"{hari}{saat:%H.%M}")
    return "–".join(tepi)


def _outages(fakta: FaktaHari) -> list[dict[str, str]]:
    """Outages declared for the person's places, and a superior's word."""
    baris = [
        {
            "waktu": _window(g, fakta),
            "judul": f"Gangguan: {g.get_jenis_display().lower()} di {g.di_mana}",
            "oleh": f"dinyatakan {fmt.waktu_zona(g.dinyatakan_pada, fakta.zona)}",
            "kata": g.alasan,
            "status": "",
            "url": "",
        }
        for g in fakta.gangguan
    ]
    return baris + [
        {
            "waktu": f"{fmt.waktu_zona(k.diputus_pada, fakta.zona)}",
            "judul": "Atasan menyatakan hadir",
            "oleh": str(k.diputus_oleh or ""),
            "kata": "",
            "status": "disetujui",
            "url": "",
        }
        for k in fakta.dibenarkan
    ]


def _late(fakta: FaktaHari, h: HariPresensi) -> list[str]:
    if h.masuk is None and h.kode not in (StatusHari.TL, StatusHari.TL_PSW):
        return []
    if h.masuk is None and h.menit_tl:
        return [f"Tidak ada ketukan masuk, dihitung masuk saat gangguan mulai: "
                f"{fmt.menit_id(h.menit_tl)} terlambat."]  # fmt: skip
    if h.masuk is None:
        return ["Tidak ada ketukan masuk, dihitung sebagai keterlambatan terberat."]
    if not h.menit_tl:
        return []
    return [
        f"Masuk pukul {fmt.jam_menit(h.masuk)}, {fmt.menit_id(h.menit_tl)} sesudah "
        f"pukul {fmt.jam_menit(fakta.jadwal_masuk)}."
    ]


def _early(fakta: FaktaHari, h: HariPresensi) -> list[str]:
    if h.pulang is None and h.kode not in (StatusHari.PSW, StatusHari.TL_PSW):
        return []
    if h.pulang is None and h.menit_psw:
        return [f"Tidak ada ketukan pulang, dihitung pulang saat gangguan berakhir: "
                f"{fmt.menit_id(h.menit_psw)} pulang cepat."]  # fmt: skip
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
        return ["presensi.alpa_per_hari", *(["presensi.gangguan"] if fakta.gangguan else [])]
    if h.kode == StatusHari.IZIN:
        return ["presensi.izin"]
    kunci = []
    if h.kode in (StatusHari.TL, StatusHari.TL_PSW):
        tanpa = h.masuk is None
        kunci.append("presensi.tanpa_catatan_masuk" if tanpa else "presensi.potongan_tl")
    if h.kode in (StatusHari.PSW, StatusHari.TL_PSW):
        tanpa = h.pulang is None
        kunci.append("presensi.tanpa_catatan_pulang" if tanpa else "presensi.potongan_psw")
    if fakta.gangguan:
        kunci.append("presensi.gangguan")
    return kunci or ["presensi.jendela"]


def _ground(aturan: Aturan, kunci: str) -> dict[str, Any] | None:
    try:
        return ground(aturan, kunci)
    except NotInForce:
        return None


def _taps(fakta: FaktaHari, catatan: Mapping[datetime, CatatanPetugas]) -> list[dict[str, str]]:
    """The taps as they came, on the unit's clock; of an officer's list with who wrote it down."""
    hasil = []
    for t in fakta.ketukan:
        tulis = catatan.get(t.waktu) if t.sumber == Ketukan.Sumber.PETUGAS else None
        hasil.append(
            {
                "waktu": f"{fmt.jam_zona(t.waktu, fakta.zona)}",
                "judul": "Dicatat petugas" if tulis else f"Ketukan di {t.mesin or t.situs}",
                "oleh": f"dicatat oleh {tulis.dicatat_oleh}" if tulis else t.get_sumber_display(),
                "kata": tulis.alasan if tulis else "",
                "status": "",
                "url": "",
            }
        )
    return hasil


def _held(fakta: FaktaHari, ditahan: Sequence[BuktiKetukan]) -> list[dict[str, str]]:
    """Taps that wait for the superior, or that she refused."""
    return [
        {
            "waktu": fmt.jam_zona(b.waktu, fakta.zona),
            "judul": "Ketukan ponsel yang tidak dihitung",
            "oleh": b.get_keadaan_display(),
            "kata": " ".join(kalimat_tanda(b.tanda)),
            "status": "menunggu_atasan" if b.keadaan == b.Keadaan.MENUNGGU else "ditolak",
            "url": "",
        }
        for b in ditahan
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
                "oleh": str(k.usul.diputus_oleh or "") if k.usul else "",
                "kata": k.alasan,
                "status": "disetujui",
                "url": reverse("presensi:koreksi_satu", args=[k.usul_id]) if k.usul_id else "",
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
