"""The page of the leaders' summary: one sentence, pictures with tables, and the SKPD behind."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.bilangan import whole_number
from selaras.core.halaman.diagram import LEBAR, Batang
from selaras.core.halaman.format import angka, periode_id, persen_bp, rupiah, rupiah_ringkas
from selaras.core.halaman.garis import line, parts
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.kinerja.models import Predikat
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.tpp.selectors.penghambat import Penghambat, blockers, with_since
from selaras.web.ringkasan.adopsi import (
    LANGKAH,
    AdopsiSetahun,
    Pemakaian,
    adoption_year,
    adoption_years,
    bars,
)
from selaras.web.ringkasan.selectors import (
    AMAN,
    BULAN,
    BarisSKPD,
    Setahun,
    computed_years,
    year_summary,
)

NAMA_BULAN = (
    "",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Mei",
    "Jun",
    "Jul",
    "Agu",
    "Sep",
    "Okt",
    "Nov",
    "Des",
)
PREDIKAT = {**{p.value: p.label for p in Predikat}, "": "Belum atau tidak dinilai"}
JARAK_BP = 500  # the scale of the lines ends at whole steps of 5%
URUT = {
    "nama": lambda b: b.nama.lower(),
    "disiplin": lambda b: b.bulan.disiplin_bp if b.bulan.disiplin_bp is not None else 10_001,
    "produktivitas": lambda b: (
        b.bulan.produktivitas_bp if b.bulan.produktivitas_bp is not None else 10_001
    ),
    "terpakai": lambda b: -(b.terpakai_bp or -1),
    "kurang": lambda b: -b.bulan.kurang,
}


@requires("ringkasan.view")
def show_year(request: HttpRequest) -> HttpResponse:
    """A year at a glance; ?tahun= and ?bulan= choose, ?urut= sorts the SKPD."""
    actor = actor_of(request)
    tahun_ada = sorted({*computed_years(actor), *adoption_years(actor)}, reverse=True)
    tahun = _number(request.GET.get("tahun")) or (tahun_ada[0] if tahun_ada else actor.day().year)
    bulan = _number(request.GET.get("bulan"))
    setahun = year_summary(actor, tahun, bulan if bulan in BULAN else 0)
    adopsi = adoption_year(actor, tahun, bulan if bulan in BULAN else setahun.terakhir)
    bulan = _month(bulan, setahun, adopsi)
    urut = request.GET.get("urut", "nama")
    urut = urut if urut in URUT else "nama"
    konteks: dict[str, Any] = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Ringkasan", "")],
        "tahun": tahun,
        "tahun_ada": tahun_ada,
        "bulan": bulan,
        "urut": urut,
        "periode": tahun * 100 + bulan,
        "bulan_ada": [
            (b, periode_id(tahun * 100 + b))
            for b in BULAN
            if setahun.bulan[b].orang or _used(adopsi, b)
        ],
        "kosong": not setahun.terakhir,
        **_adoption(adopsi, tahun, bulan),
    }
    if setahun.terakhir and setahun.bulan[bulan].orang:
        konteks |= _pictures(setahun, bulan, _doors(actor, tahun * 100 + bulan))
        konteks["penghambat"] = _blockers(actor, tahun * 100 + bulan)
        konteks["baris"] = [
            _row(b, adopsi.skpd.get(b.id), konteks["pintu"])
            for b in sorted(setahun.skpd, key=URUT[urut])
        ]
    else:
        konteks["kosong"] = True
    return render(request, "web/ringkasan/setahun.html", konteks)


def _blockers(actor: Actor, periode: int) -> list[Penghambat]:
    """The SKPD that keep the month from being paid, by name: whose turn, why, how long."""
    bulan = PeriodeUnit.objects.filter(periode=periode).select_related("skpd")
    return blockers(with_since(rows(actor, "periode.view", bulan)), actor.at, {})


def _month(bulan: int, setahun: Setahun, adopsi: AdopsiSetahun) -> int:
    """The month asked for where anything of it is known, else the latest one."""
    if bulan in BULAN and (setahun.bulan[bulan].orang or _used(adopsi, bulan)):
        return bulan
    return setahun.terakhir or adopsi.terakhir


def _used(adopsi: AdopsiSetahun, bulan: int) -> bool:
    return bulan in adopsi.bulan and any(adopsi.bulan[bulan].langkah.values())


def _adoption(adopsi: AdopsiSetahun, tahun: int, bulan: int) -> dict[str, Any]:
    """The month's steps as bars, and the year's months behind them."""
    return {
        "adopsi": bars(adopsi, bulan),
        "adopsi_wajib": adopsi.bulan[bulan].wajib if bulan in adopsi.bulan else 0,
        "adopsi_judul": [LANGKAH[n] for n in adopsi.dipakai],
        "adopsi_bulan": [
            (periode_id(tahun * 100 + b), p.wajib, [p.bp(n) for n in adopsi.dipakai])
            for b, p in sorted(adopsi.bulan.items())
            if _used(adopsi, b)
        ],
    }


def _doors(actor: Actor, periode: int) -> dict[str, str]:
    """Where a figure opens, of the pages that the reader may see; the others stay words."""
    pintu = {
        "verifikasi": ("periode.view", f"{reverse('tpp:verifikasi')}?periode={periode}"),
        "kotak": ("kotak.view", f"{reverse('kotak:bulan')}?bulan={periode}"),
        "predikat": ("kinerja.view_distribution",
                     f"{reverse('kinerja:distribusi')}?periode={periode}"),
    }  # fmt: skip
    return {nama: url for nama, (aksi, url) in pintu.items() if actor.reach(aksi)}


def _pictures(setahun: Setahun, bulan: int, pintu: dict[str, str]) -> dict[str, Any]:
    kini = setahun.bulan[bulan]
    ada = [b for b in BULAN if setahun.bulan[b].orang]
    rentang = range(min(ada), max(ada) + 1)
    nama = [NAMA_BULAN[b] for b in rentang]
    disiplin = [setahun.bulan[b].disiplin_bp for b in rentang]
    produktivitas = [setahun.bulan[b].produktivitas_bp for b in rentang]
    terendah = min([v for v in (*disiplin, *produktivitas) if v is not None], default=0)
    bawah = max(terendah // JARAK_BP * JARAK_BP - JARAK_BP, 0)
    terkunci = sum(b.status in STATUS_TERKUNCI for b in setahun.skpd)
    menunggu = sorted(b.nama for b in setahun.skpd if b.status == StatusPeriode.DIHITUNG)
    verifikasi, kotak = pintu.get("verifikasi", ""), pintu.get("kotak", "")
    return {
        "kini": kini,
        "pintu": pintu,
        "ubin": [
            ("Pegawai terhitung", angka(kini.orang), f"{angka(kini.kurang)} perlu dilengkapi",
             verifikasi),
            ("Disiplin rata-rata", persen_bp(kini.disiplin_bp),
             _moved(setahun, bulan, "disiplin_bp"), kotak and f"{kotak}&ragam=disiplin"),
            ("Produktivitas rata-rata", persen_bp(kini.produktivitas_bp),
             _moved(setahun, bulan, "produktivitas_bp"), kotak),
            (f"TPP {setahun.tahun}", rupiah_ringkas(setahun.bruto), _budget(setahun), "#tiap-skpd"),
            ("SKPD terkunci", f"{angka(terkunci)} dari {angka(len(setahun.skpd))}",
             f"{angka(len(menunggu))} menunggu verifikasi" if menunggu else "", verifikasi),
        ],
        "nilai": [
            line("Disiplin", "satu", _words(nama, disiplin), bawah=bawah, atas=10_000),
            line("Produktivitas", "dua", _words(nama, produktivitas), bawah=bawah, atas=10_000),
        ],
        "nilai_skala": (persen_bp(10_000), persen_bp(bawah), nama[0], nama[-1]),
        "tabel_nilai": [
            (periode_id(setahun.tahun * 100 + b), setahun.bulan[b])
            for b in ada
        ],
        "predikat": [
            (NAMA_BULAN[b], parts(setahun.bulan[b].predikat, PREDIKAT))
            for b in ada
        ],
        "predikat_kunci": PREDIKAT.items(),
        "belanja": _spending(setahun),
        "menunggu": menunggu,
    }  # fmt: skip


def _words(nama: list[str], nilai: list[int | None]) -> list[tuple[str, int | None, str]]:
    return [(n, v, persen_bp(v)) for n, v in zip(nama, nilai, strict=True)]


def _moved(setahun: Setahun, bulan: int, kolom: str) -> str:
    """How a figure moved since the month before, in words."""
    kini = getattr(setahun.bulan[bulan], kolom)
    lalu = getattr(setahun.bulan[bulan - 1], kolom) if bulan > 1 else None
    if kini is None or lalu is None:
        return ""
    if kini == lalu:
        return "sama dengan bulan lalu"
    return f"{'naik' if kini > lalu else 'turun'} {persen_bp(abs(kini - lalu))} dari bulan lalu"


def _budget(setahun: Setahun) -> str:
    if not setahun.pagu:
        return "anggaran belum dicatat"
    terpakai = persen_bp(setahun.bruto * 10_000 // setahun.pagu)
    return f"{terpakai} dari anggaran {rupiah_ringkas(setahun.pagu)}"


def _spending(setahun: Setahun) -> list[Batang]:
    """TPP by month, on the scale of an even twelfth of the budget when there is one."""
    isi = [(NAMA_BULAN[b], setahun.bulan[b].bruto) for b in BULAN if setahun.bulan[b].orang]
    isi += [
        (nama, setahun.bulan[b].bruto)
        for b, nama in ((14, "THR"), (15, "Gaji ke-13"))
        if b in setahun.bulan
    ]
    skala = max([n for _, n in isi] + [(setahun.pagu or 0) // 12, 1])
    return [Batang(nama, 0, n * LEBAR // skala, rupiah(n)) for nama, n in isi]


def _row(b: BarisSKPD, pakai: Pemakaian | None, pintu: dict[str, str]) -> dict[str, Any]:
    cukup = b.bulan.orang >= AMAN or not b.bulan.orang
    return {
        "id": b.id,
        "nama": b.nama,
        "url": f"{pintu['kotak']}&unit={b.id}" if "kotak" in pintu else "",
        "mengisi": pakai.bp("aktivitas") if pakai else None,
        "status": b.status,
        "bulan": b.bulan,
        "setahun": rupiah(b.setahun.bruto) if cukup else "kurang dari 3 orang",
        "pagu": b.pagu,
        "terpakai": b.terpakai_bp if cukup else None,
    }


def _number(teks: str | None) -> int:
    return whole_number(teks, 4) or 0
