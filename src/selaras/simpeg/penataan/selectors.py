"""Reads a draft of a new structure: the old one on its eve, the plan, both trees."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from selaras.aturan.simpeg.sotk import (
    Butir,
    Keadaan,
    Pemangku,
    PostLama,
    Rencana,
    Temuan,
    UnitBaru,
    UnitLama,
    plan,
)
from selaras.aturan.simpeg.sotk.bentuk import PERINGATAN, SALAH
from selaras.core.masa.simpan import any_of
from selaras.organisasi.models import BesaranTPP, Jabatan, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.periode.models import PeriodeUnit
from selaras.simpeg.models import ButirPenataan, PenataanOrganisasi

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


def load_structure(instansi_id: int, mulai: date) -> tuple[list[UnitLama], list[PostLama]]:
    """Units and posts as they would be on the day without the draft; two queries."""
    unit_qs = UnitKerja.objects.filter(instansi_id=instansi_id).pada(mulai)
    unit = list(unit_qs.select_related("induk").order_by("path"))
    jabatan_qs = Jabatan.objects.filter(unit__instansi_id=instansi_id).pada(mulai)
    jabatan = jabatan_qs.order_by("unit__path", "kode").values_list(
        "id", "unit__kode", "kode", "nama", "jenis", "eselon", "kelas", "kebutuhan",
        "atasan__unit__kode", "atasan__kode",
    )  # fmt: skip
    return [
        UnitLama(u.pk, u.kode, u.nama, u.jenis, u.induk.kode if u.induk else "",
                 u.jenis_bayar, u.zona)
        for u in unit
    ], [
        _post(isi)
        for isi in jabatan
    ]  # fmt: skip


def _post(isi: Sequence[Any]) -> PostLama:
    """A row of the query above: eight columns, then the superior's two."""
    pk, unit, kode, nama, jenis, eselon, kelas, kebutuhan, atasan_unit, atasan = isi
    return PostLama(pk, unit, kode, nama, jenis, eselon, kelas, kebutuhan,
                    (atasan_unit, atasan) if atasan else None)  # fmt: skip


def _holders(p: PenataanOrganisasi, jabatan_ids: Iterable[int]) -> list[Pemangku]:
    orang = RiwayatJabatan.objects.filter(jabatan_id__in=any_of(list(jabatan_ids))).pada(p.mulai)
    return [
        Pemangku(i, pegawai, nip, nama, (unit, kode), penugasan == DEFINITIF)
        for i, pegawai, nip, nama, unit, kode, penugasan in orang.order_by(
            "pegawai__nama", "id"
        ).values_list("id", "pegawai_id", "pegawai__nip", "pegawai__nama", "jabatan__unit__kode",
                      "jabatan__kode", "penugasan")
    ]  # fmt: skip


def item_of(b: ButirPenataan) -> Butir:
    """A stored item as the rules read it."""
    return Butir(
        b.nomor, b.tindakan, b.unit_asal, b.jabatan_asal, b.nip, b.unit, b.kode, b.nama, b.jenis,
        b.induk, b.eselon, b.kelas, b.kebutuhan,
        (b.atasan_unit or b.unit or b.unit_asal, b.atasan_kode) if b.atasan_kode else None,
    )  # fmt: skip


def plan_of(p: PenataanOrganisasi) -> Rencana:
    """What the draft would do, with what is wrong: the rules' findings and the database's.

    Only people of posts that the draft touches are read: a first plan without people says which.
    """
    unit, jabatan = load_structure(p.instansi_id, p.mulai)
    butir = [item_of(b) for b in p.butir.all()]
    tersentuh = {
        j.lama.id for j in plan(Keadaan(unit, jabatan, ()), butir).jabatan_berakhir if j.lama
    }
    tujuan = {(b.unit, b.kode) for b in butir if b.kode}
    tersentuh |= {j.id for j in jabatan if j.kunci in tujuan}
    if nip := [b.nip for b in butir if b.nip]:
        asal = RiwayatJabatan.objects.filter(pegawai__nip__in=nip).pada(p.mulai)
        tersentuh |= set(asal.values_list("jabatan_id", flat=True))
    keadaan = Keadaan(unit, jabatan, _holders(p, tersentuh))
    rencana = plan(keadaan, butir)
    rencana.temuan += [*_locked(p), *_later(p, rencana), *_without_pay(p, rencana)]
    return rencana


