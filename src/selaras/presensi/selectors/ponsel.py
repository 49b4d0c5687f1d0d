"""What the server knows around taps from a phone: whose, where she may tap, what she tapped before.

Three reads at most, whatever the number of taps. What a government has in common (its places) is
kept in the process for a short while.
"""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.aturan.lokasi import Jejak, Pagar, ParameterKetuk, Titik
from selaras.core.prepared import fetch_prepared
from selaras.hukum import Aturan, HukumError, Law
from selaras.presensi.models import TempatPresensi, TempatUnit

log = logging.getLogger("selaras.presensi.ponsel")
INGAT_DETIK = 20  # places, and law as a phone's tap needs it
SURAT_DINAS, SURAT_RUMAH = ("DL", "TGS"), ("WFH",)


@dataclass(frozen=True, slots=True)
class Surat:
    """An approved letter that lets her tap elsewhere, and its days."""

    kode: str
    nomor: str
    mulai: date
    sampai: date

    def berlaku(self, tanggal: date) -> bool:
        return self.mulai <= tanggal <= self.sampai


@dataclass(frozen=True, slots=True)
class Tempat:
    """A place with its fence, the subtree it serves and its days."""

    id: int
    nama: str
    bentuk: str
    pagar: Pagar
    path: str
    mulai: date | None
    sampai: date | None  # first day without it

    def melayani(self, path: str, tanggal: date) -> bool:
        return (
            path.startswith(self.path)
            and (self.mulai is None or self.mulai <= tanggal)
            and (self.sampai is None or tanggal < self.sampai)
        )


@dataclass(frozen=True, slots=True)
class Pengetuk:
    """The person behind an account, as far as her taps are concerned."""

    pegawai_id: int
    nama: str
    instansi_id: int
    daerah: str
    zona: ZoneInfo
    path: str
    surat: tuple[Surat, ...]
    kunci_publik: bytes | None  # of the installation that sends, when it is this account's
    akun_pemasangan: int  # accounts seen on it

    def tanggal(self, waktu: int) -> date:
        """The local date of an instant in milliseconds."""
        return datetime.fromtimestamp(waktu / 1000, self.zona).date()

    def tempat(self, tanggal: date) -> list[Tempat]:
        """Where she may tap that day."""
        if not self.path:
            return []
        semua = places_of(self.instansi_id)
        ditemukan = {t.id: t for t in semua if t.melayani(self.path, tanggal)}
        return sorted(ditemukan.values(), key=lambda t: t.nama)

    def ada_surat(self, kode: Sequence[str], tanggal: date) -> bool:
        return any(s.kode in kode and s.berlaku(tanggal) for s in self.surat)


@dataclass(frozen=True, slots=True)
class Riwayat:
    """What is stored around one tap's point and instant."""

    orang_setitik: int = 0
    hari_setitik: tuple[date, ...] = ()
    tetangga: tuple[Jejak, ...] = ()


ORANG = """
select p.id as pegawai_id, p.nama, p.instansi_id, i.daerah,
    coalesce(nullif(u.zona, ''), nullif(s.zona, ''), i.zona) as zona, coalesce(u.path, '') as path,
    (select json_agg(json_build_array(j.kode, k.no_surat, lower(k.berlaku), upper(k.berlaku) - 1))
     from cuti_ketidakhadiran k join cuti_jenisketidakhadiran j on j.id = k.jenis_id
     where k.pegawai_id = p.id and k.dicabut_pada is null and k.berlaku && daterange(
        %(awal)s::date, %(akhir)s::date, '[]') and j.kode = any(%(kode)s::text[])) as surat,
    (select json_agg(json_build_array(m.akun_id, encode(m.kunci_publik, 'hex'),
        m.dicabut_pada is null))
     from presensi_pemasanganponsel m where m.pemasangan = %(pemasangan)s::uuid) as pemasangan
from pegawai_pegawai p
join organisasi_instansi i on i.id = p.instansi_id
left join lateral (
    select j.unit_id from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
    where r.pegawai_id = p.id and r.berlaku @> %(hari)s::date order by r.penugasan limit 1
) pos on true
left join organisasi_unitkerja u on u.id = pos.unit_id
left join organisasi_unitkerja s on s.id = u.skpd_id
where p.user_id = %(akun)s::bigint
"""


