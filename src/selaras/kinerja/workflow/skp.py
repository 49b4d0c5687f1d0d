"""How a year's plan is submitted and decided, and how an addendum takes its predecessor's place.

PermenPANRB 6/2022 ps. 9-14: the plan is set by the superior after a dialogue; changes after that
are versions. Whether an expectation must be written is the region's rule.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from selaras.core.permissions import Actor
from selaras.core.workflow.definition import approval
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import Ringkas, register
from selaras.hukum import Law
from selaras.kinerja.models import (
    SKP,
    Generasi,
    HasilKerja,
    KegiatanTugas,
    PeranHasil,
    RencanaBaris,
)
from selaras.kinerja.selectors.pejabat import superiors
from selaras.kinerja.selectors.skp import findings, read_isi, snapshot, superiors_results

Entries = Sequence[TransisiLog]


def is_whole(skp: SKP, actor: Actor) -> str | None:
    """A plan with gaps is not submitted; the page names each gap beside its place."""
    isi = read_isi(skp)
    temuan = findings(isi, superiors_results(skp, actor.day()))
    if not temuan:
        return None
    lain = f" dan {len(temuan) - 1} hal lain" if len(temuan) > 1 else ""
    return f"Rencana belum lengkap: {temuan[0].pesan.rstrip('.')}{lain}."


def keep_submission(skp: SKP, entry: TransisiLog, actor: Actor) -> None:
    """Keep what was submitted, so that the superior sees what changed since the last time."""
    del entry
    hari = actor.day()
    kini = snapshot(read_isi(skp))
    penilai = superiors([skp.pegawai_id], hari).get(skp.pegawai_id)
    SKP.objects.filter(pk=skp.pk).update(
        kiriman_lalu=F("kiriman"), kiriman=kini, penilai_id=penilai or skp.penilai_id
    )


def with_expectations(plans: Sequence[SKP], actor: Actor) -> Mapping[int, str]:
    """Where the region asks for it, every row carries the superior's expectation."""
    daerah = dict(
        SKP.objects.filter(pk__in=[s.pk for s in plans]).values_list("pk", "unit__instansi__daerah")
    )
    wajib = required_in(set(daerah.values()), actor)
    perlu = [s.pk for s in plans if daerah[s.pk] in wajib]
    kurang: dict[int, int] = {}
    for model in (HasilKerja, KegiatanTugas):
        kosong = model._default_manager.filter(skp_id__in=perlu, ekspektasi="")
        for pk, n in kosong.order_by().values_list("skp_id").annotate(n=Count("pk")):
            kurang[pk] = kurang.get(pk, 0) + n
    return {pk: f"Isi ekspektasi untuk {n} baris yang belum punya." for pk, n in kurang.items()}


def required_in(daerah: set[str], actor: Actor) -> set[str]:
    """The regions in which an expectation must be written, today."""
    law, hari = Law.load(), actor.day()
    return {d for d in daerah if law.pada(hari, d).pilihan("kinerja.ekspektasi_wajib") == "wajib"}


def put_in_force(plans: Sequence[SKP], entries: Entries, actor: Actor) -> None:
    """Approved: remarks are done with; an addendum takes the place of the version before it."""
    del entries
    pks = [s.pk for s in plans]
    HasilKerja.objects.filter(skp_id__in=pks).exclude(catatan_atasan="").update(catatan_atasan="")
    KegiatanTugas.objects.filter(skp_id__in=pks).exclude(catatan_atasan="").update(
        catatan_atasan=""
    )
    for skp in plans:
        if skp.adendum_dari_id:
            _swap(skp.adendum_dari_id, skp.pk)
            _follow(skp.adendum_dari_id, skp.pk, actor)


def take_out_of_force(plans: Sequence[SKP], entries: Entries, actor: Actor) -> None:
    """The approval is taken back: the version before an addendum holds again."""
    del entries
    for skp in plans:
        if skp.adendum_dari_id:
            _swap(skp.pk, skp.adendum_dari_id)
            _follow(skp.pk, skp.adendum_dari_id, actor)


def _swap(dari: int, ke: int) -> None:
    """One version holds at a time; the old one lets go first."""
    SKP.objects.filter(pk=dari).update(berlaku_kini=False)
    SKP.objects.filter(pk=ke).update(berlaku_kini=True)


