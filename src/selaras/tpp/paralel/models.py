"""What the old system paid, and which differences somebody has understood. Computes nothing."""

from django.conf import settings
from django.db import models

from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai


def _boleh_kosong(judul: str) -> "models.BigIntegerField[int | None, int | None]":
    """A figure that old systems may not hand out."""
    return models.BigIntegerField(judul, null=True, blank=True)


class HasilLama(models.Model):
    """One person's month in the system that ran before; `pegawai` empty = nobody known here."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="hasil_lama")
    periode = models.PositiveIntegerField("bulan")
    nip = models.CharField("NIP", max_length=18)
    nama = models.CharField("nama", max_length=160, blank=True)
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.CASCADE, null=True, blank=True, related_name="hasil_lama"
    )
    bruto = models.BigIntegerField("TPP bruto")
    netto = _boleh_kosong("diterima")
    dasar = _boleh_kosong("TPP dasar jabatan")
    produktivitas_bp = _boleh_kosong("nilai produktivitas (bp)")
    disiplin_bp = _boleh_kosong("nilai disiplin (bp)")
    pajak = _boleh_kosong("PPh 21 dipotong")
    iwp = _boleh_kosong("iuran JKN 1%")
    potongan = _boleh_kosong("potongan lain")
    berkas = models.CharField("berkas asal", max_length=200, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "hasil sistem lama"
        verbose_name_plural = "hasil sistem lama"
        ordering = ["-periode", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "periode", "nip"], name="hasil_lama_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama or self.nip} {self.periode}"


class SelisihDipahami(models.Model):
    """A difference that somebody has looked into; new figures make it a question again.

    `selisih_*`: the difference that was understood (old less ours).
    """

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    nip = models.CharField("NIP", max_length=18)
    keterangan = models.CharField("keterangan", max_length=300)
    selisih_bruto = models.BigIntegerField("selisih bruto saat ditandai")
    selisih_netto = models.BigIntegerField("selisih diterima saat ditandai")
    # A remark outlives its writer's account.
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ditandai_pada = models.DateTimeField("ditandai pada")

    class Meta:
        verbose_name = "selisih yang dipahami"
        verbose_name_plural = "selisih yang dipahami"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "periode", "nip"], name="selisih_dipahami_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nip} {self.periode}"
