"""The imports of organisasi: units, posts, TPP amounts and reference lists."""

from selaras.core.impor.spec import register, register_instansi
from selaras.organisasi.impor.besaran import ImporBesaran
from selaras.organisasi.impor.jabatan import ImporJabatan
from selaras.organisasi.impor.referensi import ImporReferensi
from selaras.organisasi.impor.unit import ImporUnit
from selaras.organisasi.models import Instansi


def _instansi() -> list[tuple[int, str, str]]:
    return list(Instansi.objects.values_list("pk", "kode", "nama"))


register_instansi(_instansi)
for _spec in (ImporUnit(), ImporJabatan(), ImporBesaran(), ImporReferensi()):
    register(_spec)
