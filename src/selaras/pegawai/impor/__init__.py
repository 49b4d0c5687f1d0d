"""The imports of pegawai: people, posts, superiors, sanctions, reductions, obligations, pay."""

from selaras.core.impor.spec import register
from selaras.pegawai.impor.atasan import ImporAtasan
from selaras.pegawai.impor.gaji import ImporGaji
from selaras.pegawai.impor.hukuman import ImporHukuman, ImporPengurangan
from selaras.pegawai.impor.jabatan import ImporJabatanPegawai
from selaras.pegawai.impor.kewajiban import ImporKewajiban
from selaras.pegawai.impor.pajak import ImporPajakRekening
from selaras.pegawai.impor.pegawai import ImporPegawai

for _spec in (
    ImporPegawai(),
    ImporJabatanPegawai(),
    ImporAtasan(),
    ImporHukuman(),
    ImporPengurangan(),
    ImporKewajiban(),
    ImporGaji(),
    ImporPajakRekening(),
):
    register(_spec)
