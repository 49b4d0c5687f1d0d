"""Continuous feedback: who may write about whom, what waits to be read, what is hidden and why.

A team leader's input is asked for by the assessor or the person and answered once.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.berakhlak import NAMA_BERAKHLAK
from selaras.core.audit.services import record, record_change, state_of
from selaras.core.kiriman import one_at_a_time
from selaras.core.notify.services import notify
from selaras.core.permissions import Actor
from selaras.kinerja.models import MasukanKetuaTim, Rating, UmpanBalik
from selaras.kinerja.selectors.penilai import assessors, may_assess, period_word, rules_of
from selaras.kinerja.selectors.riwayat import rules_today
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.atasan import superior_ids

Hubungan = UmpanBalik.Hubungan
AKSI = "kinerja.feedback"


class UmpanDitolak(Exception):
    """Feedback that may not be given so; the message says why."""


def relation_of(actor: Actor, tentang_id: int) -> Hubungan:
    """What the writer is to the person today: superior, subordinate, colleague or other."""
    hari = actor.day()
    if actor.person_id is None:
        return Hubungan.LAIN
    above = superior_ids([actor.person_id, tentang_id], hari)
    if above.get(tentang_id) == actor.person_id:
        return Hubungan.ATASAN
    if above.get(actor.person_id) == tentang_id:
        return Hubungan.BAWAHAN
    sama_atasan = above.get(tentang_id) is not None and (
        above.get(tentang_id) == above.get(actor.person_id)
    )
    unit = RiwayatJabatan.objects.pada(hari).filter(pegawai_id__in=[actor.person_id, tentang_id])
    unit_per = dict(unit.values_list("pegawai_id", "jabatan__unit__skpd_id"))
    sekantor = unit_per.get(tentang_id) is not None and (
        unit_per.get(tentang_id) == unit_per.get(actor.person_id)
    )
    return Hubungan.REKAN if sama_atasan or sekantor else Hubungan.LAIN


@transaction.atomic
def give_feedback(
    *, actor: Actor, tentang: Pegawai, isi: str, nilai: str = "", kunci: UUID | None = None
) -> UmpanBalik:
    """Write about somebody; the same form again gives the same words."""
    if actor.person_id is None:
        raise PermissionDenied("Akun ini tidak terhubung dengan pegawai.")
    if kunci:
        one_at_a_time(kunci)
    if kunci and (ada := UmpanBalik.objects.filter(kunci=kunci, dari_id=actor.person_id).first()):
        return ada
    if tentang.pk == actor.person_id:
        raise UmpanDitolak("Umpan balik ditulis tentang orang lain.")
    if tentang.instansi_id != actor.instansi_id:
        raise UmpanDitolak("Orang itu bekerja di pemerintah daerah lain.")
    if nilai and nilai not in NAMA_BERAKHLAK:
        raise UmpanDitolak("Nilai BerAKHLAK itu tidak dikenal.")
    aturan = rules_today(actor)
    hubungan = relation_of(actor, tentang.pk)
    if hubungan not in aturan.daftar("kinerja.umpan_balik_dari"):
        kata = hubungan.label.lower()
        raise UmpanDitolak(f"Di daerah ini {kata} tidak memberi umpan balik.")
    langsung = (
        aturan.pilihan("kinerja.umpan_balik_moderasi") == "langsung" or hubungan == Hubungan.ATASAN
    )
    umpan = UmpanBalik.objects.create(
        tentang=tentang,
        dari_id=actor.person_id,
        hubungan=hubungan,
        nilai=nilai,
        isi=isi.strip(),
        kunci=kunci,
        terbit_pada=actor.at if langsung else None,
    )
    record(actor=actor, aksi=AKSI, objek=umpan, person_id=tentang.pk)
    if langsung:
        _tell(umpan)
    return umpan


def _tell(umpan: UmpanBalik) -> None:
    """That there are words, never whose or which: those stand on the page by its rule."""
    notify(
        "umpan_balik",
        [umpan.tentang_id],
        judul="Ada umpan balik untuk Anda",
        url="/kinerja/umpan-balik/",
        kunci_unik=f"umpan-{umpan.pk}",
    )


def may_moderate(umpan: UmpanBalik, actor: Actor) -> bool:
    """The person's present superior, or who holds her mandate."""
    periode = actor.month()
    aturan = rules_of(periode, umpan.tentang.instansi_id)
    return may_assess(actor, umpan.tentang_id, periode, aturan) is not None


