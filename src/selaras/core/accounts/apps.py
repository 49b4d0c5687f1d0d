"""App configuration of core.accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "selaras.core.accounts"
    label = "accounts"
    verbose_name = "Akun"
