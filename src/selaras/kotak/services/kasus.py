"""The only writes of follow-up cases: open, propose, talk, decide, close by a recorded sanction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from selaras.aturan.kotak import ditindaklanjuti
from selaras.core.audit.services import record
from selaras.core.permissions import Actor, check
from selaras.core.workflow.engine import apply, apply_many, touch
from selaras.hukum import Aturan, Law, NotInForce
from selaras.kotak.models import KasusPembinaan, KotakPegawai, PertemuanKasus
from selaras.kotak.models.kasus import BERJALAN
from selaras.kotak.workflow import BARU
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import HukumanDisiplin, Pegawai
from selaras.pegawai.selectors.atasan import superior_ids

Jenis, Asal, Hasil = KasusPembinaan.Jenis, KasusPembinaan.Asal, KasusPembinaan.Hasil


class KasusDitolak(Exception):
    """What can't be done now; the message is for the screen."""


def law_on(instansi: Instansi, hari: date) -> Aturan:
    """The law that decides about cases on a day."""
    return Law.load().pada(hari, instansi.daerah)


def local_day(instansi: Instansi, at: datetime) -> date:
    """The day it is at the government's own clock."""
    return at.astimezone(ZoneInfo(instansi.zona)).date()


@transaction.atomic
def open_case(
    *, actor: Actor, pegawai: Pegawai, periode: int, jenis: str = Jenis.KLARIFIKASI
) -> KasusPembinaan:
    """A case from a box, at once open; the one that is going on already is given back instead.

    Its owner is the person's superior of the day, else who opened it. One's own is refused.
    """
    check(actor, "kasus.record", pegawai)
    if pegawai.pk == actor.person_id:
        raise KasusDitolak("Kasus tentang diri sendiri dibuka oleh atasan atau BKPSDM.")
    # Two presses, or two officers: the second waits here and finds the first one's case.
    Pegawai.objects.select_for_update().get(pk=pegawai.pk)
    ada = KasusPembinaan.objects.filter(pegawai=pegawai, status__in=BERJALAN)
    if (satu := ada.exclude(jenis=Jenis.DISIPLIN).first()) is not None:
        return satu
    hari = local_day(pegawai.instansi, actor.at)
    kotak = KotakPegawai.objects.filter(pegawai=pegawai, periode=periode).first()
    kasus = KasusPembinaan.objects.create(
        pegawai=pegawai,
        jenis=jenis,
        asal=Asal.KOTAK,
        status=BARU,
        pemilik_id=superior_ids([pegawai.pk], hari).get(pegawai.pk) or actor.person_id,
        periode=periode,
        kotak=kotak.kotak if kotak else 0,
        uraian=f"Perolehan {_persen(kotak.skor_bp)}, kotak {kotak.kotak}." if kotak else "",
        batas=hari + timedelta(days=_days(law_on(pegawai.instansi, hari))),
        dibuka_pada=actor.at,
        dibuka_oleh_id=actor.user_id,
    )
    apply(kasus, "open", actor=actor)
    return kasus


def _days(aturan: Aturan) -> int:
    return aturan.nilai("kotak.tindak_lanjut_hari")


def _persen(bp: int) -> str:
    return f"{bp / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


