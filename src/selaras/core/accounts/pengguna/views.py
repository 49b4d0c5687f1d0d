"""Lists accounts within reach, shows one, makes them in bulk, resets, gives and takes roles."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from selaras.core.accounts import management
from selaras.core.accounts.models import User
from selaras.core.accounts.pengguna.forms import GrantForm, ReasonForm, StatusForm
from selaras.core.accounts.selectors import account_facts
from selaras.core.accounts.slips import slips_response
from selaras.core.accounts.tasks import LEMBAR, SEKALI
from selaras.core.bilangan import whole_number
from selaras.core.halaman.banyaknya import just_changed
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.core.permissions.catalog import grantable_roles
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import Candidate, units
from selaras.core.permissions.selectors import roles_of
from selaras.core.permissions.services import grant_role, revoke_role
from selaras.core.waktu import here, now

PER_PAGE = 50  # of people to make accounts for: a sheet that one cuts and hands out
LAST_PAGE = management.AT_ONCE // PER_PAGE


def _condition(user: User) -> str:
    if not user.is_active:
        return "Ditutup"
    return "Belum pernah masuk" if user.wajib_ganti_sandi else "Aktif"


def _last_login(user: User) -> datetime | None:
    return here(user.last_login) if user.last_login else None


COLUMNS = [
    Kolom("nama", "Nama", "get_full_name", urut="nama~",
          tautan=lambda u: reverse("pengguna:rinci", args=[u.pk])),
    Kolom("username", "NIP atau nama pengguna", urut="username"),
    Kolom("last_login", "Terakhir masuk", _last_login, jenis="waktu", urut="last_login"),
    Kolom("keadaan", "Keadaan", _condition),
]  # fmt: skip


def _by_role(users: QuerySet[User], peran: str) -> QuerySet[User]:
    held = PenugasanPeran.objects.pada(timezone.localdate(now())).filter(peran=peran)
    return users.filter(Exists(held.filter(user_id=OuterRef("pk"))))


def _by_condition(users: QuerySet[User], keadaan: str) -> QuerySet[User]:
    return users.filter(
        **{
            "aktif": {"is_active": True, "wajib_ganti_sandi": False},
            "belum": {"is_active": True, "wajib_ganti_sandi": True},
            "tutup": {"is_active": False},
        }[keadaan]
    )


@requires("pengguna.view")
def list_users(request: HttpRequest) -> HttpResponseBase:
    """Accounts within reach."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, "pengguna.view", User.objects.all()),
        COLUMNS,
        nama="pengguna",
        berkas="pengguna",
        cari=("nama", "username", "email"),
        cari_kata="Nama atau NIP",
        urut="nama",
        saringan=[
            Saringan("peran", "Peran", _by_role, [(r.name, r.judul) for r in grantable_roles()]),
            Saringan(
                "keadaan",
                "Keadaan",
                _by_condition,
                [("aktif", "Aktif"), ("belum", "Belum pernah masuk"), ("tutup", "Ditutup")],
            ),
        ],
        kosong=Kosong("Belum ada akun", "Buat akun untuk pegawai di wilayah Anda."),
    ).respond(
        "pengguna/daftar.html",
        boleh_buat=can(actor, "pengguna.manage"),
        jalur=[("Beranda", reverse("web:beranda")), ("Pengguna", "")],
    )


