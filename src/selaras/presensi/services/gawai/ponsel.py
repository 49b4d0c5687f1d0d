"""Takes taps from phones in: judged by rule, stored with their evidence, each exactly once.

However many taps a request brings: one statement that looks and one that writes, hence one
durable commit. A tap is (person, instant): sending it again finds it there. Who decides about
held taps is not here (tinjauan).
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from selaras.aturan.lokasi import (
    Jejak,
    Ketuk,
    Latar,
    Penilaian,
    Tanda,
    Titik,
    alasan_karantina,
    kalimat_tanda,
    nama_tanda,
    nilai_ketuk,
)
from selaras.core.files.models import Berkas
from selaras.core.prepared import fetch_prepared
from selaras.presensi.models import BuktiKetukan, KetukanKarantina
from selaras.presensi.selectors.ponsel import (
    ORANG,
    RIWAYAT,
    SURAT_DINAS,
    SURAT_RUMAH,
    Pengetuk,
    Riwayat,
    from_ms,
    ketuk_params,
    orang_params,
    parameter_of,
    pengetuk_of,
    riwayat_of,
    to_ms,
)
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.gawai.pemasangan import signature_fits
from selaras.presensi.services.hitung.sentuh import refold_later
from selaras.presensi.services.masuk.kembar import mark_companions
from selaras.presensi.services.masuk.laju import ISI_EMBER, check_ember, ember_params
from selaras.presensi.services.masuk.simpan_ketukan import (
    BarisBukti,
    Tersimpan,
    situs_ponsel,
    store_taps,
    stored_taps,
)

SELFIE = "presensi.selfie"
Keadaan = BuktiKetukan.Keadaan
SURAT = {BuktiKetukan.Mode.RUMAH: SURAT_RUMAH, BuktiKetukan.Mode.DINAS: SURAT_DINAS}
SAMBUT = f"""
with ember as ({ISI_EMBER}), orang as ({ORANG})
select (select min(sisa) from ember as e (sisa)), ({RIWAYAT}), orang.*
from (select 1) satu left join orang on true
"""  # noqa: S608 - our own texts
log = logging.getLogger("selaras.presensi.ponsel")


class AkunLain(Exception):
    """The taps are another person's: somebody else has signed in on that phone meanwhile."""


class BukanPegawai(Exception):
    """The account has no person, so it can't tap."""


@dataclass(frozen=True, slots=True)
class KetukMasuk:
    """One tap as the phone sent it, its shape already checked; times in milliseconds."""

    kunci: UUID
    waktu: int
    mode: BuktiKetukan.Mode
    jenis: int | None = None
    titik: Titik | None = None
    akurasi_m: int | None = None
    jam_perangkat: int | None = None
    server_terakhir: int | None = None
    monoton: int | None = None
    selfie: UUID | None = None
    teks: bytes = b""  # what was signed
    tanda_tangan: bytes = b""


@dataclass(frozen=True, slots=True)
class Kiriman:
    """A request from one installation of one account. `selisih_kirim`: phone's clock less ours."""

    akun_id: int
    pemasangan: UUID
    ketukan: Sequence[KetukMasuk]
    selisih_kirim: int | None = None
    pegawai_id: int | None = None  # whose they are by the phone; None = it doesn't say