@transaction.atomic
def propose_low_boxes(instansi: Instansi, *, actor: Actor, at: datetime) -> int:
    """Propose a case for everyone low in so many months running; once for a month, one at a time.

    Looks at the latest month that has boxes. Law: kotak.tindak_lanjut_*.
    """
    terakhir = (
        KotakPegawai.objects.filter(skpd__instansi=instansi)
        .order_by("-periode")
        .values_list("periode", flat=True)
        .first()
    )
    if terakhir is None:
        return 0
    hari = local_day(instansi, at)
    aturan = law_on(instansi, hari)
    try:
        bulan = aturan.nilai("kotak.tindak_lanjut_bulan")
        batas = aturan.nilai("kotak.tindak_lanjut_kotak")
    except NotInForce:
        return 0
    periode = months_back(terakhir, bulan)
    rendah = KotakPegawai.objects.filter(
        skpd__instansi=instansi, periode=terakhir, kotak__lte=batas
    )
    kotak: dict[int, dict[int, int]] = {}
    jejak = KotakPegawai.objects.filter(
        periode__in=periode, pegawai_id__in=rendah.values("pegawai_id")
    )
    for pegawai_id, p, k in jejak.values_list("pegawai_id", "periode", "kotak"):
        kotak.setdefault(pegawai_id, {})[p] = k
    kena = {
        i for i, isi in kotak.items() if ditindaklanjuti([isi.get(p, 0) for p in periode], aturan)
    }
    kena -= _already(kena, terakhir)
    uraian = f"{bulan} bulan berturut-turut di kotak {batas} ke bawah."
    return _create(
        instansi, kena, actor=actor, at=at, hari=hari, periode=terakhir,
        isi={i: {"jenis": Jenis.PEMBINAAN, "asal": Asal.ATURAN, "kotak": kotak[i][terakhir],
                 "uraian": uraian} for i in kena},
    )  # fmt: skip


def _already(ids: Collection[int], periode: int) -> set[int]:
    """Who has a case going on, or had one proposed for the month."""
    kasus = KasusPembinaan.objects.filter(pegawai_id__in=ids).exclude(jenis=Jenis.DISIPLIN)
    return set(kasus.filter(status__in=BERJALAN).values_list("pegawai_id", flat=True)) | set(
        kasus.filter(asal=Asal.ATURAN, periode=periode).values_list("pegawai_id", flat=True)
    )


def _create(
    instansi: Instansi,
    ids: Collection[int],
    *,
    actor: Actor,
    at: datetime,
    hari: date,
    periode: int,
    isi: Mapping[int, Mapping[str, object]],
) -> int:
    """Proposed cases of these people, given to their superiors, set-wise."""
    if not ids:
        return 0
    atasan = superior_ids(sorted(ids), hari)
    batas = hari + timedelta(days=_days(law_on(instansi, hari)))
    dibuat = KasusPembinaan.objects.bulk_create(
        [
            KasusPembinaan(
                pegawai_id=i, pemilik_id=atasan.get(i), periode=periode, status=BARU,
                batas=batas, dibuka_pada=at, **isi[i],
            )
            for i in sorted(ids)
        ]
    )  # fmt: skip
    baru = KasusPembinaan.objects.filter(pk__in=[k.pk for k in dibuat])
    return apply_many(baru, "propose", actor=actor, at=at).jadi


def propose_discipline(
    instansi: Instansi,
    *,
    actor: Actor,
    at: datetime,
    periode: int,
    isi: Mapping[int, Mapping[str, object]],
) -> int:
    """Cases of the absence clock; earlier ones of the same year that nobody settled give way."""
    if not isi:
        return 0
    hari = local_day(instansi, at)
    lama = KasusPembinaan.objects.filter(
        pegawai_id__in=list(isi), asal=Asal.PP94, tahun=hari.year, status__in=BERJALAN
    )
    apply_many(
        lama, "supersede", actor=actor, at=at, reason="Ambang berikutnya pada tahun yang sama."
    )
    return _create(instansi, list(isi), actor=actor, at=at, hari=hari, periode=periode, isi=isi)