def head_counts(p: PenataanOrganisasi) -> dict[int, int]:
    """Definitive holders of each old post on the date; one query."""
    pemangku = RiwayatJabatan.objects.filter(
        jabatan__unit__instansi_id=p.instansi_id, penugasan=DEFINITIF
    ).pada(p.mulai)
    return dict(pemangku.order_by().values_list("jabatan_id").annotate(n=Count("pk")))


def _locked(p: PenataanOrganisasi) -> list[Temuan]:
    """Months that are locked on or after the date stay as they are."""
    terkunci = PeriodeUnit.objects.filter(
        skpd__instansi_id=p.instansi_id, periode__gte=p.mulai.year * 100 + p.mulai.month,
        dikunci_pada__isnull=False,
    )  # fmt: skip
    bulan = sorted(set(terkunci.values_list("periode", flat=True)))
    return [
        Temuan(PERINGATAN, "Bulan sudah terkunci",
               ", ".join(f"{b % 100}-{b // 100}" for b in bulan),
               "Bulan itu tidak berubah; selisihnya menjadi susulan.")
    ] if bulan else []  # fmt: skip


def _later(p: PenataanOrganisasi, r: Rencana) -> list[Temuan]:
    """Posts and statuses already entered for after the date, on posts that end."""
    ids = {j.lama.id: j.lama.nama for j in r.jabatan_berakhir if j.lama}
    sesudah = RiwayatJabatan.objects.filter(
        jabatan_id__in=list(ids), berlaku__startswith__gt=p.mulai
    ).select_related("pegawai")
    return [
        Temuan(SALAH, "Jabatan sudah dicatat sesudah tanggal penataan",
               f"{x.pegawai.nama} (NIP {x.pegawai.nip})",
               f"{ids[x.jabatan_id]} mulai {x.berlaku.lower:%d-%m-%Y}; ubah lebih dulu.")
        for x in sesudah[:50]
    ]  # fmt: skip


def _without_pay(p: PenataanOrganisasi, r: Rencana) -> list[Temuan]:
    """Posts of the new structure for which no TPP amount would hold."""
    ada = set(
        BesaranTPP.objects.filter(jabatan__unit__instansi_id=p.instansi_id)
        .pada(p.mulai).values_list("jabatan_id", flat=True)
    )  # fmt: skip
    return [
        Temuan(PERINGATAN, "Besaran TPP belum ditetapkan", j.sebut,
               "Impor besaran TPP-nya sebelum bulan itu dihitung.", j.butir)
        for j in r.jabatan_hidup
        if j.ditulis and ada and any(o.definitif for o in j.orang) and not keeps_pay(j, ada)
    ][:100]  # fmt: skip


def keeps_pay(j: Any, ada: set[int]) -> bool:
    """Whether a post takes its old amounts along: the same post with the same class."""
    return j.lama is not None and j.lama.kelas == j.kelas and j.lama.id in ada


@dataclass(slots=True)
class Simpul:
    """A unit as both trees show it."""

    kode: str
    nama: str
    jenis: str
    tingkat: int
    orang: int
    tanda: str = ""
    kata: str = ""
    anak: list["Simpul"] = field(default_factory=list)


def trees(
    p: PenataanOrganisasi, r: Rencana, *, semua: bool = False
) -> tuple[list["Simpul"], list["Simpul"]]:
    """Old and new structure in order of the tree; only branches that change unless `semua`."""
    isi = head_counts(p)
    return _old_tree(r, isi, semua), _new_tree(r, isi, semua)


