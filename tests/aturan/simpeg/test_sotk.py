"""A new structure from the old one: merged, split, renamed, moved, closed; nobody left behind."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.simpeg.sotk import Butir, Keadaan, Pemangku, PostLama, UnitLama, plan

UNIT = (
    UnitLama(1, "A", "Dinas Alam", "skpd"),
    UnitLama(2, "A1", "Bidang Hutan", "bidang", "A"),
    UnitLama(3, "A11", "Seksi Bibit", "seksi", "A1"),
    UnitLama(4, "B", "Dinas Buku", "skpd"),
)
POST = (
    PostLama(11, "A", "K", "Kepala Dinas Alam", "struktural", "II.b", 14),
    PostLama(12, "A1", "K", "Kepala Bidang Hutan", "struktural", "III.b", 11, atasan=("A", "K")),
    PostLama(13, "A11", "P", "Pengelola Bibit", "pelaksana", "", 6, 2, atasan=("A1", "K")),
    PostLama(14, "B", "K", "Kepala Dinas Buku", "struktural", "II.b", 14),
    PostLama(15, "B", "P", "Pengelola Buku", "pelaksana", "", 6, 3, atasan=("B", "K")),
)
ORANG = (
    Pemangku(101, 1, "1" * 18, "Ani", ("A", "K")),
    Pemangku(102, 2, "2" * 18, "Budi", ("A1", "K")),
    Pemangku(103, 3, "3" * 18, "Cici", ("A11", "P")),
    Pemangku(104, 4, "4" * 18, "Didi", ("B", "K")),
    Pemangku(105, 5, "5" * 18, "Euis", ("B", "P")),
)
LAMA = Keadaan(UNIT, POST, ORANG)


def judul(butir: list[Butir]) -> list[str]:
    return [t.judul for t in plan(LAMA, butir).salah]


def test_a_renamed_unit_takes_everything_below_it_along_and_leaves_the_rest() -> None:
    r = plan(LAMA, [Butir(1, "unit_ubah", unit_asal="A1", nama="Bidang Rimba")])
    assert not r.salah
    assert {u.nama for u in r.unit_hidup if u.ditulis} == {"Bidang Rimba", "Seksi Bibit"}
    assert {m.orang.nama for m in r.pindah} == {"Budi", "Cici"}
    assert {j.lama.id for j in r.jabatan_berakhir if j.lama} == {12, 13}


def test_a_merge_moves_people_and_asks_where_the_second_head_goes() -> None:
    gabung = Butir(1, "unit_gabung", unit_asal="B", unit="A")
    r = plan(LAMA, [gabung])
    assert [(t.judul, t.siapa) for t in r.salah] == [
        ("Pegawai tanpa jabatan", f"Didi (NIP {'4' * 18})")
    ]
    r = plan(LAMA, [gabung, Butir(2, "jabatan_baru", unit="A", kode="S", nama="Sekretaris",
                                  jenis="struktural", kelas=12),
                    Butir(3, "orang", nip="4" * 18, unit="A", kode="S")])  # fmt: skip
    assert not r.salah
    euis = next(m for m in r.pindah if m.orang.nama == "Euis")
    assert euis.ke is not None
    assert (euis.ke.unit.kode, euis.ke.atasan.nama if euis.ke.atasan else "") == (
        "A", "Kepala Dinas Alam",
    )  # fmt: skip
    assert "Kelas jabatan turun" in {t.judul for t in r.temuan}


def test_a_split_gives_the_new_unit_its_posts_and_their_people() -> None:
    r = plan(LAMA, [
        Butir(1, "unit_baru", unit="C", nama="Dinas Bibit", jenis="skpd", unit_asal="A"),
        Butir(2, "jabatan_baru", unit="C", kode="K", nama="Kepala Dinas Bibit",
              jenis="struktural", kelas=14),
        Butir(3, "jabatan_ubah", unit_asal="A11", jabatan_asal="P", unit="C", atasan=("C", "K")),
    ])  # fmt: skip
    assert not r.salah
    (cici,) = r.pindah
    assert cici.ke is not None and cici.ke.unit.nama == "Dinas Bibit"
    assert cici.ke.atasan is not None and cici.ke.atasan.nama == "Kepala Dinas Bibit"


def test_what_cannot_stand_is_named() -> None:
    assert judul([]) == ["Belum ada perubahan"]
    assert "Unit tanpa induk" in judul([Butir(1, "unit_tutup", unit_asal="A1")])
    assert "Pegawai tanpa jabatan" in judul(
        [Butir(1, "jabatan_tutup", unit_asal="B", jabatan_asal="P")]
    )
    assert "Susunan unit melingkar" in judul([Butir(1, "unit_ubah", unit_asal="A", induk="A11")])
    assert "Penggabungan melingkar" in judul(
        [Butir(1, "unit_gabung", unit_asal="A", unit="B"),
         Butir(2, "unit_gabung", unit_asal="B", unit="A")]
    )  # fmt: skip
    assert "Atasan melingkar" in judul(
        [Butir(1, "jabatan_ubah", unit_asal="A", jabatan_asal="K", atasan=("A11", "P"))]
    )
    assert "Unit asal tidak ada" in judul([Butir(1, "unit_tutup", unit_asal="Z")])
    assert "Kode unit dipakai dua kali" in judul(
        [Butir(1, "unit_baru", unit="B", nama="X", jenis="skpd")]
    )
    assert "Jabatan pimpinan dipangku lebih dari satu orang" in judul(
        [Butir(1, "orang", nip="5" * 18, unit="B", kode="K")]
    )


def test_a_closed_superior_is_replaced_by_the_next_head() -> None:
    r = plan(LAMA, [
        Butir(1, "jabatan_tutup", unit_asal="A1", jabatan_asal="K"),
        Butir(2, "orang", nip="2" * 18, unit="A11", kode="P"),
    ])  # fmt: skip
    bibit = next(j for j in r.jabatan_hidup if j.nama == "Pengelola Bibit")
    assert bibit.atasan is not None and bibit.atasan.nama == "Kepala Dinas Alam"


def test_posts_without_class_are_named_but_do_not_stop() -> None:
    r = plan(LAMA, [Butir(1, "jabatan_baru", unit="B", kode="N", nama="Arsiparis",
                          jenis="fungsional")])  # fmt: skip
    assert not r.salah
    assert [(t.judul, t.siapa) for t in r.temuan] == [
        ("Jabatan tanpa kelas", "Arsiparis (Dinas Buku)")
    ]


@given(st.lists(st.sampled_from([
    Butir(1, "unit_ubah", unit_asal="A1", induk="B"),
    Butir(2, "unit_gabung", unit_asal="B", unit="A1"),
    Butir(3, "unit_tutup", unit_asal="A11"),
    Butir(4, "jabatan_lebur", unit_asal="B", jabatan_asal="K", unit="A", kode="K"),
    Butir(5, "jabatan_tutup", unit_asal="A11", jabatan_asal="P"),
    Butir(6, "unit_ubah", unit_asal="A", nama="Dinas Baru"),
    Butir(7, "orang", nip="3" * 18, unit="B", kode="P"),
]), unique_by=lambda b: b.nomor))  # fmt: skip
@settings(deadline=None)
def test_nobody_is_lost_whatever_the_items_say(butir: list[Butir]) -> None:
    """Each holder stays, moves to a post that stands, or is named as without one."""
    r = plan(LAMA, butir)
    tetap = {o.pegawai_id for j in r.jabatan_hidup for o in j.orang}
    tanpa = {m.orang.pegawai_id for m in r.pindah if m.ke is None}
    assert tetap | tanpa == {1, 2, 3, 4, 5}
    assert not tetap & tanpa
    assert len(tanpa) == sum(t.judul == "Pegawai tanpa jabatan" for t in r.temuan)
    assert plan(LAMA, [replace(b) for b in reversed(butir)]).salah == r.salah
