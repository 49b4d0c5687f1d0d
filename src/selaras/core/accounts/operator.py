"""What only the operator of the server does: the first administrator of an installation."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from selaras.core.accounts.codes import new_code
from selaras.core.accounts.management import CODE_LASTS, Slip, code_hash
from selaras.core.accounts.models import User
from selaras.core.audit.services import record
from selaras.core.permissions import system_actor
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import persons
from selaras.core.permissions.services import Tempat, grant_role

ADMIN = "admin_bkpsdm"


@transaction.atomic
def make_admin(*, username: str, nama: str, instansi_id: int | None, at: datetime) -> Slip | None:
    """Give an account the administrator's role; the slip of a new account, None of an old one."""
    operator = system_actor("Operator server", at=at, saluran="cli")
    user = User.objects.filter(username__iexact=username).first()
    slip = None
    if user is None:
        code = new_code()
        user = User.objects.create(
            username=username,
            nama=nama,
            password=code_hash(code),
            wajib_ganti_sandi=True,
            sandi_sementara_sampai=at + CODE_LASTS,
        )
        record(actor=operator, aksi="pengguna.manage", objek=user, keterangan="akun dibuat")
        person = persons().by_nip(username, timezone.localdate(at))
        if person is not None and person.user_id is None:
            persons().link({person.id: user.pk})
        slip = Slip(username, str(user), "", code, at + CODE_LASTS)
    today = timezone.localdate(at)
    held = PenugasanPeran.objects.pada(today).filter(
        user=user, peran=ADMIN, instansi_id=instansi_id, unit_id=None
    )
    if not held.exists():
        grant_role(
            actor=operator, user=user, peran=ADMIN, tempat=Tempat(instansi_id), mulai=today,
            alasan="dari konsol server",
        )  # fmt: skip
    return slip
