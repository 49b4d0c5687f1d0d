"""The sample's proposals stand in every state, a structure is in work, workload is written down."""

from collections import Counter

from selaras.contoh.dunia import Dunia
from selaras.simpeg.models import (
    DokumenPegawai,
    KebutuhanJabatan,
    PenataanOrganisasi,
    Penghargaan,
    RiwayatPelatihan,
    UsulRiwayat,
)
from selaras.simpeg.penataan.selectors import plan_of


def test_proposals_stand_in_every_state(regensi: Dunia) -> None:
    assert Counter(UsulRiwayat.objects.values_list("status", flat=True)) == {
        "draf": 1, "diajukan": 1, "diteruskan": 1, "disetujui": 2, "dikembalikan": 1, "ditolak": 2,
        "dibatalkan": 1,
    }  # fmt: skip
    assert Penghargaan.objects.filter(nama="Pegawai Teladan SKPD").exists()
    assert RiwayatPelatihan.objects.get(nama="Pelayanan Informasi Publik").jam is None
    assert DokumenPegawai.objects.count() == 2


def test_two_agencies_are_being_joined_and_one_head_has_no_post_yet(regensi: Dunia) -> None:
    draf = PenataanOrganisasi.objects.get()
    assert draf.status == "draf"
    assert [t.judul for t in plan_of(draf).salah] == ["Pegawai tanpa jabatan"]


def test_some_posts_have_their_need_by_workload_and_by_grant(regensi: Dunia) -> None:
    butuh = KebutuhanJabatan.objects
    assert butuh.filter(abk__isnull=False).count() == 6
    assert butuh.filter(formasi__isnull=False).count() == 2
