"""Applies the items of a draft to the old structure; what follows from them is found, not typed."""

from collections.abc import Callable, Iterable, Sequence

from selaras.aturan.simpeg.sotk.bentuk import (
    SALAH,
    Butir,
    Keadaan,
    Kunci,
    Pindah,
    PostBaru,
    Rencana,
    Temuan,
    Tindakan,
    UnitBaru,
)
from selaras.aturan.simpeg.sotk.periksa import findings

STRUKTURAL = "struktural"
PANJANG_KODE = 32


def plan(keadaan: Keadaan, butir: Sequence[Butir]) -> Rencana:
    """The new structure, who moves where, and what is wrong with it."""
    susun = _Susun(keadaan)
    urut = list(Tindakan)
    for b in sorted(butir, key=lambda b: (urut.index(Tindakan(b.tindakan)), b.nomor)):
        susun.langkah[Tindakan(b.tindakan)](b)
    return susun.finish(len(butir))


class _Susun:
    """The nodes while items are applied, phase by phase: units, posts, people."""

    def __init__(self, keadaan: Keadaan) -> None:
        self.keadaan = keadaan
        self.temuan: list[Temuan] = []
        self.unit_lama = {
            u.kode: UnitBaru(u.kode, u.nama, u.jenis, None, u.jenis_bayar, u.zona, u, [u.kode])
            for u in keadaan.unit
        }
        for u in keadaan.unit:
            self.unit_lama[u.kode].induk = self.unit_lama.get(u.induk)
        self.unit = list(self.unit_lama.values())
        self.post_lama: dict[Kunci, PostBaru] = {
            j.kunci: PostBaru(
                self.unit_lama[j.unit], j.kode, j.nama, j.jenis, j.eselon, j.kelas, j.kebutuhan,
                lama=j,
            )
            for j in keadaan.jabatan if j.unit in self.unit_lama
        }  # fmt: skip
        for j in keadaan.jabatan:
            if j.kunci in self.post_lama and j.atasan:
                self.post_lama[j.kunci].atasan = self.post_lama.get(j.atasan)
        self.post = list(self.post_lama.values())
        self.menggantung: list[tuple[Butir, UnitBaru]] = []  # units to hang when all are there
        self.berdiri: set[int] = set()  # posts that an item spoke of: never closed by themselves
        self.atasan: list[tuple[Butir, PostBaru]] = []
        self.tempat: dict[str, tuple[Butir, PostBaru]] = {}
        self.langkah: dict[Tindakan, Callable[[Butir], None]] = {
            Tindakan.UNIT_BARU: self.new_unit,
            Tindakan.UNIT_UBAH: self.change_unit,
            Tindakan.UNIT_GABUNG: self.merge_unit,
            Tindakan.UNIT_TUTUP: self.close_unit,
            Tindakan.JABATAN_BARU: self.new_post,
            Tindakan.JABATAN_UBAH: self.change_post,
            Tindakan.JABATAN_LEBUR: self.merge_post,
            Tindakan.JABATAN_TUTUP: self.close_post,
            Tindakan.ORANG: self.place,
        }

    def wrong(self, b: Butir, judul: str, siapa: str, cara: str) -> None:
        self.temuan.append(Temuan(SALAH, judul, siapa, cara, b.nomor))

    # Units

    def new_unit(self, b: Butir) -> None:
        if not (b.unit and b.nama and b.jenis):
            self.wrong(b, "Unit baru kurang isian", b.nama or b.unit or f"butir {b.nomor}",
                       "Isi kode, nama, dan jenis unit.")  # fmt: skip
            return
        baru = UnitBaru(b.unit, b.nama, b.jenis, butir=b.nomor, ditulis=True)
        if b.unit_asal and (asal := self._old_unit(b)):
            baru.asal, baru.induk = [b.unit_asal], asal.induk
            baru.jenis_bayar, baru.zona = asal.jenis_bayar, asal.zona
        self.unit.append(baru)
        self.menggantung.append((b, baru))

    def change_unit(self, b: Butir) -> None:
        if (unit := self._old_unit(b)) is None:
            return
        unit.butir = b.nomor
        for nama, nilai in (("kode", b.unit), ("nama", b.nama), ("jenis", b.jenis)):
            if nilai and getattr(unit, nama) != nilai:
                setattr(unit, nama, nilai)
                unit.ditulis = True
        if b.induk:
            self.menggantung.append((b, unit))

    def merge_unit(self, b: Butir) -> None:
        unit, tujuan = self._old_unit(b), self._unit(b, b.unit)
        if unit is None or tujuan is None:
            return
        if tujuan.akhir() is unit or tujuan is unit:
            self.wrong(b, "Penggabungan melingkar", f"{unit.nama} dan {tujuan.nama}",
                       "Pilih satu unit yang menerima.")  # fmt: skip
            return
        unit.ke, unit.butir = tujuan, b.nomor
        tujuan.asal.append(unit.kode if unit.lama is None else unit.lama.kode)

    def close_unit(self, b: Butir) -> None:
        if unit := self._old_unit(b):
            unit.tutup, unit.butir = True, b.nomor

    # Posts

    def new_post(self, b: Butir) -> None:
        unit = self._unit(b, b.unit)
        if unit is None:
            return
        if not (b.kode and b.nama and b.jenis):
            self.wrong(b, "Jabatan baru kurang isian", b.nama or f"butir {b.nomor}",
                       "Isi kode, nama, dan jenis jabatan.")  # fmt: skip
            return
        post = PostBaru(unit, b.kode, b.nama, b.jenis, b.eselon, b.kelas,
                        1 if b.kebutuhan is None else b.kebutuhan, ditulis=True,
                        butir=b.nomor)  # fmt: skip
        self.post.append(post)
        self.berdiri.add(id(post))
        self.atasan.append((b, post))

    def change_post(self, b: Butir) -> None:
        if (post := self._old_post(b)) is None:
            return
        post.butir = b.nomor
        self.berdiri.add(id(post))
        if b.unit and (tujuan := self._unit(b, b.unit)) and tujuan is not post.unit:
            post.unit, post.ditulis = tujuan, True
        for nama in ("kode", "nama", "jenis", "eselon"):
            if (nilai := getattr(b, nama)) and getattr(post, nama) != nilai:
                setattr(post, nama, nilai)
                post.ditulis = True
        for nama in ("kelas", "kebutuhan"):
            if (nilai := getattr(b, nama)) is not None and getattr(post, nama) != nilai:
                setattr(post, nama, nilai)
                post.ditulis = True
        if b.atasan:
            self.atasan.append((b, post))

    def merge_post(self, b: Butir) -> None:
        post, tujuan = self._old_post(b), self._post(b, (b.unit, b.kode))
        if post is None or tujuan is None:
            return
        if tujuan.akhir() is post:
            self.wrong(b, "Peleburan jabatan melingkar", post.sebut, "Pilih satu jabatan penerima.")
            return
        post.ke, post.butir = tujuan, b.nomor

    def close_post(self, b: Butir) -> None:
        if post := self._old_post(b):
            post.tutup, post.butir = True, b.nomor

    # People

    def place(self, b: Butir) -> None:
        tujuan = self._post(b, (b.unit, b.kode))
        if not any(o.nip == b.nip and o.definitif for o in self.keadaan.orang):
            self.wrong(b, "Pegawai tidak ditemukan", b.nip or f"butir {b.nomor}",
                       "Isi NIP pegawai yang memangku jabatan pada tanggal berlaku.")  # fmt: skip
        elif tujuan is not None:
            self.tempat[b.nip] = (b, tujuan)

    # What follows

    def finish(self, banyak: int) -> Rencana:
        """Hang units and posts, mark what must be written, move the people."""
        for b, unit in self.menggantung:
            induk = self._unit(b, b.induk) if b.induk else unit.induk
            if induk is not None and induk is not unit.induk:
                unit.ditulis = True
            unit.induk = induk
        for unit in self.unit:
            if unit.induk is not None and (akhir := unit.induk.akhir()) is not unit.induk:
                unit.induk, unit.ditulis = akhir, True
        self._spread_units()
        for post in self.post:
            self._settle_unit(post)
        self._free_codes()
        for b, post in self.atasan:
            atasan = self._post(b, b.atasan) if b.atasan else None
            if atasan is not None and atasan is not post.atasan:
                post.atasan, post.ditulis = atasan, True
        for post in self.post:
            if post.hidup:
                self._settle_superior(post)
        self._spread_posts()
        pindah = self._move_people()
        rencana = Rencana(self.unit, self.post, pindah, self.temuan)
        rencana.temuan += findings(rencana, self.keadaan, banyak)
        return rencana

    def _spread_units(self) -> None:
        """Whatever stands under a unit that is written anew is written anew: its path changes."""
        berubah = True
        while berubah:
            berubah = False
            for unit in self.unit:
                if not unit.ditulis and unit.hidup and unit.induk and unit.induk.ditulis:
                    unit.ditulis = berubah = True

    def _settle_unit(self, post: PostBaru) -> None:
        """A post follows its unit; the head of a merged unit goes unless an item keeps it."""
        akhir = post.unit.akhir()
        if akhir is not post.unit:
            if post.jenis == STRUKTURAL and id(post) not in self.berdiri:
                post.tutup = True
            post.unit, post.ditulis = akhir, True
        if post.unit.ditulis:
            post.ditulis = True

    def _free_codes(self) -> None:
        """Two posts of one code in a merged unit: the newcomer's code gets its old unit's."""
        terpakai: set[tuple[int, str]] = set()
        urut = sorted(self.post, key=lambda p: p.lama is None or p.lama.unit != p.unit.kode)
        for post in urut:
            if not post.hidup:
                continue
            if (id(post.unit), post.kode) in terpakai and post.lama is not None:
                post.kode = f"{post.kode}-{post.lama.unit}"[:PANJANG_KODE]
                post.ditulis = True
            terpakai.add((id(post.unit), post.kode))

    def _settle_superior(self, post: PostBaru) -> None:
        """A superior that went is replaced by what took it over, else by the nearest head."""
        lama = post.atasan
        kini = lama.akhir() if lama else None
        if kini is not None and kini.hidup and kini is not post:
            baru: PostBaru | None = kini
        elif lama is None and post.lama is not None:
            return  # stood at the top before
        else:
            baru = self._head_above(post, lama)
        if baru is not lama:
            post.atasan, post.ditulis = baru, True

    def _head_above(self, post: PostBaru, lama: PostBaru | None) -> PostBaru | None:
        unit: UnitBaru | None = post.unit
        while unit is not None:
            kepala = [
                p for p in self.post
                if p.hidup and p.unit is unit and p.jenis == STRUKTURAL and p is not post
            ]  # fmt: skip
            if kepala and not (post.jenis == STRUKTURAL and unit is post.unit):
                return max(kepala, key=lambda p: p.kelas or 0)
            unit = unit.induk
        while lama is not None and (lama.akhir() is post or not lama.akhir().hidup):
            lama = lama.atasan
        return lama.akhir() if lama else None

    def _spread_posts(self) -> None:
        berubah = True
        while berubah:
            berubah = False
            for post in self.post:
                if not post.ditulis and post.hidup and post.atasan and post.atasan.ditulis:
                    post.ditulis = berubah = True

    def _move_people(self) -> list[Pindah]:
        pindah = []
        for orang in self.keadaan.orang:
            asal = self.post_lama.get(orang.jabatan)
            if asal is None:
                continue
            ke: PostBaru = asal.akhir()
            if orang.definitif and orang.nip in self.tempat:
                ke = self.tempat[orang.nip][1].akhir()
            if ke.hidup and ke is asal and not ke.ditulis:
                ke.orang.append(orang)
                continue
            if ke.hidup:
                ke.orang.append(orang)
            sebut = asal.lama.nama if asal.lama else asal.nama
            pindah.append(Pindah(orang, sebut, ke if ke.hidup else None))
        return pindah

    # Finding by code: the new structure first, then what an old code has become

    def _old_unit(self, b: Butir) -> UnitBaru | None:
        if (unit := self.unit_lama.get(b.unit_asal)) is None:
            self.wrong(b, "Unit asal tidak ada", b.unit_asal or f"butir {b.nomor}",
                       "Pilih unit yang berlaku sebelum tanggal penataan.")  # fmt: skip
        return unit

    def _unit(self, b: Butir, kode: str) -> UnitBaru | None:
        baru = next((u for u in self.unit if u.kode == kode and u.hidup), None)
        if baru is None and (lama := self.unit_lama.get(kode)):
            baru = lama.akhir()
        if baru is None:
            self.wrong(b, "Unit tujuan tidak ada", kode or f"butir {b.nomor}",
                       "Isi kode unit yang ada di susunan lama atau di rancangan ini.")  # fmt: skip
        return baru

    def _old_post(self, b: Butir) -> PostBaru | None:
        if (post := self.post_lama.get((b.unit_asal, b.jabatan_asal))) is None:
            self.wrong(b, "Jabatan asal tidak ada", f"{b.unit_asal}/{b.jabatan_asal}",
                       "Pilih jabatan yang berlaku sebelum tanggal penataan.")  # fmt: skip
        return post

    def _post(self, b: Butir, kunci: Kunci | None) -> PostBaru | None:
        if kunci is None:
            return None
        if kunci in self.post_lama and self.post_lama[kunci].akhir().hidup:
            return self.post_lama[kunci].akhir()
        baru = next((p for p in self._alive() if (p.unit.kode, p.kode) == kunci), None)
        if baru is None:
            self.wrong(b, "Jabatan tujuan tidak ada", "/".join(kunci),
                       "Isi kode unit dan kode jabatan yang ada di susunan baru.")  # fmt: skip
        return baru

    def _alive(self) -> Iterable[PostBaru]:
        return (p for p in self.post if p.hidup)