@transaction.atomic
def record_meeting(
    *,
    actor: Actor,
    kasus: KasusPembinaan,
    tanggal: date,
    hadir: str,
    catatan: str,
    kesepakatan: str,
    kunci: UUID,
) -> PertemuanKasus:
    """A talk about a case; the same form sent twice is one talk."""
    check(actor, "kasus.record", kasus)
    if not kasus.berjalan:
        raise KasusDitolak("Kasus ini sudah ditutup.")
    if kasus.pegawai_id == actor.person_id:
        raise KasusDitolak("Catatan pertemuan ditulis penanggung jawabnya.")
    satu, baru = PertemuanKasus.objects.get_or_create(
        kunci=kunci,
        defaults={
            "kasus": kasus, "tanggal": tanggal, "hadir": hadir, "catatan": catatan,
            "kesepakatan": kesepakatan, "dicatat_pada": actor.at, "dicatat_oleh_id": actor.user_id,
        },
    )  # fmt: skip
    if baru:
        record(
            actor=actor, aksi="kasus.record", objek=kasus, person_id=kasus.pegawai_id,
            keterangan=f"Mencatat pertemuan {tanggal:%d-%m-%Y}",
        )  # fmt: skip
    return satu


@transaction.atomic
def give_to(*, actor: Actor, kasus: KasusPembinaan, pemilik: Pegawai, batas: date) -> None:
    """Let another person see to the case, or by another day; never the person it is about."""
    check(actor, "kasus.record", kasus)
    if pemilik.pk == kasus.pegawai_id:
        raise KasusDitolak("Penanggung jawab bukan orang yang dibina.")
    KasusPembinaan.objects.filter(pk=kasus.pk).update(pemilik=pemilik, batas=batas)
    kasus.refresh_from_db()
    touch(kasus, at=actor.at)
    record(
        actor=actor, aksi="kasus.record", objek=kasus, person_id=kasus.pegawai_id,
        sesudah={"pemilik": pemilik.nama_lengkap, "batas": batas.isoformat()},
    )  # fmt: skip


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    kasus: KasusPembinaan,
    langkah: str,
    alasan: str = "",
    hasil: str = "",
    catatan: str = "",
    versi: int | None = None,
) -> None:
    """Open, close with an outcome, or drop with a reason. Raises LangkahDitolak."""
    if langkah == "close" and hasil:
        if hasil == Hasil.HUKUMAN and kasus.hukuman_id is None:
            raise KasusDitolak("Catat dulu SK hukumannya; kasus lalu tertutup dengan sendirinya.")
        KasusPembinaan.objects.filter(pk=kasus.pk).update(hasil=hasil, catatan_hasil=catatan)
        kasus.refresh_from_db()
    apply(kasus, langkah, actor=actor, reason=alasan, versi=versi)


@transaction.atomic
def close_sanctioned(instansi: Instansi, *, actor: Actor, at: datetime) -> int:
    """Close discipline cases whose person has had a sanction recorded since they were opened."""
    berjalan = KasusPembinaan.objects.select_for_update(of=("self",)).filter(
        pegawai__instansi=instansi, jenis=Jenis.DISIPLIN, status__in=BERJALAN
    )
    hukuman: dict[int, HukumanDisiplin] = {}
    milik = HukumanDisiplin.objects.filter(
        pegawai__kasus__in=berjalan, tanggal_sk__gte=F("pegawai__kasus__dibuka_pada__date")
    )
    for h in milik.order_by("tanggal_sk"):
        hukuman.setdefault(h.pegawai_id, h)
    tutup: Sequence[KasusPembinaan] = [k for k in berjalan if k.pegawai_id in hukuman]
    for k in tutup:
        KasusPembinaan.objects.filter(pk=k.pk).update(
            hukuman=hukuman[k.pegawai_id], hasil=Hasil.HUKUMAN,
            catatan_hasil=f"SK {hukuman[k.pegawai_id].no_sk}",
        )  # fmt: skip
    semua = KasusPembinaan.objects.filter(pk__in=[k.pk for k in tutup])
    return apply_many(semua, "sanction", actor=actor, at=at).jadi if tutup else 0


def months_back(periode: int, jumlah: int) -> list[int]:
    """So many months up to this one, the latest first."""
    urut = periode // 100 * 12 + periode % 100 - 1
    return [n // 12 * 100 + n % 12 + 1 for n in range(urut, urut - jumlah, -1)]
