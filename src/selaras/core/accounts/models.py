"""Who may sign in. An account is not a person: `pegawai` links the two, and an account can be
made before its person is known. What an account may do is in core.permissions.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an empty password becomes one that nobody can type."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Names differ by more than case, so that nobody can pose as another."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. Its name is the NIP of its person, or a short name for offices and services."""

    username = models.CharField(
        "NIP atau nama pengguna",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
    )
    nama = models.CharField("nama", max_length=160, blank=True)
    # Many have no mail; "" is not unique, a given address is.
    email = models.EmailField("surel", blank=True)
    is_active = models.BooleanField("aktif", default=True)
    wajib_ganti_sandi = models.BooleanField("wajib ganti kata sandi", default=False)
    # A one-time code is worth nothing after this instant; empty = the password is the user's own.
    sandi_sementara_sampai = models.DateTimeField(null=True, blank=True, editable=False)
    # A sample login: refused by the sign-in backend unless the site runs as a demo.
    contoh = models.BooleanField("akun contoh", default=False, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_unik"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="user_email_unik"
            ),
        ]

    def __str__(self) -> str:
        return self.nama or self.username

    def may_sign_in(self) -> bool:
        """Whether the account itself is open; how the user proves who she is comes after."""
        return self.is_active and (settings.DEMO or not self.contoh)

    def code_has_expired(self, at: datetime) -> bool:
        return self.sandi_sementara_sampai is not None and self.sandi_sementara_sampai <= at

    def get_full_name(self) -> str:
        return self.nama or self.username

    def get_short_name(self) -> str:
        return self.nama or self.username
