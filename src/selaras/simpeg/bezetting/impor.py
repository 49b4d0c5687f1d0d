"""Import of workload (ABK) and granted posts (formasi) of many posts from one sheet.

Lines with a duty join the year's lines of their post, which then count anew; a line without one
only says what was granted.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from selaras.core.impor.lazim import kode_jabatan, kode_unit
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec
from selaras.core.impor.urai import bulat, teks
from selaras.core.masa.simpan import any_of
from selaras.organisasi.models import Jabatan
from selaras.organisasi.rujukan import resolve_jabatan
from selaras.simpeg.bezetting.services import UBAH, Beban, save_workloads
from selaras.simpeg.models import BebanKerja, KebutuhanJabatan
from selaras.simpeg.selectors.keadaan import law_of

BARIS = ("hasil", "volume", "menit")
TETAPAN = ("formasi", "dasar")
TAHUN = (2000, 2100)
Kunci = tuple[int, int]  # post, year


class ImporABK(Spec):
    kode = "abk"
    judul = "Analisis beban kerja dan formasi"
    uraian = "Uraian tugas, volume, dan waktu tiap jabatan, serta formasi yang ditetapkan."
    aksi = UBAH
    aksi_lihat = UBAH
    urutan = 22
    kunci = ("kode_unit", "kode_jabatan", "tahun", "uraian")
    catatan = (
        "Baris tanpa uraian tugas hanya menyebut formasi. Uraian yang sama pada jabatan dan tahun "
        "itu diperbarui, yang lain tetap.",
    )
    kolom = (
        kode_unit(),
        kode_jabatan(),
        Kolom("tahun", "Tahun", bulat(*TAHUN), wajib=True, contoh="2026"),
        Kolom("uraian", "Uraian tugas", teks(300), contoh="Menyusun naskah dinas",
              sinonim=("uraian", "tugas", "kegiatan")),
        Kolom("hasil", "Hasil kerja", teks(80), contoh="naskah", sinonim=("satuan hasil",)),
        Kolom("volume", "Volume setahun", bulat(0, 10_000_000), contoh="1200",
              sinonim=("volume", "beban kerja", "jumlah hasil")),
        Kolom("menit", "Menit per hasil", bulat(1, 75_000), contoh="30",
              sinonim=("waktu penyelesaian", "norma waktu", "menit")),
        Kolom("formasi", "Formasi ditetapkan", bulat(0, 5000), sinonim=("formasi",)),
        Kolom("dasar", "Dasar penetapan", teks(160)),
    )  # fmt: skip

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        del ctx
        tugas = str(baris.get("uraian", "")).strip().lower()
        return (baris.nilai["kode_unit"], baris.nilai["kode_jabatan"], baris.nilai["tahun"], tugas)

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_jabatan(baris, ctx, ctx.actor.reach(self.aksi))
        for b in baris:
            if b.get("uraian"):
                for n in ("volume", "menit"):
                    if b.get(n) is None:
                        b.wrong(n, "Uraian tugas perlu volume dan menitnya.")
            elif b.get("formasi") is None:
                b.wrong("uraian", "Isi uraian tugas, atau formasinya.")

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        ids = any_of({b.rujukan["jabatan_id"] for b in baris})
        tugas = {
            (x.jabatan_id, x.tahun, x.uraian.strip().lower()): x
            for x in BebanKerja.objects.filter(jabatan_id__in=ids)
        }
        tetapan = {
            (x.jabatan_id, x.tahun): x for x in KebutuhanJabatan.objects.filter(jabatan_id__in=ids)
        }
        for b in baris:
            kunci = (b.rujukan["jabatan_id"], b.nilai["tahun"])
            baru = {n: b.nilai[n] for n in (*BARIS, *TETAPAN) if n in b.nilai}
            lama: dict[str, Any] = {}
            if (satu := tetapan.get(kunci)) is not None:
                lama |= {n: getattr(satu, n) for n in TETAPAN}
            uraian = str(b.get("uraian", "")).strip()
            ada = tugas.get((*kunci, uraian.lower()))
            if ada is not None:
                lama |= {n: getattr(ada, n) for n in BARIS}
            if uraian and ada is None:
                b.found(None, {"uraian": uraian, **baru})
            else:
                b.found(lama if ada or satu else None, baru)

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        milik: dict[Kunci, list[Baris]] = defaultdict(list)
        for b in baris:
            milik[b.rujukan["jabatan_id"], b.nilai["tahun"]].append(b)
        aturan = law_of(ctx.instansi_id, ctx.actor.day())
        ids = any_of({pk for pk, _ in milik})
        jabatan = Jabatan.objects.select_related("unit").filter(pk__in=ids).in_bulk()
        lines, granted = _stored_lines(list(jabatan)), _stored_grants(list(jabatan))
        semua = []
        for kunci, kelompok in milik.items():
            isi = lines[kunci]
            tetapan = {n: b.nilai[n] for b in kelompok for n in TETAPAN if n in b.nilai}
            for b in kelompok:
                if uraian := str(b.get("uraian", "")).strip():
                    isi[uraian.lower()] = {
                        "uraian": uraian, "hasil": b.get("hasil") or "",
                        "volume": b.nilai["volume"], "menit": b.nilai["menit"],
                    }  # fmt: skip
            semua.append(Beban(jabatan[kunci[0]], kunci[1], list(isi.values()),
                               **(granted.get(kunci, {}) | tetapan)))  # fmt: skip
        save_workloads(actor=ctx.actor, aturan=aturan, beban=semua)


def _stored_lines(ids: Sequence[int]) -> dict[Kunci, dict[str, dict[str, Any]]]:
    """The lines of each post and year by their duty; one query."""
    hasil: dict[Kunci, dict[str, dict[str, Any]]] = defaultdict(dict)
    for x in BebanKerja.objects.filter(jabatan_id__in=any_of(ids)).order_by("urutan"):
        hasil[x.jabatan_id, x.tahun][x.uraian.strip().lower()] = {
            "uraian": x.uraian, "hasil": x.hasil, "volume": x.volume, "menit": x.menit,
        }  # fmt: skip
    return hasil


def _stored_grants(ids: Sequence[int]) -> dict[Kunci, dict[str, Any]]:
    """What was granted to each post in each year; one query."""
    return {
        (x.jabatan_id, x.tahun): {n: getattr(x, n) for n in TETAPAN}
        for x in KebutuhanJabatan.objects.filter(jabatan_id__in=any_of(ids))
    }
