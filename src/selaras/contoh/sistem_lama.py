"""The sample regency's last month in the system it had before, with the differences such have.

Made from our own instruments: most equal, some rounded otherwise, a few taxed, rated or classed
otherwise, some on one side only. Nobody's pay.
"""

from datetime import datetime

from selaras.core.permissions import system_actor
from selaras.organisasi.models import Instansi
from selaras.tpp.models import HasilLama, InstrumenPenilaian
from selaras.tpp.paralel.layanan import save_old_results
from selaras.tpp.selectors.berlaku import current_instruments

_BP = 10_000
PENSIUN = (("196702021990031002", "Hasan Basri"), ("196605171991032004", "Siti Aminah"))


def hand_in(instansi: Instansi, periode: int, *, at: datetime) -> int:
    """The old system's month, as a file would have brought it; how many people."""
    instrumen = current_instruments(periode).filter(skpd__instansi=instansi)
    baris = [
        satu
        for n, i in enumerate(instrumen.select_related("pegawai").order_by("pegawai_id"))
        if (satu := _row(n, i, instansi)) is not None
    ]
    baris += [
        HasilLama(
            instansi=instansi, periode=periode, nip=nip, nama=nama, bruto=3_150_000,
            netto=2_992_500, dicatat_pada=at,
        )
        for nip, nama in PENSIUN
    ]  # fmt: skip
    save_old_results(actor=system_actor("Contoh", at=at), rows=baris)
    return len(baris)


def _row(n: int, i: InstrumenPenilaian, instansi: Instansi) -> HasilLama | None:
    """One person over there; every so many stand for one kind of difference."""
    if n % 211 == 7:
        return None  # entered service too late for the old list
    dasar = sum(getattr(i, f"besaran_{k}") for k in ("bk", "pk", "kk", "tb", "kp", "po"))
    isi = {
        "bruto": i.bruto, "netto": i.diterima, "dasar": None, "pajak": i.pph_pegawai,
        "iwp": i.iwp, "produktivitas_bp": i.produktivitas // _BP, "disiplin_bp": i.disiplin // _BP,
    }  # fmt: skip
    if n % 9 == 0:
        isi |= {"bruto": i.bruto - 1, "netto": i.diterima - 1}
    elif n % 61 == 5:
        isi |= {"netto": i.diterima + i.pph_pegawai, "pajak": 0}
    elif n % 83 == 11:
        isi |= {"bruto": i.bruto * 9 // 10, "netto": i.diterima * 9 // 10, "dasar": dasar * 9 // 10}
    elif n % 47 == 3:
        isi |= {"disiplin_bp": _BP, "bruto": i.bruto + 35_000, "netto": i.diterima + 33_250}
        if i.disiplin == 100_000_000:
            isi |= {"disiplin_bp": 9_900, "bruto": i.bruto - 35_000, "netto": i.diterima - 33_250}
    elif n % 173 == 19:
        isi |= {"bruto": i.bruto + 123_456, "netto": i.diterima + 117_283}
    return HasilLama(
        instansi=instansi, periode=i.periode, nip=i.pegawai.nip, nama=i.pegawai.nama,
        pegawai_id=i.pegawai_id, berkas="tpp-lama.xlsx", **isi,
    )  # fmt: skip