def orang_params(
    akun_id: int, pemasangan: UUID | None, awal: datetime, akhir: datetime
) -> dict[str, Any]:
    """Parameters of ORANG for taps between two instants; a day more on both sides for zones."""
    return {
        "akun": akun_id,
        "pemasangan": pemasangan,
        "awal": awal.date() - timedelta(days=1),
        "akhir": akhir.date() + timedelta(days=1),
        "hari": akhir.date(),
        "kode": [*SURAT_DINAS, *SURAT_RUMAH],
    }


def pengetuk_of(baris: Sequence[Any], akun_id: int) -> Pengetuk:
    """A row of ORANG as a value."""
    pemasangan = baris[7] or []
    milik = next((k for akun, k, hidup in pemasangan if akun == akun_id and hidup), None)
    return Pengetuk(
        pegawai_id=baris[0],
        nama=baris[1],
        instansi_id=baris[2],
        daerah=baris[3],
        zona=ZoneInfo(baris[4]),
        path=baris[5],
        surat=tuple(
            Surat(kode, nomor, date.fromisoformat(mulai), date.fromisoformat(sampai))
            for kode, nomor, mulai, sampai in baris[6] or []
        ),
        kunci_publik=bytes.fromhex(milik) if milik else None,
        akun_pemasangan=len({akun for akun, _, _ in pemasangan} | {akun_id}),
    )


def load_pengetuk(akun_id: int, *, at: datetime) -> Pengetuk | None:
    """The account's person today, or None for an account without one."""
    baris = fetch_prepared(ORANG, orang_params(akun_id, None, at, at))
    return pengetuk_of(baris[0], akun_id) if baris else None


# Of each tap with a position: others at its very point that local day; her own earlier days there;
# her nearest taps with a position before and after. `orang` is the person, `t` the taps.
RIWAYAT = """
select json_agg(json_build_array(t.urut,
    (select count(distinct b.pegawai_id) from presensi_buktiketukan b
     where b.lintang_e6 = t.lintang and b.bujur_e6 = t.bujur and b.pegawai_id <> orang.pegawai_id
        and b.waktu >= date_trunc('day', t.waktu, orang.zona)
        and b.waktu < date_trunc('day', t.waktu, orang.zona) + interval '1 day'),
    (select json_agg(distinct (b.waktu at time zone orang.zona)::date)
     from presensi_buktiketukan b
     where b.pegawai_id = orang.pegawai_id and b.lintang_e6 = t.lintang and b.bujur_e6 = t.bujur
        and b.waktu >= t.waktu - interval '62 days'
        and b.waktu < date_trunc('day', t.waktu, orang.zona)),
    (select json_build_array(extract(epoch from b.waktu) * 1000, b.lintang_e6, b.bujur_e6,
        b.akurasi_m) from presensi_buktiketukan b
     where b.pegawai_id = orang.pegawai_id and b.lintang_e6 is not null
        and b.waktu < t.waktu and b.waktu > t.waktu - interval '1 day'
     order by b.waktu desc limit 1),
    (select json_build_array(extract(epoch from b.waktu) * 1000, b.lintang_e6, b.bujur_e6,
        b.akurasi_m) from presensi_buktiketukan b
     where b.pegawai_id = orang.pegawai_id and b.lintang_e6 is not null
        and b.waktu > t.waktu and b.waktu < t.waktu + interval '1 day'
     order by b.waktu limit 1)))
from json_to_recordset(%(ketuk)s::json) as t (urut int, waktu timestamptz, lintang int, bujur int)
"""