@requires("pengguna.view")
@never_cache
def show_user(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: how it signs in, its roles over time, what may be done."""
    return _page(request, access(User, pk, actor_of(request), "pengguna.view"))


def _page(request: HttpRequest, user: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    may = can(actor, "pengguna.manage", user) and management.may_manage(actor, user)
    context = {
        "pengguna": user,
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Pengguna", reverse("pengguna:daftar")),
            (user.get_full_name(), ""),
        ],
        "terakhir_masuk": _last_login(user),
        "fakta": account_facts(user),
        "peran": roles_of(user, actor=actor),
        "boleh_kelola": may,
        "form_reset": ReasonForm(prefix="reset"),
        "form_faktor": ReasonForm(prefix="faktor"),
        "form_status": StatusForm(prefix="status"),
        "form_peran": GrantForm(actor=actor)
        if can(actor, "peran.grant") and user.pk != actor.user_id
        else None,
        **forms,
    }
    return render(request, "pengguna/rinci.html", context, status=status)


def _sign_in_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("account_login"))


@requires("pengguna.manage")
@never_cache
def bulk_create(request: HttpRequest) -> HttpResponse:
    """Accounts for the people of a unit who have none; the answer is the sheet of slips."""
    actor = actor_of(request)
    at = actor.at
    unit_id = whole_number(request.GET.get("unit"))
    if request.method == "POST" and "semua" in request.POST:
        return _everyone(request, actor, unit_id)
    if request.method == "POST":
        ids = [i for teks in request.POST.getlist("pilih") if (i := whole_number(teks, 17))]
        slips = management.create_accounts(actor=actor, person_ids=ids[:SEKALI], at=at)
        if slips:
            return slips_response(slips, address=_sign_in_address(request), at=at)
        messages.error(request, "Tidak ada akun yang dibuat: pilih paling sedikit satu orang.")
        return redirect(request.get_full_path())
    hal = whole_number(request.GET.get("hal")) or 1
    skip = (hal - 1) * PER_PAGE if 0 < hal <= LAST_PAGE else 0

    def people_from(skip: int) -> tuple[int, list[Candidate]]:
        return management.people_without_account(
            actor=actor, at=at, unit_id=unit_id, skip=skip,
            limit=min(PER_PAGE, management.AT_ONCE - skip), tepat=just_changed(request),
        )  # fmt: skip

    count, people = people_from(skip)
    if skip and not people:  # a page beyond the last
        skip = 0
        count, people = people_from(skip)
    terambil = min(count, management.AT_ONCE)
    return render(
        request,
        "pengguna/buat.html",
        {
            "orang": Page(people, skip // PER_PAGE + 1, Paginator(range(terambil), PER_PAGE)),
            "jumlah": count,
            "terambil": terambil,
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Pengguna", reverse("pengguna:daftar")),
                ("Buat akun", ""),
            ],
            "unit": units().choices(actor.reach("pengguna.manage")),
            "unit_terpilih": unit_id,
        },
    )


def _everyone(request: HttpRequest, actor: Actor, unit_id: int | None) -> HttpResponse:
    """All of a unit: a job, since typesetting a thousand slips outlasts a request."""
    tempat = next(
        (u.nama for u in units().choices(actor.reach("pengguna.manage")) if u.id == unit_id),
        "semua unit",
    )
    try:
        pekerjaan = start(
            LEMBAR, judul=f"Lembar akun {tempat}", actor=actor,
            masukan={"unit_id": unit_id, "alamat": _sign_in_address(request)},
            kunci=f"{LEMBAR}:{actor.user_id}",
        )  # fmt: skip
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
    return redirect(pekerjaan)


@requires("pengguna.manage")
@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time code on a slip."""
    actor = actor_of(request)
    at = actor.at
    user = access(User, pk, actor, "pengguna.manage")
    form = ReasonForm(request.POST, prefix="reset")
    if not form.is_valid():
        return _page(request, user, status=422, form_reset=form)
    slip = management.reset_account(actor=actor, user=user, at=at, cara=form.cleaned_data["cara"])
    return slips_response([slip], address=_sign_in_address(request), at=at)


@requires("pengguna.manage")
@require_POST
def second_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """A lost phone."""
    user = access(User, pk, actor_of(request), "pengguna.manage")
    form = ReasonForm(request.POST, prefix="faktor")
    if not form.is_valid():
        return _page(request, user, status=422, form_faktor=form)
    count = management.remove_second_factors(
        actor=actor_of(request), user=user, cara=form.cleaned_data["cara"]
    )
    messages.success(
        request, f"{count} faktor kedua dicabut. {user} kini masuk dengan kata sandinya saja."
    )
    return redirect("pengguna:rinci", pk)


@requires("pengguna.manage")
@require_POST
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or open an account."""
    user = access(User, pk, actor_of(request), "pengguna.manage")
    form = StatusForm(request.POST, prefix="status")
    if not form.is_valid():
        return _page(request, user, status=422, form_status=form)
    management.set_active(
        actor=actor_of(request), user=user, active=not user.is_active,
        alasan=form.cleaned_data["alasan"],
    )  # fmt: skip
    messages.success(request, f"Akun {user} {'dibuka' if user.is_active else 'ditutup'}.")
    return redirect("pengguna:rinci", pk)


@requires("peran.grant")
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    actor = actor_of(request)
    user = access(User, pk, actor, "pengguna.view")
    form = GrantForm(request.POST, actor=actor)

    def give() -> str:
        mulai, sampai = form.period
        given = grant_role(
            actor=actor, user=user, peran=form.cleaned_data["peran"], tempat=form.place,
            mulai=mulai, sampai=sampai, alasan=form.cleaned_data["alasan"],
        )  # fmt: skip
        return f"{user} kini {given.judul}."

    if not form.is_valid() or not _say(request, form, give):
        return _page(request, user, status=422, form_peran=form)
    return redirect("pengguna:rinci", pk)


@requires("peran.grant")
@require_POST
def revoke(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Take a role, from today on."""
    actor = actor_of(request)
    user = access(User, pk, actor, "pengguna.view")
    given = access(PenugasanPeran.objects.filter(user=user), grant_pk, actor, "peran.grant")
    revoke_role(actor=actor, grant=given, at=actor.at)
    messages.success(request, f"Peran {given.judul} dicabut mulai hari ini.")
    return redirect("pengguna:rinci", pk)


def _say(request: HttpRequest, form: GrantForm, do: Callable[[], str]) -> bool:
    """Do it and say so; a rule that refuses becomes the form's error."""
    try:
        messages.success(request, do())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
