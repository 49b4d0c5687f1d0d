"""Who must come to an apel or upacara, and who came: the officer's list, else taps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG
from selaras.aturan.presensi.kisi import Orang
from selaras.core.permissions import Actor, rows
from selaras.core.sekaligus import rows_each
from selaras.cuti.models import Ketidakhadiran
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import KegiatanBersama, Ketukan
from selaras.presensi.selectors.masukan import load_kisi, load_scope


class Keadaan(StrEnum):
    """What is known of a person who had to come."""

    HADIR = "hadir"
    TIDAK = "tidak"
    IZIN = "izin"  # approved absence, or no duty that covers the hour
    BELUM = "belum"  # the window is still open


@dataclass(frozen=True, slots=True)
class Kehadiran:
    """A person, whether she came, and how that is known."""

    pegawai: Pegawai
    keadaan: Keadaan
    bukti: str
    daftar: bool | None  # the officer's word


def list_kegiatan(actor: Actor) -> QuerySet[KegiatanBersama]:
    """Events within reach, the latest first."""
    milik = rows(actor, "kegiatan.manage", KegiatanBersama.objects.all())
    return milik.distinct()


def required_people(kegiatan: KegiatanBersama) -> QuerySet[Pegawai]:
    """Definitive post in one of the units or below on the day, by name."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    atas = kegiatan.unit.alias(path=path).filter(path__startswith=F("unit__path"))
    di_bawah = UnitKerja.objects.filter(Exists(atas)).order_by().values("pk")
    post = RiwayatJabatan.objects.pada(kegiatan.tanggal).filter(
        jabatan__unit__in=di_bawah, penugasan="D"
    )
    return Pegawai.objects.filter(pk__in=post.values("pegawai_id")).order_by("nama", "pk")


def attendance(kegiatan: KegiatanBersama, *, at: datetime) -> Sequence[Kehadiran]:
    """Everyone who must come; who is not on duty at that hour, or on leave, need not."""
    wajib = required_people(kegiatan)
    orang = list(wajib)
    ids = [p.pk for p in orang]
    milik = wajib.order_by().values("pk")
    awal = kegiatan.mulai - timedelta(minutes=kegiatan.sebelum)
    akhir = kegiatan.mulai + timedelta(minutes=kegiatan.sesudah)
    ketukan = Ketukan.objects.filter(
        pegawai_id__in=milik, waktu__gte=awal, waktu__lt=akhir + timedelta(minutes=1),
        waktu__lte=at,
    )  # fmt: skip
    if kegiatan.situs_id:
        ketukan = ketukan.filter(situs_id=kegiatan.situs_id)
    tahu = rows_each(
        {
            "ketuk": ketukan.order_by().values_list("pegawai_id").distinct(),
            "daftar": kegiatan.daftar.order_by().values_list("pegawai_id", "hadir"),
            "izin": Ketidakhadiran.objects.filter(
                pegawai_id__in=milik, dicabut_pada=None, berlaku__contains=kegiatan.tanggal,
                jenis__sehari_penuh=True,
            ).order_by().values_list("pegawai_id", "jenis__nama"),
        }
    )  # fmt: skip
    ketuk = {p for (p,) in tahu["ketuk"]}
    daftar: dict[int, bool | None] = dict(tahu["daftar"])
    izin: dict[int, str] = dict(tahu["izin"])
    # An upacara may fall on a holiday: there only leave excuses.
    apel = kegiatan.jenis == KegiatanBersama.Jenis.APEL
    bebas = _not_on_duty(kegiatan, ids) if apel else set()
    selesai = kegiatan.selesai(at)
    hasil = []
    for p in orang:
        kata = daftar.get(p.pk)
        if kata is not None:
            keadaan, bukti = (Keadaan.HADIR if kata else Keadaan.TIDAK), "daftar petugas"
        elif p.pk in ketuk:
            keadaan, bukti = Keadaan.HADIR, "ketukan"
        elif p.pk in izin:
            keadaan, bukti = Keadaan.IZIN, izin[p.pk].lower()
        elif p.pk in bebas:
            keadaan, bukti = Keadaan.IZIN, "tidak berdinas saat itu"
        else:
            keadaan, bukti = (Keadaan.TIDAK if selesai else Keadaan.BELUM), ""
        hasil.append(Kehadiran(p, keadaan, bukti, kata))
    return hasil


def _not_on_duty(kegiatan: KegiatanBersama, ids: Sequence[int]) -> set[int]:
    """Off that day, or on a shift that begins more than an hour after the event (or ended)."""
    rentang = Rentang(kegiatan.tanggal, 1)
    lingkup = load_scope(instansi_id=kegiatan.instansi_id, rentang=rentang, pegawai_ids=list(ids))
    if not lingkup.frame.height:
        return set(ids)
    orang = Orang.dari(lingkup.frame)
    kisi = load_kisi(lingkup)
    menit_utc = int(
        (
            kegiatan.mulai - datetime.combine(kegiatan.tanggal, datetime.min.time(), UTC)
        ).total_seconds()
        // 60
    )
    hasil = set(ids) - {int(i) for i in orang.pegawai_id}
    for n, p in enumerate(orang.pegawai_id):
        masuk, pulang = int(kisi.masuk[1, n]), int(kisi.pulang[1, n])
        menit = menit_utc + int(orang.zona[n])
        if masuk == KOSONG or masuk > menit + 60 or pulang < menit:
            hasil.add(int(p))
    return hasil
