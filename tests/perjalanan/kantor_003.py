"""The office of seed 003: two dinas, six people, who sits where and on which screen they look.

Pegawai 1 of Dinas A works under Pegawai 3; Pegawai 5 brought no work at all. October 2025, all
punctual, under the sample region's rule.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect
from tests.peramban.conftest import UKURAN
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi, Jabatan
from selaras.pegawai.models import Pegawai

SANDI = "hutan-kopi-merapi"


class Kantor:
    """Who may sit down at the screen, and the day that the office lives on."""

    def __init__(
        self, page: Page, url: str, masuk: Callable[[User], None], settings: Any, layar: str
    ) -> None:
        self.page, self.url, self.masuk, self.settings = page, url, masuk, settings
        self.layar = layar
        page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
        self.instansi = kecil.build()
        Instansi.objects.update(daerah="contoh")
        self.instansi.refresh_from_db()
        self.pegawai = Pegawai.objects.get(nama="Pegawai 1")
        self.rendah = Pegawai.objects.get(nama="Pegawai 5")
        Jabatan.objects.filter(kode="J1").update(atasan=Jabatan.objects.get(kode="J3"))
        PenilaianBulanan.objects.filter(pegawai__in=[self.pegawai, self.rendah]).delete()
        self.user = {"pegawai": self._login(1), "atasan": self._login(3)}
        for nama, peran in (("bkpsdm", "admin_bkpsdm"), ("verifikator", "verifikator_tpp")):
            self.user[nama] = User.objects.create_user(nama, SANDI, nama=nama.upper())
            PenugasanPeran.objects.create(
                user=self.user[nama], peran=peran, instansi_id=self.instansi.pk,
                berlaku=berlaku_sejak(kecil.AWAL),
            )  # fmt: skip

    def _login(self, n: int) -> User:
        user = User.objects.create_user(
            f"pegawai{n}", SANDI, nama=f"Pegawai {n}", email=f"p{n}@contoh.go.id"
        )
        Pegawai.objects.filter(nama=f"Pegawai {n}").update(user=user)
        return user

    def on(self, hari: date) -> None:
        """The site lives on this day from now on."""
        self.settings.DEMO, self.settings.HARI_INI_CONTOH = True, hari

    def leave(self) -> None:
        """Nobody is signed in any more."""
        self.page.goto("about:blank")
        self.page.context.clear_cookies()

    def open(self, siapa: str, path: str) -> Page:
        """`siapa` sits down and opens a page."""
        self.leave()
        self.masuk(self.user[siapa])
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, siapa: str) -> Page:
        """By the door, with name and password, as on any morning."""
        self.leave()
        page = self.page
        page.goto(self.url)
        page.locator("input[name=login]").fill(self.user[siapa].username)
        page.locator("input[name=password]").fill(SANDI)
        page.get_by_role("button", name="Masuk", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat")
        return page

    def choose(self, kelompok: str, tempat: str) -> Page:
        """By the menu: at the left of a desk, under "Lainnya" of a phone."""
        page = self.page
        page.wait_for_load_state()
        if self.layar == "ponsel":
            page.get_by_role("link", name="Lainnya").click()
            menu = page.locator("main")
        else:
            menu = page.locator(".sisi")
        tujuan = menu.get_by_role("link", name=tempat, exact=True)
        if self.layar == "meja" and not tujuan.is_visible():  # its group is folded
            menu.locator("summary", has_text=kelompok).click()
        tujuan.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(tempat)
        return page

    def fits(self) -> None:
        """Nothing makes the page scroll sideways."""
        lebar = self.page.locator("html").evaluate("e => e.scrollWidth")
        assert lebar <= UKURAN[self.layar]["width"]
