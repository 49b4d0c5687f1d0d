"""The policy lab's pages: past comparisons, a new one, its result and one person's two sides."""

from typing import Any

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.penjelasan import PERSEN
from selaras.core.audit.services import record
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, periode_id, persen_bp, rupiah
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.selectors import pekerjaan_visible_to
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor, actor_of, requires
from selaras.hukum import Aturan, Law, NotInForce, Parameter
from selaras.hukum.words import rows_in_words
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.tpp.lab.daftar import BarisOrang, DaftarBingkai
from selaras.tpp.lab.diagram import two_sided
from selaras.tpp.lab.formulir import LabForm, trial_instansi
from selaras.tpp.lab.hitung import Berjalan
from selaras.tpp.lab.isian import value_in_force
from selaras.tpp.lab.jalan import own_law
from selaras.tpp.lab.orang import person_month
from selaras.tpp.lab.simpan import discard, load
from selaras.tpp.lab.tasks import BANDING
from selaras.tpp.lab.usulan import NILAI, SUMBER, HukumUsulan, Usulan, proposed_law
from selaras.tpp.lab.xlsx import comparison_file
from selaras.tpp.views.dasar import ground
from selaras.tpp.views.periode import first_day
from selaras.tpp.views.unit import basis_points

BAGIAN = (("", "Ringkasan"), ("unit", "Unit"), ("orang", "Orang"), ("contoh", "Sepuluh contoh"),
          ("aturan", "Aturan"))  # fmt: skip
Jalur = list[tuple[str, str]]


@require_safe
@requires("lab.use")
def list_trials(request: HttpRequest) -> HttpResponseBase:
    """Comparisons made so far, the latest first."""
    actor = actor_of(request)
    daftar = Daftar(
        request,
        pekerjaan_visible_to(actor).filter(jenis=BANDING),
        nama="perbandingan",
        berkas="laboratorium-kebijakan",
        kolom=[
            Kolom("judul", "Perbandingan", urut="judul~", tautan=_result_or_job),
            Kolom("status", "Status", jenis="status", urut="status"),
            Kolom("selisih", "Selisih TPP", nilai=_difference, jenis="rupiah"),
            Kolom("orang", "Orang", jenis="angka",
                  nilai=lambda p: p.hasil.get("anggaran", {}).get("orang")),
            Kolom("oleh", "Diminta oleh", nilai=lambda p: p.oleh or "Sistem"),
            Kolom("dibuat_pada", "Diminta", jenis="waktu", urut="dibuat_pada"),
        ],
        urut="-dibuat_pada",
        kosong=Kosong(
            "Belum ada perbandingan",
            "Coba bulan-bulan yang sudah lewat di bawah aturan lain. Tidak ada yang disimpan "
            "selain hasil perbandingannya.",
            reverse("lab:baru"),
            "Bandingkan aturan",
        ),
    )  # fmt: skip
    return daftar.respond(
        "tpp/lab/daftar.html", judul="Laboratorium kebijakan",
        jalur=[("Beranda", reverse("web:beranda")), ("Laboratorium kebijakan", "")],
    )  # fmt: skip


def _result_or_job(p: Pekerjaan) -> str:
    return p.hasil_url or p.get_absolute_url()


def _difference(p: Pekerjaan) -> int | None:
    anggaran = p.hasil.get("anggaran")
    return anggaran["bruto_baru"] - anggaran["bruto_lama"] if anggaran else None


@requires("lab.use")
def new_trial(request: HttpRequest) -> HttpResponse:
    """Choose months and the other law; the comparison itself is a job."""
    actor = actor_of(request)
    instansi = _instansi(actor, request.POST.get("instansi") or request.GET.get("instansi"))
    sumber = request.POST.get("sumber") or request.GET.get("sumber") or NILAI
    if sumber not in SUMBER:
        raise Http404("sumber tidak dikenal")
    law = Law.load()
    kirim = request.method == "POST"
    form = LabForm(
        request.POST if kirim else None, request.FILES if kirim else None, instansi=instansi,
        law=law, sumber=sumber,
    )  # fmt: skip
    if kirim and form.is_valid() and form.usulan is not None:
        return redirect(_start(actor, instansi, form, form.usulan))
    konteks = {
        "form": form,
        "sumber": sumber,
        "instansi": instansi,
        "isian": _by_subject(form) if sumber == NILAI else [],
        "tab": [(judul, f"?sumber={s}", s == sumber) for s, judul in SUMBER.items()],
        "jalur": [*_trail(), ("Bandingkan", "")],
    }
    return render(request, "tpp/lab/baru.html", konteks, status=422 if kirim else 200)