@dataclass(frozen=True, slots=True)
class HasilKetuk:
    """What became of a tap, with a sentence for the screen."""

    kunci: str
    status: str  # diterima | sudah | menunggu | karantina | salah
    waktu: int | None
    pesan: str
    tempat: str | None = None
    jarak_m: int | None = None
    tanda: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer as the phone reads it (dataclasses.asdict copies deeply: ten times slower)."""
        return {nama: getattr(self, nama) for nama in self.__slots__}


def receive_taps(*, kiriman: Kiriman, at: datetime) -> list[HasilKetuk]:
    """Store the taps; results in the order sent. Raises TerlaluSering and BukanPegawai."""
    orang, riwayat = _welcome(kiriman, at)
    if kiriman.pegawai_id not in (None, orang.pegawai_id):
        raise AkunLain
    diterima = to_ms(at)
    p, _ = parameter_of(orang.daerah, orang.tanggal(diterima))
    aside = [(k, a) for k in kiriman.ketukan if (a := alasan_karantina(k.waktu, diterima, p))]
    tersisih = {id(k) for k, _ in aside}
    sah = [k for k in kiriman.ketukan if id(k) not in tersisih]
    dinilai = list(zip(sah, _judge(orang, kiriman, sah, riwayat, diterima), strict=True))
    tersimpan = _store(orang, kiriman, dinilai, aside, at)
    ramai = [
        (k.titik, orang.tanggal(k.waktu))
        for k in sah
        if k.titik and id(k) in riwayat and riwayat[id(k)].orang_setitik + 1 >= p.kembar_orang
    ]
    if ramai:
        mark_companions(ramai, orang.zona)
    hasil = {id(k): _aside_answer(orang, k, a, tersimpan) for k, a in aside}
    for k, n in dinilai:
        kunci = (orang.pegawai_id, from_ms(k.waktu))
        is_baru, keadaan = tersimpan.get(kunci, (False, int(Keadaan.DITERIMA)))
        hasil[id(k)] = _answer(orang, k, n, is_baru=is_baru, keadaan=keadaan)
        tersimpan[kunci] = (False, keadaan)  # the same tap twice in one request
    return [hasil[id(k)] for k in kiriman.ketukan]


def _welcome(kiriman: Kiriman, at: datetime) -> tuple[Pengetuk, dict[int, Riwayat]]:
    """Count the request, find who sends and what is stored around each tap: one statement."""
    waktu = [k.waktu for k in kiriman.ketukan]
    terawal = from_ms(max(min(waktu), to_ms(at) - 62 * 86_400_000)) if waktu else at
    letak = [(n, k.waktu, k.titik) for n, k in enumerate(kiriman.ketukan) if k.titik is not None]
    baris = fetch_prepared(
        SAMBUT,
        orang_params(kiriman.akun_id, kiriman.pemasangan, min(terawal, at), at)
        | ember_params(kiriman.akun_id, kiriman.pemasangan)
        | {"ketuk": ketuk_params(letak)},
    )[0]
    check_ember(baris[0])
    if baris[2] is None:
        raise BukanPegawai
    riwayat = riwayat_of(baris[1])
    return pengetuk_of(baris[2:], kiriman.akun_id), {
        id(k): riwayat[n] for n, k in enumerate(kiriman.ketukan) if n in riwayat
    }


def _judge(
    orang: Pengetuk,
    kiriman: Kiriman,
    sah: Sequence[KetukMasuk],
    riwayat: dict[int, Riwayat],
    diterima: int,
) -> list[Penilaian]:
    p, hari = parameter_of(orang.daerah, orang.tanggal(diterima))
    teman = _companions(orang, [k for k in sah if k.titik is not None])
    hasil = []
    for k in sah:
        r, (jejak, lain) = riwayat.get(id(k), Riwayat()), teman.get(id(k), ((), frozenset()))
        tanggal = orang.tanggal(k.waktu)
        latar = Latar(
            diterima=diterima,
            pagar=[(t.id, t.pagar) for t in orang.tempat(tanggal)],
            butuh_surat=k.mode in SURAT,
            ada_surat=k.mode in SURAT and orang.ada_surat(SURAT[k.mode], tanggal),
            tanda_tangan_sah=signature_fits(orang.kunci_publik, k.teks, k.tanda_tangan),
            akun_pemasangan=orang.akun_pemasangan,
            orang_setitik=r.orang_setitik,
            hari_setitik=sum((tanggal - h).days <= hari for h in {*r.hari_setitik, *lain}),
            tetangga=(*r.tetangga, *jejak),
            selisih_kirim=kiriman.selisih_kirim,
        )
        ketuk = Ketuk(k.waktu, k.titik, k.akurasi_m, k.jam_perangkat, k.server_terakhir, k.monoton)
        hasil.append(nilai_ketuk(ketuk, latar, p))
    return hasil


def _companions(
    orang: Pengetuk, bertitik: Sequence[KetukMasuk]
) -> dict[int, tuple[tuple[Jejak, ...], frozenset[date]]]:
    """For each tap, the ones before and after it in the same request, and the earlier days on
    which the request has its very point: a phone's queue is judged as if sent one by one."""
    urut = sorted(bertitik, key=lambda k: k.waktu)
    hari: dict[Titik, set[date]] = {}
    for k in urut:
        if k.titik is not None:
            hari.setdefault(k.titik, set()).add(orang.tanggal(k.waktu))
    hasil: dict[int, tuple[tuple[Jejak, ...], frozenset[date]]] = {}
    for n, k in enumerate(urut):
        dekat = [urut[m] for m in (n - 1, n + 1) if 0 <= m < len(urut)]
        jejak = tuple(Jejak(d.waktu, d.titik, d.akurasi_m or 0) for d in dekat if d.titik)
        dulu = (h for h in hari[k.titik] if h < orang.tanggal(k.waktu)) if k.titik else ()
        hasil[id(k)] = (jejak, frozenset(dulu))
    return hasil


def _store(
    orang: Pengetuk,
    kiriman: Kiriman,
    dinilai: Sequence[tuple[KetukMasuk, Penilaian]],
    aside: Sequence[tuple[KetukMasuk, str]],
    at: datetime,
) -> Tersimpan:
    """Write everything; by person and instant: whether the tap is new, and its state.

    Taps of today that nobody must look at cost one statement. Others bring more writes (a review,
    the fold of a past day), and all become true together.
    """
    situs_id = situs_ponsel(orang.instansi_id)
    foto = _own_selfies(kiriman)
    baris = [_row(orang, kiriman, k, n, foto) for k, n in dinilai]
    hari_ini = orang.tanggal(to_ms(at))
    hari = {from_ms(k.waktu): (orang.tanggal(k.waktu), n.ditahan) for k, n in dinilai}
    if not aside and all(d >= hari_ini and not tahan for d, tahan in hari.values()):
        return store_taps(baris, situs_id=situs_id, at=at)
    with transaction.atomic():
        _keep_aside(orang, situs_id, aside, at)
        hasil = store_taps(baris, situs_id=situs_id, at=at)
        baru = [hari[waktu] for (_, waktu), (is_baru, _) in hasil.items() if is_baru]
        lampau = {(orang.pegawai_id, d) for d, tahan in baru if d < hari_ini and not tahan}
        refold_later(orang.instansi_id, lampau)
        open_reviews(sorted({(orang.pegawai_id, d) for d, tahan in baru if tahan}), at=at)
        hasil |= stored_taps(orang.pegawai_id, [from_ms(k.waktu) for k, _ in aside])
    return hasil


