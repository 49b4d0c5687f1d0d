"""How predicates lie in each SKPD within reach, for a month or a year, against the pattern."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from selaras.aturan.predikat import PREDIKAT, Pola, pola
from selaras.core.permissions import Actor, rows
from selaras.kinerja.models import CapaianOrganisasi, Penilaian, PenilaianBulanan, Predikat
from selaras.kinerja.selectors.penilai import last_day, rules_of
from selaras.organisasi.models import UnitKerja
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
        """(code, word, people, percent of the unit) of each predicate."""
        semua = max(self.pola.semua, 1)
        return [
            (p, KATA[p], n, (200 * n + semua) // (2 * semua)) for p, n in self.pola.jumlah.items()
        ]

    @property
    def batang(self) -> list[tuple[str, str, int, int, int]]:
        """The same with where each part begins, for a bar of 100."""
        awal, daftar = 0, []
        for kode, kata, n, persen in self.bagian:
            lebar = min(persen, 100 - awal)
            daftar.append((kode, kata, n, lebar, awal))
            awal += lebar
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
    unit = rows(actor, AKSI, UnitKerja.objects.pada(hari)).filter(skpd=F("pk"))
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
