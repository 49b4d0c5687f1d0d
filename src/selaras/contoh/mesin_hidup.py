"""How the sample's machines are on the demo's day: heard, silent, unknown; orders; their own logs.

Written after the regency is loaded. In the demo a simulated machine then speaks for all of them
but the silent one (operations.demo).
"""

from datetime import UTC, date, datetime, timedelta

import polars as pl

from selaras.contoh.acak import angka
from selaras.core import waktu
from selaras.organisasi.models import Instansi
from selaras.presensi.models import (
    CatatanMesin,
    KabarMesin,
    KetukanKarantina,
    Mesin,
    PenggunaMesin,
    PerintahMesin,
    PinMesin,
    SitusUnit,
    StempelMesin,
)
from selaras.presensi.services import ensure_situs, hold_taps
from selaras.presensi.services.masuk.tertahan import SKEMA_SETEMPAT

SN_MENUNGGU = "AF4C204060199"
JEDA = 60  # seconds between two words: the sample's machines are in no hurry
TERTAHAN_HARI, TERTAHAN_PIN = 12, 9
SETEMPAT = timedelta(hours=8)


def isi_mesin(instansi: Instansi) -> None:
    """Last words, logs, orders, a silent machine and one that waits with its taps."""
    at = waktu.now() if waktu.sample_day() else datetime(2025, 12, 18, 1, 40, tzinfo=UTC)
    mesin_list = list(Mesin.objects.select_related("situs__unit").order_by("pk"))
    Mesin.objects.update(jeda_detik=JEDA)
    diam = mesin_list[-1]
    KabarMesin.objects.bulk_create([_kabar(m, at, diam=m is diam) for m in mesin_list])
    StempelMesin.objects.bulk_create(
        StempelMesin(mesin=m, tabel="ATTLOG", stempel=str(40_000 + m.pk * 7), pada=at)
        for m in mesin_list
    )
    _logs(mesin_list, at)
    _orders(mesin_list[0], at)
    _quarantine(mesin_list[0], at)
    _second_unit(mesin_list)
    _unknown(instansi, at)


def sample_serials() -> list[str]:
    """The machines that the demo speaks for: all that are approved but the silent one."""
    disetujui = Mesin.objects.filter(status=Mesin.Status.DISETUJUI).order_by("pk")
    return list(disetujui.values_list("sn", flat=True))[:-1]


def _kabar(m: Mesin, at: datetime, *, diam: bool) -> KabarMesin:
    model = ("X100-C", "X903")[m.pk % 2]
    tap = at - timedelta(minutes=3 + m.pk % 40)
    return KabarMesin(
        mesin=m,
        terakhir=at - (timedelta(hours=2, minutes=24) if diam else timedelta(seconds=m.pk % 50)),
        alamat=f"10.20.{m.pk % 250}.15",
        jabat_pada=at - timedelta(days=3),
        jatah=0,
        jatah_pada=at - timedelta(hours=1),
        model=model,
        firmware="Ver 6.60 Apr 28 2017" if model == "X100-C" else "Ver 8.0.4.2-20230412",
        versi_push="2.4.0",
        ip_lokal="192.168.1.201",
        jumlah_pengguna=angka("mesin.pengguna", 60, m.pk) + 12,
        jumlah_catatan=angka("mesin.catatan", 30_000, m.pk) + 4_000,
        tap_hari=(at + SETEMPAT).date(),
        tap_jumlah=0 if diam else angka("mesin.tap", 40, m.pk) + 6,
        tap_total=angka("mesin.tap.semua", 9_000, m.pk) + 3_000,
        tap_terakhir=at - timedelta(hours=17) if diam else tap,
        selisih_detik=-1_560 if m.pk == 15 else 2,
        selisih_pada=at - timedelta(hours=1),
    )


def _logs(mesin_list: list[Mesin], at: datetime) -> None:
    """Ordinary mornings; once a clock that was moved and once records that were deleted."""
    baris = [
        CatatanMesin(mesin=m, kode=0, pin_admin="0", waktu=at - timedelta(days=3), diterima_pada=at)
        for m in mesin_list
    ]
    satu, dua = mesin_list[min(2, len(mesin_list) - 1)], mesin_list[0]
    baris += [
        CatatanMesin(mesin=satu, kode=4, pin_admin="1", diterima_pada=at,
                     waktu=at - timedelta(hours=3, minutes=2)),
        CatatanMesin(mesin=satu, kode=21, pin_admin="1", diterima_pada=at,
                     waktu=at - timedelta(hours=3)),
        CatatanMesin(mesin=dua, kode=4, pin_admin="2", diterima_pada=at,
                     waktu=at - timedelta(days=9, minutes=1)),
        CatatanMesin(mesin=dua, kode=23, pin_admin="2", diterima_pada=at,
                     waktu=at - timedelta(days=9)),
    ]  # fmt: skip
    CatatanMesin.objects.bulk_create(baris)


