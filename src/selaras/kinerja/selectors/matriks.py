"""The matriks peran hasil of a leader: her results across, her people down, each cell a share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from selaras.aturan.matriks import Peran, TemuanMatriks, periksa_matriks, tautan_matriks
from selaras.kinerja.models import SKP, HasilKerja, PeranHasil
from selaras.kinerja.selectors.pejabat import links_allowed, posts_on, rules_for
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.atasan import led_by_post


@dataclass(slots=True)
class BarisMatriks:
    """One person with her share of each result: as the leader wrote it, and as her plan has it."""

    pegawai: Pegawai
    jabatan: Jabatan | None
    sel: list[tuple[HasilKerja, str, list[str]]]
    skp: SKP | None = None


@dataclass(slots=True)
class Matriks:
    """A leader's matrix with what is missing in it."""

    skp: SKP | None
    hasil: list[HasilKerja] = field(default_factory=list)
    baris: list[BarisMatriks] = field(default_factory=list)
    temuan: TemuanMatriks = field(default_factory=TemuanMatriks)

    @property
    def kata_temuan(self) -> list[str]:
        """The gaps in sentences, with names."""
        hasil = {h.pk: h.uraian for h in self.hasil}
        orang = {b.pegawai.pk: b.pegawai.nama for b in self.baris}
        return [
            *(f"Belum ada yang mendukung: {hasil[h]}." for h in self.temuan.hasil_tanpa_peran),
            *(f"{orang[p]} belum punya peran." for p in self.temuan.pegawai_tanpa_peran),
            *(
                f"{orang[p]}: “{kata}” mendukung lebih banyak hasil daripada yang boleh."
                for p, kata in self.temuan.terlalu_banyak
            ),
        ]


def leaders_plan(pegawai_id: int, hari: date) -> SKP | None:
    """The approved plan whose results are shared out."""
    return (
        SKP.objects.filter(
            pegawai_id=pegawai_id, status="disetujui", berlaku_kini=True, masa__contains=hari
        )
        .select_related("pegawai", "jabatan")
        .first()
    )


def read_matrix(pimpinan: Pegawai, hari: date) -> Matriks:
    """The matrix of a leader: eight queries, whatever its size."""
    skp = leaders_plan(pimpinan.pk, hari)
    if skp is None:
        return Matriks(None)
    hasil = list(skp.hasil_kerja.order_by("-jenis", "urutan", "pk"))
    tim = list(Pegawai.objects.filter(pk__in=led_by_post(pimpinan.pk, hari)).order_by("nama", "pk"))
    jabatan = posts_on([p.pk for p in tim], hari)
    isi = {
        (p.pegawai_id, p.hasil_atasan_id): p.kontribusi
        for p in PeranHasil.objects.filter(hasil_atasan__in=hasil)
    }
    rencana = {
        s.pegawai_id: s
        for s in SKP.objects.filter(pegawai__in=tim, berlaku_kini=True, masa__contains=hari)
    }
    terkait = _linked(hasil, rencana.values())
    baris = [
        BarisMatriks(
            p,
            jabatan.get(p.pk),
            [(h, isi.get((p.pk, h.pk), ""), terkait.get((p.pk, h.pk), [])) for h in hasil],
            rencana.get(p.pk),
        )
        for p in tim
    ]
    aturan = rules_for(pimpinan, hari)
    maks = {p.pk: links_allowed(jabatan[p.pk], aturan) if p.pk in jabatan else 1 for p in tim}
    semua = [*isi.items(), *((k, "\n".join(v)) for k, v in terkait.items())]
    peran = [Peran(h, p, kata) for (p, h), kata in semua if kata and p in maks]
    return Matriks(skp, hasil, baris, periksa_matriks([h.pk for h in hasil], maks, peran))


def _linked(
    hasil: Iterable[HasilKerja], rencana: Iterable[SKP]
) -> dict[tuple[int, int], list[str]]:
    """(person, leader's result) -> rows of her plan that serve it already."""
    tautan = HasilKerja.hasil_atasan.through._default_manager.filter(
        to_hasilkerja__in=[h.pk for h in hasil],
        from_hasilkerja__skp__in=[s.pk for s in rencana],
    ).order_by("from_hasilkerja__urutan", "pk")
    terkait: dict[tuple[int, int], list[str]] = {}
    kolom = ("from_hasilkerja__skp__pegawai_id", "to_hasilkerja_id", "from_hasilkerja__uraian")
    for pegawai_id, hasil_id, uraian in tautan.values_list(*kolom):
        terkait.setdefault((pegawai_id, hasil_id), []).append(uraian)
    return terkait


def contributions(skp: SKP) -> dict[tuple[int, str], list[int]]:
    """(person, contribution) -> the leader's results it serves, as stored."""
    return tautan_matriks(
        Peran(p.hasil_atasan_id, p.pegawai_id, p.kontribusi)
        for p in PeranHasil.objects.filter(hasil_atasan__skp=skp).order_by("pk")
    )