def _instansi(actor: Actor, pilih: str | None) -> Instansi:
    boleh = trial_instansi(actor)
    cocok = [i for i in boleh if str(i.pk) == (pilih or str(i.pk))]
    if not cocok:
        raise Http404("tidak ada pemerintah daerah yang dapat dicoba")
    return cocok[0]


def _by_subject(form: LabForm) -> list[tuple[str, list[Any], bool]]:
    """(subject, its keys, whether one of them is wrong or was changed)."""
    hasil: dict[str, list[Any]] = {}
    for isian, teks, salah in form.isian():
        hasil.setdefault(isian.subjek, []).append((isian, teks, salah))
    return [(s, isi, any(x[2] or x[1] != x[0].teks for x in isi)) for s, isi in hasil.items()]


def _start(actor: Actor, instansi: Instansi, form: LabForm, usulan: HukumUsulan) -> Pekerjaan:
    periode = form.periode
    rentang = periode_id(periode[0])
    if len(periode) > 1:
        rentang += f" s.d. {periode_id(periode[-1])}"
    try:
        pekerjaan = start(
            BANDING,
            judul=f"{usulan.usulan.kata(usulan.law)}, {rentang}"[:200],
            actor=actor,
            masukan={
                "instansi_id": instansi.pk,
                "periode": periode,
                "usulan": usulan.usulan.as_json(),
            },
            kunci=f"{BANDING}:{actor.user_id}",
        )
    except AlreadyRunning as sedang:
        return sedang.pekerjaan
    record(
        actor=actor, aksi="lab.use", objek=pekerjaan, instansi_id=instansi.pk,
        keterangan=f"Membandingkan aturan: {pekerjaan.judul}",
    )  # fmt: skip
    return pekerjaan


