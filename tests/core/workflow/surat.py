"""A document that exists only in these tests: a letter of a person, approved by her superior."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models

from selaras.core.permissions import by_person, register_model
from selaras.core.workflow.definition import Transition, approval
from selaras.core.workflow.models import Dokumen
from selaras.core.workflow.registry import Ringkas, register


class Surat(Dokumen):
    """A letter."""

    pegawai_id = models.BigIntegerField()
    perihal = models.CharField(max_length=80, default="Usulan")
    # The runner empties tables in one go and does not know this one: nothing may hold it back.
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False,
        related_name="+",
    )  # fmt: skip
    gema = models.CharField(max_length=80, default="")

    class Meta:
        app_label = "uji_alur"
        verbose_name = "surat"

    def __str__(self) -> str:
        return self.perihal


def _complete(surat: Surat, actor: object) -> str | None:
    return None if surat.perihal else "Perihal belum diisi."


def _echo(surat: Surat, entry: object, actor: object) -> None:
    Surat.objects.filter(pk=surat.pk).update(gema="dicabut")


def _describe(letters: Sequence[Surat]) -> dict[int, Ringkas]:
    return {
        s.pk: Ringkas(
            "Surat", s.perihal, f"/surat/{s.pk}/", "" if s.perihal != "ganjil" else "aneh"
        )
        for s in letters
    }


# The actions are borrowed from rooms that exist: whoever holds them stands in tests/izin/dunia.py.
ALUR = approval(
    "surat",
    "Surat",
    submit="pegawai.view_nik",
    approve="kinerja.record",
    days_key="alur.batas_hari",
    guards={"submit": (_complete,)},
    extra=[
        Transition("revoke", "Cabut", ("disetujui",), "dicabut", "kinerja.record",
                   reason_required=True, after=(_echo,)),
    ],
)  # fmt: skip

register_model(Surat, by_person("pegawai_id"))
register(Surat, ALUR, describe=_describe)
