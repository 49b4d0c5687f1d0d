"""A month's salary, tax class and account of people in service; what is missing stays missing."""

from django.db.models import F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import Actor
from selaras.pegawai.models import GajiBulanan, Pegawai, RiwayatStatus
from selaras.pegawai.selectors.sebulan import (
    PilihanBulan,
    months_to_choose,
    people_of_month,
    serving,
    with_post,
)

TANPA = {
    "gaji": Q(gaji_id__isnull=True),
    "ptkp": Q(ptkp__isnull=True),
    "rekening": Q(rekening_id__isnull=True),
}


def month_salaries(actor: Actor, periode: int) -> QuerySet[Pegawai]:
    """Everyone in service in the month with salary, PTKP and account as of its last day.

    Adds jabatan_nama, unit_nama, skpd_id, status_bulan, gaji_id, bruto, iwp, bpjs, pph,
    iuran_pensiun, ptkp, npwp, rekening_id, bank, nomor, atas_nama; None where there is none.
    """
    bulan = Rentang.bulan(periode)
    akhir = bulan.akhir
    status = RiwayatStatus.objects.antara(bulan.awal, akhir).filter(pegawai_id=OuterRef("pk"))
    orang = serving(people_of_month(actor, "gaji.view", periode), periode)
    return with_post(orang, periode).annotate(
        g=FilteredRelation("gaji", condition=Q(gaji__periode=periode)),
        d=FilteredRelation("data_pajak", condition=Q(data_pajak__berlaku__contains=akhir)),
        r=FilteredRelation("rekening", condition=Q(rekening__berlaku__contains=akhir)),
        status_bulan=Subquery(status.order_by("-berlaku").values("status")[:1]),
        gaji_id=F("g__pk"),
        bruto=F("g__bruto"),
        iwp=F("g__iwp"),
        bpjs=F("g__bpjs"),
        pph=F("g__pph"),
        iuran_pensiun=F("g__iuran_pensiun"),
        ptkp=F("d__ptkp"),
        npwp=F("d__npwp"),
        rekening_id=F("r__pk"),
        bank=F("r__bank"),
        nomor=F("r__nomor"),
        atas_nama=F("r__atas_nama"),
    )


def salary_months(actor: Actor) -> PilihanBulan:
    """The months that can be chosen, by what there is."""
    ada = GajiBulanan.objects.aggregate(awal=Min("periode"), akhir=Max("periode"))
    return months_to_choose(actor, ada["awal"], ada["akhir"])
