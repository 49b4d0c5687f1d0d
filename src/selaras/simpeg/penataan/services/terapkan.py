"""Writes an approved structure from its date on, and takes it back before that date.

Old rows end, new rows begin; histories are cut and continued. What was written is kept by id in
`tulisan`, so that taking back touches nothing else. Statements, not loops over people.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from selaras.aturan.simpeg.sotk import Rencana
from selaras.core.masa import berlaku_sejak
from selaras.core.workflow.maintenance import reassign_soon
from selaras.organisasi.models import BesaranTPP, Jabatan, UnitKerja
from selaras.organisasi.services import refresh_paths
from selaras.pegawai.models import RiwayatJabatan
from selaras.simpeg.models import PenataanOrganisasi
from selaras.simpeg.penataan.services.pengikut import follow, hand_over, keep_need
from selaras.simpeg.penataan.services.sesudah import keep_ends, marks_of

BATCH = 2000


def write_structure(p: PenataanOrganisasi, r: Rencana) -> dict[str, Any]:
    """Everything of the plan, in the caller's transaction; what was written, by ids."""
    mulai = p.mulai
    tulisan: dict[str, Any] = {"unit": [], "jabatan": [], "riwayat": [], "potong": {}}
    _cut(UnitKerja, [u.lama.id for u in r.unit_berakhir if u.lama], mulai, tulisan, "unit")
    _cut(Jabatan, [j.lama.id for j in r.jabatan_berakhir if j.lama], mulai, tulisan, "jabatan")
    unit_id = _write_units(p, r, tulisan)
    post_id = _write_posts(r, unit_id, mulai, tulisan)
    _move_people(p, r, post_id, tulisan)
    _keep_pay(r, post_id, mulai, tulisan)
    tulisan["pengikut"] = follow(_heirs(r, unit_id), mulai)
    tulisan["pengikut"] |= keep_need(
        {j.lama.id: post_id[id(j)] for j in r.jabatan_hidup if j.ditulis and j.lama}
    )
    tulisan["unit_penerus"] = {
        str(u.lama.id): unit_id[id(u.akhir())]
        for u in r.unit_berakhir if u.lama and u.akhir().hidup
    }  # fmt: skip
    tulisan["sidik"] = marks_of(tulisan)
    reassign_soon()
    return tulisan


def take_back(p: PenataanOrganisasi) -> None:
    """Undo exactly what was written; ends that assignments got meanwhile are kept.

    Other later changes are named before (sesudah.later_changes); ProtectedError when rows of
    others rest on the new ones all the same.
    """
    tulisan, akhir = p.tulisan, keep_ends(p)
    for label, ids in tulisan.get("pengikut", {}).items():
        apps.get_model(label)._default_manager.filter(pk__in=ids).delete()
    BesaranTPP.objects.filter(pk__in=tulisan.get("besaran", [])).delete()
    RiwayatJabatan.objects.filter(pk__in=tulisan["riwayat"]).delete()
    _mend(RiwayatJabatan, tulisan, "riwayat")
    for pk, masa in akhir.items():
        RiwayatJabatan.objects.filter(pk=pk).update(berlaku=masa)
    # The successor's name goes before the unit that bears it.
    UnitKerja.objects.filter(pk__in=tulisan["potong"].get("unit", {})).update(pengganti=None)
    Jabatan.objects.filter(pk__in=tulisan["jabatan"]).update(atasan=None)
    Jabatan.objects.filter(pk__in=tulisan["jabatan"]).delete()
    UnitKerja.objects.filter(pk__in=tulisan["unit"]).update(induk=None, skpd=None)
    UnitKerja.objects.filter(pk__in=tulisan["unit"]).delete()
    _mend(Jabatan, tulisan, "jabatan")
    _mend(UnitKerja, tulisan, "unit")
    refresh_paths(p.instansi_id)
    reassign_soon()


