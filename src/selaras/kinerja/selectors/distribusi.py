"""How predicates lie in each SKPD within reach, for a month or a year, against the pattern."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from selaras.aturan.persen import persen_bulat
from selaras.aturan.predikat import PREDIKAT, Pola, pola
from selaras.core.permissions import Actor, rows
from selaras.hukum import Aturan
from selaras.kinerja.models import (
    SKP,
    CapaianOrganisasi,
    Penilaian,
    PenilaianBulanan,
    Predikat,
)
from selaras.kinerja.selectors.penilai import last_day, rules_of
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.pegawai.models import RiwayatJabatan

AKSI = "kinerja.view_distribution"
KATA = dict(Predikat.choices)


@dataclass(frozen=True, slots=True)
class Sebaran:
    """One SKPD: its predicates, its organisation's result, the warning."""

    skpd_id: int
    nama: str
    tahun: int
    capaian: CapaianOrganisasi | None
    pola: Pola

    @property
    def bagian(self) -> list[tuple[str, str, int, int]]:
        """(code, word, people, percent of the unit) of each predicate; percents make 100."""
        persen = persen_bulat(list(self.pola.jumlah.values()))
        return [
            (p, KATA[p], n, satu)
            for (p, n), satu in zip(self.pola.jumlah.items(), persen, strict=True)
        ]

    @property
    def batang(self) -> list[tuple[str, str, int, int, int]]:
        """The same with where each part begins, for a bar of 100."""
        awal, daftar = 0, []
        for kode, kata, n, persen in self.bagian:
            daftar.append((kode, kata, n, persen, awal))
            awal += persen
        return daftar

    @property
    def harapan(self) -> str:
        return KATA[self.pola.harapan] if self.capaian else ""


def _predicates(actor: Actor, periode: int, hari: date) -> dict[int, str]:
    """Person -> predicate of the month, or of the year."""
    if periode % 100:
        bulan = PenilaianBulanan.objects.filter(periode=periode).exclude(predikat="")
        terlihat = rows(actor, AKSI, bulan, at=hari)
        return dict(terlihat.values_list("pegawai_id", "predikat"))
    tahunan = Penilaian.objects.filter(
        jenis=Penilaian.Jenis.TAHUNAN, periode=periode, selesai_pada__isnull=False
    )
    return dict(rows(actor, AKSI, tahunan).values_list("pegawai_id", "predikat"))


def distribution(actor: Actor, periode: int) -> list[Sebaran]:
    """By SKPD; who stands where is that of the period's last day. Four queries."""
    hari = last_day(periode)
    unit = rows(actor, AKSI, UnitKerja.objects.pada(hari)).filter(AGENCIES)
    per_orang = _predicates(actor, periode, hari)
    posts = RiwayatJabatan.objects.pada(hari).filter(
        penugasan=RiwayatJabatan.Penugasan.DEFINITIF, pegawai_id__in=list(per_orang)
    )
    hitung: dict[int, Counter[str]] = {}
    nama = dict(unit.values_list("pk", "nama"))
    for pegawai_id, skpd_id, skpd_nama in posts.values_list(
        "pegawai_id", "jabatan__unit__skpd_id", "jabatan__unit__skpd__nama"
    ):
        nama.setdefault(skpd_id, skpd_nama)
        if per_orang[pegawai_id] in PREDIKAT:
            hitung.setdefault(skpd_id, Counter())[per_orang[pegawai_id]] += 1
    capaian = {
        c.unit_id: c
        for c in CapaianOrganisasi.objects.filter(unit_id__in=list(nama), tahun=periode // 100)
    }
    aturan = rules_of(periode, actor.instansi_id)
    daftar = []
    for skpd_id, kata in sorted(nama.items(), key=lambda n: n[1]):
        ada = capaian.get(skpd_id)
        lihat = pola(hitung.get(skpd_id, {}), ada.capaian if ada else "baik", aturan)
        if ada is None:
            lihat = Pola(lihat.jumlah, lihat.puncak, lihat.harapan)
        daftar.append(Sebaran(skpd_id, kata, periode // 100, ada, lihat))
    return daftar


def organisation_result(skp: SKP) -> CapaianOrganisasi | None:
    """The result of the year of the plan's unit, or of the nearest unit above it that has one."""
    ids = [int(pk) for pk in skp.unit.path.strip("/").split("/")]
    ada = CapaianOrganisasi.objects.filter(unit_id__in=ids, tahun=skp.tahun).select_related("unit")
    return max(ada, key=lambda c: ids.index(c.unit_id), default=None)


def pattern_word(capaian: str, aturan: Aturan) -> str:
    """Which predicate such a result leads one to expect most of; advice, never a quota."""
    return f"paling banyak {KATA[pola({}, capaian, aturan).harapan].lower()}"
