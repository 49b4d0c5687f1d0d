"""The imports of tpp: opening tax balances."""

from selaras.core.impor.spec import register
from selaras.tpp.impor.saldo import ImporSaldoPajak

register(ImporSaldoPajak())
