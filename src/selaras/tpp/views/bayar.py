"""What a person's page says of the payment: held and why, under way, paid when, failed why."""

from dataclasses import dataclass, field

from django.urls import reverse

from selaras.core.halaman.format import periode_id, tanggal
from selaras.core.permissions import Actor, can
from selaras.hukum import HukumError
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import PembayaranTPP, TahananPembayaran
from selaras.tpp.selectors.daftar_bayar import payment_of
from selaras.tpp.selectors.prasyarat import holds_of, words_of
from selaras.tpp.views.dasar import ground
from selaras.tpp.views.instrumen import law_of
from selaras.tpp.views.periode import first_day

Status = PembayaranTPP.Status


@dataclass(frozen=True, slots=True)
class Tahanan:
    """A hold in words: the prerequisite, why, what became of it, the button that releases it."""

    judul: str
    alasan: str
    terbuka: bool
    kata: str
    url: str


@dataclass(frozen=True, slots=True)
class Bayar:
    """The card of a month's payment."""

    status: str = ""
    kata: str = ""
    tahanan: list[Tahanan] = field(default_factory=list)
    riwayat: list[PembayaranTPP] = field(default_factory=list)
    dasar: list[dict[str, object]] = field(default_factory=list)


def load_payment(pegawai: Pegawai, periode: int, actor: Actor) -> Bayar | None:
    """What the actor may know of it; None when there is nothing to say."""
    awal = first_day(periode)
    tahanan = holds_of(pegawai.pk, periode) if can(actor, "tpp.view_hold", pegawai, at=awal) else []
    boleh = can(actor, "tpp.view_payment", pegawai, at=awal)
    riwayat = list(payment_of(pegawai.pk, periode)) if boleh else []
    if not tahanan and not riwayat:
        return None
    status, kata = _state(tahanan, riwayat)
    return Bayar(
        status=status,
        kata=kata,
        tahanan=[_hold(t, actor) for t in tahanan],
        riwayat=riwayat[1:],
        dasar=_grounds(pegawai, periode) if tahanan else [],
    )


def _state(tahanan: list[TahananPembayaran], riwayat: list[PembayaranTPP]) -> tuple[str, str]:
    terbuka = [t for t in tahanan if t.dilepas_pada is None]
    akhir = riwayat[0] if riwayat else None
    if akhir is None:
        return ("ditahan", "Dihitung, belum dibayarkan.") if terbuka else ("", "")
    if akhir.status == Status.DIBAYAR:
        ke = f" ke {akhir.bank} {_masked(akhir.nomor_rekening)}" if akhir.nomor_rekening else ""
        sp2d = f", SP2D {akhir.daftar.no_sp2d}" if akhir.daftar.no_sp2d else ""
        return "dibayar", f"Sudah dibayar {tanggal(akhir.tanggal)}{ke}{sp2d}."
    if akhir.status == Status.GAGAL:
        return "gagal", f"Transfer {tanggal(akhir.tanggal)} gagal: {akhir.alasan}. Akan diulang."
    if akhir.status == Status.MENUNGGU:
        return "menunggu", "Ada pada daftar bayar; menunggu SP2D."
    susulan = next((t.susulan for t in tahanan if t.susulan), None)
    if susulan is not None:
        return "dilepas", f"Dibayar sebagai kekurangan pada {periode_id(susulan.masuk_periode)}."
    return "ditahan", f"Tidak ikut dibayarkan bulan ini. {akhir.alasan}."


def _masked(nomor: str) -> str:
    return f"•••{nomor[-4:]}"


def _hold(t: TahananPembayaran, actor: Actor) -> Tahanan:
    terbuka = t.dilepas_pada is None
    url = ""
    if terbuka and can(actor, "tpp.release", t) and t.pegawai_id != actor.person_id:
        url = reverse("tpp:lepas", args=[t.pk])
    kata = "" if t.dilepas_pada is None else f"Dilepas: {t.catatan_lepas}"
    return Tahanan(words_of(t.prasyarat), t.alasan, terbuka, kata, url)


def _grounds(pegawai: Pegawai, periode: int) -> list[dict[str, object]]:
    try:
        return [ground(law_of(pegawai, periode), "tpp.prasyarat")]
    except HukumError:
        return []
