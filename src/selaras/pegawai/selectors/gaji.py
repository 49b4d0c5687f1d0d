"""A month's salary, tax class and account of people in service; what is missing stays missing."""

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import Actor
from selaras.pegawai.models import DataPajak, GajiBulanan, Pegawai, Rekening, RiwayatStatus
from selaras.pegawai.selectors.sebulan import (
    PilihanBulan,
    months_to_choose,
    on_last_day,
    serving,
    with_post,
)

KELENGKAPAN = ("gaji", "rincian", "ptkp", "rekening")


def unknown_parts(periode: int) -> QuerySet[GajiBulanan]:
    """Salaries of the month of which a contribution or the tax is not known."""
    bagian = Q(iwp=None) | Q(bpjs=None) | Q(pph=None) | Q(iuran_pensiun=None)
    return GajiBulanan.objects.filter(bagian, periode=periode)


def lacking(apa: str, periode: int) -> Q:
    """Those without a salary ("gaji"), with unknown parts of it ("rincian"), without a tax class
    ("ptkp") or account ("rekening") in the month."""
    if apa == "rincian":
        return Q(Exists(unknown_parts(periode).filter(pegawai_id=OuterRef("pk"))))
    akhir = Rentang.bulan(periode).akhir
    ada = {
        "gaji": GajiBulanan.objects.filter(periode=periode),
        "ptkp": DataPajak.objects.pada(akhir),
        "rekening": Rekening.objects.pada(akhir),
    }[apa]
    return ~Q(Exists(ada.filter(pegawai_id=OuterRef("pk"))))


def month_salaries(orang: QuerySet[Pegawai], periode: int) -> QuerySet[Pegawai]:
    """Those of them in service in the month with salary, PTKP and account as of its last day.

    Adds jabatan_nama, unit_nama, skpd_id, status_bulan, gaji_id, bruto, iwp, bpjs, pph,
    iuran_pensiun, ptkp, rekening_id, bank, nomor, atas_nama; None where there is none. Lists sort
    by the joins st_akhir, post_akhir, pajak_akhir, rek_akhir (the last day; unused ones cost
    nothing): what is looked up row by row would be looked up for everybody.
    """
    bulan = Rentang.bulan(periode)
    akhir = bulan.akhir
    status = RiwayatStatus.objects.antara(bulan.awal, akhir).filter(pegawai_id=OuterRef("pk"))
    pajak = DataPajak.objects.pada(akhir).filter(pegawai_id=OuterRef("pk"))
    rekening = Rekening.objects.pada(akhir).filter(pegawai_id=OuterRef("pk"))
    return (
        with_post(serving(orang, periode), periode)
        .alias(
            st_akhir=on_last_day("riwayat_status", akhir),
            pajak_akhir=on_last_day("data_pajak", akhir),
            rek_akhir=on_last_day("rekening", akhir),
        )
        .annotate(
            g=FilteredRelation("gaji", condition=Q(gaji__periode=periode)),
            status_bulan=Subquery(status.order_by("-berlaku").values("status")[:1]),
            gaji_id=F("g__pk"),
            bruto=F("g__bruto"),
            iwp=F("g__iwp"),
            bpjs=F("g__bpjs"),
            pph=F("g__pph"),
            iuran_pensiun=F("g__iuran_pensiun"),
            ptkp=Subquery(pajak.values("ptkp")[:1]),
            rekening_id=Subquery(rekening.values("pk")[:1]),
            bank=Subquery(rekening.values("bank")[:1]),
            nomor=Subquery(rekening.values("nomor")[:1]),
            atas_nama=Subquery(rekening.values("atas_nama")[:1]),
        )
    )


def count_lacking(orang: QuerySet[Pegawai], periode: int) -> dict[str, int]:
    """How many of those in service lack each thing; one query of three anti-joins."""
    bekerja = serving(orang, periode).order_by()
    bagian = [
        bekerja.filter(lacking(apa, periode)).annotate(apa=Value(apa)).values("apa")
        .annotate(n=Count("pk")).values_list("apa", "n")
        for apa in KELENGKAPAN
    ]  # fmt: skip
    return dict(bagian[0].union(*bagian[1:], all=True))


def salary_months(actor: Actor) -> PilihanBulan:
    """The months that can be chosen, by what there is."""
    ada = GajiBulanan.objects.aggregate(awal=Min("periode"), akhir=Max("periode"))
    return months_to_choose(actor, ada["awal"], ada["akhir"])
