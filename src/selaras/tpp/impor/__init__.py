"""The imports of tpp: opening tax balances, agreed deductions, yearly budgets."""

from selaras.core.impor.spec import register
from selaras.tpp.impor.anggaran import ImporAnggaranTPP
from selaras.tpp.impor.potongan import ImporPotonganTPP
from selaras.tpp.impor.saldo import ImporSaldoPajak
from selaras.tpp.impor.sistem_lama import ImporSistemLama

register(ImporSaldoPajak())
register(ImporPotonganTPP())
register(ImporSistemLama())
register(ImporAnggaranTPP())
