"""What becomes of taps that waited: they count from now on, or they don't.

Who may decide is asked by the review's workflow; here is only the effect, set-wise.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.presensi.models import BuktiKetukan
from selaras.presensi.services.hitung.sentuh import refold_later
from selaras.presensi.services.masuk.simpan_ketukan import KASUS_SUMBER, situs_ponsel

Keadaan = BuktiKetukan.Keadaan
Kunci = tuple[int, datetime]  # pegawai_id, waktu
_DARI = {
    Keadaan.DIBENARKAN: (Keadaan.MENUNGGU, Keadaan.DITOLAK),
    Keadaan.DITOLAK: (Keadaan.MENUNGGU, Keadaan.DIBENARKAN),
    Keadaan.MENUNGGU: (Keadaan.DIBENARKAN, Keadaan.DITOLAK),
}
_KATA = {
    Keadaan.DIBENARKAN: "dibenarkan",
    Keadaan.DITOLAK: "ditolak",
    Keadaan.MENUNGGU: "menunggu lagi",
}


@transaction.atomic
def confirm_taps(rows: Iterable[BuktiKetukan | Kunci], actor: Actor, at: datetime) -> int:
    """Let taps that wait (or were refused by mistake) count; how many did."""
    return _decide(rows, Keadaan.DIBENARKAN, actor, at, "")


@transaction.atomic
def refuse_taps(
    rows: Iterable[BuktiKetukan | Kunci], actor: Actor, at: datetime, reason: str
) -> int:
    """Taps that wait do not count; those confirmed before count no longer. How many changed."""
    return _decide(rows, Keadaan.DITOLAK, actor, at, reason)


@transaction.atomic
def wait_again(rows: Iterable[BuktiKetukan | Kunci], actor: Actor, at: datetime) -> int:
    """A decision is taken back: the taps wait as before and count no longer; how many."""
    return _decide(rows, Keadaan.MENUNGGU, actor, at, "")


def _decide(
    rows: Iterable[BuktiKetukan | Kunci], keadaan: Keadaan, actor: Actor, at: datetime, alasan: str
) -> int:
    kunci = sorted({(r.pegawai_id, r.waktu) if isinstance(r, BuktiKetukan) else r for r in rows})
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update presensi_buktiketukan b set keadaan = %s, diputus_pada = %s
            from unnest(%s::bigint[], %s::timestamptz[]) as t (pegawai_id, waktu),
                pegawai_pegawai p, organisasi_instansi i
            where b.pegawai_id = t.pegawai_id and b.waktu = t.waktu and b.keadaan = any(%s)
                and p.id = b.pegawai_id and i.id = p.instansi_id
            returning b.pegawai_id, b.waktu, p.instansi_id,
                (b.waktu at time zone i.zona)::date, b.tanda
            """,
            [
                int(keadaan),
                None if keadaan == Keadaan.MENUNGGU else at,
                [k[0] for k in kunci],
                [k[1] for k in kunci],
                [int(k) for k in _DARI[keadaan]],
            ],
        )
        diubah = cursor.fetchall()
    for instansi_id in sorted({b[2] for b in diubah}):
        milik = [b for b in diubah if b[2] == instansi_id]
        _count(instansi_id, [(b[0], b[1]) for b in milik], keadaan, at)
        _trail(actor, instansi_id, milik, keadaan, alasan)
        refold_later(instansi_id, {(b[0], b[3]) for b in milik})
    return len(diubah)


def _count(instansi_id: int, kunci: list[Kunci], keadaan: Keadaan, at: datetime) -> None:
    """Put the taps among those that count, or take them out."""
    orang, waktu = [k[0] for k in kunci], [k[1] for k in kunci]
    situs_id = situs_ponsel(instansi_id)
    with connection.cursor() as cursor:
        if keadaan == Keadaan.DIBENARKAN:
            cursor.execute(
                "insert into presensi_ketukan (situs_id, pin, waktu, pegawai_id, sumber, "  # noqa: S608 - numbers of our own
                f"kode_kerja, diterima_pada) select %s, 'P' || o, w, o, case b.mode {KASUS_SUMBER} "
                "else 3 end, '', %s from unnest(%s::bigint[], %s::timestamptz[]) as t (o, w) "
                "join presensi_buktiketukan b on b.pegawai_id = t.o and b.waktu = t.w "
                "on conflict do nothing",
                [situs_id, at, orang, waktu],
            )
        else:
            cursor.execute(
                "delete from presensi_ketukan k using unnest(%s::bigint[], %s::timestamptz[]) "
                "as t (o, w) where k.situs_id = %s and k.pin = 'P' || o and k.waktu = w",
                [orang, waktu, situs_id],
            )


def _trail(
    actor: Actor,
    instansi_id: int,
    diubah: list[tuple[int, datetime, int, date, int]],
    keadaan: Keadaan,
    alasan: str,
) -> None:
    kata = _KATA[keadaan]
    for pegawai_id in sorted({b[0] for b in diubah}):
        waktu = [f"{b[1]:%Y-%m-%d %H:%M:%S}Z" for b in diubah if b[0] == pegawai_id]
        record(
            actor=actor,
            aksi="presensi.correct",
            instansi_id=instansi_id,
            person_id=pegawai_id,
            sesudah={"ketukan": waktu, "keadaan": kata},
            keterangan=alasan or f"{len(waktu)} ketukan ponsel {kata}",
        )
