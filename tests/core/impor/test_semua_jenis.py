"""Every kind of import through its pages: template filled, partly wrong, mended, sent again."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.core.impor.berkas_uji import xlsx

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.impor.baca import read_table
from selaras.core.impor.models import BarisImpor, Impor
from selaras.core.impor.spec import Status, all_specs
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.presensi.models import Jadwal, Situs
from selaras.simpeg.models import PenataanOrganisasi

JENIS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("semua_jenis.yaml").read_text())
PADA = date(2025, 10, 15)
Baris = Mapping[str, Any]


@pytest.fixture
def kata(regensi_kecil: Dunia) -> dict[str, str]:
    """What the rows may name, by the word that stands for it."""
    pegang = list(
        RiwayatJabatan.objects.pada(PADA)
        .filter(penugasan=RiwayatJabatan.Penugasan.DEFINITIF, pegawai__nip__regex=r"^\d{18}$")
        .select_related("pegawai", "jabatan__unit")
        .order_by("jabatan__unit", "pegawai")
    )
    unit = Counter(r.jabatan.unit for r in pegang).most_common(1)[0][0]
    di_unit = [r for r in pegang if r.jabatan.unit == unit]
    jabatan = list(dict.fromkeys(r.jabatan for r in di_unit))
    orang = di_unit + [r for r in pegang if r.jabatan.unit != unit]
    rancangan = PenataanOrganisasi.objects.create(
        instansi=Instansi.objects.get(),
        judul="Rancangan uji",
        mulai=date(2027, 1, 1),
        disusun_pada=datetime(2025, 10, 1, tzinfo=UTC),
    )
    return {
        **{f"$p{i}": r.pegawai.nip for i, r in enumerate(orang)},
        **{f"$jabatan{i}": j.kode for i, j in enumerate(jabatan)},
        "$nama_jabatan": jabatan[0].nama,
        "$unit": unit.kode,
        **{f"$skpd{i}": u.kode for i, u in enumerate(UnitKerja.objects.filter(jenis="skpd"))},
        "$situs": Situs.objects.values_list("nama", flat=True)[0],
        "$sif": Jadwal.objects.values_list("kode", flat=True)[0],
        "$rancangan": str(rancangan.pk),
    }


@pytest.fixture
def admin(regensi_kecil: Dunia, client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT, settings.DEMO = tmp_path, True
    client.force_login(User.objects.get(username="admin"))
    return client


def test_no_kind_is_forgotten() -> None:
    assert set(JENIS) == {s.kode for s in all_specs()}


@pytest.mark.parametrize("jenis", sorted(JENIS))
def test_a_kind_is_taken_refused_by_row_mended_and_remembered(
    jenis: str, admin: Client, kata: dict[str, str]
) -> None:
    kerja = _Kerja(admin, jenis)
    baik = [_named(r, kata) for r in JENIS[jenis]["baik"]]
    buruk = [_named(r["isi"], kata) for r in JENIS[jenis]["buruk"]]
    benar = [_named(r["benar"], kata) for r in JENIS[jenis]["buruk"]]

    isi = kerja.fill(baik)
    impor = kerja.check(isi)
    assert _wrong(impor) == {} and impor.jumlah["baru"] + impor.jumlah["berubah"] == len(baik)
    kerja.take(impor)
    lagi = kerja.check(isi)
    assert (lagi.jumlah["sama"], lagi.jumlah["semua"]) == (len(baik), len(baik))

    # Partly wrong, under a heading nobody knows: matched once by hand.
    judul = [k for k in buruk[0] if k in baik[0]][-1]
    sebagian = kerja.fill([*baik, *buruk], ganti=judul)
    impor = kerja.check(sebagian, asing=judul)
    assert len(_wrong(impor)) == len(buruk), _wrong(impor)
    assert all(pesan for pesan in _wrong(impor).values())
    perbaikan = kerja.bad_rows(impor)
    assert len(perbaikan) == len(buruk) and all(row["Alasan"] for row in perbaikan)
    impor = kerja.check(_mended(perbaikan, benar))
    assert _wrong(impor) == {}
    kerja.take(impor)

    impor = kerja.upload(sebagian)
    assert _column(impor, _strange(judul)) == kerja.title_to_column(judul)  # remembered

    # Hopeless: nonsense in every cell, then a sheet of something else.
    kerja.check(kerja.fill([{k.judul: "???" for k in kerja.spec.kolom}]))
    asing = kerja.upload(xlsx([["Apa", "Ini"], ["x", "y"]]))
    halaman = kerja.match(asing)
    assert "Kolom wajib belum ada pasangannya" in halaman or kerja.required() == ""


class _Kerja:
    """An officer at one kind's pages."""

    def __init__(self, client: Client, jenis: str) -> None:
        self.client, self.jenis = client, jenis
        self.spec = next(s for s in all_specs() if s.kode == jenis)
        self.templat = client.get(reverse("impor:templat", args=[jenis])).content

    def fill(self, rows: list[Baris], ganti: str = "") -> bytes:
        """The template with these rows, one heading put into other words."""
        kepala = read_table(self.templat).baris[0]
        asing = {judul for baris in rows for judul in baris} - set(kepala)
        assert not asing, asing
        return xlsx(
            [
                [_strange(k) if k == ganti else k for k in kepala],
                *([baris.get(k) or None for k in kepala] for baris in rows),
            ]
        )

    def upload(self, isi: bytes) -> Impor:
        jawab = self.client.post(
            reverse("impor:mulai"),
            {"jenis": self.jenis, "berkas": SimpleUploadedFile("data.xlsx", isi),
             "sejak": "2025-12-01", "sumber": "Sistem lama", "lembar": ""},
        )  # fmt: skip
        assert jawab.status_code == 302, jawab.content.decode()
        return Impor.objects.latest("id")

    def match(self, impor: Impor, **pilih: str) -> str:
        """Send the page's own proposal, and what a person chooses besides."""
        data = {f"k{p['indeks']}": pilih.get(p["judul"], p["kolom"]) for p in impor.padanan}
        jawab = self.client.post(reverse("impor:kolom", args=[impor.pk]), data, follow=True)
        return jawab.content.decode()

    def check(self, isi: bytes, asing: str = "") -> Impor:
        impor = self.upload(isi)
        pilih = {_strange(asing): self.title_to_column(asing)} if asing else {}
        self.match(impor, **pilih)
        impor.refresh_from_db()
        assert impor.status == Impor.Status.DIPERIKSA
        return impor

    def take(self, impor: Impor) -> None:
        self.client.post(reverse("impor:ambil", args=[impor.pk]))
        impor.refresh_from_db()
        assert impor.status == Impor.Status.DIAMBIL

    def bad_rows(self, impor: Impor) -> list[dict[str, str]]:
        """The sheet of wrong rows with its reasons."""
        isi = self.client.get(reverse("impor:salah", args=[impor.pk]))
        kepala, *rows = read_table(isi.content).baris
        return [dict(zip(kepala, row, strict=False)) for row in rows]

    def title_to_column(self, judul: str) -> str:
        return next(k.nama for k in self.spec.kolom if k.judul == judul)

    def required(self) -> str:
        return ", ".join(k.judul for k in self.spec.kolom if k.wajib)


