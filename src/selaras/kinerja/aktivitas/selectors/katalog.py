"""Finds tasks by the words people use: a slip of the pen, another form, another word for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Lower

from selaras.kinerja.models import KegiatanKatalog
from selaras.pegawai.models import Pegawai, RiwayatJabatan

BANYAK = 8
KATA_TERPENDEK = 3
AWALAN = ("meng", "meny", "mem", "men", "me", "peng", "peny", "pem", "pen", "pe", "di", "ng")
AKHIRAN = ("kan", "an", "nya", "i")
AKAR_TERPENDEK = 4
# A root's first letter melts into its prefix: ketik -> mengetik, tulis -> menulis.
LULUH = {"k": "ng", "t": "n", "p": "m", "s": "ny"}
MIRIP = 0.3  # how near a word with a slip of the pen still is


def roots(kata: str) -> list[str]:
    """A word and what is left without its affixes: mengetikkan -> mengetikkan, ketik, etik ..."""
    hasil = [kata]
    for awalan in AWALAN:
        if kata.startswith(awalan) and len(kata) - len(awalan) >= AKAR_TERPENDEK - 1:
            hasil.append(kata.removeprefix(awalan))
    for satu in list(hasil):
        for akhiran in AKHIRAN:
            if satu.endswith(akhiran) and len(satu) - len(akhiran) >= AKAR_TERPENDEK:
                hasil.append(satu.removesuffix(akhiran))
    if kata[0] in LULUH and len(kata) >= AKAR_TERPENDEK:
        hasil.append(LULUH[kata[0]] + kata[1:])
    return list(dict.fromkeys(k for k in hasil if len(k) >= KATA_TERPENDEK))


@dataclass(frozen=True, slots=True)
class Post:
    """A definitive post as far as tasks follow from it."""

    pk: int
    nama: str
    jenis: str


def post_of(pegawai: Pegawai, tanggal: date) -> Post | None:
    """The person's definitive post of a day."""
    return next((Post(*p) for p in post_rows(pegawai, tanggal)), None)


def post_rows(pegawai: Pegawai, tanggal: date) -> QuerySet[RiwayatJabatan, tuple[Any, ...]]:
    """The same as a row of Post's fields, or none."""
    rows = RiwayatJabatan.objects.pada(tanggal).filter(
        pegawai=pegawai, penugasan=RiwayatJabatan.Penugasan.DEFINITIF
    )
    return rows.values_list("jabatan_id", "jabatan__nama", "jabatan__jenis")[:1]


def tasks_for(pegawai: Pegawai, jabatan: Post | None) -> QuerySet[Any]:
    """What a person may pick, with `milik`: 2 her own post's, 1 everybody's, 0 another post's."""
    nama = jabatan.nama.lower() if jabatan else ""
    sendiri = Q(uraian_tugas__jabatan_id=jabatan.pk) if jabatan else Q(pk__in=[])
    # "Perawat" is every post whose name begins so: Perawat Ahli Muda, Perawat Terampil.
    sejenis = Q(uraian_tugas__jabatan=None, nama_saya__startswith=F("nama_mereka"))
    umum = Q(uraian_tugas__jabatan=None, uraian_tugas__nama_jabatan="")
    if jabatan:
        umum &= Q(uraian_tugas__jenis_jabatan__in=("", jabatan.jenis))
    return (
        KegiatanKatalog.objects.filter(
            Q(instansi=None) | Q(instansi_id=pegawai.instansi_id), aktif=True
        )
        .filter(Q(uraian_tugas__jabatan=None) | sendiri)
        .alias(nama_saya=Value(nama), nama_mereka=Lower("uraian_tugas__nama_jabatan"))
        .annotate(
            milik=Case(
                When(sendiri | (sejenis & ~Q(uraian_tugas__nama_jabatan="")), then=2),
                When(umum, then=1),
                default=0,
                output_field=IntegerField(),
            )
        )
    )


def named(pegawai: Pegawai, isi: Mapping[str, Any]) -> KegiatanKatalog | None:
    """The task that was picked, or whose very name was typed; only one that she may pick."""
    semua = KegiatanKatalog.objects.filter(
        Q(instansi=None) | Q(instansi_id=pegawai.instansi_id), aktif=True
    )
    if isi.get("kegiatan"):
        return semua.filter(pk=isi["kegiatan"]).first()
    return (
        semua.filter(nama__iexact=isi.get("uraian", "").strip())
        .order_by(F("instansi_id").desc(nulls_last=True))
        .first()
    )


def suggest(pegawai: Pegawai, jabatan: Post | None, kata: str) -> list[Any]:
    """The tasks nearest to some words; without words, those of her own post."""
    semua = tasks_for(pegawai, jabatan).select_related("uraian_tugas")
    kata_kata = [k for k in kata.lower().replace(",", " ").split() if len(k) >= KATA_TERPENDEK][:6]
    if not kata_kata:
        return list(
            semua.filter(milik__gt=0).order_by("-milik", "uraian_tugas__urutan", "nama")[:BANYAK]
        )
    cari = Lower(Concat("nama", Value(" "), "kata_cari"))
    cocok = Q()
    for satu in kata_kata:
        for akar in roots(satu):
            cocok |= Q(cari__contains=akar)
        cocok |= Q(cari__trigram_word_similar=satu)
    skor = sum((TrigramWordSimilarity(satu, "cari") for satu in kata_kata), start=Value(0.0))
    dicari = semua.alias(cari=cari).annotate(skor=skor + F("milik") * 0.25, mirip=skor)
    urut = ("-skor", "nama")
    # By the index first; only words that it does not know are compared with every task.
    dekat = list(dicari.filter(cocok).order_by(*urut)[:BANYAK])
    return dekat or list(dicari.filter(mirip__gte=MIRIP).order_by(*urut)[:BANYAK])