def _orders(mesin: Mesin, at: datetime) -> None:
    """Orders in each of their states; those that wait would be fetched by the simulated machine."""
    kirim = PinMesin.objects.filter(situs=mesin.situs).select_related("pegawai").order_by("pin")[:3]
    lewat = at - timedelta(days=1)
    perintah = [
        PerintahMesin(
            mesin=mesin, jenis="kirim_pengguna", kunci=f"kirim:{p.pin}", status="sukses",
            isi={"pin": p.pin, "nama": p.pegawai.nama}, dibuat_pada=lewat, dikirim_pada=lewat,
            dikirim_kali=1, dijawab_pada=lewat, jawaban=f"ID={n}&Return=0&CMD=DATA",
        )
        for n, p in enumerate(kirim, 1)
    ]  # fmt: skip
    perintah.append(
        PerintahMesin(
            mesin=mesin, jenis="hapus_pengguna", kunci="hapus:9001", status="gagal",
            isi={"pin": "9001"}, dibuat_pada=lewat, dikirim_pada=lewat, dikirim_kali=2,
            dijawab_pada=lewat, jawaban="ID=4&Return=-2&CMD=DATA",
        )
    )  # fmt: skip
    PerintahMesin.objects.bulk_create(perintah)


def _quarantine(mesin: Mesin, at: datetime) -> None:
    """A tap of a morning when the clock had not been set, and half a line."""
    KetukanKarantina.objects.bulk_create(
        [
            KetukanKarantina(
                situs=mesin.situs, mesin=mesin, mentah="3\t2000-01-01 07:21:09 UTC",
                alasan="waktunya sebelum 2010: jam mesin belum disetel",
                diterima_pada=at - timedelta(days=4),
            ),
            KetukanKarantina(
                situs=mesin.situs, mesin=mesin, mentah="11\t2025-12-15 07:2",
                alasan="waktunya tidak terbaca: '2025-12-15 07:2'",
                diterima_pada=at - timedelta(days=3),
            ),
        ]
    )  # fmt: skip


def _second_unit(mesin_list: list[Mesin]) -> None:
    """The secretariat's machine stands in the hall that the next office uses, too."""
    satu, dua = mesin_list[0].situs, mesin_list[1].situs
    if dua.unit is not None:
        SitusUnit.objects.create(situs=satu, unit=dua.unit)


def _unknown(instansi: Instansi, at: datetime) -> None:
    """A machine that nobody has approved yet, with two weeks of taps."""
    mesin = Mesin.objects.create(
        situs=ensure_situs(instansi=instansi, nama=Mesin.TANPA_SITUS),
        sn=SN_MENUNGGU,
        zona=instansi.zona,
    )
    KabarMesin.objects.create(
        mesin=mesin, terakhir=at - timedelta(minutes=1), alamat="10.20.77.8", model="X903",
        jabat_pada=at - timedelta(days=16), jatah=0, jatah_pada=at - timedelta(hours=1),
    )  # fmt: skip
    hari_ini = (at + SETEMPAT).date()
    hari = [hari_ini - timedelta(days=n) for n in range(30) if _weekday(hari_ini, n)]
    epoch = date(1970, 1, 1).toordinal()
    baris = [
        (str(pin), (h.toordinal() - epoch) * 86_400 + jam * 3_600 + menit * 60 + pin, 0, 1, "")
        for h in hari[1 : TERTAHAN_HARI + 1]
        for pin in range(1, TERTAHAN_PIN + 1)
        for jam, menit in ((7, 12 + pin), (16, 3 + pin))
    ]
    hold_taps(mesin=mesin, taps=pl.DataFrame(baris, schema=SKEMA_SETEMPAT, orient="row"), at=at)
    PenggunaMesin.objects.bulk_create(
        PenggunaMesin(mesin=mesin, pin=str(n), nama=nama)
        for n, nama in enumerate(("RAHMA", "HENDRA S", "SITI N"), 1)
    )


def _weekday(hari_ini: date, n: int) -> bool:
    return (hari_ini - timedelta(days=n)).isoweekday() <= 5
