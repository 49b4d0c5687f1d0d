"""What the trail tells of accounts: that they were made and used; their mail is personal."""

from selaras.core.accounts.models import User
from selaras.core.audit.isi import register_trail

register_trail(User, lihat=None, isian={"email": "pegawai.view_nik"})
