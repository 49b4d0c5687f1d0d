"""Imports of simpeg."""

from selaras.core.impor.spec import register
from selaras.simpeg.bezetting.impor import ImporABK
from selaras.simpeg.impor.riwayat import imports
from selaras.simpeg.penataan.impor import ImporPenataan

register(ImporPenataan())
register(ImporABK())
for _satu in imports():
    register(_satu)