def settle(p: PenataanOrganisasi) -> int:
    """On the date: people who came to an old post meanwhile follow it; how many. Repeatable.

    Sites of machines and kiosks, which have one keeper and no dates, go to the new unit that day.
    """
    hand_over(p.tulisan.get("unit_penerus", {}))
    pasangan = p.tulisan.get("jabatan_penerus", {})
    with transaction.atomic():
        tertinggal = list(
            RiwayatJabatan.objects.filter(jabatan_id__in=[int(k) for k in pasangan])
            .filter(berlaku__contains=p.mulai)
            .select_for_update(of=("self",))
        )
        baru = []
        for r in tertinggal:
            ke, akhir = pasangan[str(r.jabatan_id)], r.berlaku.upper
            if r.berlaku.lower >= p.mulai:
                r.jabatan_id = ke
                r.save(update_fields=["jabatan"])
                continue
            r.berlaku = berlaku_sejak(r.berlaku.lower, p.mulai)
            r.save(update_fields=["berlaku"])
            baru.append(_continued(r, ke, berlaku_sejak(p.mulai, akhir), p))
        RiwayatJabatan.objects.bulk_create(baru)
        if tertinggal:
            reassign_soon()
    return len(tertinggal)


def _write_units(p: PenataanOrganisasi, r: Rencana, tulisan: dict[str, Any]) -> dict[int, int]:
    """Node -> id of its row from the date on."""
    ditulis = [u for u in r.unit_hidup if u.ditulis]
    rows = UnitKerja.objects.bulk_create(
        [
            UnitKerja(
                instansi_id=p.instansi_id, kode=u.kode, nama=u.nama, jenis=u.jenis,
                jenis_bayar=u.jenis_bayar, zona=u.zona, berlaku=berlaku_sejak(p.mulai),
            )
            for u in ditulis
        ],
        batch_size=BATCH,
    )  # fmt: skip
    ids = {id(u): row.pk for u, row in zip(ditulis, rows, strict=True)}
    ids |= {id(u): u.lama.id for u in r.unit_hidup if u.lama and not u.ditulis}
    tulisan["unit"] = [row.pk for row in rows]
    _link("organisasi_unitkerja", "induk_id",
          [(ids[id(u)], ids[id(u.induk)]) for u in ditulis if u.induk])  # fmt: skip
    penerus = []
    for u in r.unit_berakhir:
        akhir = u.akhir()
        if u.lama and akhir.hidup and ids[id(akhir)] != u.lama.id:
            penerus.append((u.lama.id, ids[id(akhir)]))
    _link("organisasi_unitkerja", "pengganti_id", penerus)
    refresh_paths(p.instansi_id)
    return ids


def _write_posts(
    r: Rencana, unit_id: dict[int, int], mulai: date, tulisan: dict[str, Any]
) -> dict[int, int]:
    ditulis = [j for j in r.jabatan_hidup if j.ditulis]
    rows = Jabatan.objects.bulk_create(
        [
            Jabatan(
                unit_id=unit_id[id(j.unit)], kode=j.kode, nama=j.nama, jenis=j.jenis,
                eselon=j.eselon, kelas=j.kelas, kebutuhan=j.kebutuhan, berlaku=berlaku_sejak(mulai),
            )
            for j in ditulis
        ],
        batch_size=BATCH,
    )  # fmt: skip
    ids = {id(j): row.pk for j, row in zip(ditulis, rows, strict=True)}
    ids |= {id(j): j.lama.id for j in r.jabatan_hidup if j.lama and not j.ditulis}
    tulisan["jabatan"] = [row.pk for row in rows]
    _link("organisasi_jabatan", "atasan_id",
          [(ids[id(j)], ids[id(j.atasan)]) for j in ditulis
           if j.atasan and id(j.atasan) in ids])  # fmt: skip
    tulisan["jabatan_penerus"] = {
        str(j.lama.id): ids[id(j.akhir())] for j in r.jabatan_berakhir if j.lama and j.akhir().hidup
    }
    return ids


def _move_people(
    p: PenataanOrganisasi, r: Rencana, post_id: dict[int, int], tulisan: dict[str, Any]
) -> None:
    """Cut each history on the date and continue it in the new row of the post."""
    ke = {m.orang.riwayat_id: post_id[id(m.ke)] if m.ke else None for m in r.pindah}
    lama = list(RiwayatJabatan.objects.filter(pk__in=list(ke)).select_for_update(of=("self",)))
    mulai_di_hari_itu = [x for x in lama if x.berlaku.lower >= p.mulai]
    _cut(RiwayatJabatan, [x.pk for x in lama if x.berlaku.lower < p.mulai], p.mulai, tulisan,
         "riwayat")  # fmt: skip
    # A post given for the very day is given in its new row; taking back gives the old one again.
    tulisan["riwayat_ganti"] = {str(x.pk): x.jabatan_id for x in mulai_di_hari_itu}
    for x in mulai_di_hari_itu:
        if (tujuan := ke[x.pk]) is not None:
            x.jabatan_id = tujuan
    RiwayatJabatan.objects.bulk_update(mulai_di_hari_itu, ["jabatan"], batch_size=BATCH)
    baru = [
        _continued(x, tujuan, berlaku_sejak(p.mulai, x.berlaku.upper), p)
        for x in lama
        if (tujuan := ke[x.pk]) is not None and x.berlaku.lower < p.mulai
    ]
    tulisan["riwayat"] = [x.pk for x in RiwayatJabatan.objects.bulk_create(baru, batch_size=BATCH)]


