"""Places of tapping: who may set them for which units, what is refused, what the trail keeps."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.presensi import pemda_kecil as kecil
from tests.presensi.ponsel_uji import pemda

from selaras.aturan.lokasi import Titik
from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor, Wewenang
from selaras.presensi.models import TempatPresensi
from selaras.presensi.services.gawai.tempat import IsiTempat, end_tempat, save_tempat

pytestmark = pytest.mark.django_db
LINGKARAN, POLIGON = TempatPresensi.Bentuk.LINGKARAN, TempatPresensi.Bentuk.POLIGON


def isi(**lain) -> IsiTempat:
    dasar = {
        "nama": "Aula", "bentuk": LINGKARAN, "pusat": Titik(-2_000_000, 115_000_000),
        "radius_m": 80, "poligon": (), "mulai": date(2025, 1, 1),
    }  # fmt: skip
    return IsiTempat(**(dasar | lain))


def petugas(p: kecil.Pemda, n: int) -> Actor:
    unit = p.skpd[n]
    peran = Wewenang("pengelola_kepegawaian", p.instansi.pk, unit.pk, unit.path)
    return Actor(p.pegawai[0].user_id, "Petugas", kecil.AT, wewenang=(peran,))


def test_a_place_serves_its_units_and_the_trail_says_who_set_it() -> None:
    p = pemda()
    aktor = petugas(p, 0)
    tempat = save_tempat(
        actor=aktor, instansi=p.instansi, isi=isi(), unit_ids=[p.skpd[0].pk, p.bidang.pk]
    )
    assert set(tempat.unit.values_list("unit_id", flat=True)) == {p.skpd[0].pk, p.bidang.pk}
    sudut = (Titik(-2_000_000, 115_000_000), Titik(-2_001_000, 115_000_000),
             Titik(-2_000_000, 115_001_000))  # fmt: skip
    save_tempat(
        actor=aktor, instansi=p.instansi, tempat=tempat, unit_ids=[p.bidang.pk],
        isi=isi(bentuk=POLIGON, poligon=sudut, radius_m=None),
    )  # fmt: skip
    tempat.refresh_from_db()
    assert (tempat.bentuk, tempat.radius_m, len(tempat.poligon)) == ("poligon", None, 3)
    end_tempat(actor=aktor, tempat=tempat, sampai=date(2025, 6, 30))
    tempat.refresh_from_db()
    assert tempat.berlaku.upper == date(2025, 7, 1)
    assert Jejak.objects.filter(aksi="tempat.manage").count() == 3


def test_units_of_others_are_not_for_a_units_officer() -> None:
    p = pemda()
    with pytest.raises(PermissionDenied):
        save_tempat(actor=petugas(p, 1), instansi=p.instansi, isi=isi(), unit_ids=[p.skpd[0].pk])
    tempat = TempatPresensi.objects.get(nama="Kantor Dinas")
    with pytest.raises(PermissionDenied):
        end_tempat(actor=petugas(p, 1), tempat=tempat, sampai=date(2025, 6, 30))
    with pytest.raises(PermissionDenied):
        save_tempat(
            actor=petugas(p, 1), instansi=p.instansi, tempat=tempat, isi=isi(),
            unit_ids=[p.skpd[1].pk],
        )  # fmt: skip
    assert TempatPresensi.objects.count() == 1
    assert not Jejak.objects.exists()


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        ({"nama": "  "}, "Nama"),
        ({"radius_m": 0}, "Radius"),
        ({"radius_m": 90_000}, "Radius"),
        ({"pusat": Titik(-95_000_000, 0)}, "Koordinat"),
        ({"bentuk": POLIGON, "poligon": (Titik(0, 0), Titik(0, 1))}, "Poligon"),
        ({"sampai": date(2024, 1, 1)}, "Hari terakhir"),
        ({"nama": "Kantor Dinas"}, "sudah ada"),
    ],
)
def test_what_is_no_place_is_refused_with_a_reason(salah, kata) -> None:
    p = pemda()
    with pytest.raises(ValidationError, match=kata):
        save_tempat(
            actor=petugas(p, 0), instansi=p.instansi, isi=isi(**salah), unit_ids=[p.skpd[0].pk]
        )
    assert TempatPresensi.objects.count() == 1
