"""Bezetting: who fills which post against its need, what is empty, who retires when.

The need of a year (ABK, or the formasi that was granted) wins over the post's own figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from selaras.aturan.simpeg.abk import Kebutuhan, need
from selaras.aturan.simpeg.statistik import retiring_by_post
from selaras.core.halaman.banyaknya import counts_of
from selaras.hukum import Aturan
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.simpeg.models import BebanKerja, KebutuhanJabatan
from selaras.simpeg.selectors.keadaan import load_keadaan

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF
LAMA = 5


@dataclass(slots=True)
class Post:
    """A post as the map shows it."""

    id: int
    nama: str
    jenis: str
    kelas: int | None
    kebutuhan: int
    sumber: str
    isi: int
    plt: int
    pensiun: Mapping[int, int]
    anak: list["Post"] = field(default_factory=list)

    @property
    def selisih(self) -> int:
        return self.isi - self.kebutuhan

    @property
    def jumlah_pensiun(self) -> int:
        return sum(self.pensiun.values())

    @property
    def kosong_nanti(self) -> int:
        """People missing when those of the coming years have gone."""
        return max(self.kebutuhan - self.isi + self.jumlah_pensiun, 0)


@dataclass(slots=True)
class Unit:
    """A unit with its posts as a tree and the units below it."""

    id: int
    nama: str
    kode: str
    tingkat: int
    post: list[Post]
    anak: list["Unit"] = field(default_factory=list)

    def total(self) -> tuple[int, int, int]:
        """(need, filled, retiring) of the unit and everything below."""
        k = b = p = 0
        for satu in flat(self.post):
            k, b, p = k + satu.kebutuhan, b + satu.isi, p + satu.jumlah_pensiun
        for u in self.anak:
            x, y, z = u.total()
            k, b, p = k + x, b + y, p + z
        return k, b, p


def flat(post: list[Post]) -> list[Post]:
    """A tree of posts as a list."""
    return [q for p in post for q in (p, *flat(p.anak))]


def needs_of(
    instansi_id: int, pada: date, unit: UnitKerja | None = None
) -> dict[int, tuple[int, str]]:
    """Post -> (need, where it comes from) on the day; two queries."""
    jabatan = Jabatan.objects.filter(unit__instansi_id=instansi_id).pada(pada)
    if unit is not None:
        jabatan = jabatan.filter(unit__path__startswith=unit.path)
    hasil = {pk: (n, "peta jabatan") for pk, n in jabatan.values_list("pk", "kebutuhan")}
    tahunan = KebutuhanJabatan.objects.filter(
        jabatan__unit__instansi_id=instansi_id, tahun__lte=pada.year
    ).order_by("tahun")
    for k in tahunan:
        if k.jabatan_id in hasil:
            if k.formasi is not None:
                hasil[k.jabatan_id] = (k.formasi, f"formasi {k.tahun}")
            elif k.abk is not None:
                hasil[k.jabatan_id] = (k.abk, f"ABK {k.tahun}")
    return hasil


def peta(skpd: UnitKerja, pada: date) -> Unit:
    """The map of an agency's posts as of a day: units and posts as trees."""
    units = list(
        UnitKerja.objects.filter(instansi_id=skpd.instansi_id, path__startswith=skpd.path)
        .pada(pada).order_by("path")
    )  # fmt: skip
    if not any(u.pk == skpd.pk for u in units):
        units.insert(0, skpd)
    post = _posts(skpd, pada)
    simpul = {
        u.pk: Unit(u.pk, u.nama, u.kode, u.path.count("/") - 2, post.get(u.pk, [])) for u in units
    }
    for u in units:
        if u.pk != skpd.pk and u.induk_id in simpul:
            simpul[u.induk_id].anak.append(simpul[u.pk])
    return simpul[skpd.pk]


def _posts(skpd: UnitKerja, pada: date) -> dict[int, list[Post]]:
    jabatan = list(
        Jabatan.objects.filter(unit__instansi_id=skpd.instansi_id, unit__path__startswith=skpd.path)
        .pada(pada).order_by("-kelas", "nama", "pk")
    )  # fmt: skip
    pemangku: dict[int, dict[bool, int]] = {}
    isi = RiwayatJabatan.objects.filter(jabatan_id__in=[j.pk for j in jabatan]).pada(pada)
    for jid, penugasan, n in (
        isi.order_by().values_list("jabatan_id", "penugasan").annotate(n=Count("pk"))
    ):
        milik = pemangku.setdefault(jid, {True: 0, False: 0})
        milik[penugasan == DEFINITIF] += n
    butuh = needs_of(skpd.instansi_id, pada, skpd)
    pensiun = retiring_by_post(load_keadaan(skpd.instansi_id, pada, [skpd.pk]), pada, LAMA)
    simpul = {}
    for j in jabatan:
        k, sumber = butuh.get(j.pk, (j.kebutuhan, "peta jabatan"))
        ada = pemangku.get(j.pk, {True: 0, False: 0})
        simpul[j.pk] = Post(j.pk, j.nama, j.get_jenis_display(), j.kelas, k, sumber, ada[True],
                            ada[False], pensiun.get(j.pk, {}))  # fmt: skip
    unit_of = {j.pk: j.unit_id for j in jabatan}
    hasil: dict[int, list[Post]] = {}
    for j in jabatan:
        if j.atasan_id in simpul and unit_of[j.atasan_id] == j.unit_id:
            simpul[j.atasan_id].anak.append(simpul[j.pk])
        else:
            hasil.setdefault(j.unit_id, []).append(simpul[j.pk])
    return hasil


def workload(jabatan: Jabatan, tahun: int, aturan: Aturan) -> tuple[list[BebanKerja], Kebutuhan]:
    """A year's lines of a post and what they come to."""
    baris = list(BebanKerja.objects.filter(jabatan=jabatan, tahun=tahun))
    return baris, need([(b.volume, b.menit) for b in baris], aturan)


def by_agency(
    instansi_id: int, pada: date, skpd_ids: Any, *, tepat: bool = True
) -> list[dict[str, Any]]:
    """Need, filled and gap of every agency; four queries. Unless `tepat`, who fills the posts may
    be as of a moment ago."""
    butuh = needs_of(instansi_id, pada)
    jabatan = Jabatan.objects.filter(unit__instansi_id=instansi_id)
    milik = dict(jabatan.values_list("pk", "unit__skpd_id"))
    # By post first: 50,000 people become 1,000 rows before their agencies are looked up.
    terisi = RiwayatJabatan.objects.filter(penugasan=DEFINITIF, jabatan__in=jabatan).pada(pada)
    pemangku = terisi.order_by().values_list("jabatan_id").annotate(n=Count("*"))
    per_jabatan = counts_of((by_agency, instansi_id, pada), lambda: dict(pemangku), tepat=tepat)
    isi: dict[int | None, int] = {}
    for pk, n in per_jabatan.items():
        isi[milik.get(pk)] = isi.get(milik.get(pk), 0) + n
    perlu: dict[int | None, int] = {}
    for pk, (n, _) in butuh.items():
        perlu[milik.get(pk)] = perlu.get(milik.get(pk), 0) + n
    return [
        {"unit": u, "kebutuhan": perlu.get(u.pk, 0), "isi": isi.get(u.pk, 0),
         "selisih": isi.get(u.pk, 0) - perlu.get(u.pk, 0)}
        for u in UnitKerja.objects.filter(pk__in=skpd_ids).order_by("kode")
    ]  # fmt: skip