@transaction.atomic
def moderate(*, actor: Actor, umpan: UmpanBalik, alasan: str = "") -> UmpanBalik:
    """With a reason: hide it. Without: let it through."""
    if not may_moderate(umpan, actor):
        raise PermissionDenied("Umpan balik dibaca oleh atasan orang yang diberi umpan balik.")
    sebelum = state_of(umpan)
    if alasan.strip():
        umpan.disembunyikan_pada, umpan.disembunyikan_oleh_id = actor.at, actor.user_id
        umpan.alasan_sembunyi = alasan.strip()[:200]
    else:
        umpan.terbit_pada = umpan.terbit_pada or actor.at
        umpan.disembunyikan_pada = umpan.disembunyikan_oleh_id = None
        umpan.alasan_sembunyi = ""
    umpan.save()
    if not alasan.strip():
        _tell(umpan)
    record_change(
        actor=actor, aksi="kinerja.assess", objek=umpan, sebelum=sebelum, person_id=umpan.tentang_id
    )
    return umpan


@transaction.atomic
def ask_team_leader(
    *, actor: Actor, pegawai: Pegawai, ketua: Pegawai, periode: int, tim: str
) -> MasukanKetuaTim:
    """Ask a team's leader for input on a person; asked twice is asked once."""
    aturan = rules_of(periode, pegawai.instansi_id)
    sendiri = actor.person_id == pegawai.pk
    if not sendiri and may_assess(actor, pegawai.pk, periode, aturan) is None:
        raise PermissionDenied("Masukan diminta oleh pegawainya atau penilainya.")
    if ketua.pk == pegawai.pk:
        raise UmpanDitolak("Ketua tim adalah orang lain.")
    if ketua.instansi_id != pegawai.instansi_id:
        raise UmpanDitolak("Ketua tim bekerja di pemerintah daerah lain.")
    hari = actor.day()
    if assessors([pegawai.pk], periode, hari, aturan).get(pegawai.pk) == ketua.pk:
        raise UmpanDitolak("Ia penilainya sendiri; masukannya tidak perlu diminta.")
    if _assessed(pegawai, periode):
        raise UmpanDitolak("Penilaian bulan itu sudah selesai, jadi masukan tidak diminta lagi.")
    masukan, baru = MasukanKetuaTim.objects.get_or_create(
        pegawai=pegawai,
        ketua=ketua,
        periode=periode,
        tim=tim.strip(),
        defaults={"diminta_oleh_id": actor.user_id},
    )
    if baru:
        record(actor=actor, aksi=AKSI, objek=masukan, person_id=pegawai.pk)
        notify(
            "umpan_balik",
            [ketua.pk],
            judul=f"Masukan tentang {pegawai.nama} diminta",
            isi=f"Tim {masukan.tim}, {period_word(periode)}",
            url="/kinerja/masukan/",
            kunci_unik=f"masukan-tim-{masukan.pk}",
        )
    return masukan


def _assessed(pegawai: Pegawai, periode: int) -> bool:
    return pegawai.penilaian.filter(periode=periode, selesai_pada__isnull=False).exists()


@transaction.atomic
def answer_as_leader(
    *, actor: Actor, masukan: MasukanKetuaTim, isi: str, rating: int | None
) -> MasukanKetuaTim:
    """The leader's answer; she may change it until the assessment is finished."""
    if masukan.ketua_id != actor.person_id:
        raise PermissionDenied("Masukan ini diminta dari orang lain.")
    if _assessed(masukan.pegawai, masukan.periode):
        raise UmpanDitolak("Penilaiannya sudah selesai; masukan tidak dapat diubah lagi.")
    if rating is not None and rating not in Rating.values:
        raise UmpanDitolak("Rating itu tidak dikenal.")
    sebelum = state_of(masukan)
    masukan.isi, masukan.rating, masukan.diisi_pada = isi.strip(), rating, actor.at
    masukan.save()
    record_change(
        actor=actor, aksi=AKSI, objek=masukan, sebelum=sebelum, person_id=masukan.pegawai_id
    )
    return masukan
