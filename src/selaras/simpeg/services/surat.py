"""Draft letters about what falls due: numbered once, made as PDF whenever they are opened."""

from collections.abc import Mapping
from datetime import UTC, date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from selaras.core.audit.services import record
from selaras.core.dokumen.pdf import render_pdf
from selaras.core.halaman import format as fmt
from selaras.core.permissions import Actor, check
from selaras.hukum import Aturan
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.simpeg.models import JatuhTempo, SuratJatuhTempo
from selaras.simpeg.selectors.keadaan import law_of, load_keadaan
from selaras.simpeg.selectors.pada import PANGKAT

BUAT = "karier.letter"
TEMPLAT = Path(__file__).parent.parent / "surat.typ"
Jenis = JatuhTempo.Jenis
PERIHAL = {
    Jenis.KGB: "Pemberitahuan kenaikan gaji berkala", Jenis.KP: "Usul kenaikan pangkat",
    Jenis.PENGABDIAN: "Usul kenaikan pangkat pengabdian",
    Jenis.PENSIUN: "Usul pemberhentian karena mencapai batas usia pensiun",
    Jenis.SATYALANCANA: "Usul penganugerahan Satyalancana Karya Satya",
}  # fmt: skip


class SuratDitolak(Exception):
    """Why there is no letter, in words."""


@transaction.atomic
def write_letter(*, actor: Actor, tempo: JatuhTempo) -> SuratJatuhTempo:
    """The letter of this due date; the same one again when it is asked for twice."""
    check(actor, BUAT, tempo)
    kunci = {"pegawai_id": tempo.pegawai_id, "jenis": tempo.jenis, "cara": tempo.cara,
             "tanggal_tempo": tempo.tanggal}  # fmt: skip
    if ada := SuratJatuhTempo.objects.filter(**kunci).first():
        return ada
    instansi = Instansi.objects.select_for_update().get(pk=tempo.pegawai.instansi_id)
    hari = actor.day()
    frame = load_keadaan(instansi.pk, hari, pegawai_ids=[tempo.pegawai_id])
    if frame.is_empty():
        raise SuratDitolak("Pegawai ini tidak aktif lagi; periksa ulang berkasnya.")
    orang = frame.row(0, named=True)
    aturan = law_of(instansi.pk, hari)
    urut = _next(instansi, hari.year)
    skpd = UnitKerja.objects.filter(pk=orang["skpd_id"]).first()
    klasifikasi = aturan.teks("simpeg.surat_klasifikasi")[tempo.jenis]
    nomor = f"{klasifikasi}/{urut:04d}/{skpd.kode if skpd else instansi.kode}/{hari.year}"
    surat = SuratJatuhTempo.objects.create(
        **kunci, instansi=instansi, tahun=hari.year, urut=urut, nomor=nomor,
        isi=_contents(tempo, orang, aturan, hari, skpd=skpd), dibuat_pada=actor.at,
        dibuat_oleh_id=actor.user_id,
    )  # fmt: skip
    record(actor=actor, aksi=BUAT, objek=surat, person_id=tempo.pegawai_id)
    return surat


def _next(instansi: Instansi, tahun: int) -> int:
    """The next number of the year; the government's row is locked meanwhile."""
    terakhir = SuratJatuhTempo.objects.filter(instansi=instansi, tahun=tahun).aggregate(
        n=Max("urut")
    )["n"]  # fmt: skip
    return (terakhir or 0) + 1


def letter_pdf(surat: SuratJatuhTempo) -> bytes:
    """The letter as PDF/A; the same bytes each time."""
    data = {**surat.isi, "nomor": surat.nomor}
    return render_pdf(TEMPLAT, data, at=surat.dibuat_pada.astimezone(UTC))


def _contents(
    tempo: JatuhTempo, orang: Mapping[str, Any], aturan: Aturan, hari: date, *,
    skpd: UnitKerja | None,
) -> dict[str, Any]:  # fmt: skip
    jenis = Jenis(tempo.jenis)
    alinea, tabel, dasar = _KATA[jenis](tempo, aturan)
    kepala = _head_of(skpd, hari)
    instansi = tempo.pegawai.instansi
    nama = {"instansi": instansi.nama, "skpd": skpd.nama if skpd else instansi.nama}
    tembusan = aturan.teks("simpeg.surat_tembusan")[jenis].format(**nama).split(";")
    return {
        "judul": PERIHAL[jenis], **nama, "tanggal": fmt.tanggal(hari),
        "tujuan": aturan.teks("simpeg.surat_tujuan")[jenis].format(**nama),
        "tembusan": [t.strip() for t in tembusan],
        "alinea": alinea, "dasar": dasar,
        "tabel": [
            ["Nama", str(tempo.pegawai)], ["NIP", fmt.nip(orang["nip"])],
            ["Pangkat, golongan", _rank(orang["golongan"])], ["Jabatan", orang["jabatan"]],
            ["Unit kerja", orang["unit"]], *tabel,
        ],
        "kurang": list(tempo.kurang), "jabatan_ttd": kepala[0], "nama_ttd": kepala[1],
        "nip_ttd": kepala[2],
    }  # fmt: skip