def _follow(dari: int, ke: int, actor: Actor) -> None:
    """Whoever pointed to a row of the one version points to the same row of the other."""
    pasangan = _same_rows(HasilKerja, dari, ke)
    tautan = HasilKerja.hasil_atasan.through
    for lama, baru in pasangan.items():
        tautan._default_manager.filter(to_hasilkerja_id=lama).update(to_hasilkerja_id=baru)
        PeranHasil.objects.filter(hasil_atasan_id=lama).update(hasil_atasan_id=baru)
    kini = actor.month()
    berjalan = RencanaBaris.objects.filter(rencana__periode__gte=kini)
    for lama, baru in pasangan.items():
        berjalan.filter(hasil_kerja_id=lama).update(hasil_kerja_id=baru)
    for lama, baru in _same_rows(KegiatanTugas, dari, ke).items():
        berjalan.filter(kegiatan_tugas_id=lama).update(kegiatan_tugas_id=baru)


def _same_rows(model: Any, dari: int, ke: int) -> dict[int, int]:
    baru = dict(model.objects.filter(skp_id=ke).values_list("kunci", "pk"))
    lama = model.objects.filter(skp_id=dari).values_list("pk", "kunci")
    return {pk: baru[kunci] for pk, kunci in lama if kunci in baru}


def free_the_stretch(plans: Sequence[SKP], entries: Entries, actor: Actor) -> None:
    """Rejected or cancelled: another plan may be made for the same days."""
    del entries, actor
    SKP.objects.filter(pk__in=[s.pk for s in plans]).update(berlaku_kini=False)


def hold_the_stretch(plans: Sequence[SKP], entries: Entries, actor: Actor) -> None:
    """The rejection is taken back."""
    del entries, actor
    pks = [s.pk for s in plans if not s.adendum_dari_id]
    SKP.objects.filter(pk__in=pks).update(berlaku_kini=True)


def describe(plans: Sequence[SKP]) -> Mapping[int, Ringkas]:
    """A plan as a row of the inbox: how many results, which version, whether it came back."""
    pks = [s.pk for s in plans]
    hasil = Count("hasil_kerja", distinct=True)
    fakta = {
        r["pk"]: r
        for r in SKP.objects.filter(pk__in=pks).values(
            "pk", "kiriman_lalu", "jabatan__nama", "pegawai__nama"
        ).annotate(
            utama=Count("hasil_kerja", filter=Q(hasil_kerja__jenis="utama"), distinct=True),
            semua=hasil,
            kegiatan=Count("kegiatan_tugas", distinct=True),
        )
    }  # fmt: skip
    return {s.pk: _ringkas(s, fakta[s.pk]) for s in plans}


def _ringkas(skp: SKP, f: Mapping[str, Any]) -> Ringkas:
    if skp.generasi == Generasi.PP46:
        isi = f"{f['kegiatan']} kegiatan"
    else:
        isi = f"{f['utama']} hasil kerja utama"
        if f["semua"] > f["utama"]:
            isi += f", {f['semua'] - f['utama']} tambahan"
    judul = f"SKP {skp.tahun}" + (f" · adendum versi {skp.versi}" if skp.adendum_dari_id else "")
    lagi = "diajukan lagi" if f["kiriman_lalu"] else ""
    return Ringkas(
        judul,
        ", ".join(filter(None, (isi, lagi))),
        reverse("kinerja:skp", args=[skp.pk]),
        perhatian="Rencana setahun: baca dulu sebelum menyetujui.",
        data={"Jabatan": f["jabatan__nama"]},
    )


SKP_ALUR = approval(
    "skp",
    "SKP",
    submit="rencana.own",
    approve="rencana.decide",
    days_key="alur.batas_hari",
    guards={"submit": (is_whole,)},
    after={"submit": (keep_submission,)},
    guards_many={"approve": (with_expectations,)},
    after_many={
        "approve": (put_in_force,),
        "reject": (free_the_stretch,),
        "cancel": (free_the_stretch,),
    },
    undone={"approve": (take_out_of_force,), "reject": (hold_the_stretch,)},
)
register(
    SKP,
    SKP_ALUR,
    unit="unit__path",
    instansi="unit__instansi_id",
    describe=describe,
    related=("pegawai", "jabatan"),
    preview=lambda pk: reverse("kinerja:skp_pratinjau", args=[pk]),
    address=lambda pk: reverse("kinerja:skp", args=[pk]),
    view_action="rencana.view",
)