def _old_tree(r: Rencana, isi_lama: Mapping[int, int], semua: bool) -> list[Simpul]:
    isi: Counter[str] = Counter()
    for j in r.jabatan:
        if j.lama:
            isi[j.lama.unit] += isi_lama.get(j.lama.id, 0)
    lama = {u.lama.kode: u for u in r.unit if u.lama}
    anak: dict[str, list[UnitBaru]] = {}
    for u in lama.values():
        assert u.lama is not None  # noqa: S101 - filtered above
        anak.setdefault(u.lama.induk if u.lama.induk in lama else "", []).append(u)
    berubah = _touched([u for u in lama.values() if u.ditulis or not u.hidup],
                       lambda u: lama.get(u.lama.induk) if u.lama else None)  # fmt: skip
    hasil: list[Simpul] = []

    def walk(kode: str, tingkat: int) -> None:
        for u in sorted(anak.get(kode, ()), key=lambda u: u.lama.kode if u.lama else u.kode):
            if u.lama is None or not (semua or id(u) in berubah):
                continue
            tanda, kata = _fate(u)
            hasil.append(Simpul(u.lama.kode, u.lama.nama, u.lama.jenis, tingkat,
                                isi[u.lama.kode], tanda, kata))  # fmt: skip
            walk(u.lama.kode, tingkat + 1)

    walk("", 0)
    return hasil


def _fate(u: UnitBaru) -> tuple[str, str]:
    """What becomes of an old unit."""
    if u.tutup:
        return "tutup", "ditutup"
    if u.ke is not None:
        return "gabung", f"bergabung ke {u.akhir().nama}"
    assert u.lama is not None  # noqa: S101 - an old unit
    beda = []
    if u.nama != u.lama.nama:
        beda.append(f"menjadi {u.nama}")
    if u.kode != u.lama.kode:
        beda.append(f"kode {u.kode}")
    if (u.induk.kode if u.induk else "") != u.lama.induk:
        beda.append(f"di bawah {u.induk.nama if u.induk else 'instansi'}")
    if beda:
        return "ubah", ", ".join(beda)
    return ("ikut", "mengikuti induknya") if u.ditulis else ("", "")


def _new_tree(r: Rencana, isi_lama: Mapping[int, int], semua: bool) -> list[Simpul]:
    anak: dict[int, list[UnitBaru]] = {}
    for u in r.unit_hidup:
        anak.setdefault(id(u.induk) if u.induk and u.induk.hidup else 0, []).append(u)
    isi: Counter[int] = Counter()
    pergi = Counter(m.orang.jabatan for m in r.pindah if m.orang.definitif)
    for j in r.jabatan_hidup:
        if j.ditulis or j.orang or j.lama is None:
            isi[id(j.unit)] += sum(o.definitif for o in j.orang)
        else:  # its people were not read, or all of them went
            isi[id(j.unit)] += isi_lama.get(j.lama.id, 0) - pergi[j.lama.kunci]
    asal = {id(u) for u in r.unit_hidup if u.ditulis or len(u.asal) > 1}
    berubah = _touched([u for u in r.unit_hidup if id(u) in asal], lambda u: u.induk)
    hasil: list[Simpul] = []
    dilihat: set[int] = set()

    def walk(kunci: int, tingkat: int) -> None:
        for u in sorted(anak.get(kunci, ()), key=lambda u: u.kode):
            if id(u) in dilihat or not (semua or id(u) in berubah):
                continue
            dilihat.add(id(u))
            tanda, kata = _origin(u)
            hasil.append(Simpul(u.kode, u.nama, u.jenis, tingkat, isi[id(u)], tanda, kata))
            walk(id(u), tingkat + 1)

    walk(0, 0)
    return hasil


def _origin(u: UnitBaru) -> tuple[str, str]:
    """Where a new unit comes from."""
    if u.lama is None:
        return "baru", f"dari {', '.join(u.asal)}" if u.asal else "baru"
    if len(u.asal) > 1:
        return "gabung", f"menerima {', '.join(k for k in u.asal if k != u.lama.kode)}"
    if _fate(u)[0] == "ubah":
        return "ubah", f"semula {u.lama.nama}" if u.nama != u.lama.nama else "berpindah tempat"
    return ("ikut", "") if u.ditulis else ("", "")


def _touched(awal: list[UnitBaru], induk: Any) -> set[int]:
    """The changed units and everything above them."""
    hasil: set[int] = set()
    for u in awal:
        kini: UnitBaru | None = u
        while kini is not None and id(kini) not in hasil:
            hasil.add(id(kini))
            kini = induk(kini)
    return hasil
