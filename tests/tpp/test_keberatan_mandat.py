"""An objection to pay answered by whom the superior gave a mandate: read, answered, read again."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from psycopg.types.range import DateRange
from tests.tpp import bulan_kecil as kecil
from tests.tpp.test_keberatan import file

from selaras.core.accounts.models import User
from selaras.core.permissions import middleware
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.models import Delegasi, TransisiLog
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import KeberatanTPP
from selaras.tpp.services import compute_month
from selaras.tpp.services.keberatan import answer_objection

pytestmark = pytest.mark.django_db


def _account(n: int) -> User:
    user = User.objects.create_user(f"pegawai{n}", "hutan-kopi-merapi", nama=f"Pegawai {n}")
    Pegawai.objects.filter(nama=f"Pegawai {n}").update(user=user)
    return user


@pytest.fixture
def keberatan(monkeypatch: pytest.MonkeyPatch) -> KeberatanTPP:
    """Pegawai 1 objects; she works under Pegawai 3."""
    hukum = kecil.law()
    monkeypatch.setattr("selaras.hukum.Law.load", classmethod(lambda cls: hukum))
    monkeypatch.setattr(middleware, "now", lambda: kecil.AT)
    instansi = kecil.build(4)
    Jabatan.objects.filter(kode="J1").update(atasan=Jabatan.objects.get(kode="J3"))
    compute_month(instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT)
    _account(1)
    return file(Pegawai.objects.select_related("instansi").get(nama="Pegawai 1"))


def test_a_mandate_lets_its_holder_answer_in_the_superiors_name(keberatan: KeberatanTPP) -> None:
    wakil = _account(4)
    actor = load_actor(wakil, at=kecil.AT)
    with pytest.raises(PermissionDenied):
        answer_objection(
            keberatan=keberatan, putusan="ditolak", jawaban="Tidak.", actor=actor, at=kecil.AT
        )
    alamat = reverse("tpp:keberatan_satu", args=[keberatan.pk])
    klien = Client()
    klien.force_login(wakil)
    assert klien.get(alamat).status_code == 404

    dari, kepada = (Pegawai.objects.get(nama=f"Pegawai {n}") for n in (3, 4))
    hari = kecil.AT.date()
    Delegasi.objects.create(
        dari_id=dari.pk, kepada_id=kepada.pk, dari_nama="Pegawai 3", kepada_nama="Pegawai 4",
        berlaku=DateRange(hari, hari + timedelta(days=4)), nomor_surat="1",
        tanggal_surat=date(2025, 12, 1), dibuat_pada=kecil.AT,
    )  # fmt: skip
    assert klien.get(alamat).status_code == 200
    isi = {"putusan": "ditolak", "jawaban": "Tidak ada suratnya.", "kunci": uuid.uuid4()}
    assert klien.post(alamat, isi).status_code == 302
    log = TransisiLog.objects.get(transisi="reject", objek_id=keberatan.pk)
    assert (log.pelaku_nama, log.atas_nama) == ("Pegawai 4", "Pegawai 3")
    assert "Tidak ada suratnya." in klien.get(alamat).content.decode()
