"""The imports of pegawai: people, histories, posts, superiors, sanctions, duties, pay."""

from selaras.core.impor.spec import register
from selaras.pegawai.impor.atasan import ImporAtasan
from selaras.pegawai.impor.gaji import ImporGaji
from selaras.pegawai.impor.hukuman import ImporHukuman, ImporPengurangan
from selaras.pegawai.impor.jabatan import ImporJabatanPegawai
from selaras.pegawai.impor.kewajiban import ImporKewajiban
from selaras.pegawai.impor.pajak import ImporPajakRekening
from selaras.pegawai.impor.pegawai import ImporPegawai
from selaras.pegawai.impor.riwayat import ImporGolongan, ImporStatus

for _spec in (
    ImporPegawai(),
    ImporStatus(),
    ImporGolongan(),
    ImporJabatanPegawai(),
    ImporAtasan(),
    ImporHukuman(),
    ImporPengurangan(),
    ImporKewajiban(),
    ImporGaji(),
    ImporPajakRekening(),
):
    register(_spec)
