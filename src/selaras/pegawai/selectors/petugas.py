"""Who of a unit's officers sees to something: the one nearest to where the person stands."""

from collections.abc import Collection, Mapping
from datetime import date

from selaras.core.permissions.catalog import Jangkauan, roles
from selaras.core.permissions.models import PenugasanPeran
from selaras.pegawai.models import Pegawai, RiwayatJabatan

DEFINITIF = "D"


def officers_for(pegawai_ids: Collection[int], aksi: str, hari: date) -> Mapping[int, int | None]:
    """Person -> the person who holds the action where she stands on a day; never herself.

    Of several the one given the role in the nearest unit, then the oldest grant. None = nobody
    with a post holds it there. Three queries.
    """
    tempat = _places(pegawai_ids, hari)
    peran = [r.name for r in roles().values() if Jangkauan.WILAYAH in r.reach(aksi)]
    diberi = list(
        PenugasanPeran.objects.pada(hari)
        .filter(peran__in=peran, instansi_id__in={instansi for instansi, _ in tempat.values()})
        .order_by("pk")
        .values_list("user_id", "instansi_id", "unit_id")
    )
    orang = dict(
        Pegawai.objects.filter(user_id__in={u for u, _, _ in diberi}).values_list("user_id", "pk")
    )
    hasil: dict[int, int | None] = {}
    for pk in pegawai_ids:
        instansi_id, di_atas = tempat.get(pk, (None, {}))
        calon = [
            (di_atas.get(unit_id, 99), orang[user_id])
            for user_id, instansi, unit_id in diberi
            if user_id in orang
            and orang[user_id] != pk
            and instansi == instansi_id
            and (unit_id is None or unit_id in di_atas)
        ]
        hasil[pk] = min(calon, key=lambda c: c[0])[1] if calon else None
    return hasil


def _places(
    pegawai_ids: Collection[int], hari: date
) -> dict[int, tuple[int | None, dict[int, int]]]:
    """Person -> her government, and the units above her post with how far they are."""
    baris = (
        RiwayatJabatan.objects.pada(hari)
        .filter(pegawai_id__in=list(pegawai_ids), penugasan=DEFINITIF)
        .values_list("pegawai_id", "jabatan__unit__instansi_id", "jabatan__unit__path")
    )
    return {
        pk: (
            instansi_id,
            {int(u): n for n, u in enumerate(reversed(path.strip("/").split("/"))) if u},
        )
        for pk, instansi_id, path in baris
    }
