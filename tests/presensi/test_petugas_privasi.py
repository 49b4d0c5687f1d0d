"""What officers write down, and what is forgotten: positions, selfies; finger templates never."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.izin import dunia as dunia_izin

from selaras.core.audit.models import Jejak
from selaras.core.files.models import Berkas
from selaras.core.files.services import simpan_berkas
from selaras.core.permissions import system_actor
from selaras.core.permissions.selectors import load_actor
from selaras.hukum import Law
from selaras.presensi.models import BuktiKetukan, CatatanPetugas, Ketukan, PemasanganPonsel
from selaras.presensi.services import ensure_partitions
from selaras.presensi.services.gawai.petugas import write_down
from selaras.presensi.services.gawai.privasi import forget_positions
from selaras.presensi.services.masuk.simpan_ketukan import BarisBukti, situs_ponsel, store_taps

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(db: None) -> dunia_izin.Dunia:
    return dunia_izin.build()


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def hukum(cara: str = "langsung", hari: int = 60) -> Law:
    return Law.from_dict(
        {
            "daerah": {"contoh": {}},
            "presensi.daftar_petugas": cara,
            "presensi.simpan_posisi_hari": hari,
        }
    )


def catat(dunia, nama: str = "staf", *, cara: str = "langsung", **isi) -> CatatanPetugas:
    actor = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    bawaan = {
        "tanggal": timezone.localdate() - timedelta(days=1), "masuk": time(7, 20),
        "pulang": time(16, 5), "alasan": "Tidak punya ponsel", "bukti": None,
    }  # fmt: skip
    return write_down(
        pegawai=dunia.pegawai[nama], actor=actor, at=timezone.now(), law=hukum(cara),
        **(bawaan | isi),
    )  # fmt: skip


def test_noted_times_become_taps_that_say_who_noted_them(dunia) -> None:
    catat(dunia)
    ketukan = Ketukan.objects.order_by("waktu")
    assert [(k.sumber, k.pegawai_id) for k in ketukan] == [(6, dunia.pegawai["staf"].pk)] * 2
    bukti = BuktiKetukan.objects.first()
    assert (bukti.mode, bukti.keadaan) == (5, 1)
    assert bukti.akun_id == dunia.user["pengelola_kepegawaian"].pk
    jejak = Jejak.objects.get(aksi="presensi.list")
    assert jejak.person_id == dunia.pegawai["staf"].pk
    daftar = masuk(dunia, "staf").get(reverse("presensi:petugas")).text
    assert "Tidak punya ponsel" in daftar
    assert "Pengelola" in daftar


def test_where_law_says_so_they_wait_for_the_superior(dunia) -> None:
    catat(dunia, cara="menunggu_atasan")
    assert not Ketukan.objects.exists()
    assert {b.keadaan for b in BuktiKetukan.objects.all()} == {2}


def test_nobody_notes_her_own_times_nor_those_of_others_units_nor_the_future(dunia) -> None:
    with pytest.raises(PermissionDenied):
        catat(dunia, "pengelola_kepegawaian")
    with pytest.raises(PermissionDenied):
        catat(dunia, "tetangga")
    for salah in (
        {"tanggal": timezone.localdate() + timedelta(days=1)},
        {"masuk": None, "pulang": None},
        {"alasan": "x"},
        {"tanggal": timezone.localdate() - timedelta(days=60)},
    ):
        with pytest.raises(ValidationError):
            catat(dunia, **salah)
    assert not BuktiKetukan.objects.exists()


def test_the_form_takes_a_proof_and_says_what_is_wrong(dunia) -> None:
    client, url = masuk(dunia, "pengelola_kepegawaian"), reverse("presensi:petugas_catat")
    kemarin = (timezone.localdate() - timedelta(days=1)).isoformat()
    isi = {"nip": dunia.pegawai["staf"].nip, "tanggal": kemarin, "masuk": "07:20",
           "alasan": "Mesin kantor rusak"}  # fmt: skip
    assert client.post(url, isi | {"nip": dunia.pegawai["tetangga"].nip}).status_code == 422
    jawab = client.post(url, isi | {"bukti": SimpleUploadedFile("daftar.png", png())})
    assert jawab.status_code == 302, jawab.text[-2000:]
    satu = CatatanPetugas.objects.get()
    assert satu.bukti is not None


def png() -> bytes:
    isi = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(isi, "PNG")
    return isi.getvalue()


def ketukan_ponsel(dunia, waktu: datetime, selfie: Berkas | None = None) -> None:
    staf = dunia.pegawai["staf"]
    store_taps(
        [BarisBukti(staf.pk, waktu, uuid4(), dunia.user["staf"].pk, None, 1, None, -3_300_000,
                    114_600_000, 12, 40, None, False, None, None, None, 0, 1,
                    selfie.pk if selfie else None)],
        situs_id=situs_ponsel(staf.instansi_id), at=waktu,
    )  # fmt: skip


def test_old_positions_and_selfies_are_forgotten_and_the_taps_stay(
    dunia, django_capture_on_commit_callbacks
) -> None:
    kini = timezone.now()
    actor = load_actor(dunia.user["staf"], at=kini)
    foto = simpan_berkas(actor, SimpleUploadedFile("saya.png", png()), keperluan="presensi.selfie")
    ketukan_ponsel(dunia, kini - timedelta(days=62), foto)
    ketukan_ponsel(dunia, kini - timedelta(days=58))
    sistem = system_actor("uji", at=kini)
    instansi = dunia.instansi["uji"]
    with django_capture_on_commit_callbacks(execute=True):
        hasil = forget_positions(instansi=instansi, actor=sistem, at=kini, law=hukum())
    assert (hasil.posisi, hasil.selfie) == (1, 1)
    lama, baru = BuktiKetukan.objects.order_by("waktu")
    assert (lama.lintang_e6, lama.bujur_e6, lama.akurasi_m, lama.jarak_m, lama.selfie_id) == (
        None,
    ) * 5
    assert baru.lintang_e6 == -3_300_000
    assert Ketukan.objects.count() == 2
    assert not Berkas.objects.filter(pk=foto.pk).exists()
    assert "Posisi 1 ketukan dan 1 foto" in Jejak.objects.latest("pk").keterangan
    banyak = Jejak.objects.count()
    forget_positions(instansi=instansi, actor=sistem, at=kini, law=hukum())
    assert Jejak.objects.count() == banyak  # nothing to forget, nothing to tell


def test_whoever_opens_anothers_position_is_seen_by_her(dunia) -> None:
    waktu = datetime.combine(timezone.localdate(), time(1), UTC)
    ketukan_ponsel(dunia, waktu)
    staf = dunia.pegawai["staf"]
    url = reverse("presensi:bukti", args=[staf.pk, timezone.localdate().isoformat()])
    assert "-3.300000, 114.600000" in masuk(dunia, "staf").get(url).text
    assert not Jejak.objects.filter(aksi="presensi.view_bukti").exists()
    assert "-3.300000" in masuk(dunia, "kepala").get(url).text
    jejak = Jejak.objects.get(aksi="presensi.view_bukti")
    assert (jejak.person_id, jejak.membaca) == (staf.pk, True)
    assert "Kepala" in masuk(dunia, "staf").get(reverse("jejak:saya")).text
    assert masuk(dunia, "tetangga").get(url).status_code == 404


def test_everybody_reads_what_is_taken_and_for_how_long(dunia) -> None:
    for nama in ("staf", "tanpa pegawai"):
        halaman = masuk(dunia, nama).get(reverse("presensi:privasi")).text
        assert "Tidak pernah disimpan di sini" in halaman
    assert "60 hari" in masuk(dunia, "staf").get(reverse("presensi:privasi")).text


def test_a_person_sees_what_is_kept_about_her_until_it_is_deleted(dunia) -> None:
    staf, at = dunia.pegawai["staf"], timezone.now()
    saat = at - timedelta(days=2)
    ensure_partitions([saat.date()])
    BuktiKetukan.objects.create(
        pegawai=staf, waktu=saat, kunci=uuid4(), mode=1, keadaan=1, tanda=0, luring=False,
        lintang_e6=-3_300_000, bujur_e6=115_400_000, diterima_pada=saat,
    )  # fmt: skip
    PemasanganPonsel.objects.create(
        pemasangan=uuid4(), akun=staf.user, kunci_publik=b"x" * 64, nama="Chrome, Android",
        dibuat_pada=saat,
    )  # fmt: skip
    client, alamat = masuk(dunia, "staf"), reverse("presensi:privasi")
    teks = client.get(alamat).text
    hari = saat.astimezone(ZoneInfo(staf.instansi.zona)).date()
    bukti = reverse("presensi:bukti", args=[staf.pk, hari.isoformat()])
    assert "1 posisi dan 0 foto" in teks and "Chrome, Android" in teks and bukti in teks
    assert "-3.300000" in client.get(bukti).text
    assert bukti not in masuk(dunia, "kepala").get(alamat).text
    forget_positions(
        instansi=staf.instansi, actor=system_actor("malam", at=at), at=at + timedelta(days=90)
    )
    teks = client.get(alamat).text
    assert "0 posisi dan 0 foto" in teks and bukti not in teks


TEMPLAT = "TUlOR0tJU0lEQUtKQVJJMTIzNDU2Nzg5MA"


def test_a_finger_template_that_a_machine_sends_is_stored_nowhere(dunia) -> None:
    """By the machines' own door, wherever in the body it stands: no column holds a piece of it."""
    mesin = dunia.objek["mesin"]
    mesin.status, mesin.disetujui_pada = "disetujui", timezone.now()
    mesin.save()
    isi = (
        f"FP PIN=1160\tFID=0\tSize=34\tValid=1\tTMP={TEMPLAT}\n"
        f"FACE PIN=1160\tFID=0\tSIZE=34\tVALID=1\tTMP={TEMPLAT}\n"
        f"USERPIC PIN=1160\tFileName=1.jpg\tSize=34\tContent={TEMPLAT}\n"
        f"BIODATA Pin=1160\tNo=0\tType=9\tTmp={TEMPLAT}\n"
    )
    for tabel in ("OPERLOG", "ATTLOG", "BIODATA", "FINGERTMP"):
        Client().post(
            f"/iclock/cdata?SN={mesin.sn}&table={tabel}&Stamp=9999", isi.encode(),
            content_type="text/plain",
        )  # fmt: skip
    assert holders(TEMPLAT[:12]) == []


def holders(teks: str) -> list[str]:
    """Tables with a row in which the text stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n "
            "on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'"
        )
        tabel = [b[0] for b in cursor.fetchall()]
        ada = []
        for nama in tabel:
            cursor.execute(
                f"select exists (select from {nama} t where t::text like %s)",
                [f"%{teks}%"],
            )
            if cursor.fetchone()[0]:
                ada.append(nama)
    return ada


def test_the_search_for_templates_would_find_one(dunia) -> None:
    pegawai = dunia.pegawai["staf"]
    pegawai.nama = TEMPLAT[:30]
    pegawai.save()
    assert "pegawai_pegawai" in holders(TEMPLAT[:12])
