"""By which right the trail tells of people: the same that shows it on their pages."""

from selaras.core.audit.isi import register_trail
from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    KewajibanPegawai,
    Pegawai,
    PenguranganTPP,
    Rekening,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)

IDENTITAS = "pegawai.view_nik"

register_trail(
    Pegawai, lihat="pegawai.view",
    isian=dict.fromkeys(("nik", "tanggal_lahir", "email", "telepon"), IDENTITAS),
)  # fmt: skip
register_trail(RiwayatGolongan, lihat="pegawai.view", isian={"gaji_pokok": "gaji.view"})
register_trail(RiwayatStatus, RiwayatJabatan, AtasanKhusus, lihat="pegawai.view")
register_trail(DataPajak, Rekening, GajiBulanan, lihat="gaji.view")
register_trail(HukumanDisiplin, PenguranganTPP, lihat="disiplin.view")
register_trail(KewajibanPegawai, lihat="kewajiban.view")