def _continued(
    x: RiwayatJabatan, jabatan_id: int, berlaku: Any, p: PenataanOrganisasi
) -> RiwayatJabatan:
    """The same assignment in another row of a post, on the ground of the new structure."""
    salinan = {
        f.attname: getattr(x, f.attname)
        for f in RiwayatJabatan._meta.concrete_fields
        if f.attname not in {"id", "jabatan_id", "berlaku", "no_sk", "tanggal_sk", "kunci"}
    }
    return RiwayatJabatan(**salinan, jabatan_id=jabatan_id, berlaku=berlaku, no_sk=p.dasar[:60])


def _keep_pay(r: Rencana, post_id: dict[int, int], mulai: date, tulisan: dict[str, Any]) -> None:
    """TPP amounts go along with a post whose class stays."""
    pasangan = {
        j.lama.id: post_id[id(j)]
        for j in r.jabatan_hidup
        if j.ditulis and j.lama and j.lama.kelas == j.kelas
    }
    salin = []
    for b in BesaranTPP.objects.filter(
        jabatan_id__in=list(pasangan), berlaku__overlap=berlaku_sejak(mulai)
    ):
        awal = max(mulai, b.berlaku.lower)
        b.pk, b.jabatan_id = None, pasangan[b.jabatan_id]
        b.berlaku = berlaku_sejak(awal, b.berlaku.upper)
        salin.append(b)
    tulisan["besaran"] = [b.pk for b in BesaranTPP.objects.bulk_create(salin, batch_size=BATCH)]


def _heirs(r: Rencana, unit_id: dict[int, int]) -> list[tuple[int, int]]:
    """(old unit, unit that takes its people) for what hangs on units: machines, places, roles."""
    hasil = [
        (u.lama.id, unit_id[id(u.akhir())]) for u in r.unit_berakhir if u.lama and u.akhir().hidup
    ]
    lama = {u.lama.kode: u.lama.id for u in r.unit if u.lama}
    hasil += [
        (lama[kode], unit_id[id(u)])
        for u in r.unit_hidup if u.lama is None
        for kode in u.asal[:1] if kode in lama
    ]  # fmt: skip
    return list(dict.fromkeys(hasil))


def _cut(
    model: type[models.Model], ids: Sequence[int], mulai: date, tulisan: dict[str, Any], nama: str
) -> None:
    """End rows on the date, remembering when they would have ended."""
    lama = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "berlaku"))
    tulisan["potong"][nama] = {
        str(pk): b.upper.isoformat() if b.upper else None for pk, b in lama.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {model._meta.db_table} set berlaku = daterange(lower(berlaku), %s) "  # noqa: S608
            "where id = any(%s)",
            [mulai, list(ids)],
        )


def _mend(model: type[models.Model], tulisan: dict[str, Any], nama: str) -> None:
    """Give cut rows their old end again."""
    potong = tulisan["potong"].get(nama, {})
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {model._meta.db_table} t set berlaku = daterange(lower(t.berlaku), v.akhir) "  # noqa: S608
            "from unnest(%s::bigint[], %s::date[]) v(id, akhir) where t.id = v.id",
            [[int(k) for k in potong], list(potong.values())],
        )
    if model is RiwayatJabatan:
        for pk, jabatan in tulisan.get("riwayat_ganti", {}).items():
            RiwayatJabatan.objects.filter(pk=int(pk)).update(jabatan_id=jabatan)


def _link(tabel: str, kolom: str, pasangan: Iterable[tuple[int, int]]) -> None:
    isi = list(pasangan)
    if isi:
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {tabel} t set {kolom} = v.b "  # noqa: S608 - our own tables
                "from unnest(%s::bigint[], %s::bigint[]) v(a, b) where t.id = v.a",
                [[a for a, _ in isi], [b for _, b in isi]],
            )
