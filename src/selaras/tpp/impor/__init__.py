"""The imports of tpp: opening tax balances, yearly budgets."""

from selaras.core.impor.spec import register
from selaras.tpp.impor.anggaran import ImporAnggaranTPP
from selaras.tpp.impor.saldo import ImporSaldoPajak
from selaras.tpp.impor.sistem_lama import ImporSistemLama

register(ImporSaldoPajak())
register(ImporSistemLama())
register(ImporAnggaranTPP())
