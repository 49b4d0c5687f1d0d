"""What a step of a day does to its entries, for one day or five hundred: a few statements in all.

Entries are not documents of their own: 30 million of them a year would be 60 million rows of log.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import Langkah, apply, available, touch
from selaras.core.workflow.errors import AlasanWajib, LangkahTidakSah, TidakBerwenang
from selaras.core.workflow.models import TransisiLog
from selaras.kinerja.aktivitas.services.jumlah import retotal
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.organisasi.models import UnitKerja
from selaras.periode.selectors import locked_skpd_ids

S = AktivitasHarian.Status
MENJADI = {"approve": S.DISETUJUI, "return": S.DIKEMBALIKAN, "reject": S.DITOLAK}
TERKUNCI = "Bulannya sudah terkunci; yang terlambat tidak lagi mengubah bulan itu."

_SQL = """
update kinerja_aktivitasharian e
set status = %(ke)s, diputus_pada = %(pada)s, catatan = %(catatan)s
from unnest(%(orang)s::bigint[], %(hari)s::date[]) as d(pegawai_id, tanggal)
where e.pegawai_id = d.pegawai_id and e.tanggal = d.tanggal and e.status = %(dari)s
    and e.tanggal between %(awal)s and %(akhir)s
"""


def locked_days(documents: Sequence[HariAktivitas], actor: Actor) -> Mapping[int, str]:
    """A guard: days whose unit's month is locked."""
    del actor
    skpd = dict(
        UnitKerja.objects.filter(pk__in={d.unit_id for d in documents}).values_list("pk", "skpd_id")
    )
    terkunci = {
        periode: locked_skpd_ids(periode, {s for s in skpd.values() if s})
        for periode in {d.periode for d in documents}
    }
    return {d.pk: TERKUNCI for d in documents if skpd.get(d.unit_id) in terkunci[d.periode]}


def _decided(ke: S) -> Any:
    def after(
        documents: Sequence[HariAktivitas], entries: Sequence[TransisiLog], actor: Actor
    ) -> None:
        del actor
        move_entries(documents, S.USUL, ke, pada=entries[0].waktu, catatan=entries[0].alasan)
        retotal(documents)

    return after


entries_approved, entries_returned, entries_rejected = (
    _decided(S.DISETUJUI), _decided(S.DIKEMBALIKAN), _decided(S.DITOLAK),
)  # fmt: skip


def entries_restored(
    documents: Sequence[HariAktivitas], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """A decision was taken back: what it decided waits again."""
    del actor
    per_waktu: dict[tuple[datetime, S], list[HariAktivitas]] = {}
    for document, entry in zip(documents, entries, strict=True):
        per_waktu.setdefault((entry.waktu, MENJADI[entry.transisi]), []).append(document)
    for (waktu, dari), hari in per_waktu.items():
        move_entries(hari, dari, S.USUL, pada=None, diputus=waktu)
    retotal(documents)


def entries_confirmed(
    documents: Sequence[HariAktivitas], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """The person says that what was entered for her is so."""
    del entries, actor
    move_entries(documents, S.TITIPAN, S.USUL, pada=None)
    retotal(documents)


def entries_denied(
    documents: Sequence[HariAktivitas], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """The person says that it is not so: kept, and counts for nothing."""
    del actor
    move_entries(
        documents, S.TITIPAN, S.DITOLAK, pada=entries[0].waktu,
        catatan="Tidak dibenarkan pegawainya",
    )  # fmt: skip
    retotal(documents)


def move_entries(
    documents: Collection[HariAktivitas],
    dari: S,
    ke: S,
    *,
    pada: datetime | None,
    catatan: str = "",
    diputus: datetime | None = None,
) -> int:
    """Move the entries of these days from one status to another; how many."""
    tanggal = [d.tanggal for d in documents]
    isi = {
        "ke": int(ke), "dari": int(dari), "pada": pada, "catatan": catatan[:300],
        "orang": [d.pegawai_id for d in documents], "hari": tanggal,
        "awal": min(tanggal), "akhir": max(tanggal), "diputus": diputus,
    }  # fmt: skip
    syarat = " and e.diputus_pada = %(diputus)s" if diputus else ""
    with connection.cursor() as cursor:
        cursor.execute(_SQL + syarat, isi)
        return int(cursor.rowcount)


@transaction.atomic
def decide_entries(
    hari: HariAktivitas,
    langkah: str,
    ids: Collection[int],
    *,
    actor: Actor,
    reason: str = "",
    at: datetime,
) -> Langkah:
    """Decide some of a day's entries; the day itself is decided with the last of them.

    Raises LangkahDitolak (see core.workflow.errors) and changes nothing then.
    """
    hari = HariAktivitas.objects.select_for_update(of=("self",)).get(pk=hari.pk)
    menunggu = set(
        AktivitasHarian.objects.filter(
            pegawai_id=hari.pegawai_id, tanggal=hari.tanggal, status=S.USUL
        ).values_list("pk", flat=True)
    )
    kena = menunggu & set(ids)
    if not kena:
        raise LangkahTidakSah("Aktivitas itu sudah diputus atau diubah. Muat ulang halaman.")
    if kena == menunggu:
        return apply(hari, langkah, actor=actor, reason=reason, at=at)
    boleh = {step.name: step for step in available(hari, actor)}
    if langkah not in boleh:
        raise TidakBerwenang("Anda belum berwenang: memutus aktivitas ini.")
    if boleh[langkah].reason_required and not reason.strip():
        raise AlasanWajib(f"Tulis alasannya dulu, lalu tekan {boleh[langkah].label} lagi.")
    if sebab := locked_days([hari], actor):
        raise LangkahTidakSah(sebab[hari.pk])
    AktivitasHarian.objects.filter(pk__in=kena, tanggal=hari.tanggal).update(
        status=MENJADI[langkah], diputus_pada=at, catatan=reason.strip()[:300]
    )
    retotal([hari])
    touch(hari, at=at)
    record(
        actor=actor, aksi="aktivitas.approve", objek=hari, person_id=hari.pegawai_id,
        keterangan=f"{boleh[langkah].label} {len(kena)} aktivitas. {reason}".strip(),
    )  # fmt: skip
    return Langkah(True, hari.status, hari.status, pesan=f"{len(kena)} aktivitas diputus.")
