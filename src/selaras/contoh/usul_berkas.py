"""The sample's December in the personnel files: proposals of the employee in every state, a new
structure being prepared, the workload of a few posts.

Told once after the months, each step by whose work it is.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from selaras.contoh.koreksi import login
from selaras.core.files.services import simpan_berkas
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.simpeg.bezetting.services import Beban, save_workloads
from selaras.simpeg.jenis import DAPAT_DIUSULKAN
from selaras.simpeg.models import KebutuhanJabatan, PenataanOrganisasi, UsulRiwayat
from selaras.simpeg.penataan.services.rancangan import create_draft, save_item
from selaras.simpeg.policies import KEPERLUAN
from selaras.simpeg.selectors.keadaan import law_of
from selaras.simpeg.services.usul import decide_fields, write_proposal

AKAR = UUID("6f0c9d1e-0000-4000-8000-202512180005")
DITULIS = datetime(2025, 12, 15, 2, 0, tzinfo=UTC)
DIPERIKSA = datetime(2025, 12, 16, 3, 0, tzinfo=UTC)
DIPUTUS = datetime(2025, 12, 17, 2, 30, tzinfo=UTC)
KELULUSAN = {"jenis": "teknis", "penyelenggara": "BPSDM Provinsi", "mulai": "2025-06-02",
             "selesai": "2025-06-06"}  # fmt: skip
Langkah = tuple[str, str, str]  # whose, step, words
TERUS: Langkah = ("pengelola", "approve", "")
# kind, what she says, kind of proof ("" = none yet), the steps after handing in (None = a draft)
USUL: tuple[tuple[str, Mapping[str, str], str, tuple[Langkah, ...] | None], ...] = (
    ("bahasa", {"bahasa": "Mandarin", "tingkat": "pasif"}, "", None),
    ("pelatihan", {**KELULUSAN, "nama": "Pengelolaan Data Kepegawaian", "jam": "40"}, "lain", ()),
    ("pelatihan", {**KELULUSAN, "nama": "Tata Naskah Dinas", "jam": "24"}, "lain", (TERUS,)),
    ("penghargaan", {"nama": "Pegawai Teladan SKPD", "pemberi": "Kepala SKPD", "tahun": "2024"},
     "lain", (TERUS, ("admin", "verify", ""))),
    ("organisasi", {"nama": "Palang Merah Indonesia", "kedudukan": "Relawan",
                    "tahun_mulai": "2022"}, "lain",
     (("pengelola", "return", "Pindaiannya terpotong, unggah halaman yang lengkap."),)),
    ("sertifikasi", {"jenis": "kompetensi", "nama": "Operator komputer", "tanggal": "2016-05-10",
                     "penerbit": "Lembaga Kursus"}, "lain",
     (TERUS, ("admin", "refuse", "Bukan sertifikat dari lembaga berlisensi BNSP."))),
    ("pendidikan", {"tingkat": "45", "jurusan": "Administrasi Publik",
                    "sekolah": "Universitas Negeri Bumi Lestari", "tahun_lulus": "2025",
                    "gelar_belakang": "M.Si."}, "ijazah",
     (("pengelola", "reject", "Ijazah belum dilegalisasi; ajukan lagi sesudah ada."),)),
    ("potensi", {"jenis": "karya", "uraian": "Buku saku layanan kepegawaian", "tahun": "2025"},
     "lain", (("pegawai", "withdraw", ""), ("pegawai", "cancel", ""))),
)  # fmt: skip


def tell_files() -> None:
    """Tell them once; nothing where they are told already."""
    if UsulRiwayat.objects.exists():
        return
    _proposals()
    _structure()
    _workload()


def _proposals() -> None:
    pegawai = Pegawai.objects.get(user__username="pegawai")
    for n, (jenis, isi, bukti, langkah) in enumerate(USUL):
        usul = _propose(pegawai, n, jenis, isi, bukti)
        if langkah is None:
            continue
        apply(usul, "submit", actor=login("pegawai", DITULIS))
        for siapa, nama, kata in langkah:
            at = DIPUTUS if siapa == "admin" else DIPERIKSA
            usul.refresh_from_db()
            apply(usul, nama, actor=login(siapa, at), reason=kata)
    _partly(pegawai)


def _propose(
    pegawai: Pegawai, n: int, jenis: str, isi: Mapping[str, str], bukti: str
) -> UsulRiwayat:
    actor = login("pegawai", DITULIS)
    surat = [(bukti, simpan_berkas(actor, _scan(n), keperluan=KEPERLUAN))] if bukti else []
    return write_proposal(
        actor=actor, pegawai=pegawai, jenis=DAPAT_DIUSULKAN[jenis], tindakan="tambah", isi=isi,
        bukti=surat, kunci=uuid5(AKAR, f"{jenis}{n}"),
    )  # fmt: skip


def _partly(pegawai: Pegawai) -> None:
    """One field is refused by the unit, the rest goes on and takes effect."""
    isi = {**KELULUSAN, "nama": "Pelayanan Informasi Publik", "jam": "400"}
    usul = _propose(pegawai, len(USUL), "pelatihan", isi, "lain")
    apply(usul, "submit", actor=login("pegawai", DITULIS))
    petugas = login("pengelola", DIPERIKSA)
    usul.refresh_from_db()
    decide_fields(
        actor=petugas, usul=usul, tahap="unit",
        putusan={"jam": (False, "Di sertifikat tertulis 40 jam pelajaran.")},
    )  # fmt: skip
    apply(usul, "approve", actor=petugas)
    usul.refresh_from_db()
    apply(usul, "verify", actor=login("admin", DIPUTUS))


def _scan(n: int) -> SimpleUploadedFile:
    """A page that says what it is, each with content of its own."""
    kata = f"BT /F1 16 Tf 72 760 Td (Contoh pindaian surat bukti nomor {n + 1}) Tj ET".encode()
    bagian = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(kata), kata),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip
    isi, letak = b"%PDF-1.4\n", []
    for nomor, satu in enumerate(bagian, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n%s\nendobj\n" % (nomor, satu)
    daftar = b"".join(b"%010d 00000 n \n" % x for x in letak)
    ekor = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(isi)
    isi += b"xref\n0 6\n0000000000 65535 f \n" + daftar + ekor
    return SimpleUploadedFile(f"bukti-{n + 1}.pdf", isi, "application/pdf")


def _structure() -> None:
    """Two agencies become one next April; who leads the joint one is not decided yet."""
    admin = login("admin", DIPUTUS)
    pegawai = Pegawai.objects.select_related("instansi").get(user__username="admin")
    if PenataanOrganisasi.objects.exists():
        return
    draf = create_draft(
        actor=admin, instansi=pegawai.instansi,
        judul="Penggabungan dinas pertanian dan ketahanan pangan",
        dasar="Rancangan Perda SOTK 2026 (contoh)", mulai=date(2026, 4, 1),
        catatan="Menunggu hasil fasilitasi gubernur.",
    )  # fmt: skip
    butir: tuple[dict[str, Any], ...] = (
        {"tindakan": "unit_ubah", "unit_asal": "3.27",
         "nama": "Dinas Pertanian, Ketahanan Pangan, dan Perikanan"},
        {"tindakan": "unit_gabung", "unit_asal": "2.09", "unit": "3.27"},
    )  # fmt: skip
    for satu in butir:
        save_item(actor=admin, penataan=draf, isi=satu, butir_id=None)


def _workload() -> None:
    """The workload of the employee's office, and what was granted for two posts."""
    if KebutuhanJabatan.objects.exists():
        return
    admin: Actor = login("admin", DIPUTUS)
    pegawai = Pegawai.objects.get(user__username="pegawai")
    hari = admin.day()
    unit = RiwayatJabatan.objects.pada(hari).filter(pegawai=pegawai, penugasan="D")
    skpd = unit.values_list("jabatan__unit__skpd_id", flat=True).first()
    aturan = law_of(pegawai.instansi_id, hari)
    post = Jabatan.objects.filter(unit__skpd_id=skpd).exclude(jenis="struktural").pada(hari)
    beban = [
        Beban(
            jabatan, hari.year,
            formasi=jabatan.kebutuhan if n < 2 else None,
            dasar="Keputusan formasi 2025 (contoh)" if n < 2 else "",
            baris=[
                {"uraian": "Menyusun konsep naskah dinas", "hasil": "naskah",
                 "volume": 1_200 + 150 * n, "menit": 30},
                {"uraian": "Memeriksa kelengkapan berkas", "hasil": "berkas", "volume": 600,
                 "menit": 45},
                {"uraian": "Melayani permintaan data", "hasil": "layanan", "volume": 2_400,
                 "menit": 20},
            ],
        )
        for n, jabatan in enumerate(post.select_related("unit").order_by("pk")[:6])
    ]  # fmt: skip
    save_workloads(actor=admin, aturan=aturan, beban=beban)
