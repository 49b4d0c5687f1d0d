"""Effective dating: half-open date ranges on models, and "in force on a day" for query sets.

A history row holds `berlaku` = [mulai, sampai) as PostgreSQL's daterange; an open end means
"until further notice". Whether two rows may overlap is an exclusion constraint of each model.
"""

from selaras.core.masa.fields import BerlakuField, BerlakuQuerySet, berlaku_sejak, tanpa_tumpang

__all__ = ["BerlakuField", "BerlakuQuerySet", "berlaku_sejak", "tanpa_tumpang"]
