"""Fills the columns that a frame doesn't name with what the model would give a new row.

Keys that a model throws at random are made of the row's own number here: the sample is the same
every time.
"""

from datetime import datetime
from typing import Any

import polars as pl
from django.db import models

from selaras.contoh.acak import lempar


def lengkapi(model: type[models.Model], bingkai: pl.DataFrame, dibuat: datetime) -> pl.DataFrame:
    """The frame with every column that the table wants; `dibuat` = when its rows were written."""
    tambah: list[pl.Series] = []
    for field in model._meta.concrete_fields:
        kolom = str(field.column)
        if kolom in bingkai.columns or field.null or field.primary_key:
            continue
        if isinstance(field, models.UUIDField):
            tambah.append(_uuid(model, kolom, bingkai["id"]))
        elif getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
            tambah.append(_sama(kolom, dibuat.isoformat(), bingkai.height))
        else:
            tambah.append(_sama(kolom, _bawaan(model, field), bingkai.height))
    return bingkai.with_columns(tambah)


def _sama(kolom: str, nilai: Any, banyak: int) -> pl.Series:
    return pl.Series(kolom, [nilai], dtype=None).extend_constant(nilai, banyak).head(banyak)


def _bawaan(model: type[models.Model], field: "models.Field[Any, Any]") -> Any:
    if field.has_default():
        return field.get_default()
    if field.empty_strings_allowed and field.blank:
        return ""
    raise ValueError(f"{model.__name__}.{field.name}: bingkai harus mengisinya")


def _uuid(model: type[models.Model], kolom: str, nomor: pl.Series) -> pl.Series:
    dua = [lempar(f"{model.__name__}.{kolom}.{n}", nomor.to_numpy()) for n in (1, 2)]
    teks = [f"{a:016x}{b:016x}" for a, b in zip(*dua, strict=True)]
    return pl.Series(kolom, teks)