@require_safe
@requires("lab.use")
def show_trial(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A comparison by parts: what it comes to, units, people, ten examples, the laws."""
    actor = actor_of(request)
    pekerjaan, instansi = _comparison(actor, pk)
    bagian = request.GET.get("bagian", "")
    konteks = {
        "pekerjaan": pekerjaan,
        "hasil": pekerjaan.hasil,
        "periode": pekerjaan.masukan["periode"],
        "tab": [(judul, f"?bagian={b}" if b else "?", b == bagian) for b, judul in BAGIAN],
        "bagian": bagian,
        "jalur": [*_trail(), (pekerjaan.judul, "")],
        "judul": pekerjaan.judul,
        "ringkas": _sentence(pekerjaan.hasil),
    }
    if request.GET.get("unduh") == "buku":
        return _workbook(pekerjaan)
    if bagian == "orang":
        return _people(request, pekerjaan, konteks)
    if bagian == "unit":
        konteks["baris"] = _named_units(pekerjaan.hasil)
    elif bagian == "contoh":
        konteks["contoh"] = _examples(pekerjaan)
    elif bagian == "aturan":
        konteks["aturan"] = _laws(pekerjaan, instansi)
        konteks["edisi"] = pekerjaan.masukan["usulan"]["edisi"]
    else:
        konteks |= _overview(pekerjaan.hasil)
    return render(request, "tpp/lab/hasil.html", konteks)


def _comparison(actor: Actor, pk: int) -> tuple[Pekerjaan, Instansi]:
    pekerjaan = pekerjaan_visible_to(actor).defer(None).filter(jenis=BANDING, pk=pk).first()
    boleh = {i.pk: i for i in trial_instansi(actor)}
    if pekerjaan is None or pekerjaan.masukan["instansi_id"] not in boleh:
        raise Http404("perbandingan tidak ada")
    if not pekerjaan.hasil:
        raise Http404("perbandingan belum selesai")
    return pekerjaan, boleh[pekerjaan.masukan["instansi_id"]]


def _sentence(hasil: dict[str, Any]) -> str:
    a, o = hasil["anggaran"], hasil["orang"]
    beda = a["bruto_baru"] - a["bruto_lama"]
    kata = "tetap" if not beda else f"{'naik' if beda > 0 else 'turun'} {rupiah(abs(beda))}"
    return (
        f"TPP {angka(a['orang'])} orang {kata}: {angka(o['naik'])} menerima lebih banyak, "
        f"{angka(o['turun'])} lebih sedikit, {angka(o['tetap'])} tetap."
    )


def _overview(hasil: dict[str, Any]) -> dict[str, Any]:
    a = hasil["anggaran"]
    return {
        "anggaran": [
            (judul, a[f"{k}_lama"], a[f"{k}_baru"], a[f"{k}_baru"] - a[f"{k}_lama"])
            for k, judul in (
                ("bruto", "TPP bruto"),
                ("belanja", "Belanja daerah (TPP, JKN 4%, pajak yang ditanggung)"),
                ("pajak", "PPh 21 yang dipotong dari pegawai"),
                ("diterima", "Diterima pegawai"),
            )
        ],
        "kelas": two_sided(
            [(f"Kelas {k['kelas']}", k["naik_rp"], k["turun_rp"], k["naik"], k["turun"],
              k["tetap"]) for k in hasil["kelas"]]
        ),
    }  # fmt: skip


def _named_units(hasil: dict[str, Any]) -> list[dict[str, Any]]:
    unit = UnitKerja.objects.in_bulk([b["skpd_id"] for b in hasil["skpd"]])
    return [{**b, "nama": getattr(unit.get(b["skpd_id"]), "nama", "–")} for b in hasil["skpd"]]


def _examples(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    orang = Pegawai.objects.in_bulk([b["pegawai_id"] for b in pekerjaan.hasil["contoh"]])
    return [
        {
            **b,
            "orang": orang[b["pegawai_id"]],
            "url": reverse("lab:orang", args=[pekerjaan.pk, b["pegawai_id"]])
            + f"?bulan={b['terbesar']}",
        }
        for b in pekerjaan.hasil["contoh"]
        if b["pegawai_id"] in orang
    ]


def _laws(pekerjaan: Pekerjaan, instansi: Instansi) -> list[dict[str, Any]]:
    """The proposal key by key beside what held; for another edition, every key that differs."""
    law = Law.load()
    periode = pekerjaan.masukan["periode"]
    hukum = proposed_law(Usulan.from_json(pekerjaan.masukan["usulan"]), law, periode)
    asal, baru = own_law(instansi.daerah, periode[-1], law), hukum.aturan(periode[-1])
    kunci = hukum.usulan.kunci or [k for k in law.keys if k.split(".")[0] in _SUBJEK]
    hasil = []
    for k in kunci:
        p = law.parameter(k)
        if p is None:
            continue
        sebelum, sesudah = _words(law, asal, p), _words(hukum.law, baru, p)
        if sebelum != sesudah:
            hasil.append({"judul": p.judul, "kunci": k, "lama": sebelum, "baru": sesudah})
    return hasil


_SUBJEK = ("tpp", "disiplin", "presensi", "kinerja", "pajak", "jkn", "potongan")


def _words(law: Law, aturan: Aturan, p: Parameter) -> list[tuple[str, str]]:
    isi = value_in_force(law, aturan, p.key)
    return [("", "tidak ada nilainya")] if isi is None else rows_in_words(p, isi)


def _people(
    request: HttpRequest, pekerjaan: Pekerjaan, konteks: dict[str, Any]
) -> HttpResponseBase:
    frame = load(pekerjaan.hasil["berkas"].get("orang", ""))
    if frame is None:
        return render(request, "tpp/lab/hasil.html", {**konteks, "terhapus": True})
    daftar = DaftarBingkai(
        request,
        frame,  # type: ignore[arg-type]
        nama="orang",
        berkas=f"lab-{pekerjaan.pk}-orang",
        kolom=[
            Kolom("orang", "Pegawai", jenis="orang",
                  tautan=lambda b: reverse("lab:orang", args=[pekerjaan.pk, b["pegawai_id"]])
                  + f"?bulan={b['terbesar']}"),
            Kolom("unit", "Unit", nilai=lambda b: b["unit"] or "–"),
            Kolom("kelas", "Kelas", jenis="angka", urut="kelas"),
            Kolom("bulan", "Bulan", jenis="angka", urut="bulan"),
            Kolom("bruto_lama", "Semula", jenis="rupiah", urut="bruto_lama", jumlah=True),
            Kolom("bruto_baru", "Usulan", jenis="rupiah", urut="bruto_baru", jumlah=True),
            Kolom("selisih", "Selisih", jenis="rupiah", urut="selisih", jumlah=True),
        ],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("arah", "Perubahan", _direction,  # type: ignore[arg-type]
                     pilihan=[("naik", "Naik"), ("turun", "Turun"), ("tetap", "Tetap")]),
            Saringan("kelas", "Kelas", lambda f, v: f.filter(pl.col("kelas") == int(v)),
                     pilihan=[(str(k), f"Kelas {k}") for k in
                              sorted(frame["kelas"].unique().to_list(), reverse=True)]),
        ],
        urut="selisih",
        kosong=Kosong("Tidak ada orang yang dapat dibandingkan"),
    )  # fmt: skip
    return daftar.respond("tpp/lab/orang_daftar.html", **konteks)


def _direction(frame: pl.DataFrame, arah: str) -> pl.DataFrame:
    s = pl.col("selisih")
    return frame.filter({"naik": s > 0, "turun": s < 0, "tetap": s == 0}[arah])


def _workbook(pekerjaan: Pekerjaan) -> HttpResponseBase:
    frame = load(pekerjaan.hasil["berkas"].get("orang", ""))
    if frame is None:
        raise Http404("hasil sudah dihapus")
    hasil = {**pekerjaan.hasil, "skpd": _named_units(pekerjaan.hasil)}
    kop = [
        ("Perbandingan", pekerjaan.judul),
        ("Bulan", ", ".join(periode_id(p) for p in pekerjaan.masukan["periode"])),
        ("Sifat", "Percobaan. Tidak ada yang disimpan selain berkas ini."),
    ]
    orang = BarisOrang(frame.sort("selisih", "pegawai_id")).iterator()
    return comparison_file(f"laboratorium-{pekerjaan.pk}", kop, hasil, orang)


@require_safe
@requires("lab.use")
def show_person(request: HttpRequest, pk: int, pegawai_id: int) -> HttpResponse:
    """One person's month under both laws, line beside line with formula and article."""
    pekerjaan, instansi = _comparison(actor_of(request), pk)
    pegawai = Pegawai.objects.filter(pk=pegawai_id, instansi=instansi).first()
    if pegawai is None:
        raise Http404("pegawai tidak ada")
    periode: list[int] = pekerjaan.masukan["periode"]
    diminta = whole_number(request.GET.get("bulan"))
    bulan = diminta if diminta in periode else periode[-1]
    first_day(bulan)
    hukum = proposed_law(Usulan.from_json(pekerjaan.masukan["usulan"]), Law.load(), periode)
    dua = person_month(
        instansi_id=instansi.pk, daerah=instansi.daerah, pegawai_id=pegawai_id, periode=bulan,
        usulan=hukum, berjalan=_so_far(pekerjaan, pegawai_id, bulan),
    )  # fmt: skip
    konteks = {
        "pekerjaan": pekerjaan,
        "pegawai": pegawai,
        "bulan": bulan,
        "dua": dua,
        "baris": _explained(dua) if dua else [],
        "tab": [(periode_id(p), f"?bulan={p}", p == bulan) for p in periode],
        "jalur": [
            *_trail(),
            (pekerjaan.judul, reverse("lab:hasil", args=[pekerjaan.pk])),
            (pegawai.nama_lengkap, ""),
        ],
    }
    return render(request, "tpp/lab/orang.html", konteks)


def _so_far(pekerjaan: Pekerjaan, pegawai_id: int, bulan: int) -> Berjalan | None:
    """The year's differences before a month, out of the stored comparison (December's tax)."""
    frame = load(pekerjaan.hasil["berkas"].get("baris", ""))
    if frame is None or bulan % 100 != 12:
        return None
    milik = frame.filter(
        (pl.col("pegawai_id") == pegawai_id)
        & (pl.col("periode") // 100 == bulan // 100)
        & (pl.col("periode") < bulan)
        & pl.col("galat").is_null()
    )
    beda = milik.select(
        "pegawai_id",
        beda_bruto=pl.col("bruto_baru") - pl.col("bruto_lama"),
        beda_pph=pl.col("pph_baru") - pl.col("pph_lama"),
    )
    berjalan = Berjalan(bulan // 100)
    berjalan.beda = beda.group_by("pegawai_id").sum()
    return berjalan


def _explained(dua: Any) -> list[dict[str, Any]]:
    """The lines with both formulas and the article that each side stands on."""
    hasil = []
    for b in dua.baris:
        sisi: dict[str, Any] = {}
        for nama, isi, aturan in (("lama", b.lama, dua.asal), ("baru", b.baru, dua.aturan)):
            if isi is None:
                sisi[nama] = None
                continue
            try:
                dasar = ground(aturan, isi["kunci_hukum"])
            except NotInForce:
                dasar = None
            sisi[nama] = {
                "nilai": _words_of(isi["nilai"], b.satuan),
                "rumus": isi["rumus"],
                "dasar": dasar,
            }
        hasil.append({"b": b, "selisih": _words_of(b.selisih, b.satuan), **sisi})
    return hasil


def _words_of(nilai: int, satuan: str) -> str:
    return persen_bp(basis_points(nilai)) if satuan == PERSEN else rupiah(nilai)


@require_POST
@requires("lab.use")
def discard_trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a comparison's result away; who asked for it may."""
    actor = actor_of(request)
    pekerjaan, _ = _comparison(actor, pk)
    if pekerjaan.oleh_id != actor.user_id:
        raise Http404("perbandingan milik orang lain")
    discard(pekerjaan.hasil.get("berkas", {}))
    Pekerjaan.objects.filter(pk=pk).update(hasil={}, hasil_url="", pesan="Hasilnya dihapus.")
    messages.success(request, "Hasil perbandingan dihapus.")
    return redirect("lab:daftar")


def _trail() -> Jalur:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Laboratorium kebijakan", reverse("lab:daftar")),
    ]