def _rank(golongan: str | None) -> str:
    """As letters name it; a PPPK's rank has no other name than its numeral."""
    pangkat = PANGKAT.get(golongan or "")
    return f"{pangkat} ({golongan})" if pangkat else golongan or ""


def _head_of(skpd: UnitKerja | None, hari: date) -> tuple[str, str, str]:
    """Who signs for the SKPD: the holder of its highest post; blanks where nobody does."""
    puncak = (
        RiwayatJabatan.objects.pada(hari)
        .filter(jabatan__unit=skpd, jabatan__jenis="struktural")
        .order_by("jabatan__eselon", "-jabatan__kelas", "pk")
        .select_related("jabatan", "pegawai")
        .first()
    )
    if puncak is None:
        return "Kepala", "", ""
    awalan = "" if puncak.penugasan == "D" else f"{puncak.get_penugasan_display()} "
    return awalan + puncak.jabatan.nama, str(puncak.pegawai), fmt.nip(puncak.pegawai.nip)


Kata = tuple[str, list[list[str]], str]


def _ground(aturan: Aturan, kunci: str) -> str:
    dasar = aturan.dasar(kunci)
    kata = str(dasar)
    return kata if dasar.keyakinan == "tinggi" else f"{kata} (keyakinan {dasar.keyakinan})"


def _pay(nilai: int | None) -> str:
    """An amount, or room to write it in where the table does not say it."""
    return "Rp ........................" if nilai is None else fmt.rupiah(nilai)


def _kgb(t: JatuhTempo, aturan: Aturan) -> Kata:
    d = t.data
    return (
        f"Diberitahukan bahwa terhitung mulai {fmt.tanggal(t.tanggal)} pegawai berikut "
        "memperoleh kenaikan gaji berkala.",
        [["Gaji pokok lama", f"{_pay(d['gaji_lama'])} (masa kerja {d['mkg_lama']})"],
         ["Gaji pokok baru", f"{_pay(d['gaji_baru'])} (masa kerja {d['mkg_baru']})"],
         ["Terhitung mulai", fmt.tanggal(t.tanggal)]],
        _ground(aturan, "simpeg.gaji_pppk_langkah" if d.get("status") == "PPPK"
                else "simpeg.gaji_pokok.iii_a"),
    )  # fmt: skip


def _day(iso: str) -> str:
    return fmt.tanggal(date.fromisoformat(iso))


def _kp(t: JatuhTempo, aturan: Aturan) -> Kata:
    d = t.data
    return (
        f"Dengan hormat diusulkan kenaikan pangkat {d['jenis']} pegawai berikut, terhitung mulai "
        f"{fmt.tanggal(t.tanggal)}.",
        [["Pangkat baru", _rank(d["golongan_baru"])], ["Terhitung mulai", fmt.tanggal(t.tanggal)]],
        _ground(
            aturan, "simpeg.kp_pengabdian" if t.jenis == Jenis.PENGABDIAN else "simpeg.kp_masa"
        ),
    )


def _pensiun(t: JatuhTempo, aturan: Aturan) -> Kata:
    d = t.data
    return (
        "Dengan hormat diusulkan pemberhentian dengan hormat dengan hak pensiun pegawai berikut, "
        f"terhitung mulai {fmt.tanggal(t.tanggal)}.",
        [["Tanggal lahir", fmt.tanggal(date.fromisoformat(d["lahir"]))],
         ["Dapat diusulkan", f"{_day(d['usul_mulai'])} sampai {_day(d['usul_sampai'])}"],
         ["Batas usia pensiun", f"{d['bup']} tahun"], ["Masa kerja kini", d["masa_kerja"]],
         ["Terhitung mulai", fmt.tanggal(t.tanggal)]],
        _ground(aturan, "simpeg.bup"),
    )  # fmt: skip


def _satya(t: JatuhTempo, aturan: Aturan) -> Kata:
    d = t.data
    return (
        f"Dengan hormat diusulkan penganugerahan Satyalancana Karya Satya {d['lama']} Tahun "
        "kepada pegawai berikut.",
        [["TMT CPNS", fmt.tanggal(date.fromisoformat(d["tmt_cpns"]))],
         ["Genap mengabdi", fmt.tanggal(t.tanggal)]],
        _ground(aturan, "simpeg.satyalancana"),
    )  # fmt: skip


_KATA = {
    Jenis.KGB: _kgb, Jenis.KP: _kp, Jenis.PENGABDIAN: _kp, Jenis.PENSIUN: _pensiun,
    Jenis.SATYALANCANA: _satya,
}  # fmt: skip