def _row(
    orang: Pengetuk, kiriman: Kiriman, k: KetukMasuk, n: Penilaian, foto: set[UUID]
) -> BarisBukti:
    return BarisBukti(
        pegawai_id=orang.pegawai_id,
        waktu=from_ms(k.waktu),
        kunci=k.kunci,
        akun_id=kiriman.akun_id,
        pemasangan_id=kiriman.pemasangan,
        mode=int(k.mode),
        jenis=k.jenis,
        lintang_e6=k.titik.lintang_e6 if k.titik else None,
        bujur_e6=k.titik.bujur_e6 if k.titik else None,
        akurasi_m=k.akurasi_m,
        jarak_m=n.jarak_m,
        tempat_id=n.tempat_id,
        luring=n.luring,
        jam_perangkat=None if k.jam_perangkat is None else from_ms(k.jam_perangkat),
        server_terakhir=None if k.server_terakhir is None else from_ms(k.server_terakhir),
        monoton_ms=k.monoton,
        tanda=int(n.tanda),
        keadaan=int(Keadaan.MENUNGGU if n.ditahan else Keadaan.DITERIMA),
        selfie_id=k.selfie if k.selfie in foto else None,
    )


def _own_selfies(kiriman: Kiriman) -> set[UUID]:
    """Of the pictures named, those that the account itself sent for this purpose."""
    ids = [k.selfie for k in kiriman.ketukan if k.selfie]
    if not ids:
        return set()
    return set(
        Berkas.objects.filter(
            pk__in=ids, pemilik_user_id=kiriman.akun_id, keperluan=SELFIE
        ).values_list("pk", flat=True)
    )


def _keep_aside(
    orang: Pengetuk, situs_id: int, aside: Iterable[tuple[KetukMasuk, str]], at: datetime
) -> None:
    baris = [
        KetukanKarantina(
            situs_id=situs_id,
            mentah=f"P{orang.pegawai_id}\t{from_ms(k.waktu):%Y-%m-%d %H:%M:%S} UTC\t{k.kunci}",
            alasan=alasan,
            diterima_pada=at,
        )
        for k, alasan in aside
    ]
    if baris:
        KetukanKarantina.objects.bulk_create(baris, ignore_conflicts=True)
        log.warning(
            "taps from a phone put aside",
            extra={"pegawai": orang.pegawai_id, "jumlah": len(baris)},
        )


def _aside_answer(orang: Pengetuk, k: KetukMasuk, alasan: str, tersimpan: Tersimpan) -> HasilKetuk:
    """A tap taken before the server's clock jumped back is there, whatever the clock says now."""
    if (orang.pegawai_id, from_ms(k.waktu)) in tersimpan:
        return HasilKetuk(str(k.kunci), "sudah", k.waktu, "Sudah diterima sebelumnya.")
    return HasilKetuk(str(k.kunci), "karantina", k.waktu, f"Tidak dihitung, {alasan}.")


def _answer(
    orang: Pengetuk, k: KetukMasuk, n: Penilaian, *, is_baru: bool, keadaan: int
) -> HasilKetuk:
    nama = next((t.nama for t in orang.tempat(orang.tanggal(k.waktu)) if t.id == n.tempat_id), None)
    if keadaan == Keadaan.MENUNGGU:
        status, pesan = "menunggu", _menunggu(n.tanda)
    elif not is_baru:
        status, pesan = "sudah", "Sudah diterima sebelumnya."
    else:
        status, pesan = "diterima", _diterima(n, nama)
    return HasilKetuk(str(k.kunci), status, k.waktu, pesan, nama, n.jarak_m, nama_tanda(n.tanda))


def _diterima(n: Penilaian, tempat: str | None) -> str:
    if n.tanda & Tanda.LUAR_PAGAR and tempat:
        return f"Sudah diterima, {n.jarak_m} m di luar {tempat}. Atasan dapat melihatnya."
    if n.luring:
        return "Sudah diterima. Ketukan ini sempat tersimpan di ponsel."
    return f"Sudah diterima di {tempat}." if tempat and n.jarak_m == 0 else "Sudah diterima."


def _menunggu(tanda: Tanda) -> str:
    sebab = kalimat_tanda(tanda)
    return f"Sudah sampai, menunggu atasan. {sebab[0] if sebab else ''}".strip()