def _strange(judul: str) -> str:
    return f"Isian {judul[::-1]}"


def test_a_cell_that_is_wrong_is_not_also_called_empty(admin: Client, kata: dict[str, str]) -> None:
    kerja = _Kerja(admin, "hasil-kerja")
    baris = {"NIP": kata["$p0"], "Bulan": "2025-10", "Predikat": "Lumayan"}
    (pesan,) = _wrong(kerja.check(kerja.fill([baris]))).values()
    assert pesan == (
        "predikat: 'Lumayan' tidak dikenal. "
        "Pilihan: sangat baik, baik, butuh perbaikan, kurang, sangat kurang."
    )


def _named(baris: Baris, kata: Mapping[str, str]) -> Baris:
    def satu(nilai: Any) -> Any:
        return re.sub(r"\$\w+", lambda m: kata[m[0]], nilai) if isinstance(nilai, str) else nilai

    return {judul: satu(nilai) for judul, nilai in baris.items()}


def _wrong(impor: Impor) -> dict[int, str]:
    return {
        b.nomor: "; ".join(f"{k}: {p}" for k, p, peringatan in b.temuan if not peringatan)
        for b in BarisImpor.objects.filter(impor=impor, status=Status.SALAH)
    }


def _column(impor: Impor, judul: str) -> str:
    return str(next(p["kolom"] for p in impor.padanan if p["judul"] == judul))


def _mended(perbaikan: list[dict[str, str]], benar: list[Baris]) -> bytes:
    rows = [{**salah, **betul} for salah, betul in zip(perbaikan, benar, strict=True)]
    kepala = list(dict.fromkeys(judul for row in rows for judul in row))
    return xlsx([kepala, *([row.get(k) or None for k in kepala] for row in rows)])
