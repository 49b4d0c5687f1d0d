"""Import of results under PP 30/2019 as they were: points, with the predicate they give."""

from collections.abc import Sequence
from decimal import Decimal

from selaras.core.impor.lazim import nip_pegawai
from selaras.core.impor.spec import Baris, Kolom, Konteks, Spec, show_persen
from selaras.core.impor.urai import bulat, persen, teks, ya_tidak
from selaras.core.masa.simpan import any_of
from selaras.hukum import NotInForce
from selaras.kinerja.models import NilaiPP30
from selaras.kinerja.services.pp30 import IsiPP30, NilaiDitolak, outside, valued
from selaras.pegawai.rujukan import resolve_pegawai

TERBACA = 99_999  # hundredths that the column holds; the law's own bound is asked in resolve
ISI = ("nilai_skp", "nilai_perilaku", "ide_baru", "keterangan")


class ImporNilaiPP30(Spec):
    kode = "nilai-pp30"
    judul = "Nilai kinerja PP 30/2019"
    uraian = "Nilai SKP dan perilaku dari masa berlakunya PP 30/2019."
    aksi = "kinerja.record"
    aksi_lihat = "kinerja.view"
    urutan = 67
    kunci = ("nip", "tahun", "semester")
    kolom = (
        nip_pegawai(),
        Kolom("tahun", "Tahun", bulat(1900, 2100), wajib=True, contoh="2021"),
        Kolom("semester", "Semester", bulat(0, 2), contoh="2", bantuan="Kosong = setahun."),
        Kolom("nilai_skp", "Nilai SKP", persen(0, TERBACA), wajib=True, contoh="95,10",
              sinonim=("skp",), tampil=show_persen),
        Kolom("nilai_perilaku", "Nilai perilaku", persen(0, TERBACA), wajib=True, contoh="84",
              sinonim=("perilaku", "perilaku kerja"), tampil=show_persen),
        Kolom("rekan", "Dinilai rekan", ya_tidak, contoh="tidak",
              sinonim=("dengan rekan", "360"), bantuan="Ya = perilaku berbobot lebih besar."),
        Kolom("ide_baru", "Ide baru", ya_tidak, contoh="tidak", sinonim=("ide", "inovasi")),
        Kolom("keterangan", "Keterangan", teks(200)),
    )  # fmt: skip

    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        resolve_pegawai(baris, ctx, self.aksi)
        for b in baris:
            if not {"tahun", "nilai_skp", "nilai_perilaku"} <= b.nilai.keys():
                continue
            isi = IsiPP30(
                b.nilai["tahun"],
                b.nilai.get("semester") or 0,
                Decimal(b.nilai["nilai_skp"]) / 100,
                Decimal(b.nilai["nilai_perilaku"]) / 100,
                rekan=bool(b.nilai.get("rekan")),
                ide_baru=bool(b.nilai.get("ide_baru")),
            )
            try:
                nilai, sebutan = valued(isi, ctx.instansi_id)
            except NotInForce:
                b.wrong("tahun", outside())
                continue
            except NilaiDitolak as error:
                b.wrong("nilai_skp", str(error))
                continue
            b.rujukan |= {"nilai": Decimal(nilai.numerator) / nilai.denominator,
                          "predikat": sebutan}  # fmt: skip

    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        qs = NilaiPP30.objects.filter(
            pegawai_id__in=any_of({b.rujukan["pegawai_id"] for b in baris})
        )
        ada = {(n.pegawai_id, n.tahun, n.semester): n for n in qs}
        for b in baris:
            tempat = (b.rujukan["pegawai_id"], b.nilai["tahun"], b.nilai.get("semester") or 0)
            lama = ada.get(tempat)
            isi = (
                {
                    "nilai_skp": int(lama.nilai_skp * 100),
                    "nilai_perilaku": int(lama.nilai_perilaku * 100),
                    "ide_baru": lama.ide_baru,
                    "keterangan": lama.keterangan,
                }
                if lama
                else None
            )
            b.found(isi, {k: b.nilai[k] for k in ISI if k in b.nilai})

    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        del ctx
        NilaiPP30.objects.bulk_create(
            [_row(b) for b in baris], batch_size=5000, update_conflicts=True,
            unique_fields=["pegawai", "tahun", "semester"],
            update_fields=["nilai_skp", "nilai_perilaku", "ide_baru", "nilai", "predikat",
                           "keterangan"],
        )  # fmt: skip


def _row(b: Baris) -> NilaiPP30:
    return NilaiPP30(
        pegawai_id=b.rujukan["pegawai_id"],
        tahun=b.nilai["tahun"],
        semester=b.nilai.get("semester") or 0,
        nilai_skp=Decimal(b.nilai["nilai_skp"]) / 100,
        nilai_perilaku=Decimal(b.nilai["nilai_perilaku"]) / 100,
        ide_baru=bool(b.nilai.get("ide_baru")),
        nilai=b.rujukan["nilai"],
        predikat=b.rujukan["predikat"],
        keterangan=b.nilai.get("keterangan") or "",
    )