def ketuk_params(letak: Sequence[tuple[int, int, Titik]]) -> str:
    """(number, instant in ms, point) of taps, as RIWAYAT takes them."""
    return json.dumps(
        [
            {
                "urut": urut,
                "waktu": from_ms(waktu).isoformat(),
                "lintang": titik.lintang_e6,
                "bujur": titik.bujur_e6,
            }
            for urut, waktu, titik in letak
        ]
    )


def riwayat_of(isi: Sequence[Any] | None) -> dict[int, Riwayat]:
    """What RIWAYAT found, by number."""
    return {
        urut: Riwayat(
            orang,
            tuple(date.fromisoformat(h) for h in hari or ()),
            tuple(Jejak(int(j[0]), Titik(j[1], j[2]), j[3] or 0) for j in (dulu, nanti) if j),
        )
        for urut, orang, hari, dulu, nanti in isi or ()
    }


def from_ms(waktu: int) -> datetime:
    """Milliseconds since 1970 as an instant, exactly."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=waktu)


def to_ms(saat: datetime) -> int:
    return (saat - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


_tempat: dict[int, tuple[float, list[Tempat]]] = {}
_parameter: dict[tuple[str, date], tuple[float, ParameterKetuk, int]] = {}


def places_of(instansi_id: int) -> list[Tempat]:
    """A government's places, one for each unit served; as old as INGAT_DETIK at most."""
    ingat = _tempat.get(instansi_id)
    if ingat is None or time.monotonic() - ingat[0] > INGAT_DETIK:
        ingat = _tempat[instansi_id] = (time.monotonic(), _read_places(instansi_id))
    return ingat[1]


def forget_places() -> None:
    """After a change in this process: its own next tap sees it."""
    _tempat.clear()


def parameter_of(daerah: str, tanggal: date) -> tuple[ParameterKetuk, int]:
    """The law of a region's taps on a day, and how many days back a point is looked for."""
    ingat = _parameter.get((daerah, tanggal))
    if ingat is None or time.monotonic() - ingat[0] > INGAT_DETIK:
        aturan = law_of(daerah, tanggal)
        ingat = (
            time.monotonic(),
            ParameterKetuk.dari(aturan),
            aturan.nilai("presensi.titik_kembar_hari"),
        )
        if len(_parameter) > 200:
            _parameter.clear()
        _parameter[daerah, tanggal] = ingat
    return ingat[1], ingat[2]


def law_of(daerah: str, tanggal: date) -> Aturan:
    """A region's law; the nation's where the region is unknown, for no tap may be lost by that."""
    try:
        return Law.load().pada(tanggal, daerah)
    except HukumError:
        log.warning("taps judged by national law only", extra={"daerah": daerah})
        return Law.load().pada(tanggal)


def suggested_radius(daerah: str, tanggal: date) -> int:
    """Metres that a new place's circle starts with."""
    return law_of(daerah, tanggal).nilai("presensi.radius_tempat")


def pagar_of(tempat: TempatPresensi) -> Pagar:
    """A stored place's fence as the rules take it."""
    poligon = tuple(Titik(lintang, bujur) for lintang, bujur in tempat.poligon)
    bulat = tempat.bentuk == TempatPresensi.Bentuk.LINGKARAN
    return Pagar(
        Titik(tempat.pusat_lintang_e6, tempat.pusat_bujur_e6),
        tempat.radius_m or 0,
        () if bulat else poligon,
    )


def _read_places(instansi_id: int) -> list[Tempat]:
    baris = TempatUnit.objects.filter(tempat__instansi_id=instansi_id).select_related(
        "tempat", "unit"
    )
    return [
        Tempat(
            b.tempat_id,
            b.tempat.nama,
            b.tempat.bentuk,
            pagar_of(b.tempat),
            b.unit.path,
            b.tempat.berlaku.lower,
            b.tempat.berlaku.upper,
        )
        for b in baris
    ]
