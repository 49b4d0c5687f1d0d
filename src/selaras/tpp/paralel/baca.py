"""Both systems' month as one frame, a row per person known to either."""

import polars as pl
from psycopg import sql

from selaras.aturan.berkurang import with_berkurang
from selaras.core.frames import read_frame
from selaras.core.permissions import Actor
from selaras.hukum import Aturan
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.tpp.paralel.sebab import with_sebab
from selaras.tpp.selectors.lab import KOLOM
from selaras.tpp.selectors.rincian import frame_of_stored

_I, _S = pl.Int64, pl.String
_LAMA = ("bruto", "netto", "dasar", "produktivitas_bp", "disiplin_bp", "pajak", "iwp", "potongan")
_BP = 10_000
_KOLOM = ("pegawai_id", "nip", "nama", "skpd_id", "unit_id", "unit", "kelas", "dipahami",
          "keterangan", "selisih_bruto", "selisih_netto", "sebab", "bruto", "netto", "diterima",
          "dasar_rp", "produktivitas_bp", "disiplin_bp", "pajak", "iwp", "potongan", "hukuman",
          "susulan", *(f"lama_{k}" for k in _LAMA))  # fmt: skip


def compare_month(
    instansi: Instansi, periode: int, aturan: Aturan, actor: Actor, *, large: bool = True
) -> pl.DataFrame:
    """Columns _KOLOM, differences first; only people within the actor's reach of paralel.view."""
    sini = _ours(instansi.pk, periode, aturan, large=large)
    lama = read_frame(
        sql.SQL(
            "select nip, nama, pegawai_id, {kolom} from tpp_hasillama "
            "where instansi_id = {instansi} and periode = {periode}"
        ).format(
            kolom=sql.SQL(", ").join(map(sql.Identifier, _LAMA)),
            instansi=sql.Literal(instansi.pk),
            periode=sql.Literal(periode),
        ),
        {"nip": _S, "nama": _S, "pegawai_id": _I, **dict.fromkeys(_LAMA, _I)},
        large=large,
    ).rename({"nama": "nama_lama", "pegawai_id": "pegawai_lama"} | {k: f"lama_{k}" for k in _LAMA})
    semua = (
        sini.join(lama, on="nip", how="full", coalesce=True)
        .with_columns(
            nama=pl.coalesce("nama", "nama_lama"),
            pegawai_id=pl.coalesce("pegawai_id", "pegawai_lama"),
        )
        .pipe(with_sebab)
        .join(_understood(instansi.pk, periode), on="nip", how="left")
        .with_columns(
            dipahami=(
                (pl.col("paham_bruto") == pl.col("selisih_bruto"))
                & (pl.col("paham_netto") == pl.col("selisih_netto"))
            ).fill_null(False)
        )
        .select(_KOLOM)
    )
    return _within(semua, instansi.pk, actor)


def _ours(instansi_id: int, periode: int, aturan: Aturan, *, large: bool) -> pl.DataFrame:
    kolom = sql.SQL(", ").join(sql.SQL("i.{}").format(sql.Identifier(k)) for k in KOLOM)
    query = sql.SQL(
        """
        select {kolom}, p.nip, p.nama, n.nama as unit
        from periode_periodeunit pu
        join organisasi_unitkerja s on s.id = pu.skpd_id and s.instansi_id = {instansi}
        join tpp_instrumenpenilaian i on i.hitungan_id = pu.hitungan_id and i.skpd_id = pu.skpd_id
        join pegawai_pegawai p on p.id = i.pegawai_id
        left join organisasi_unitkerja n on n.id = i.unit_id
        where pu.periode = {periode}
        """
    ).format(kolom=kolom, instansi=sql.Literal(instansi_id), periode=sql.Literal(periode))
    skema = {**dict.fromkeys(KOLOM, _I), "nip": _S, "nama": _S, "unit": _S}
    frame = read_frame(query, skema, large=large)
    rinci = frame_of_stored({k: frame[k] for k in KOLOM}).lazy()
    p, d = pl.col("produktivitas"), pl.col("disiplin")
    return with_berkurang(rinci, aturan, p, d).collect().select(
        "pegawai_id", "skpd_id", "unit_id", "kelas", "bruto", "netto", "diterima", "dasar_rp",
        "rugi_produktivitas", "rugi_disiplin",
        produktivitas_bp=p // _BP, disiplin_bp=d // _BP,
        hukuman=pl.col("hukuman_rp") + pl.col("dasar_hukuman"),
        susulan=pl.col("kelebihan_dipotong") - pl.col("kekurangan_lalu"),
        pajak="pph_pegawai", iwp="iwp",
        potongan=pl.col("zakat_rp") + pl.col("potongan_lain_rp"),
    ).with_columns(frame.select("nip", "nama", "unit"))  # fmt: skip


def _understood(instansi_id: int, periode: int) -> pl.DataFrame:
    query = sql.SQL(
        "select nip, keterangan, selisih_bruto as paham_bruto, selisih_netto as paham_netto "
        "from tpp_selisihdipahami where instansi_id = {} and periode = {}"
    ).format(sql.Literal(instansi_id), sql.Literal(periode))
    return read_frame(query, {"nip": _S, "keterangan": _S, "paham_bruto": _I, "paham_netto": _I})


def _within(frame: pl.DataFrame, instansi_id: int, actor: Actor) -> pl.DataFrame:
    """People of units within reach; whoever stands in no unit only for the whole government."""
    reach = actor.reach("paralel.view")
    if reach.everywhere or instansi_id in reach.instansi:
        return frame
    if not reach.paths:
        return frame.clear()
    jalur = dict(UnitKerja.objects.filter(instansi_id=instansi_id).values_list("pk", "path"))
    boleh = [pk for pk, path in jalur.items() if path.startswith(tuple(reach.paths))]
    return frame.filter(pl.col("unit_id").is_in(boleh))
